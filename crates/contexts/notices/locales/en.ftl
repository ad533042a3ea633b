### Notices.

notices = My notices
notices-under = What concerns your account, the latest first.
no-notice = No notice at the moment.
to-my-account = Open my account
to-my-contacts = See my contact details
settings-open = Choose my notices
new-device = A new sign-in to your account
new-device-what = Someone came in from a device we did not know. If it is you, all is well. If not, change your password in “My account”: the other devices will be signed out.
password-replaced = Your password was replaced
password-replaced-what = It was chosen with a code of the school or a message. If it is not you, tell the school at once.
code-renewed = A new code was given for your account
code-renewed-what = This code lets one choose a new password. If you asked for nothing, talk to the school.
code-renewed-by = Given by { $name }.
contact-changed = Your contact details changed
contact-changed-what = An address or a mobile was added or removed. If it is not you, change your password.
account-closing = Your account will close on { $day }
account-closing-what = You are no longer enrolled here. Before that day, remember to take your work away.
not-delivered = A message could not be handed to you
not-delivered-what = We tried for a day. Check your address and your mobile in “My contact details”.
letter-subject = Préau: a notice for you
letter =
    Hello,

    { $title }.
    { $what }

    Your notices: { $address }/avis
    Choose what you get: { $address }/avis/reglages
sms = Préau: { $title }. { $address }/avis
push-title = Préau
push = A notice is waiting for you.
digest-subject = Préau: your day
digest =
    Hello,

    Since the last summary:
    { $lines }

    See everything: { $address }/
    No longer get this summary: { $address }/avis/reglages
digest-works = { $count ->
    [one] - one piece of work given
   *[other] - { NUMBER($count) } pieces of work given
  }
digest-answers = { $count ->
    [one] - one answer received
   *[other] - { NUMBER($count) } answers received
  }
digest-to-read = { $count ->
    [one] - one hand-in to read
   *[other] - { NUMBER($count) } hand-ins to read
  }
week-subject = Préau: your children’s week
week-letter =
    Hello,

    This week:
    { $lines }

    Child by child: { $address }/enfants/semaine
    Change the day or stop: { $address }/avis/reglages
week-lessons = { $count ->
    [one] - one lesson written
   *[other] - { NUMBER($count) } lessons written
  }
week-works = { $count ->
    [one] - one piece of work to do within seven days
   *[other] - { NUMBER($count) } pieces of work to do within seven days
  }
week-answers = { $count ->
    [one] - one answer received
   *[other] - { NUMBER($count) } answers received
  }
device = Notify this device
device-what = A notification says that a notice is waiting for you, nothing more. It goes through the service of your browser, which cannot read it and finds no name in it.
device-tell = Notify this device
device-told = This device will be notified.
device-is-told = This device is notified
device-leave = No longer notify this device
device-left = This device will no longer be notified.
device-needs-script = This browser does not run JavaScript, it cannot be notified. You can get your notices by e-mail or by text message.
device-unable = This browser cannot be notified by a site. You can get your notices by e-mail or by text message.
device-must-stay = Possible on a device of your own: sign in again and choose “Stay signed in on this device”.
device-refused = The browser refused notifications. Allow them for this site in its settings, then try again.
device-failed = The browser could not be set up. Try again in a moment.
settings = Choose my notices
settings-under = What you get, and when we leave you in peace.
what-to-tell = What I get
always-here = Your notices are always in “My notices”. They can also go to an address or a mobile you confirmed.
to-contacts = Give an address or a mobile
import-waiting = An import waits for your agreement
import-waiting-what = Files received in the night do not publish by themselves: look at what they would change, or why they could not be read.
survey-waiting = A survey waits for the answer of your school
survey-waiting-what = It is already filled in with what Préau knows: read, correct, send. Five minutes are enough.
to-surveys = Answer the survey
to-imports = Open the imports

topic-safety = The safety of my account
topic-safety-hint = New device, replaced password, changed contact details.
topic-account = The closing of my account
topic-account-hint = Before it closes, so that you can take your work away.
topic-day = The summary of the day
topic-day-hint = A single e-mail, at 6 pm on school days, if there is something new.
topic-week = The summary of the week
topic-week-hint = One mail a week, at 6 pm on a day of school. It counts your children’s lessons, work to come and answers, without any name.
week-on = The day
by-mail = By e-mail
by-sms = By text message
by-push = On the devices to notify
messages = Messages
messages-open = What leaves the house
messages-under = By which ways messages leave, what did not arrive, and what each text message costs.
messages-ways = What is set up
way-mail = E-mail
way-sms = Text messages
way-push = Notifications
way-on = In service
way-off = Not set up
way-spent = { NUMBER($spent) } segments today, { NUMBER($most) } at most
trial-send = Get a test message
trial-nowhere = A test message goes to you: first say where you are reached.
trial-sent = The test has left, to wherever you are reached. If it does not arrive, the reason shows here.
trial-subject = Préau: test
trial = This is a test: the messages of Préau arrive here.
messages-stuck = What did not leave in the last two days
messages-none-stuck = Everything left.
messages-stuck-by = { $way }: { $messages }
messages-stuck-count = { $count ->
    [one] one message
   *[other] { NUMBER($count) } messages
  }
messages-stuck-under = “preau mail test” and “preau sms test” say at which step it stops.
messages-sms = The text messages of Préau
messages-sms-under = A segment holds 160 signs, 153 when there are several. In Arabic, 70 and 67. Accents that the alphabet of text messages lacks are left out.
sms-text = Text
sms-language = Language
sms-segments = Segments
sms-french = French
sms-english = English
sms-arabic = Arabic
rest = Quiet hours
rest-on = Leave me in peace
rest-hint = In the evening, at weekends, in vacations and on public holidays, messages wait. The safety of your account waits for the morning only, and its e-mail leaves at once.
rest-from = In the evening, from
rest-to = In the morning, until
rest-needs-hours = The time is missing, for example 20:00.
save = Save
saved = Saved.

mine-notices = { $count ->
    [0] none
    [one] one
   *[other] { NUMBER($count) }
  }
erased-notice = Notices
