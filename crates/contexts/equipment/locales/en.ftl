# Equipment
title = Equipment
schools = Schools
schools-count = { $count ->
    [0] No school
    [one] { NUMBER($count) } school
   *[other] { NUMBER($count) } schools
  }
schools-none = No school has this name.
school-name = School
school-commune = Town
number = Number
number-hint = Serial or inventory number, typed or scanned.
find = Find
found = Number { $number }
found-none = No device of your schools has this number.
tally-mobile = Tablets and laptops
tally-shown = Projectors and screens
tally-other = Other
tally-broken = Broken
refresh = Refresh
save = Save
saved = Saved.
device = Device
devices = Devices
count = { $count ->
    [0] No device
    [one] { NUMBER($count) } device
   *[other] { NUMBER($count) } devices
  }
lines = { $count ->
    [one] { NUMBER($count) } line
   *[other] { NUMBER($count) } lines
  }
none = Nothing matches. Add devices, or send a table.
search = Model, number or room
all = All
all-present = All, except what has left
add = Add devices
change = Change
export = Export
export-name = equipment.csv
past = What happened
nothing = nothing
seen = Last seen: { $day }.
euros = { NUMBER($euros) }

# What is said of a device
part-school = School
part-category = Category
part-brand = Brand
part-model = Model
part-serial = Serial number
part-tag = Inventory number
part-state = State
part-place = Place
part-funding = Funding
part-bought = Bought on
part-price = Price before tax
place-hint = The room, the trolley, the store. Never the name of a person.
funding-hint = The agreement or the budget that paid.
price-hint = In euros, before tax.
price-unread = This price cannot be read. Write 249.90 for example.

category-tablet = Tablet
category-laptop = Laptop
category-desktop = Desktop computer
category-projector = Projector or screen
category-visualiser = Visualiser
category-trolley = Trolley
category-wifi = Wi-Fi point
category-network = Network and storage
category-printer = Printer or scanner
category-camera = Camera
category-robot = Robot or programmable board
category-other = Other

state-stock = In store
state-used = In use
state-lent = On loan
state-broken = Broken
state-lost = Lost
state-stolen = Stolen
state-gone = Left the inventory

event-added = Added to the inventory
event-changed = { $what }: from “{ $before }” to “{ $after }”

did-device-add = added devices
did-device-change = changed a device
did-device-import = imported an inventory
did-labels-print = printed labels

# Adding
serials = Serial numbers
serials-hint = One a line: one device for each number. Paste the supplier’s list, or scan. 500 at most.
how-many = How many
how-many-hint = Only when there is no serial number.
first-tag = First inventory number
first-tag-hint = TAB-001 for example: the next ones will be TAB-002, TAB-003…
first-tag-no-digits = For several devices, this number must end with digits, TAB-001 for example.
added = { $count ->
    [one] Device added.
   *[other] { NUMBER($count) } devices added.
  }
serial-twice = The number { $number } is twice in the list.
serial-none = “{ $number }” is not a number. Remove this line.
serials-too-many = 500 numbers at most at once.
serial-known = The serial number { $number } is already in the inventory.
tag-known = The inventory number { $number } is already taken in this school.
doubt-rounded = “{ $number }” was rounded by a spreadsheet. Copy the number from the device again.
doubt-formula = “{ $number }” is the error of a formula.
doubt-model = “{ $number }” is the name of the model, not the number of the device.
doubt-short = “{ $number }” is too short for a serial number.

# Labels
labels-title = Labels
labels-pdf = Labels of devices
labels-code = Code of the device { $number }
labels-count = { $count ->
    [0] No label
    [one] { NUMBER($count) } label
   *[other] { NUMBER($count) } labels
  }
labels-without = { $count ->
    [one] { NUMBER($count) } device has no number: it will have no label.
   *[other] { NUMBER($count) } devices have no number: they will have no label.
  }
labels-none = None of these devices has a number to write on a label.
labels-format = Sheet
labels-large = 24 a sheet (70 × 37 mm)
labels-small = 65 a sheet (38.1 × 21.2 mm)
labels-first = First label
labels-first-hint = To finish a sheet already begun: the place of the first free label, counted from the top left.
labels-print = Make the PDF

# Scanning
scan-number = Number of the label
scan-hint = Scan, or type then Enter. The serial number works too.
scan-camera = Use the camera
scan-view = What the camera sees
scan-refused = The camera cannot be used. Type the number.

# Stock-taking
stock-title = Stock-taking
stock-under = Go through the rooms and scan what you see. We will know what is missing.
stock-seen = Seen
stock-place-hint = The room you are in. It stays from one scan to the next. Leave empty to change nothing.
stock-today = Today
stock-progress = { $seen ->
    [one] { NUMBER($seen) } device seen
   *[other] { NUMBER($seen) } devices seen
  } of { NUMBER($all) }
stock-missing = Not seen yet
stock-more = The list goes on: it gets shorter with each scan.
stock-met = Seen: { $device }, { $number }.
stock-unknown = The number { $number } is not in the inventory of your schools. Add the device first.
stock-elsewhere = The device { $number } is noted in another of your schools. Open its page to see which.
stock-several = Several devices have the number { $number }. Scan the serial number.

