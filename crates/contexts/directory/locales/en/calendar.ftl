# School calendar of the territory
calendar-title = School calendar
calendar-under = The territory is in zone { $zone }.
calendar-year = Year { $years }
calendar-year-zone = Year { $years }, zone { $zone }
calendar-ends = Classes from { $first } to { $last }.
calendar-vacation = Holidays
calendar-days = { $name }: from { $first } to { $last }
calendar-day = { $name }: { $day }
calendar-new = Give the holidays of the years to come
calendar-new-says = The ministry publishes the school calendar on data.education.gouv.fr, under the name fr-en-calendrier-scolaire. Download it as CSV and send it as it is: nothing changes before you have seen what it says.
calendar-file = File
calendar-file-hint = CSV, XLSX or ODS, 4 MB at most.
calendar-look = See what changes
calendar-zone = Zone of the territory
calendar-zone-hint = The winter and spring holidays depend on it.
calendar-zone-a = Zone A
calendar-zone-b = Zone B
calendar-zone-c = Zone C
calendar-zone-a-holds = Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers
calendar-zone-b-holds = Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg
calendar-zone-c-holds = Créteil, Montpellier, Paris, Toulouse, Versailles
calendar-zone-choose = Choose this zone
calendar-zone-chosen = The territory is in zone { $zone }.
calendar-unknown = The holidays of the year { $years } are not known here: a timetable made now would have lessons during them.
calendar-give = Give the school calendar
calendar-ask = Whoever runs the territory can give them.
calendar-no-file = Choose the file of the school calendar.
calendar-no-table = This file is not a table. Nothing has changed: send the CSV as it was downloaded.
calendar-damaged = This file is damaged, or far larger than a calendar. Nothing has changed: download it again.
calendar-columns = Columns are missing in this file: { $names }. Nothing has changed: send the CSV as it was downloaded.
calendar-nothing = This file says no holidays of zones A, B and C for this year or later ones. Nothing has changed.
calendar-preview = What the file says
calendar-not-mine = The file says nothing of zone { $zone }, that of the territory.
calendar-others = The other zones
calendar-state-same = Already known
calendar-state-new = New
calendar-state-changed = Changes
calendar-before = Until now:
calendar-added = Added
calendar-gone = Removed
calendar-apply-says = Timetables made from now on will follow this calendar. Lessons already placed do not move.
calendar-apply = Follow this calendar
calendar-leave = Change nothing
calendar-same = This calendar is already the one used here: nothing changes.
calendar-applied = The calendar is up to date.
calendar-bad = { $count ->
    [one] One line left out
   *[other] { NUMBER($count) } lines left out
  }
calendar-bad-more = { $count ->
    [one] And one more.
   *[other] And { NUMBER($count) } more.
  }
calendar-bad-year = Line { NUMBER($line) }: the school year is not one, such as 2027-2028.
calendar-bad-day = Line { NUMBER($line) }: one of the two dates is not a date.
calendar-bad-backwards = Line { NUMBER($line) }: the end is before the start.
calendar-bad-outside = Line { NUMBER($line) }: these days are not holidays of that school year.
calendar-bad-differs = Line { NUMBER($line) }: it says other days than line { NUMBER($other) } for the same holidays of the same zone.
calendar-bad-overlaps = Line { NUMBER($line) }: these holidays are partly those of line { NUMBER($other) }.
did-calendar-change = gave a school calendar
did-zone-change = chose the holiday zone of the territory
