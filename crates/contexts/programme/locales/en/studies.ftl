# Studies: which collèges
college = Collège
ecole = Primary school
did-study-ask = began a study
did-choice-publish = published a study or a draw
did-choice-hide = took a study or a draw back
did-decision-record = recorded a decision
plain-number = { NUMBER($number) }
number-missing = Write a number.
refresh = Refresh
study = Study
study-new = New study
study-new-under = Which collèges to open so that each primary school has one nearby?
study-no-data = No collège has a known position. Import the directory of schools first.
study-name = Name of the study
study-name-hint = Such as: Nine collèges to mesh the territory.
study-objective = What is looked for
study-open = How many collèges for the mesh
study-open-missing = Write how many collèges.
study-radius = Radius, in kilometres, or in minutes where ways are
study-radius-missing = Write the radius.
study-by-pupils = Count each school as many times as it has pupils
study-by-pupils-hint = Otherwise a small school counts as much as a large one.
study-rules = Floors and caps
study-rules-says = An empty field asks nothing. What each constraint costs will be said.
study-rule-crossed = The floor is above the cap.
study-rules-many = There are too many groups of communes for a cap each.
rule-least = At least, among: { $of }
rule-most = At most, among: { $of }
rule-epci-most = At most in each group of communes
study-each = Collège by collège
study-each-says = A collège chosen for its assets comes beside those of the mesh. The study shows both ways to count.
each-libre = Free
each-force = Forced
each-interdit = Set aside
each-atout = Chosen for its assets
study-solve = Solve
study-begun = The search has begun.
study-solving = Searching
study-found = Found so far: { $worth } { $proof }
study-starting = Distances are being worked out.
study-step = What each choice costs: { $at } of { $of }
study-stop = Stop
study-again = Begin again if the search was cut short
study-stopped = The search is stopped.
study-chosen = The choice is found. What each choice costs is still being worked out.
study-best = The best choice found: { $worth } { $proof }
study-best-none = Nothing was found yet.
study-failed = Nothing came out of the search. Take it up in a new study.
study-not-done = The search is not over. Nothing was changed.
study-like = Take up in a new study
choice-data = Data of { $day }
choice-published = It is published.
choice-hidden = It is taken back.
choice-decided-stays = A decision was taken from this study. It stays published.
draft = Not published yet
published = Published
file-pdf = The file as a PDF
objective-median = The fewest kilometres in all
objective-center = The farthest school as near as can be
objective-cover = The most schools within a radius
objective-hint-median = The sum of distances of each school to the nearest pilot collège.
objective-hint-center = Nobody is forgotten, even if the mean is a little worse.
objective-hint-cover = Write the radius below.
of-public = state collèges
of-prive = private collèges
of-ips = quarter of collèges where the social index is lowest
of-rural = collèges of rural communes
of-rep = collèges of priority education
of-group = collèges of { $name }
rule-both = { $of }: { NUMBER($least) } to { NUMBER($most) }
rule-at-least = { $of }: at least { NUMBER($least) }
rule-at-most = { $of }: at most { NUMBER($most) }
worth-all = { $far } in all.
worth-pupils = { $far } in all, each pupil counted.
worth-farthest = The farthest school is { $far } away.
worth-schools = { $count ->
    [one] { NUMBER($count) } school within the radius.
   *[other] { NUMBER($count) } schools within the radius.
  }
worth-children = { $count ->
    [one] { NUMBER($count) } pupil within the radius.
   *[other] { NUMBER($count) } pupils within the radius.
  }
