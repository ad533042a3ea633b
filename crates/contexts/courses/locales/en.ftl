# My courses
my-courses = My courses
my-classes = My classes
my-former-classes = What I wrote in other years
my-subjects = My subjects
courses-none = No courses yet. They will appear here as soon as the school declares them.
courses-none-child = No courses yet.
find-courses = Courses
find-lessons = Lessons
find-works = Work
find-files = Documents
find-handins = Work handed in
cahier = Lesson book
timetable = Timetable
open = Open
read = Read
save = Save
cancel = Cancel
delete = Delete
pupil = Pupil
day = Day
late = Late
not-yet = Not yet

# Long lists
list-ways = More of the list
list-newest = The newest
list-older = Older

# Saving by itself
saving = Saving…
saved = Saved
saved-at = Saved at { $time }
saved-offline = No network: your text is kept on this device.
saved-conflict = This page was changed elsewhere. Your text is kept on this device.
draft-restored = We found what had been written here.
draft-discard = Go back to the saved version
draft-newer = A newer version is shown. The text from before is kept.
draft-use = Use that text

# Timetable
timetable-week = The week
timetable-empty = Nothing in the week yet.
timetable-add = Add to the week
timetable-add-act = Add
timetable-add-hint = Lessons are planned until the end of the school year, without holidays.
timetable-added = { $count ->
    [0] It is already in the timetable.
    [one] Added: one lesson is planned.
   *[other] Added: { NUMBER($count) } lessons are planned until the end of the year.
  }
timetable-meets = Something else in this timetable is already at that time.
timetable-remove = Remove
timetable-removed = Removed, with its coming lessons where nothing was written. The bin keeps it for 30 days.
weekdays = Days
weekdays-missing = Choose at least one day.
starts = Start
starts-missing = Choose when it starts.
ends = End
ends-missing = Choose when it ends.
ends-before-start = The end must come after the start.
room = Room
weeks = Weeks
weeks-all = Every week
weeks-a = A weeks
weeks-b = B weeks
week-a = week A
week-b = week B
moment = Moment of the day
moment-hint = For example: reading, mental arithmetic, science
moment-place = Order in the day
hours-from-to = { $from } to { $to }

# Lesson book
cahier-empty = Nothing is written in this lesson book yet.
cahier-coming = Next lessons
cahier-coming-none = No lesson planned. Make the timetable to plan them all.
cahier-add = A lesson outside the timetable
cahier-add-act = Open this lesson
day-out-of-year = Choose a day of this school year, from { $first } to { $last }.

# Lesson
lesson-page = Lesson
lesson-done-title = The lesson
lesson-title = Title
lesson-done = What was done
lesson-work = Work to do
lesson-work-hint = Nothing to give? Leave it empty.
lesson-work-more = Give more work
lesson-works = Work given
lesson-no-work = No work to do.
lesson-nothing-written = Nothing is written for this lesson.
lesson-to-write = To write
lesson-is-draft = Not published
lesson-is-published = Published
lesson-publish = Publish
lesson-publish-again = Publish the changes
lesson-published = Published: the pupils of { $class } and their legal guardians can see it.
lesson-saved = Saved. The class only sees what is published.
lesson-conflict = Someone else changed this lesson meanwhile. Nothing is lost: your text is kept on this device. Reload the page to see both.
lesson-other-title = Another version was saved meanwhile
lesson-other = Here it is. Your text is still in the form: add what is missing, then save.
lesson-other-empty = The other version is empty.
see-handins = See
files = Documents
files-add = Add documents
files-add-hint = Photos, PDF, texts, sound… 60 MB in all
files-delete = Order or remove files
file-move = Move up
file-move-named = Put “{ $name }” before
file-moved = The order is changed.
as-document = The photos in one document (PDF)
files-too-many = Too many files: 30 at most.
file-deleted = File removed. The bin keeps it for 30 days.
file-too-many-pixels = “{ $name }” is too large: 40 million pixels at most. Reduce it or take the photo again.
file-damaged = “{ $name }” is a damaged picture: it does not open. Choose another one.
photo-number = Photo { NUMBER($number) }
kilobytes = kB
megabytes = MB

