### Devices that are lent, and what was reported.
loan-made = A device of the school is lent to your child
loan-made-what = Read the loan agreement and accept it in Préau, or give the paper one back to the school.
loan-due = A device of the school is due back soon
loan-due-what = The day and hour are in “Loans”. If you need it longer, ask the school.
loan-late = A device of the school should have come back
loan-late-what = Bring it back to the school, or tell it what is happening.
ticket-moved = News of an equipment problem
ticket-moved-what = What you reported is moving on: see where it stands.
to-loan = See the loan
to-ticket = See the problem
topic-equipment = Equipment
topic-equipment-hint = What is lent to you, and what becomes of what you reported.
