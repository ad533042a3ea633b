# by-key: role-, reader-, picture-
# by-key: role-, reader-, did-
sign-in = Sign in
sign-in-do = Come in
login = Login
login-hint = For example: firstname.lastname
login-choose = Letters and digits, for example firstname.lastname.
password = Password
stay = Stay signed in on this device
stay-hint = Only if this device is yours. You can then read your day there without network.
shared = This device is shared
shared-hint = A class tablet, a computer of the library: you will be signed out after two hours.
shared-until = This device is not known yet: you will be signed out at { $time }. If it is yours, tick “Stay signed in” next time.
first-time = First visit?
have-a-code = I was given a code
lost-link = Lost your password?
lost = Lost password
lost-by-message = Get a message
lost-by-message-under = If you gave an address or a mobile in “My contact details”, a message will be waiting there.
lost-ask = Get a message
lost-too-many = Too many messages were asked for from here. Wait an hour, or ask the school for a code.
lost-by-school = Ask the school for a code
lost-pupil = Pupils: your teacher gives you a new code, right away.
lost-guardian = Parents: the school office or the head gives you a new code.
lost-staff = Staff: the office or the head of your school gives you a new code.
lost-asked = If this login exists and has an address or a mobile, a message has just left.
lost-code = Code of the message
lost-code-hint = 12 letters and digits, good for 30 minutes. When you open the link of the message, it is filled in for you.
lost-code-over = This code does not exist, was already used or is out of date. Check each sign, or ask for a new message.
lost-choose-under = Your devices will be signed out, and you will be told.
lost-choose = Change my password
lost-done = Your password is changed. Sign in with the new one.
lost-letter-subject = Préau: choose a new password
lost-letter =
    Hello,

    A new password was asked for your Préau account.
    Open this link within 30 minutes:
    { $link }

    If the page asks for a code, type: { $code }

    You asked for nothing? Do nothing: your password does not change.
    Never give this code to anyone, the school will never ask for it.
lost-sms = Préau: to choose a new password (30 minutes): { $link }
contacts = My contact details
contacts-under = To be told, and to find your account again if you lose your password.
contacts-open = See my contact details
contacts-closed = Your territory sends neither e-mail nor text messages at the moment.
contact-mail = E-mail address
contact-mail-hint = For example: nadia@example.org
contact-mail-wrong = This is not an e-mail address. One looks like nadia@example.org.
contact-mobile = Mobile
contact-mobile-label = Mobile number
contact-mobile-hint = For example: 06 12 34 56 78
contact-mobile-wrong = This is not a mobile number we can write to. It starts with 06 or 07.
contact-ask = Get a code
contact-asked = A code has left. It arrives in a minute or two.
contact-code-sent = We sent a code to { $to }. Type it here.
contact-code = Code received
contact-code-hint = 6 digits, good for 30 minutes.
contact-code-wrong = This is not that code. Look at the last message you got.
contact-code-over = This code is no longer good. Ask for another one.
contact-prove = Confirm
contact-proved = Confirmed
contact-is-proved = It is confirmed.
contact-remove = Remove
contact-removed = It is removed.
contact-mail-give = Give an address
contact-mail-change = Change the address
contact-mobile-give = Give a mobile
contact-mobile-change = Change the mobile
contact-remove-mail = Remove my address
contact-remove-mobile = Remove my mobile
contact-remove-under = Préau will no longer be able to tell you there, nor to help you that way if you lose your password.
contact-left-subject = Préau: your contact details changed
contact-left-letter =
    Hello,

    This address no longer reaches you on Préau: it has just been replaced or removed.

    Was it you? There is nothing to do.
    Not you? Change your password at once: { $address }/mon-compte
    You can no longer come in? Ask the school for a new code: by using it, you sign every other device out.