# Work
work-page = Work to do
work-title = Work
work-title-hint = In a few words: “Exercises 12 and 13 p. 84”
work-title-missing = Give the work a title.
work-due = For
work-due-missing = Choose which day it is for.
work-due-past = That day is past. Choose today or a day to come.
work-due-far = That day is too far away: two years at most.
work-instructions = Instructions
work-no-instructions = No other instruction than the title.
work-minutes = Time in minutes
work-level = For
work-level-all = The whole class
work-expects = What is to be handed in?
work-expects-nothing = Nothing to hand in
work-expects-nothing-hint = The pupil says when it is done
work-expects-handin = Handed in here
work-expects-handin-hint = A text, photos or files
work-edit = Change the work
work-changed = Work changed.
work-delete = Delete the work
work-delete-question = The work and what was handed in disappear for the class. The bin keeps them for 30 days.
work-deleted = Work deleted. The bin keeps it for 30 days.
work-done = Noted: it is done.
work-not-done = Noted: it is not done yet.
work-is-to-hand-in = This work is to be handed in: it will be done once handed in.
minutes-about = { $minutes ->
    [one] about one minute
   *[other] about { NUMBER($minutes) } minutes
  }
back-to-lesson = The lesson
back-to-work = The work
back-to-class = Everything handed in

# Plan of the year
plan-title = Plan of the year
plan-empty = No sequence yet. A sequence is a run of lessons on one subject.
plan-add = Add a sequence
plan-sequence = Title of the sequence
plan-count = Number of lessons
plan-count-missing = Say in how many lessons.
plan-aims = Aims and skills
plan-hint = Sequences unroll in order on the lessons of the timetable. If a lesson falls, all that follows moves.
plan-lessons = { $count ->
    [one] one lesson
   *[other] { NUMBER($count) } lessons
  }
plan-span = from { $first } to { $last }
plan-missing = { $count ->
    [one] The timetable lacks one lesson to finish it.
   *[other] The timetable lacks { NUMBER($count) } lessons to finish it.
  }
plan-standing = lesson { NUMBER($rank) } of { NUMBER($all) }, { $title }
plan-term-first = First term
plan-term-second = Second term
plan-term-third = Third term
plan-term-later = Without a place in the timetable
plan-change = Change
plan-up = Earlier
plan-down = Later
plan-added = Sequence added.
plan-changed = Sequence changed.
plan-not-changed = Nothing is changed: it needs a title and a number of lessons, 60 at most.
plan-deleted = Sequence deleted. The trash keeps it for 30 days.
plan-full = This plan already has 60 sequences.
trash-sequence = Sequence
trash-calendar = Calendar

# The cahier on one page
whole = On one page
whole-period = From { $from } to { $to }
whole-from = From
whole-to = To
whole-show = Show
whole-file = Keep as a file
whole-hint = This page prints as it is.
whole-empty = Nothing is written in this cahier between these two days.
whole-due = for { $day }

# The school
head-title = Lesson books
head-under = Classes and subjects, never a person
head-class = Class
head-class-under = The lesson books of the class
head-loads = Work to do on the next days
head-loads-table = Class by class
head-load = { $count ->
    [one] one piece of work
   *[other] { NUMBER($count) } pieces of work
  }
head-load-minutes = { $count ->
    [one] one piece of work, { NUMBER($minutes) } min
   *[other] { NUMBER($count) } pieces of work, { NUMBER($minutes) } min
  }
head-heaviest = The heaviest days
head-groups = Groups
head-level = { $count ->
    [one] { $level }: one class
   *[other] { $level }: { NUMBER($count) } classes
  }
head-groups-count = { $count ->
    [one] One group
   *[other] { NUMBER($count) } groups
  }
head-most = { NUMBER($minutes) } min at most ({ $class }, { $day })
head-no-class = No class yet.
head-late = Lessons to complete
head-late-hint = Lessons of the last two weeks that are not published.
head-late-none = All lessons of the last two weeks are published.
head-late-of = { $count ->
    [one] { NUMBER($count) } lesson of { NUMBER($all) }
   *[other] { NUMBER($count) } lessons of { NUMBER($all) }
  }
head-used = These last seven days
head-used-lessons = Lessons published
head-used-works = Works given
head-used-handins = Works handed in
head-used-answers = Answers published

# Copy a lesson
copy-title = Copy to another class
copy-hint = The text, the documents and the work that are saved. The class sees nothing until you publish there.
copy-to = Copy to { $class }, { $day }
copy-taken = Something is already written in that lesson of { $class }: nothing was copied.
copied = Copied to { $class }, { $day }: { $what }. To be read again and published there.
copy-tied = For some pupils: not copied, unless you tick it
copy-for-all = Give “{ $title }” to the whole class of { $class }
copy-groups-stay = “{ $title }” is group work: the groups stay here, they are to be made there.
copied-left = { $count ->
    [one] One work for some pupils is not copied.
   *[other] { NUMBER($count) } works for some pupils are not copied.
  }
