# Tables taken away
uai = School number (UAI)
export-xlsx = Table (Excel)
export-csv = Table (CSV)
export-all = Export all equipment (CSV)
school-kind = Kind of school
percent = { NUMBER($percent) }%
today-else = Today if you leave it empty.
day-unsound = This date is still to come, or far too old.

# Baseline
baseline-title = Digital baseline
baseline-name = Name
baseline-source = Source
baseline-source-hint = The text that says so, and where it is read.
baseline-starts = In force from
baseline-starts-hint = The version replaces the one before from this day on.
baseline-says = { $title }, since { $day }. Source: { $source }.
what-projector = Projector or screen
what-computer = Computer that drives it
what-mobile = Pupils’ tablets or laptops
what-trolley = Trolley
what-wifi = Wi-Fi point
what-network = Network and storage
what-visualiser = Visualiser
what-printer = Printer or scanner
what-camera = Camera
what-robot = Robot or board to program
applies-all = Every school
applies-ecole = Primary schools
applies-college = Collèges
applies-lycee = Lycées
applies-pilot = Pilot schools
per-class = Per class
per-school = For the school
per-office = For the head’s office
rule-class = { NUMBER($quantity) } per class
rule-classes = { NUMBER($quantity) } for { NUMBER($every) } classes
rule-school = { NUMBER($quantity) } for the school
rule-office = { NUMBER($quantity) } for the head’s office
rule-target = (better: { NUMBER($target) })
rule-for-classes = { $rule }: { $classes ->
    [one] { NUMBER($classes) } class
   *[other] { NUMBER($classes) } classes
  }, it takes { NUMBER($required) }.
rule-for-school = { $rule }: it takes { NUMBER($required) }.
gap-under = { $classes ->
    [0] No known class
    [one] { NUMBER($classes) } class
   *[other] { NUMBER($classes) } classes
  }
gap-where = How far it is
gap-together = Together
gap-lacks = { $count ->
    [one] { NUMBER($count) } device is missing
   *[other] { NUMBER($count) } devices are missing
  }
gap-complete = Complete
gap-met = { $met ->
    [one] { NUMBER($met) } device
   *[other] { NUMBER($met) } devices
  } out of { NUMBER($required) }
gap-nothing-asked = The baseline asks for nothing here.
gap-equipped = { $equipped ->
    [0] No school has all the baseline asks for
    [one] { NUMBER($equipped) } school has all the baseline asks for
   *[other] { NUMBER($equipped) } schools have all the baseline asks for
  }, out of { NUMBER($all) }.
gap-one = { $what }: { NUMBER($count) }
gap-what = What
gap-missing = Missing
gap-usable = Working
gap-required = It takes
gap-rule = Rule
gap-classes = Classes
gap-percent = Equipped at
gap-lines = Line by line
gap-totals = Total
gap-search = School, commune or school number
gap-any = Either way
gap-something = At least one thing
gap-file = baseline
versions-title = Versions of the baseline
versions-under = A version that is published changes no more. Another one replaces it, from a day on.
version-number = Version { NUMBER($number) }
version-lines = Version { NUMBER($number) }, line by line
version-current = In force
version-to-come = To come
version-past = Replaced
draft-title = Prepare the next version
draft-under = Nothing changes before it is published.
draft-save = Save the draft
draft-saved = The draft is saved. Nothing is published.
draft-publish = Publish this draft
draft-publish-sure = What is saved will replace the baseline from its day on. It can no longer be changed.
draft-published = The version is published.
draft-meanwhile = Someone changed this draft meanwhile: “{ $title }”. What you typed is kept here. Save again to keep it.
draft-publish-meanwhile = Someone changed this draft meanwhile. Read it again before you publish it.
draft-none = There is no draft to publish.
draft-too-early = This version begins before the last published one. Change its day.
draft-no-line = It takes at least one line.
draft-lines-hint = To remove a line, choose “Nothing”. To have more, save.
line-title = Line { NUMBER($number) }: { $what }
line-new = to fill in
line-nothing = Nothing
line-quantity = How many
line-per = Counted
line-every = For how many classes
line-every-hint = 1 for each class, 4 for four classes begun.
line-target = Better still
line-target-less = What is better cannot be less.
line-applies = For whom
line-source = Source, if it is another

# Campaigns
campaigns-title = Campaigns
campaigns-under = From the need to the device seen in its room, school by school.
campaigns-none = No campaign. It begins with its needs.
campaign-schools = Schools
campaign-reach = { $count ->
    [one] { NUMBER($count) } school
   *[other] { NUMBER($count) } schools
  }
campaign-late = { $count ->
    [one] { NUMBER($count) } late line
   *[other] { NUMBER($count) } late lines
  }
campaign-ordered = { $ordered ->
    [one] { NUMBER($ordered) } ordered
   *[other] { NUMBER($ordered) } ordered
  } out of { NUMBER($wanted) }
