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
calendar-file-hint = An “.ics” file (Pronote, Google, Outlook, Apple, Zimbra, Nextcloud), or the list of lessons exported by EDT or UDT: text, CSV, Excel, ODS or XML. 24 MB at most.
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
calendar-did-nothing = Calendar read. Nothing changes.
calendar-goes-on = The rest is on its way.
calendar-refused-not-one = This is not a calendar. An iCalendar file (“.ics”), or the list of lessons of EDT or UDT, is needed.
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
to-read-first = What has waited longest
to-read-next = Next
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

# Answering a class
handin-before = Previous
handin-after = Next
handin-place = { $of ->
    [one] The only one
   *[other] { NUMBER($at) } of { NUMBER($of) }
  }
version-of = Earlier version, handed in { $when }
state-again = To hand in again
ask-again = Ask for it again
ask-again-question = The answer is published at once. The pupil hands in a new version; this one is kept.
ask-again-act = Publish and ask again
asked-again-said = Answer published. The pupil may hand in again.
mark = Mark
mark-out-of = Mark out of { NUMBER($most) }
mark-letters = Mark, A to E
mark-wrong-points = Write a number from 0 to { NUMBER($most) }, with two decimals at most.
mark-wrong-letter = Write a letter from A to E, with + or - if you like.
mark-unwanted = This work is no longer marked: leave the mark as it is, or clear it.
marking = How to assess
marking-scale = Mark
marking-none = No mark
marking-twenty = Out of 20
marking-ten = Out of 10
marking-letters = A to E
marking-other = Out of another number
marking-most = That other number
marking-most-missing = Write out of how many, from 1 to 1,000.
marking-saved = Saved. Marks already given stay as they are.
phrases-title = My phrases
phrases-under = What you often write, to slip into an answer.
phrases-none = No phrase yet.
phrases-hint = Keep here what you often write: two keys put it into the answer.
phrases-change = Add or remove phrases
phrases-too-many = There are 100 phrases: remove one first.
phrase-new = New phrase
phrase-add = Keep this phrase
phrase-added = Phrase kept.
phrase-delete = Delete “{ $words }”
phrase-deleted = Phrase deleted. The bin keeps it 30 days.
trash-phrase = Phrase
keys = With the keyboard
key-ctrl = Ctrl
key-enter = Enter
key-page-down = Page Down
key-page-up = Page Up
key-next-does = Save and go to the next one
key-answer-does = Go to the answer, then to the phrases
key-phrase-does = Put a phrase into the answer
did-answer-again = asked for it to be handed in again

# Skills
skills = Skills assessed
skills-hint = An answer gives each a level. Twelve at most.
skills-too-many = Choose twelve skills at most.
skills-socle = Common core (socle commun)
skills-digital = Digital skills (CRCN)
skills-own = Of the school
levels = The four levels
level = Level
level-none = Not assessed
level-weak = Not mastered yet
level-fragile = Fragile
level-good = Satisfactory
level-very-good = Very good
level-last = The last time, { $day }:
own-skills-title = Skills of the school
own-skills-under = Proposed to all who teach there, beside the common core.
own-skills-none = No skill of the school’s own.
own-skills-too-many = There are 100 skills: remove one first.
own-skill-new = New skill
own-skill-hint = For instance: “Presenting one’s work to the class”
own-skill-add = Add
own-skill-added = Skill added.
own-skill-retire = No longer propose
own-skill-retire-named = No longer propose “{ $label }”
own-skill-retired = It is no longer proposed. Levels already given stay.
my-progress = My progress
progress = Progress
progress-of = Progress of { $name }
progress-under = What was seen in published answers, since September.
progress-partial = What you assessed and published since September.
progress-none = No skill assessed since September.
progress-table = As a table
progress-picture = From left to right: { $levels }