proven = No other choice is better: it is proven.
not-proven = It is not proven: a better choice would gain { $gap }% at most.
refused-empty = No school or no collège has a known position.
refused-count = Collèges asked for: { NUMBER($asked) }. With those you force and set aside, there must be { NUMBER($least) } to { NUMBER($most) }.
refused-rules = With { NUMBER($open) } collèges, these constraints cannot be kept together: { $rules }. Each counts: without one of them, the others hold.
refused-rule = { $rule } (there are { NUMBER($there) })
refused-both = { $name } is both forced and set aside.
refused-missing = { $name } is not open any more, or has no known position.
refused-large = There are too many schools for this search.
asked-objective = Objective: { $objective }
asked-open = Collèges to choose: { NUMBER($open) } among { NUMBER($sites) }, for { NUMBER($clients) } primary schools
asked-radius = Radius: { $far }
asked-by-pupils = Each school counts as many times as it has pupils
asked-alike = Each school counts once
asked-assets = Chosen for their assets: { $names }
asked-forced = Forced: { $names }
asked-forbidden = Set aside: { $names }
asked-crow = Distances as the crow flies between the positions of the directory
parameters = What was asked
caveats = { $count ->
    [one] { NUMBER($count) } remark on the data
   *[other] { NUMBER($count) } remarks on the data
  }
caveats-title = Remarks on the data
caveat-no-place = Its position is unknown: it is not in the search.
caveat-no-pupils = Its number of pupils is unknown: it counts as a middle school.
caveat-same-place = Another collège is on the same point: one is as good as the other.
caveat-no-index = Social index unknown or not published: counted as the mean
caveat-no-pupils-draw = Number of pupils unknown: counted as the mean
caveat-no-setting = Commune unknown: neither rural nor urban
way-alone = The proposed choice
way-within = Assets first: they serve the mesh too
way-beside = The mesh apart: assets come beside it
answer-mean = Mean distance
answer-farthest = Farthest school
answer-within = Schools within { $far }
chosen-title = Collèges and reasons
map-says = Map. Pilot collèges: { NUMBER($pilots) }. Primary schools: { NUMBER($schools) }, each tied to the nearest. The same numbers are in the tables.
map-legend = Circles: the mesh. Squares: chosen for their assets. Numbers are those of the table.
reason-near = { $count ->
    [0] It is the nearest of no school.
    [one] The nearest for { NUMBER($count) } school, { $far } away.
   *[other] The nearest for { NUMBER($count) } schools, { $far } away on average.
  }
reason-asset = Chosen for its assets.
reason-forced = Forced by the study.
reason-without = Without it: { $cost }.
reason-instead = Without it: { $cost }, with { $names } instead.
cost-nothing = no difference
cost-km = { $far } more
cost-pupil-km = { $far } more, each pupil counted
cost-schools = { $count ->
    [one] { NUMBER($count) } school fewer within the radius
   *[other] { NUMBER($count) } schools fewer within the radius
  }
cost-pupils = { $count ->
    [one] { NUMBER($count) } pupil fewer within the radius
   *[other] { NUMBER($count) } pupils fewer within the radius
  }
nearly = Choices nearly as good, within one per cent
nearly-one = { $name } replaced by { $names }: { $cost }.
paper-nearly = Nearly as good: { $exchange }
prices = What each constraint costs
price = Cost
price-of = Constraint
price-forced = Forcing { $name }
price-forbidden = Setting { $name } aside
near-title = The nearest pilot of each school
near-pilot = Pilot collège
near-far = Distance
try-title = What if…?
try-how = What to try
try-force = Force it
try-interdit = Set it aside
try-way = Way to count
try-do = Try
tried-forced = With { $name }:
tried-forbidden = Without { $name }:
tried-waiting = Being tried.
tried-same = the choice does not change. { $worth }
tried-changes = { $come } comes, { $leave } leaves. { $cost }.
tried-better = { $come } comes, { $leave } leaves. The choice is better: { $worth }
redo = Do it again
redo-study = Anyone can check: download the distances, then run this command.
redo-distances = Distances
redo-near = Schools and pilots
then = Next
publish = Publish
hide = Take back
decide = Record the decision