copied-in-groups = The groups are to be made there.
copied-again = It is already copied to { $class }.
copied-title = the title
copied-text = the text
copied-files = { $count ->
    [one] one document
   *[other] { NUMBER($count) } documents
  }
copied-work = work { $due }
work-not-given = Given when published

# For whom and for when
work-when = For when?
work-next-lesson = The next lesson
work-other-day = Another day
work-some-pupils = Only for some pupils
work-for-pupils = Pupils
work-for-pupils-hint = Only they and their guardians see this work. Nobody chosen: it is for everyone.
work-named = For some pupils
lesson-published-named = The work is seen only by the pupils chosen and their guardians.
load-none = { $day }: no other work for these pupils.
load-works = { $count ->
    [one] { $day }: these pupils already have one piece of work, { $list }.
   *[other] { $day }: these pupils already have { NUMBER($count) } pieces of work: { $list }.
  }
load-works-minutes = { $count ->
    [one] { $day }: these pupils already have one piece of work, { $list }.
   *[other] { $day }: these pupils already have { NUMBER($count) } pieces of work, about { NUMBER($minutes) } minutes in all: { $list }.
  }
load-minutes = { NUMBER($minutes) } min
load-part = some of the pupils
mine-named = Work given to you by name

# States
state-to-do = To do
state-done = Done
state-handed = Handed in
state-handed-late = Handed in late
state-missing = Not handed in
state-answered = Answer published

# Handing in
hand-in = Hand in the work
hand-in-again = Hand in again
hand-in-photos = Photos
hand-in-photos-hint = Take a photo of the work, or choose photos
hand-in-text = Text
hand-in-files = Other files
hand-in-act = Hand in
hand-in-replace = Replace what was handed in
hand-in-late = The day is past: the work will be handed in late.
hand-in-empty = Something to hand in is missing: a text, a photo or a file.
hand-in-changed = You have handed in another text since: it is above. Here is this one; hand it in if it is the right one.
handed-in-said = Handed in.
handed-in-late-said = Handed in, late.
handed-when = Handed in { $when }
my-handin = My work
nothing-handed-in = Nothing is handed in yet.
nothing-to-hand-in = There is nothing to hand in for this work.
mark-done = It is done
mark-not-done = It is not done after all
refused-nothing-to-hand-in = There is nothing to hand in for this work.
refused-answered = The answer to this work is published: it can no longer be handed in again. What was written is kept on this device.
refused-read = This work has just been read: it can no longer be handed in again. What was written is kept on this device.

# Who can see this?
did-lesson-change = changed a lesson of the day
did-agenda-open = opened the address of their agenda
did-agenda-close = closed the address of their agenda
did-calendar-give = gave a calendar
did-calendar-plan = planned the lessons of a calendar
did-calendar-forget = forgot a calendar
did-calendar-restore = took a calendar back
did-work-delete = deleted a work
did-answer-publish = published answers
readers-pupils-of = The pupils of { $class }
readers-pupils-in = The pupils of “{ $group }”
readers-teachers-of = The teachers of { $class }
readers-teachers-in = The teachers of “{ $group }”
readers-guardians = Their legal guardians
readers-guardians-of-one = Their legal guardians
readers-assistants = The support assistants of these pupils
readers-assistants-of-one = Their support assistants
readers-head-college = The head of the school
readers-head-ecole = The head of the school
readers-head-other = The head of the school
readers-school-life = School life staff
readers-you = You

# Bin
trash-title = Bin
trash-under = What is deleted can be taken back for 30 days.
trash-empty = The bin is empty.
trash-work = Work
trash-file = File
trash-slot = Timetable entry
trash-when = deleted { $when }
trash-take-back = Take back
trash-taken-back = It is back in its place.

mine-handins = Work handed in
mine-done = Work marked as done
mine-lessons = Lessons written
mine-cahier = Lesson book, { $course }
mine-old-course = Former courses
erased-handin = Work handed in
erased-file = Files handed in
handed-title = Work handed in
handed-under = This year and the years before, with the answers received.
handed-none = Nothing has been handed in yet.
handed-this-year = This year
handed-year = Year { $from }–{ $to }

# What is counted
indicator-lessons = Lessons written
indicator-lessons-help = The lessons of the month whose content is published in the lesson book.
indicator-handins = Work handed in
indicator-handins-help = The work that pupils handed in online during the month.
