### Today.

today = Today
hello = Hello { $first }
week = Week
week-of = Week of { $day }
week-letter = Week { $week }
vacation = Vacation
public-holiday = Public holiday
week-before = Previous week
week-after = Next week
other-days = Other days
other-weeks = Other weeks
day-and-week = { $day }, week { $week }
my-day = My day
my-day-of = My day, { $day }
now = now
written = written
to-write = to write
write = Write
open = Open
room = room { $room }
no-lessons = No lesson on that day.
nothing-ahead = No lesson planned in the next days.

## What changes
change-cancelled = lesson cancelled
change-absent = { $who } is absent
change-absent-replaced = { $who } is absent, replaced by { $by }
change-taken-by = taken by { $by }
change-room = { $place } instead of { $before }
change-moved = first planned { $day }
change-moved-at = first planned { $day } at { $time }

to-do = To do
all-done = Nothing to do for the moment.
minutes = { $count ->
    [one] about a minute
   *[other] about { NUMBER($count) } min
  }
hand-in = Hand in
see = See
read = Read
of-work = : { $title }
done = Done
handed-in = Handed in
handed-in-late = Handed in late
answered = Handed in, { $who } answered
answered-to = answered: “{ $title }”
late = Late, it was for { $day }
nothing-to-do = nothing to do
things-late = { $count ->
    [one] one thing late
   *[other] { NUMBER($count) } things late
  }
things-to-do = { $count ->
    [one] one thing to do for { $day }
   *[other] { NUMBER($count) } things to do for { $day }
  }
since = Since { $day }

to-read = To read
nothing-to-read = Everything that was handed in is read.
waiting = { $count ->
    [one] one hand-in to read
   *[other] { NUMBER($count) } hand-ins to read
  }

children-week = My children’s week
children-week-under = The last seven days, and the next seven.
week-written = Lessons written
week-no-lesson = No lesson written in seven days.
week-ahead = To do within seven days
week-no-work = Nothing to do for now.
see-first = To see first
need-of = { $first }: { $title }
to-sign = Agreement to read and accept
child-day = Their day
of-child = : { $first }
child-nothing-to-do = Nothing to do for the moment.
child-more = { $count ->
    [one] and one more thing to do
   *[other] and { NUMBER($count) } more things to do
  }
no-class-today = No lesson today.
moments-today = Today: { $titles }.
now-until = Now: { $lesson }, until { $until }.
next-at = Next lesson: { $lesson }, at { $at }.
day-over = Today’s lessons are over.
next-day-at = Back { $day } at { $at }.
next-day = Back { $day }.
work = Work to do
no-work = No work for that day.
answers = Answers received

lessons-written = { $written ->
    [one] One of { NUMBER($lessons) } lessons written today
   *[other] { NUMBER($written) } of { NUMBER($lessons) } lessons written today
  }
no-lessons-today = No lesson today.
no-class-yet = No class yet: they come with the import of people.
by-class = Class by class
classes = Lessons of the day
class = Class or group
lessons = Lessons
lessons-done = Written
doors = My pages
help = Help

empty-house-title = Welcome to Préau
empty-house = The territory is not created yet. The person who installed Préau finds in the server’s window a link that works once: it creates the territory and its first account.
empty-house-again = Is the link lost? Restart the server: it prints a new one.

leaving-page = Your account closes
leaving-title = Your account closes on { $day }
leaving-since = Your last day here was { $day }. Your rights ended with it.
leaving-take = Take my work away
leaving-take-what = What you did here, your files and the answers you received, in one file to keep.
leaving-then = And then
leaving-then-what = After that date, your account and what it keeps of you are erased.
leaving-back = If you come back before, everything is there as before. If you come back later, the school will give you a new code.

# Duties
duties = What you took on
duty-late = Late