campaign-used = { $used ->
    [one] { NUMBER($used) } put in place
   *[other] { NUMBER($used) } put in place
  } out of { NUMBER($wanted) }
campaign-seen = { $seen ->
    [one] { NUMBER($seen) } seen on site
   *[other] { NUMBER($seen) } seen on site
  } out of { NUMBER($wanted) }
campaign-ends = Last delivery expected on { $day }.
campaign-nothing = Nothing at this step.
campaign-file = campaign
needs-title = Needs from the baseline
needs-under = What is missing, and nobody has ordered yet.
needs-from-gap = Note the needs from the baseline
needs-none = Nothing is missing: everything is there, or asked for already.
needs-schools = { $count ->
    [one] What { NUMBER($count) } school lacks
   *[other] What { NUMBER($count) } schools lack
  }
needs-expected = Expected for
needs-past = This day is past.
needs-note = Note these needs
needs-noted = { $count ->
    [one] { NUMBER($count) } need is noted.
   *[other] { NUMBER($count) } needs are noted.
  }

# Broadband
broadband-title = Internet access
broadband-under = What is declared, and what is measured on site.
broadband-both = The declared status comes from a map, which is sometimes wrong. The measure comes from the school. Both stay, with their day.
broadband-declared = Declared
broadband-measured = Measured
broadband-status = Status
broadband-unknown = Nothing declared
broadband-say = Declare or measure
broadband-file = internet-access
broadband-fibre = Fibre
broadband-very-fast = Very fast (30 Mbit/s or more)
broadband-fast = Fast (8 Mbit/s or more)
broadband-slow = Less than 8 Mbit/s
broadband-air = Satellite or mobile network
broadband-none = No access
declared-on = Noted on
declared-source-hint = For example “Ma connexion internet”, ARCEP, 2027.
said-on = on { $day }
measured-on = Measured on
megabits = { $speed } Mbit/s
speed-down = Download (Mbit/s)
speed-up = Upload (Mbit/s)
speed-latency = Response time (milliseconds)
speed-hint = The number a measuring site gives, for example 94.5.
speed-unread = Write a number of Mbit/s, for example 94.5.
speed-none = No measure
speed-says = { $down } down, { $up } up
latency-says = answers in { NUMBER($latency) } ms
speed-by-page = measured by Préau
speed-typed = typed by hand
speed-note = Note this measure
speed-noted = The measure is noted.
trial-start = Measure now
trial-running = Measuring, about ten seconds…
trial-done = It is measured. Read it, then note the measure.
trial-failed = The measure did not end. You may write the numbers of another site.
trial-too-many = This school has made ten measures within an hour. Try again later.
declared-table = Table of declared statuses
declared-table-hint = CSV, Excel or LibreOffice: a column with the school number (UAI), one with the status or the technology, and a date when it is known. Nothing changes before you have seen what would change.
declared-would = { $count ->
    [0] No school would change
    [one] { NUMBER($count) } school would change
   *[other] { NUMBER($count) } schools would change
  }
declared-left = Lines left out
declared-line = Line of the table
declared-kept = { $count ->
    [0] Nothing has changed.
    [one] { NUMBER($count) } school is up to date.
   *[other] { NUMBER($count) } schools are up to date.
  }
why-school-twice = This school is on a line above already.
why-status = This status is unknown. Write fibre, très haut débit, bon haut débit, ADSL, satellite or aucun.
unread-no-columns = It takes a column UAI and a column with the status or the technology.

# Another school
move-title = Move to another school
move-to = School that receives it
move-uai-hint = Its number (UAI): seven digits and a letter.
move-says = The room is forgotten: the school that receives it will say it. The move is noted in the journal of both schools.
move-nowhere = You keep the equipment of no other school.
move-bad = This is no school number: check the letter at the end.
move-not-yours = This school is not one of yours, or it is closed.
move-tag-taken = The inventory number { $number } is taken in this school. Change it first.
moved = The device is now at { $school }.

did-order-needs = noted needs of equipment
did-baseline-publish = published a version of the digital baseline
did-broadband-declare = declared an Internet access
did-broadband-measure = noted a measure of speed
did-device-move = moved a device to another school
did-inventory-export = exported all equipment

# Columns said once
columns-title = Say what the columns are
columns-under = Once is enough: the next table with the same titles is read without a question.
columns-nothing = Nothing of use
columns-empty = Empty
columns-untitled = Column { NUMBER($number) }
columns-twice = Another column says so already.
columns-no-number = One column must be the serial number or the inventory number.
columns-elsewhere = The titles are on another line
columns-line = Line of the titles
fact-serial = Serial number
fact-tag = Inventory number
fact-school = School number (UAI)
fact-category = Category
fact-brand = Brand
fact-model = Model
fact-building = Building
fact-room = Room
fact-state = State
fact-bought = Date bought
fact-delivered = Date delivered
fact-price = Price before tax
fact-price-with-tax = Price with tax
fact-rate = Rate of the tax
fact-funding = Funding
