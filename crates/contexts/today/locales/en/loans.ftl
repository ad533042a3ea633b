### What is lent.
to-return = Loan, to give back
return-by = { $day } at { $time }
at-hand = Also