contact-left-sms = Préau: this number no longer reaches you. Not you? Ask the school for a new code.
contact-too-many = You asked for enough codes today. Try again tomorrow.
contact-letter-subject = Préau: your code
contact-letter =
    Your Préau code: { $code }
    It is good for 30 minutes. If you asked for nothing, ignore this message.
wrong-password = Wrong login or password. Check both and try again.
too-many = { $minutes ->
    [one] There were too many tries. Wait one minute, then try again.
   *[other] There were too many tries. Wait { NUMBER($minutes) } minutes, then try again.
  }
too-many-codes = { $minutes ->
    [one] There were too many wrong codes from here. Wait one minute, then try again.
   *[other] There were too many wrong codes from here. Wait { NUMBER($minutes) } minutes, then try again.
  }
signed-out = You are signed out.
signed-out-everywhere = You are signed out of all your devices.
activate = Activate my account
activate-under = With the printed code that the school gave you.
code = Code
code-hint = 12 letters and digits. Capitals, spaces and dashes do not matter.
next-step = Continue
have-an-account = I already have an account
code-malformed = A code has 12 letters and digits. Look at the sheet and try again.
code-unknown = This code does not exist, or it was replaced. Check each sign, or ask for a new code.
code-used = This code was already used. Sign in with your password, or ask for a new code.
code-expired = This code is out of date. Ask for a new one.
code-is-for = This code is for { $name }
choose-password = Choose a password
new-password = New password
password-hint = { $least ->
    [one] At least one character.
   *[other] At least { NUMBER($least) } characters. Three unrelated words make a good password.
  }
password-again = The same password once more
password-short = { $least ->
    [one] This password is too short: at least one character.
   *[other] This password is too short: at least { NUMBER($least) } characters.
  }
password-long = { $most ->
    [one] This password is too long: one character at most.
   *[other] This password is too long: { NUMBER($most) } characters at most.
  }
