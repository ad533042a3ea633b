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
pile-hint = One photo a page, whichever way it lies, { NUMBER($count) } at a time at most. Each goes to its pupil.
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