# On paper
sheets = On paper
sheets-pdf = Sheets to hand in
sheets-print = Print the sheets
sheets-print-hint = One page for each pupil, with a code that says whose it is. The code holds no name and no class.
sheets-print-act = The sheets of the class (PDF)
sheet-code = Code of the sheet
sheet-keep-clear = Do not write on the square.
pile = File a pile of papers
pile-photos = Photos of the papers
pile-hint = One photo a page, whichever way it lies, thirty at a time. Each goes to its pupil.
pile-send = File these papers
pile-missing = Choose the photos of the papers.
pile-not-a-photo = “{ $name }” is not a photo. Send photos of the pages.
pile-filed = { $count ->
    [0] No page filed.
    [one] One page filed.
   *[other] { NUMBER($count) } pages filed.
  }
pile-aside = { $count ->
    [one] One page is put aside: say whose it is.
   *[other] { NUMBER($count) } pages are put aside: say whose they are.
  }
pile-known = { $count ->
    [one] One was there already.
   *[other] { NUMBER($count) } were there already.
  }
pages-aside = Pages put aside
page-number = Page { NUMBER($number) }
page-whose = Whose is page { NUMBER($number) }?
page-choose = Choose a pupil
page-file = File
page-throw-away = Throw away
page-filed = Page filed.
page-thrown-away = Page thrown away.
page-whose-missing = Choose whose page it is.
page-answered = This pupil’s work is answered already: ask for it again first.
why-unread = No code can be read on this page.
why-other = The code of this page is not one of this work.
why-answered = This pupil’s work is answered already, or has too many pages.
did-sheets-file = filed papers

# Voice
voice = Voice
voice-hint = Speak instead of writing, or choose a recording. One hour at most.
voice-record = Record my voice
voice-stop = Stop
voice-kept = Recorded. Listen before you hand in.
voice-refused = The microphone is not allowed. Choose a recording.
voice-file = voice
listen-to = Listen to { $name }
file-too-long = “{ $name }” lasts more than an hour. Keep a part of it, or hand in several sounds.
file-heic = “{ $name }” is a HEIC photo, which computers do not show. In the camera’s settings choose “Most compatible”, or send a screenshot.

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

# Remarks, drawings and voices on what is handed in
remarks = Remarks
remarks-on-text = Remarks on the text
remarks-on-photo = Remarks on photo { NUMBER($number) }
remark-numbered = Remark { NUMBER($number) }
remark-on-passage = Make a remark on a passage
remark-passage = Passage
remark-passage-hint = Choose a sentence from the list.
remark-passage-select = You can also select words in the text.
remark-choose = Choose a sentence
remark-only = Only these words
remark-only-hint = To mark only a part of the sentence. Leave it empty otherwise.
remark-words = Your remark
remark-add = Add the remark
remark-added = Remark added. It will be seen once the answer is published.
remark-added-shown = Remark added. The answer is published: the pupil already sees it.
remark-saved = Remark changed.
remark-deleted = Remark deleted. The bin keeps it for 30 days.
remark-change = Change
remark-selected = Make a remark on these words
remark-passage-missing = Choose a passage of the text.
remark-passage-gone = This passage is no longer in the text. Choose it again.
remark-words-not-found = These words are not in the passage. Copy them as they are written.
remark-passage-long = This passage is too long: 2,000 characters at most.
remarks-too-many = There are already 100 remarks on this work. Delete one first.
remark-place = Place on the photo
place-top-left = Top left
place-top = Top
place-top-right = Top right
place-left = Left
place-middle = Middle
place-right = Right
place-bottom-left = Bottom left
place-bottom = Bottom
place-bottom-right = Bottom right
trash-remark = Remark on a pupil’s work
key-remark-does = Make a remark on the selected words
answer-on-copy = See also what is noted on the work itself
drawing-act = Draw
drawing-page = Drawing on the photo
drawing-title = Photo { NUMBER($number) }
drawing-back = Back to the work
drawing-strokes = { $count ->
    [0] No stroke on the photo
    [one] One stroke drawn on the photo
   *[other] { NUMBER($count) } strokes drawn on the photo
  }