password-own-name = Your name or login cannot be your password.
password-place = The name of your school or its town cannot be your password: it is the first thing people would try.
password-common = This password is one of the first that anyone would guess. Choose another.
password-differs = The two passwords are different.
come-in = Save and come in
not-me = This is not me
welcome = Welcome { $name }
welcome-under = Your account is ready.
account-ready = Account ready
your-login = Your login
login-keep = Write it down: you will be asked for it with your password next time. You will find it in “My account”.
to-my-day = See my day
my-account = My account
name = Name
sign-out = Sign out
language = Language
language-do = Choose this language
link-title = Add a child from another school
link-under = One of your children is in another school, which gave you a code? Enter it: all your children will be in one place.
link-go = I have a code
link-hint = The code in your name, on the other school’s sheet. Capitals and dashes do not matter.
link-do = Add
link-means = You keep your login and your password. The other school’s code will no longer be of use.
link-done = Done: all your children are on this page.
link-already = It was done already: all your children are on this page.
link-own-code = This is the code of the account you are in: there is nothing to add.
link-code-of-pupil = This is a pupil’s code, to come in as them. You need the code in your name: ask the school for it.
link-code-of-staff = This is the code of someone who works in a school: it cannot be added here. It can still be used.
link-unlike = This code is in someone else’s name. Nothing has changed and it can still be used. If it is meant for you, tell the school: it will see it among its duplicates.
account-joined = This account is joined to your other account. Come in with the login { $login } and its password.
code-joined = This code is no longer of use: your account is already open. Come in with your login, or ask the school for a new password.
change-password = Change password
password-now = Current password
password-now-wrong = This is not your current password.
password-changed = Your password is changed. Your other devices are signed out.
devices = Devices signed in
device = Device
last-seen = Last activity
action = Action
this-device = This device
close-device = Sign out
device-closed = This device is signed out.
sign-out-everywhere = Sign out everywhere
browser-on = { $browser } on { $system }
unknown-device = Unknown browser
opened = Signed in since
device-new = New
device-shared = Shared
device-not-mine = Is there a device that you do not know? Sign it out, then change your password.
two-steps = Signing in in two steps
two-steps-why = A stolen password is no longer enough: your phone or your key is needed too.
two-steps-open = Set up the two steps
two-steps-on = Signing in in two steps is on. Your other devices are signed out.
two-steps-must = You administer the territory: add a second step.
two-steps-until = You administer the territory: a second step is compulsory. Add it below before { $until }. After that your administrator’s rights are suspended until you have one.
two-steps-suspended = Your administrator’s rights are suspended: a second step is compulsory and the time is over. Add one below and your rights come back at once.
two-steps-last = This is your only second step, and it is compulsory. Add another one before you remove it.
later = Later
is-on = On
is-off = Off
turn-on = Turn on
remove = Remove
never = Never
way-removed = It is removed.
password-again-why = It is asked again before any change here.
codes-app = Code application
codes-app-what = An application on your phone, such as FreeOTP or Aegis, shows a six-digit code that keeps changing.
codes-app-add = Add a code application
codes-app-remove = Remove the code application
codes-app-remove-under = Its codes will no longer work.
codes-app-scan = 1. Show this picture to the application
codes-app-scan-how = In the application, choose “Add”, then point it at the picture. It is good for a quarter of an hour.
codes-app-picture = Picture to show to the code application
codes-app-type = I cannot point it at the picture
codes-app-type-how = Type this key into the application:
codes-app-check = 2. Type the code it shows
codes-app-check-hint = Six digits. It changes every thirty seconds.
codes-app-wrong = This code is not right. Wait for the next one and try again; check the time of the phone too.
keys = Passkeys
keys-what = Your phone, your computer or a USB key recognises you, by finger, face or number. No password to type.
keys-add = Add a passkey
key = Key
key-used = Last used
key-added = Added with { $device }, { $when }
key-remove = Remove this passkey
key-remove-under = It will no longer open your account.
key-sign-in = Come in with a passkey
key-sign-in-hint = The finger, the face or the number of your device.
key-second = Use my passkey
key-cancelled = Nothing was done: the device did not confirm. Try again whenever you like.
key-failed = This key was not recognised. Try again, or use your password.
key-needs-script = A passkey needs JavaScript. Without it, use a code application.
key-unsupported = This browser has no passkeys. Use a code application.
key-too-many = You already have twenty passkeys. Remove one first.
spare-codes = Spare codes
spare-code = Spare code
spare-left = { $left ->
    [one] You have { NUMBER($left) } spare code left.
   *[other] You have { NUMBER($left) } spare codes left.
  }
spare-renew = Make new spare codes
spare-renew-under = The old ones will no longer work.
spare-keep = For the day the phone is lost. Print them or copy them, and keep them away from it: they will not be shown again. Each works once.
spare-kept = I have noted them
second-step = Second step
second-step-under = Your password is right. Now show that it is you.
second-code = Six-digit code
second-code-hint = The one of your code application, or a spare code.
second-spare-hint = 12 letters and digits. Each works once.
second-wrong = This code is not right, or it was already used. Wait for the next one and try again.
second-lost = Neither phone nor spare code? Ask the person who gave you your activation code to remove your second step.
second-over = The second step waited too long. Start again with your password.
codes = Activation codes
codes-under = Choose a class: you will see who activated their account, and you can print the codes.
staff = Staff
no-class = You have no class.
codes-of-class = Pupils’ codes, { $class }
codes-of-guardians = Guardians’ codes, { $class }
codes-of-staff = Staff codes, { $school }
activated-count = { $active ->
    [one] One account activated out of { NUMBER($all) }
   *[other] { NUMBER($active) } accounts activated out of { NUMBER($all) }
  }
