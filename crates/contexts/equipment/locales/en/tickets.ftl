### Problems.
trouble-power = Does not switch on
trouble-picture = No picture
trouble-network = No network
trouble-broken = Broken
trouble-other = Something else
stand-received = Received
stand-taken = Being dealt with
stand-waiting = Waiting for a part
stand-fixed = Fixed
stand-refused = Refused

report-open = An equipment problem
report-title = A problem
report-under = Say what is wrong: it is sent.
report-what = What is wrong?
report-place = Where
report-place-hint = The room. Change it if it is not the right one.
report-more = Add a number, a word or a photo
report-number = Number of the device
report-number-hint = The one on the label.
report-words = A few words
report-words-hint = No pupil’s name.
report-photo = Photo
report-photo-hint = Of the device, with nobody on it. The place where it is taken is removed. 4 at most.
report-unknown = No device of your school has number { $number }.
report-where = Say in which room, or the number of the device.
report-sent = It is sent. You will know what happens.
report-again = You had already reported it: here is where it stands.
reported-by = Reported by
a-family = a family of the school

photo-number = Photo { NUMBER($at) }
photo-too-many = 4 photos at most.
photo-none = This file is not a photo.
photo-too-large = This photo is too large: take a smaller one.
photo-damaged = This photo is damaged. Take it again.
photo-heic = HEIC photos are not shown everywhere. Send it as JPEG.

ticket = Problem
tickets-title = Problems
tickets-mine = Reported problems
tickets-count = { $count ->
    [0] No problem
    [one] { NUMBER($count) } problem
   *[other] { NUMBER($count) } problems
  }
tickets-open = { $count ->
    [0] Problems
    [one] Problems: { NUMBER($count) } open
   *[other] Problems: { NUMBER($count) } open
  }
tickets-none = Nothing to report.
tickets-file = problems.csv
ticket-what = What
ticket-where = Where
ticket-stand = Where it stands
ticket-since = Reported
ticket-closed = Over
ticket-steps = What happened
ticket-next = What is happening
stand-open = Open
stand-all = All
trouble-all = All
is-passed = Passed to the territory.
step-words = For who reported it
step-words-hint = One sentence is enough. No pupil’s name.
step-nothing = Say what changes.
step-said = Noted. Who reported it will know.
device-becomes = The device becomes
state-unchanged = Nothing changes
pass-on = Ask the territory for help
pass-on-hint = It will see this problem, and only this one.
reopen = It is not fixed
reopen-under = The problem will be taken up again.
reopen-why = Why
reopened = The problem is taken up again.
reopen-late = This problem can no longer be taken up again. Report a new one.

did-ticket-add = reported a problem
did-ticket-go-on = moved a problem on
did-ticket-reopen = took up a problem again
