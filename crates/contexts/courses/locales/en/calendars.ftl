## Calendars of another program
calendars = Calendars of another program
calendars-under = A calendar given here prepares your lessons to come. Giving it again, or changing it, changes only what moved.
calendars-mine = Calendars given
calendars-none = No calendar for now.
calendar-page = Calendar
calendar-read = read { $when }
calendar-reading = being read
calendar-unread = Could not be read
calendar-for = For
calendar-for-me = My courses
calendar-for-school = Every class: { $school }
calendar-file = Give a file
calendar-file-act = Read this file
calendar-file-field = File of the timetable
calendar-file-hint = An “.ics” file (Pronote, Google, Outlook, Apple, Zimbra, Nextcloud), or the list of lessons exported by EDT or UDT: text, CSV, Excel, ODS or XML, or the archive of UDT. 24 MB at most.
calendar-no-file = Choose a file.
calendar-address = Subscribe to an address
calendar-address-act = Read this address
calendar-address-field = Address of the calendar
calendar-address-hint = It begins with https:// or webcal://. It will be read again four times a day.
calendar-enough = There are already 50 calendars: forget one first.
calendar-titles = What it holds
calendar-titles-hint = Say which course each title is. Nothing is planned before.
calendar-titles-none = No lesson of this school year in this calendar.
calendar-decided = The lessons are planned. Change a course here: they will follow.
calendar-not-taken = Do not take
calendar-all-known = Everything is recognised. Check below, then plan the lessons.
calendar-some-unknown = These titles are not recognised. Say which course each is: it will be remembered. The others are below.
calendar-known = What is recognised
calendar-known-class = { $class }: { $count ->
    [one] one title
   *[other] { NUMBER($count) } titles
  }
calendar-unclear = Lines that are not understood
calendar-unread-line = Line { NUMBER($line) }:
calendar-unclear-day = the day is missing or not understood
calendar-unclear-hour = the hour is missing or not understood
calendar-unclear-weeks = it does not say in which weeks
calendar-unclear-class = no class
calendar-unclear-subject = no subject
calendar-columns = What do the columns say?
calendar-columns-hint = This table does not have the usual titles. Say once what each column is: it will be remembered for the next files.
calendar-columns-lack = Missing: { $what }.
calendar-columns-untitled = Column { NUMBER($number) }
calendar-columns-swapped = Week 1 (Q1) is week B
calendar-columns-act = Read with these columns
calendar-column-nothing = Not needed
calendar-column-day = Day
calendar-column-starts = Time of the start, or both times
calendar-column-ends = Time of the end
calendar-column-duration = Length
calendar-column-class = Class
calendar-column-group = Group
calendar-column-subject = Subject
calendar-column-code = Short name of the subject
calendar-column-teacher = Teacher’s last name
calendar-column-first-name = Teacher’s first name
calendar-column-room = Room
calendar-column-weeks = Weeks (A, B, Q1, Q2…)
calendar-other-titles = Other titles
calendar-title-count = { $count ->
    [one] Once, { $first }
   *[other] { NUMBER($count) } times, from { $first } to { $last }
  }
calendar-title-once = Once, { $day }
calendar-title-gone = No longer in the calendar
calendar-plan = Plan the lessons
calendar-left = Left aside:
calendar-left-without-class = { $count ->
    [one] one date without class
   *[other] { NUMBER($count) } dates without class (vacations, Sundays, public holidays)
  }
calendar-left-whole-days = { $count ->
    [one] one whole-day event
   *[other] { NUMBER($count) } whole-day events
  }
calendar-left-cancelled = { $count ->
    [one] one cancelled lesson
   *[other] { NUMBER($count) } cancelled lessons
  }
calendar-left-unreadable = { $count ->
    [one] one line or event that cannot be read
   *[other] { NUMBER($count) } lines or events that cannot be read
  }