nobody-here = There is nobody here.
print-explained = One letter per person, to hand over in person. Those without a code get one.
letters-language = Language of the letters
letters-do = Download the letters (PDF)
letters-title = Letters to come into Préau
letter-hello = Hello,
letter-why-guardian = The school opens Préau to you. You will see your child’s day, lessons and homework. It is free, and you need no e-mail address.
letter-why-staff = Your Préau account is ready to be opened.
letter-scan = With a phone: open the camera, aim at this square and touch the address that appears.
letter-type = Without a camera: go to { $address } and type this code.
letter-qr = Square to scan with a phone. It opens the activation page with the code written on this letter.
letter-then = Then you will choose a password. Write it down at home: you need it to come back.
letter-help = If you cannot do it, bring this letter to the school: someone will do it with you.
print-codes = Prepare and print the codes
about = Who
state = State
new-code-for-password = Lost password
renew-code = New code
make-code = Give a code
lift = Remove the second step
lift-lost = Lost phone
lift-question = Has this person lost their phone and their spare codes? Make sure that it is really them: after this their password is enough.
lifted = The second step is removed, and their devices are signed out. Their password is now enough.
code-until = Code good until { $day }
activated = Account activated
code-over = Code out of date
no-code = No code
to-guardians = Guardians’ codes
to-pupils = Pupils’ codes
nothing-to-print = There is no code to print: every account is activated.
code-from-elsewhere = This person also has a role elsewhere or above the school. Their code is given from there.
bring-in = Bring the class in, { $class }
bring-in-under = Without paper: each pupil opens { $address } and types the code that you show them.
bring-in-do = Bring the class in without paper
inside-count = { $inside ->
    [0] Nobody is in yet, of { NUMBER($all) }
    [one] One pupil is in, of { NUMBER($all) }
   *[other] { NUMBER($inside) } pupils are in, of { NUMBER($all) }
  }