# Decisions
decision = The decision
decision-recorded = Recorded
decide-says = A recorded decision stays, and so does the study: to change, make a new study. It is published at once.
decision-body = Who decided
decision-body-hint = Such as: standing committee of the Département.
decision-day = Date
decision-votes = Votes
decision-way = Choice kept
decision-changes = Change the list, collège by collège
decision-changes-says = Without a change, the decision follows the proposed choice. A change needs a reason.
decision-left = Schools left out
decision-left-hint = Their numbers, separated by spaces.
decision-not-drawn = { $uai } is not in this draw.
decision-reasons = Reasons
decision-reasons-hint = Needed when the decision is not the proposed choice.
decision-reasons-missing = The decision is not the proposed choice. Say why.
decision-record = Record
decision-future = This date has not come yet.
decision-empty = The decision has no school.
decision-quicker = Someone else has just recorded a decision. Nothing was replaced. What you wrote is below.
decision-there = The decision is already recorded.
decision-done = The decision is recorded and published.
decision-says = { $body }, { $day }.
votes = { NUMBER($pro) } for, { NUMBER($against) } against, { NUMBER($none) } abstaining
votes-for = Votes for
votes-against = Votes against
votes-none = Abstentions
votes-missing = Write a number, even zero.
as-proposed = As proposed
decided-in = Kept
decided-out = Not kept
differences = What differs from the proposed choice
differences-none = Nothing: the decision is the proposed choice.
difference-added = Added: { $name }
difference-left = Not kept: { $name }
cohort = Year { NUMBER($number) }
paper-distances = Mean distance: { $mean }. Farthest school: { $far }.
paper-facts = Sector { $sector } · social index: { $ips } · commune { $setting }
paper-near = { $school } ({ $commune }): { $pilot }, { $far }
paper-likeness = { $respect }: { $means } · difference { $difference }

# Draws: which primary schools, which year
did-draw-ask = made a draw
draw = Draw
draw-new = New draw
draw-new-under = { $count ->
    [one] { NUMBER($count) } open school, years that look alike.
   *[other] { NUMBER($count) } open schools, years that look alike.
  }
draw-name = Name of the draw
draw-per-year = Schools a year
draw-years = Number of years
draw-from = First year
draw-do = Draw
draw-done = The draw is made.
drawing = The draw is being made. This page comes again by itself.
draw-too-few = There are { NUMBER($places) } places and { NUMBER($schools) } schools.
weights = What counts
weights-says = From 0, of no weight, to 10. These weights are published with the draw.
weights-none = No criterion counts: every school is in the draw.
weight-social = Low social index
weight-rural = Rural commune
weight-network = Priority education
weight-small = Small school
weight-gap = Equipment needed
need-file = Need of equipment: what the imported files say.
need-baseline = Need of equipment: what lacks of the digital baseline by the inventory, on the day of the data.
need-unknown = Need of equipment unknown: no file, no baseline. It does not count.
weight-says = { $criterion }: { NUMBER($weight) }
seed = Seed of the draw
seed-hint = A number that everyone knows before. The same seed draws the same.
seed-says = Seed: { $seed }. The same seed draws the same.
draw-how = How these schools were drawn
draw-how-says = { NUMBER($places) } places for { NUMBER($schools) } schools. Criteria first, then years that look alike. Ways as good among which chance chose: { NUMBER($alike) } at least.
lacks = What the data lack
lack = { $what }: { NUMBER($count) }
respect-sector = Sector
respect-setting = Commune
respect-quarter = Quarter { $number } of the social index
respect-ips = Mean social index
respect-pupils = Pupils per school
respect-gap = Mean equipment needed
respect-of = { $respect }: { $kind }
percent = { $number }%
balance = Do the years look alike?
balance-of = What is compared
balance-left = Other schools
balance-difference = Difference
balance-says = The largest difference between two years is { $difference } standard deviation. Below 0.1, years look alike.
balance-misplaced = { $count ->
    [one] { NUMBER($count) } school would have to change years for all to be equal.
   *[other] { NUMBER($count) } schools would have to change years for all to be equal.
  }
cohort-of = September { $year }
cohort-count = { $count ->
    [one] { $cohort }: { NUMBER($count) } school
   *[other] { $cohort }: { NUMBER($count) } schools
  }
redo-draw = Anyone can check: download the table, then run this command.
redo-table = Table of the draw
redo-points = Points of each school