drawing-says = Strokes: {"{n}"}
drawing-without = See the photo without the strokes
drawing-tools = Drawing tools
ink-red = Red
ink-blue = Blue
ink-green = Green
drawing-erase = Eraser
drawing-move = Scroll
drawing-undo = Undo
drawing-clear = Erase everything
drawing-save = Save and go back to the work
drawing-saved = Drawing saved. The photo itself is unchanged.
drawing-needs-program = Drawing needs JavaScript. Without it, make a remark on a place of the photo.
drawing-too-much = This drawing has too many strokes. Erase some first.
drawing-unreadable = This drawing could not be read. The last one saved is kept.
drawing-conflict = Someone else drew on this photo in the meantime. Reload the page to see their drawing.
drawing-other = Someone else drew on this photo in the meantime. Your drawing is here; saving it replaces theirs.
voice-answer = Answer aloud
voice-answer-hint = Write the main points in the answer too: not everyone can listen.
voice-answer-kept = Recorded. Listen before you add it.
voice-add = Add to the answer
voice-added = Voice added. It will be heard once the answer is published.
voice-added-shown = Voice added. The answer is published: the pupil already hears it.
voice-missing = Record your voice, or choose a recording.
voice-not-a-sound = This file is not a sound that browsers can play. Choose an MP3, M4A, OGG or WAV.
voices-too-many = Five recordings at most in an answer. Delete one first.
voice-of-answer = Answer said aloud { NUMBER($number) }
voice-open = Open the sound
# Together
teams = Group work
teams-groups = The groups
team-number = Group { $number }
team-none = No group
team-none-hint = A pupil without a group may hand in alone.
teams-gather = Put the ticked pupils in
teams-new = A new group
teams-out = No group
teams-gather-act = Move the ticked pupils
teams-nobody = Tick at least one pupil.
teams-saved = The groups are saved.
teams-refused-read = One of these has been read already: its pupils no longer change group.
teams-refused-two = These pupils have already handed in two things: they cannot have a single one.
teams-refused-nobody = This group has already handed in: leave at least one pupil in it.
teams-draw = By chance
teams-size = Pupils in a group
teams-draw-act = Draw lots
teams-drawn = The groups are drawn.
teams-seed = Draw no. { $seed }
teams-replaced = The groups of now will be replaced.
teams-handed = Some work has already been handed in. Groups are changed one by one, pupil by pupil.
teams-class = The groups of the class
teams-class-act = Take these groups
teams-class-missing = Tick at least one group.
teams-by-pupils = Pupils choose
teams-by-pupils-hint = They make their groups on the page of the work, until they hand in. You can always change them.
teams-open = Let pupils choose
teams-are-open = They may choose
teams-close = No longer let them choose
teams-opened = Pupils can make their groups.
teams-closed = Pupils no longer change their groups.
teams-alone = Each works alone
teams-alone-question = The groups of this work will be removed.
teams-gone = Each does this work alone.
teams-mine = My group
teams-with = You work with { $names }. One of you hands in for the whole group.
teams-first = You are alone in this group for now.
teams-no-one = You are in no group. You may hand in alone.
teams-child-with = This work is done with { $names }.
teams-join = Join { $names }
teams-begin = Begin a group
teams-leave = Leave this group
teams-chosen = Noted.
teams-full = This group is full, or it has already handed in.
teams-fixed = The groups no longer change. Talk to your teacher.
teams-words = A word for one pupil alone
teams-words-hint = Only they and their guardians read it, with the answer.
teams-word-for = For { $name }
teams-word = For me alone
handed-with = With { $names }
handed-by = Handed in by { $name }
handed-when-by = Handed in by { $name } { $when }
hand-in-changed-by = { $name } has handed in another text for your group: it is above. Here is yours; hand it in if it is to take its place. The other will be kept.
names-and = { $first } and { $last }
mine-teams = Work groups
did-teams-change = changed the groups of a work
did-handin-together = handed in for their group