to-help = To help
are-inside = Already in
show-code = Show their code
code-or-square = On the pupil’s device: scan the square, or go to { $address } and type this code.
look-again = Look again
back-to-class = Back to the class
show-to = Show this code to { $first } and to nobody else.
scan-square = Square to scan with the pupil’s tablet or phone
next-pupil = Next: { $name }
to-codes = Pupils’ codes
pictures-do = Come in with pictures or a badge
pictures-of = Pictures and badges, { $class }
pictures-under = Pupils who do not read yet come in by touching two pictures, or by showing their badge, on the devices of the class.
own-picture = Their picture
secret-picture = Secret picture
see-secret = See the secret picture
other-secret = Change it
secret-changed = The secret picture is changed. Show it to the child.
no-picture = No picture
prepare-explained = Each pupil gets a picture of their own and a secret one, drawn at random.
prepare-pictures = Give the class pictures
pictures-ready = The class has its pictures.
badge = Badge
see-badge = See the code
give-badge = Give a badge
new-badge = New badge
revoke-badge = Take the badge back
badge-given = The new badge is ready: print it. The old one no longer works.
badge-revoked = This badge no longer works.
badges-explained = Badges are printed on a sheet to cut. A lost badge is taken back in one touch.
badges-do = Download the badges (PDF)
badges-title = Badges to come into Préau
badge-qr = Square of the badge, to show to the device of the class
named-devices = Devices of the class
named-devices-under = Pictures and badges work on these devices only.
named-on = Named on { $day }
forget-device = Remove this device
device-forgotten = This device is removed: nobody comes in there with a picture or a badge.
device-name = Name of this device
device-name-hint = The one you are using now. For example: tablet 3.
device-for = For whom
for-class = The class { $class }
for-school = The whole school
name-device-explained = You will be signed out of this device, and the page of the class will open.
name-device = Make it a device of the class
device-named = This device is ready for the pupils.
device-without-cookie = This browser keeps nothing to be known by. Sign out, sign in here again, then try again.
my-class = My class
device-not-named = The school did not name this device. A teacher can do it from the page “Pictures and badges” of their class.
who-are-you = Who are you?
no-pictures-yet = The class has no pictures yet.
sign-in-grown-up = I am a grown-up
show-my-badge = Show my badge
badge-view = What the device sees
camera-refused = The camera does not answer. Touch your picture, or type the code of the badge.
type-badge = Type the code of the badge
badge-code = Code of the badge
badge-code-hint = The 12 signs under the square.
badge-unknown = This badge does not work here. Ask your teacher.
come-in-do = Come in
hello-child = Hello { $first }
touch-your-secret = Touch your secret picture.
wrong-picture = Not that one. Try again.
wait-for-help = Wait a little. Ask your teacher.
see-you-soon = See you soon!
picture-cat = cat
picture-dog = dog
picture-fish = fish
picture-bird = bird
picture-rabbit = rabbit
picture-turtle = turtle
picture-snail = snail
picture-squirrel = squirrel
picture-bug = ladybird
picture-rat = mouse
picture-panda = panda
picture-egg = egg
picture-shell = shell
picture-feather = feather
picture-flower = flower
picture-leaf = leaf
picture-tree-pine = fir
picture-clover = clover
picture-cherry = cherry
picture-apple = apple
picture-banana = banana
picture-carrot = carrot
picture-grape = grapes
picture-citrus = lemon
picture-cookie = biscuit
picture-croissant = croissant
picture-pizza = pizza
picture-ice-cream-cone = ice cream
picture-cake = cake
picture-car = car
picture-bike = bike
picture-bus = bus
picture-train-front = train
picture-plane = plane
picture-ship = ship
picture-sailboat = sailing boat
picture-rocket = rocket
picture-tractor = tractor
picture-truck = lorry
picture-worm = worm
picture-drum = drum
picture-tent = tent
picture-snowflake = snowflake
picture-volleyball = ball
picture-sun = sun
picture-moon = moon
picture-star = star
picture-cloud = cloud
picture-umbrella = umbrella
picture-house = house
picture-key = key
picture-bell = bell
picture-heart = heart
picture-crown = crown
picture-gift = present
picture-guitar = guitar
guardian-of = Guardian of { $children }
back-to-list = Back to the list
letters-under = Each code opens an account: do not leave this sheet lying about.
print = Print
letter-go = Go to { $address } and type this code:
code-unreadable = This code can no longer be read. Give a new one.
letter-login = Your login is still { $login }.
letter-secret = This code is for you alone. It is good until { $day }.
role-head = Head
role-secretariat = School office
role-teacher = Teacher
role-school-life = School life
role-support-assistant = Support assistant
role-digital-referent = Digital referent
role-inspector = Inspection
role-other-staff = Staff
did-account-activate = activated an account
did-code-renew = gave a new code
did-codes-print = printed codes
did-contact-prove = confirmed an address or a mobile
did-contact-remove = removed an address or a mobile
did-password-lost = replaced a lost password
did-password-change = changed their password
did-password-replace = replaced a password
did-sessions-close = signed out everywhere
did-territory-create = created the territory
reader-head = The head of the school
reader-secretariat = The school office
reader-teacher = The teachers of the class
reader-territory-manager = The managers of the territory
reader-operator = The people who run Préau
first-steps = First steps
first-steps-under = Create the territory and its first account. This page works once.
first-steps-do = Create the territory
territory = Name of the territory
territory-hint = For example: Vienne
first-name = First name
last-name = Family name
demo-title = Come in as…
demo-under = Choose who you are today.
demo-fictitious = Everything is made up: the schools, the people and their work. Nothing real can be imported here.

mine-title = What Préau knows of me
mine-under = Everything that is kept of you, and your work to take away.
mine-open = See and take away
mine-account-since = Account opened
mine-device = Device signed in
mine-device-since = { $device }, since { $day }
mine-steps = { $count ->
    [one] one second step
   *[other] { NUMBER($count) } second steps
  }
erased-account = Accounts

# What is counted
indicator-accounts = Open accounts
indicator-accounts-help = The pupils and staff who have an account at the end of the month. Each person counts once per school.
