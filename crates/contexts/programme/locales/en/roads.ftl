study-roads = Distances
study-roads-crow = As the crow flies, between the positions of the directory
study-roads-gone = This table of ways is no longer there. Choose another.
study-roads-add = Give a table of ways by road
asked-road = Ways by road: { $table }. Where there and back differ, their mean. A way that is missing is not offered.
refused-unreachable = No choice serves “{ $school }”: the ways from this school to the collèges that are left are missing.
caveat-no-way = No way leads to it: it is not in the search.
did-roads-keep = kept a table of ways
did-roads-forget = forgot a table of ways
roads-title = Ways by road
roads-under = Nothing changes before you have seen what the table says.
roads-file-hint = CSV, Excel or LibreOffice. At most 10 MB, 400 primary schools and 100 collèges.
roads-source-hint = Who worked these ways out, and with what. Example: the route service of IGN.
roads-day = Day they were worked out
roads-day-to-come = This day has not come yet.
roads-columns-says = One line per way: “from” and “to” are school numbers (UAI), then “km” or “minutes”. There, back, or both: where they differ, their mean counts. Lines between two primary schools or two collèges are not used.
roads-table = { $source }, { $day }, in { $unit }
roads-kept = Kept for studies
roads-read = The table is read. Look at it before you keep it.
roads-unit = Unit
roads-ways = Ways
roads-ways-says = { $count ->
    [one] { NUMBER($count) } way, between { NUMBER($ecoles) } primary schools and { NUMBER($colleges) } collèges
   *[other] { NUMBER($count) } ways, between { NUMBER($ecoles) } primary schools and { NUMBER($colleges) } collèges
  }
roads-missing = Missing ways
roads-missing-says = { NUMBER($missing) } out of { NUMBER($all) }
roads-uneven = There and back differ
roads-uneven-says = { $count ->
    [one] { NUMBER($count) } way, by { $most } at most: the mean counts
   *[other] { NUMBER($count) } ways, by { $most } at most: the mean counts
  }
roads-aside = Lines between two primary schools or two collèges, not used
roads-alone = { $count ->
    [one] { NUMBER($count) } school has no way: a study by road leaves it out.
   *[other] { NUMBER($count) } schools have no way: a study by road leaves them out.
  }
roads-keep = Keep for studies
roads-forget = Forget this table
roads-ready = The table is kept. It is chosen for this study.
roads-forgotten = The table is forgotten. Studies that used it keep their ways.
roads-unread-no-columns = This file has not the columns it should: “from”, “to”, then “km” or “minutes”.
roads-unread-no-way = No line is a way between a primary school and a collège of the territory.
roads-unread-too-large = This table is too large: 150,000 lines, 400 primary schools and 100 collèges at most.
unit-km = kilometres
unit-minutes = minutes
left-out-not-a-distance = This is no possible distance or duration.