calendar-kept-title = Lessons that were kept
calendar-kept-hint = The calendar no longer holds them. They stay, because something is written in them.
calendar-newer = When it changes
calendar-newer-act = Read the new version
calendar-newer-address = This calendar is read again four times a day. What moves is followed by itself.
calendar-read-again = Read again now
calendar-forget = Forget this calendar
calendar-forget-hint = The lessons already planned stay. They will no longer follow this calendar. It stays 30 days in the trash.
calendar-forget-act = Forget
calendar-forgotten = Calendar forgotten. Its lessons stay.
calendar-did-add = { $count ->
    [one] One lesson is planned.
   *[other] { NUMBER($count) } lessons are planned.
  }
calendar-did-move = { $count ->
    [one] One lesson changed its time or room.
   *[other] { NUMBER($count) } lessons changed their time or room.
  }
calendar-did-remove = { $count ->
    [one] One lesson is taken away.
   *[other] { NUMBER($count) } lessons are taken away.
  }
calendar-did-keep = { $count ->
    [one] One lesson is kept, because something is written in it.
   *[other] { NUMBER($count) } lessons are kept, because something is written in them.
  }
calendar-did-nothing = Calendar read. No lesson changes.
calendar-goes-on = The rest is on its way.
calendar-refused-not-one = This is not a calendar. An iCalendar file (“.ics”), the list of lessons of EDT or UDT, or the archive of UDT, is needed.
calendar-refused-damaged = This file is damaged: it stops in the middle, or holds what a timetable does not hold. Export it again.
calendar-refused-sealed = EDT encrypted this file for a partner: nobody else can read it. In EDT, export the list of lessons as text or as XML instead.
calendar-refused-columns = Say below what the columns are. Nothing is planned before.
calendar-refused-too-many = This calendar holds more than a year of lessons. Give that of one class or of one person.
calendar-refused-address = This address cannot be read. A public address that begins with https:// is needed.
calendar-refused-silent = The address does not answer. It will be read again later; what was planned stays.
calendar-refused-server = The server does not give this calendar. Check the address; what was planned stays.
calendar-refused-too-large = This calendar is too heavy: 24 MB at most.

## My calendar elsewhere
agenda = My days on my phone
agenda-under = Your lessons and the work to do, in the calendar you already use.
agenda-name = Préau
agenda-none = Open a secret address, then give it to your calendar. It will keep itself up to date.
agenda-open = Open my address
agenda-opened = Address opened. Keep it to yourself.
agenda-address = Your secret address
agenda-address-hint = Whoever knows it sees this calendar, without a password. Give it to nobody.
agenda-since = Opened { $when }.
agenda-add = Add to my calendar
agenda-how = On a computer, copy the address and choose “subscribe to a calendar” or “add by URL” in your calendar.
agenda-renew = Change the address
agenda-renew-hint = The address before will give nothing any more. The new one must be given to your calendar.
agenda-renew-act = Change
agenda-close = Close the address
agenda-close-hint = Your calendar will receive nothing any more. You can open another.
agenda-close-act = Close
agenda-closed = Address closed. It gives nothing any more.
agenda-work = To do: { $title }
agenda-of-child = { $child }: { $title }

## Changes of the day
change-page = What changes
change-lesson = Lesson
change-when = Hours
change-who = Teacher
change-what = What changes
change-table = Lessons of the day
change-other-days = Other days
change-day-before = Day before
change-day-after = Day after
change-no-lessons = No lesson that day.
change-absence = Note the absence of a teacher
change-absent-field = Absent
change-substitute-field = Replaced by
change-choose = Choose
change-nobody = Nobody
change-cancel = The lesson is cancelled
change-cancel-all = Without a substitute, cancel their lessons of the day
change-absence-act = Note the absence
change-absence-said = { $count ->
    [0] This person has no lesson that day.
    [one] One lesson is changed. Families see it.
   *[other] { NUMBER($count) } lessons are changed. Families see it.
  }
change-same-person = Choose someone else as a substitute.
change-no-class = There is no class that day.
change-act = Save what changes
change-hint = Pupils, their legal guardians and teachers see it at once.
change-said = Noted. Families see it.
change-open = Change the room
