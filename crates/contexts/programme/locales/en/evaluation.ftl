# Effect of the pilots
effects = Effect of the pilots
effects-help = What the programme changes where it came, and what cannot be said yet.
studies-none = No study yet. Begin by planning what could be seen.
study-waits = to review
outcomes-new = Import outcomes
outcomes-new-under = A table with one line per school and year. Nothing is worked out before you have reviewed it.
outcomes-name = Name of the study
study-outcome = What is measured
study-outcome-hint = For example: mean score on entering 6e.
study-table = Table
study-table-hint = CSV, XLSX or ODS. Columns: UAI, year, outcome, first year as a pilot (empty for never).
study-control = Compare with
control-never = Schools that are never pilots
control-never-hint = The simplest choice, when enough are left.
control-not-yet = Schools that are not pilots yet
control-not-yet-hint = Useful when nearly all become pilots.
study-columns = The columns have other titles
study-columns-why = Write here the exact title of the columns that are not recognised.
cell-unit = School
cell-time = Year
cell-outcome = Outcome
cell-first = First year as a pilot
study-send = Read the table
study-keep = Keep and work out
study-give-up = Give up
study-coming = The table is being read.
study-kept = The study is kept.
study-given-up = The study is deleted.
study-delete = Delete the study
study-delete-sure = The imported outcomes and what they say will be deleted.
never = never
preview-says = Review before keeping. Nothing is worked out yet.
preview-read = What is read
preview-lines = Lines
preview-years = Years
preview-cohorts = Schools by first year
preview-first-lines = First lines
preview-doubts = To check
line-doubt = Line { NUMBER($line) }:
doubt-uai = this is no school number. The line is not read.
doubt-year = the year cannot be read. The line is not read.
doubt-outcome = the outcome is not a number. The line is not read.
doubt-first = the first year cannot be read. The line is not read.
doubt-two-firsts = this school already has another first year. The line is not read.
doubt-twice = this school already has an outcome for that year. The line is not read.
doubt-closed-school = this school is closed. If it merged, its years before and after are under two numbers. The line is read.
doubt-unknown-school = no school of the territory has this number. The line is read.
unread-no-file = Choose a table.
unread-lost = The table did not arrive whole. Send it again.
unread-nothing = This file is no table.
unread-damaged = This file is damaged. Export it again.
unread-no-unit = The column of schools (UAI) is missing.
unread-no-time = The column of the year is missing.
unread-no-outcome = The column of the outcome is missing.
unread-no-first = The column of the first year as a pilot is missing.
unread-too-long = This table is too long: 60,000 lines at most.
unread-no-line = No line could be read.
why-empty = No school has an outcome for each year. Complete the table.
why-one-date = There is only one year: a change takes two.
why-nobody-adopts = No school becomes a pilot between the second year and the last.
why-nobody-never = All schools become pilots: compare with those that are not yet.
why-nobody-not-yet = All schools become pilots in the same year: there is nobody to compare with.
why-too-large = This table is too large to be worked out here.
why-other = Nothing could be worked out with this table.
verdict-too-few = Too few schools: nothing can be said.
verdict-not-alike = The schools were already going another way before: this is not the effect of the programme.
verdict-inconclusive = One cannot conclude: there may be an effect, or none.
verdict-conclusive = There is an effect: neither error nor chance explains it.
effect = Effect
effect-from = At least
effect-to = At most
effect-says = Mean effect: { $effect }. The true value is probably between { $from } and { $to }.
events-title = Before and after
events-under = Each point is the gap with the schools compared. Before the first year it should stay near zero.
events-picture = { $what }: the gap with the schools compared, year by year since the first. The table that follows says the same numbers.
events-table = Gap year by year
since-head = Year
since-first = First year
since-before = { $years ->
    [one] { NUMBER($years) } year before
   *[other] { NUMBER($years) } years before
  }
since-after = { $years ->
    [one] { NUMBER($years) } year after
   *[other] { NUMBER($years) } years after
  }
trust-title = How far to trust it
trust-schools = Schools
trust-counts = { NUMBER($treated) } measured, { NUMBER($compared) } compared
trust-before = Before the first year
trust-alike = Nothing shows that they were going another way (p = { $p }).
trust-not-alike = They were already going another way (p = { $p }).
trust-no-before = There are not enough years before to know.
trust-chance = Chance
chance-exact = { $strong ->
    [one] { NUMBER($strong) } of the { NUMBER($deals) } ways to deal the dates gives a gap at least as strong.
   *[other] { NUMBER($strong) } of the { NUMBER($deals) } ways to deal the dates give a gap at least as strong.
  }
chance-drawn = { $strong ->
    [one] { NUMBER($strong) } random deal of the dates out of { NUMBER($deals) } gives a gap at least as strong.
   *[other] { NUMBER($strong) } random deals of the dates out of { NUMBER($deals) } give a gap at least as strong.
  }
trust-left-out = Schools left out
cohorts-title = By first year
cells-title = Each first year, each year
cells-of = First year { $year }
method = Method: differences in differences by first year (Callaway and Sant’Anna, 2021), with bands that hold for the whole series. One value alone proves nothing.
did-study-add = imported outcomes
did-study-keep = kept a study of effect
did-study-delete = deleted a study of effect

# Planning
plan-title = Plan what could be seen
plan-under = Before anything is collected: the least effect that the study would find.
plan-cohorts = Pilot schools, year after year
plan-cohorts-hint = For example: 42 42 42.
plan-never = Schools that are never pilots
plan-before = Years measured before the first ones
plan-after = Years measured after the last ones
plan-deviation = Standard deviation of the outcome between schools
plan-deviation-hint = How much schools differ from each other, in the unit of the outcome.
plan-correlation = Likeness from one year to the next
plan-correlation-hint = From 0, none, to 1, the same. Often 0.8 for the mean of a school.
plan-power = Chances of finding it
plan-power-hint = Often 0.8: four times out of five.
plan-compute = Work out
plan-found = The least effect that the study would find: { $effect }
plan-share = That is { $share } standard deviations between schools.
plan-below = If the expected effect is smaller, the study will probably say that one cannot conclude.
plan-out-of-range = This number is not possible here.
plan-impossible = With these numbers there is nobody to measure or to compare with.
cohorts-table = Effect by first year
