# My courses
my-courses = My courses
my-classes = My classes
my-former-classes = What I wrote in other years
my-subjects = My subjects
courses-none = No courses yet. They will appear here as soon as the school declares them.
courses-none-child = No courses yet.
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
files-delete = Remove a file
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

# Hand-ins and answers
handin = What was handed in
handin-page = Hand-in
handins = Hand-ins
handins-table = Pupil by pupil
handed-in = Handed in
handins-of = { $count ->
   *[other] { NUMBER($count) } handed in out of { NUMBER($all) }
  }
done-title = Work done
done-of = { $count ->
    [one] { NUMBER($count) } pupil out of { NUMBER($all) } is done
   *[other] { NUMBER($count) } pupils out of { NUMBER($all) } are done
  }
class-empty = This class has no pupils yet.
read-next = Read the next one
to-read = To read
to-read-title = To read
to-read-count = { $count ->
    [one] One hand-in to read
   *[other] { NUMBER($count) } hand-ins to read
  }
to-read-none = Nothing to read for now.
waiting-since = { $count ->
    [one] One hand-in, { $when }
   *[other] { NUMBER($count) } hand-ins, the first { $when }
  }
answer = Answer
answer-field = Your answer
answer-of = Answer from { $who }
answer-missing = Write an answer.
answer-ready = Ready
answer-published = Published
answer-saved = Answer saved. It will be seen once published.
answer-is-published = Answer published.
answer-save-next = Save and go to the next one
answer-publish-one = Publish this answer
answer-change = Change the published answer
answer-shown-not-saved = Already published: save to change it.
answer-seen-once-published = The pupil and their guardians only see the answer once it is published.
answer-conflict = The pupil handed in again, or someone else answered meanwhile. Nothing is lost: your text is kept on this device. Reload the page to see both.
answer-other = Here are the saved answer and the work as it is now. Your text is still in the form.
all-read = Everything handed in for this work is read.
publish-answers = { $count ->
    [one] Publish the answer that is ready
   *[other] Publish the { NUMBER($count) } answers that are ready
  }
answers-published = { $count ->
    [0] Every answer is already published.
    [one] One answer published.
   *[other] { NUMBER($count) } answers published.
  }

# Who can see this?
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