# Importing a table
import-title = Import a table
import-under = CSV, Excel or LibreOffice. Nothing changes before you have seen what would.
import-for = Lines that name no school are for { $school }.
import-file = Table
import-file-hint = 20 MB at most. The first line says what the columns are.
import-compare = Compare
import-columns = Which columns are read?
import-columns-says = School number (UAI), building, room, category, brand, model, serial number, inventory number, purchase date, delivery date, price before or with tax, VAT, funding, state. At least a serial or an inventory number is needed: a device is known by it when the table comes back. Exports of Snipe-IT and GLPI are read too.
import-no-file = Choose a table.
import-sent = Tables sent
import-reading = The table is being read.
import-outcome = What it would change
import-titles = Columns that are not read: { $titles }.
import-conflicts-stay = Doubtful lines will be left out. Correct them in the table and send it again: the rest will not be added twice.
import-apply = { $count ->
    [one] Apply { NUMBER($count) } line
   *[other] Apply { NUMBER($count) } lines
  }
import-give-up = Give up
import-given-up = The table is forgotten. Nothing changed.
import-applying = The lines are entering the inventory.
import-go-on = Go on, if it has stopped
import-done = Done.
import-not-waiting = This table no longer waits. Nothing changed.
import-line = Line
import-why = Why
import-changes = Changes: { $parts }.
import-state-reading = Being read
import-state-waiting = To check
import-state-applying = Under way
import-state-done = Applied
import-state-failed = Unreadable

outcome-conflict = Doubtful
outcome-create = New devices
outcome-update = Devices to update
outcome-same = Up to date already
outcome-nothing = Totals and titles

why-no-number = Neither a serial nor an inventory number.
why-rounded = The number was rounded by a spreadsheet.
why-formula = The number is the error of a formula.
why-model = The number is that of the model.
why-short = The number is too short.
why-twice = This number is already on a line above.
why-lookalike = Another device has almost this number: O and 0, I and 1, or zeros lost in front.
why-two-devices = The serial and the inventory numbers are those of two different devices.
why-tag-taken = This inventory number is that of another device of the school.
why-no-school = No school: neither on the line nor chosen.
why-bad-school = This is not a school number: check the letter at the end.
why-unknown-school = This school is not in the territory.
why-closed-school = This school is closed. If it merged, write the number of the one that took its place.
why-not-yours = This school is not one of yours.
why-elsewhere = This device is noted in a school that is not one of yours.
why-changed = Something changed since the comparison.

note-serial = Unreadable serial number: left empty.
note-tag = Unreadable inventory number: left empty.
note-day = Unreadable date: left empty.
note-price = Unreadable price: left empty.
note-tax = Price with tax, without its rate: left empty.
note-category = Unknown category.
note-state = Unknown state.

unread-nothing = This file is not a table.
unread-no-titles = No column is called “serial number” or “inventory number”.
unread-too-long = More than 50,000 lines: cut the table in two.
unread-damaged = This file is damaged. Save it again and send it again.
unread-twice-encoded = The accents of this file were damaged. Export it again without opening it in between.
unread-internal = The table could not be read. Try again later.

# Orders
orders-title = Orders
orders-under = From the need to the device seen in its room.
orders-none = No order. Note a need from the page of a school.
order = Order
order-new = New need or order
order-stage = Where it stands
order-received = Received
order-used = In use
order-seen = Seen on site
order-expected = Expected on
order-ordered = Ordered on
order-ordered-hint = Leave empty while it is a need.
order-quantity = Quantity
quantity-missing = How many? Write a number.
expected-before = The delivery cannot come before the order.
campaign = Campaign
campaign-hint = September 2027 for example, or the name of the programme.
stage-needed = Needed
stage-ordered = Ordered
stage-late = Late
stage-to-deploy = To put in place
stage-to-check = To see on site
stage-done = In place
receive-title = Receive by scanning
receive = Receive
received-of = { $received ->
   *[other] { NUMBER($received) } received
  } of { NUMBER($quantity) }
received-one = { $received ->
   *[other] { NUMBER($received) } received
  } of { NUMBER($quantity) }.
received-surplus = { NUMBER($received) } received for { NUMBER($quantity) } ordered: { NUMBER($surplus) } too many.
received-already = The number { $number } was received already.
surplus = { $count ->
    [one] { NUMBER($count) } device too many: keep it aside and tell the supplier.
   *[other] { NUMBER($count) } devices too many: keep them aside and tell the supplier.
  }
event-received = Received
did-order-add = noted an order of equipment
did-order-change = changed an order of equipment
did-order-receive = received equipment

# What is counted
indicator-usable = Usable devices
indicator-usable-help = The devices in use, in stock or on loan at the end of the month. What is broken, lost or gone does not count.
indicator-at-baseline = Digital baseline in place
indicator-at-baseline-help = Of what the baseline in force at the end of the month asks for, the devices that are there and work. A device counts for one line alone.
indicator-required = Digital baseline required
indicator-required-help = The devices that the baseline in force at the end of the month asks for, there or not. To be read beside those that are there.
