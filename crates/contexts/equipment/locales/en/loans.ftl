### Loans.
loan-end-returned = Returned
loan-end-lost = Lost
loan-end-stolen = Stolen
loan-end-gone = Left the inventory
came-back-good = In good condition
came-back-worn = Damaged, but it works
came-back-broken = Broken

holder = Holder
someone = someone
home = Today
loan = Loan
loans-title = Loans
loans-count = { $count ->
    [0] No loan
    [one] { NUMBER($count) } loan
   *[other] { NUMBER($count) } loans
  }
loans-none = Nothing here for now.
loans-which = Which ones
which-open = Open
which-late = Late
which-unsigned = Agreement to sign
which-over = Over
loan-to = Lent to
loan-due = Due back
loan-where = Where it stands
phase-running = Open
phase-soon = Due soon
phase-late = Late
at-hour = { $day } at { $hour }
due-open = no date
lent-now = Lent to { $holder }
lent-to-someone = Lent.
see-device = See the device
lent-on = Lent on
ended-on = Ended on

lend = Lend
lend-to = Lend: { $whom }
lend-class-under = Scan a device, hand it over, go on with the next.
whom = To whom
whom-hint = The name of a pupil, or of an adult of the school.
whom-nobody = Nobody of the school has this name.
whom-which = Which one?
whom-missing = Choose to whom.
whole-class = Or a whole class
no-class = This school has no class yet.
next-pupil = For
next-pupil-hint = The next pupil who has nothing yet is already chosen.
has-one = { $name } (already has a loan)
due-day = Due back on
due-hour = At what time
due-open-hint = Leave empty for an adult who keeps it as long as they work here.
due-past = This day is over.
due-far = This day is too far.
lent-in-class = Lent in the class
lent-progress = { $count ->
    [one] { NUMBER($count) } pupil has a device
   *[other] { NUMBER($count) } pupils have a device
  } out of { NUMBER($all) }
lent-to = Lent: { $device }, { $number }, to { $name }.
lent-already = Device { $number } is already lent. Take it back first.
lent-not-there = Device { $number } cannot be lent: { $state }.
loan-unknown = Number { $number } is not in the school’s inventory.
loan-first-back = This device is lent: take it back first in “Returns”.
loan-over = This loan is over. Nothing has changed.

extend = Extend
extended = The new date is noted.
end-loan = Returned, lost or stolen
was-stolen = It was stolen, in fact
how-ended = What happened
back-on = Returned on another day
back-on-hint = If you note it afterwards. Otherwise leave empty.
back-when = This day does not fit: it must be between the loan and today.

back-title = Returns
back-under = Scan what comes back, whoever brings it. You are told whose it was.
back-take = Returned
back-state = Condition on return
back-words = Remark
back-words-hint = A missing charger, a scratch…
back-today = Returned today
back-none = Nothing yet.
back-says = Returned: { $device }, { $number }, lent to { $name }.
back-already = Device { $number } is already back, { $when }. It was lent to { $name }.
back-not-lent = Device { $number } is not lent.
back-found = Found again: { $device }, { $number }.
open-count = { $count ->
    [0] Nothing is lent
    [one] { NUMBER($count) } still lent
   *[other] { NUMBER($count) } still lent
  }
late-count = { $count ->
    [one] { NUMBER($count) } late
   *[other] { NUMBER($count) } late
  }

agreement = Agreement
agreement-under = To be signed on paper, or accepted in Préau by a guardian.
agreements-none = All agreements are accepted.
agreement-title = Loan agreement
agreement-between = Between { $school } and { $name }.
agreement-line = { $what }: { $says }
agreement-commits = Who receives the device commits:
agreement-point = • { $says }
commit-use = to use it to learn, and to lend it to nobody;
commit-care = to take care of it, charged and in its case;
commit-tell = to tell the school, as soon as it is seen, what no longer works;
commit-stolen = if it is lost or stolen, to tell the school at once;
commit-back = to give it back with its charger, on the said day and hour, or when leaving the school.
sign-guardian = Signature of a legal guardian
sign-borrower = Signature
sign-school = Signature of the school
sign-date = On
print-agreement = Print the agreement
print-agreements = Print the agreements
mark-signed = Signed on paper
signed-on-paper = Signed on paper, { $when }
accepted-here = Accepted in Préau, { $when }
not-accepted = Not accepted yet

loans-mine = Loans
loans-mine-under = What the school has lent to you or to your children.
loans-mine-none = Nothing is lent to you.
loans-before = Before
back-by = Due back { $due }
see-loan = See the loan
read-agreement = Read and accept the agreement
accept = I accept
accepted = The agreement is accepted. Thank you.
accept-by-guardian = A guardian must accept it.
report-damage = Report a problem
report-which = Scan the label of the device, or type its number.
go-on = Continue
not-lent-to-you = No device that is lent to you has number { $number }.

did-loan-lend = lent a device
did-loan-extend = extended a loan
did-loan-end = ended a loan
did-loan-sign = noted a signed agreement
did-loan-accept = accepted an agreement
did-loan-print = printed agreements
