# Inspection of the lesson books
role-inspector = Inspection
duty-new-inspection = Open the lesson books to an inspection
duty-line-inspection = { $who }, inspection: reads all lesson books
duty-line-inspection-of = { $who }, inspection: reads the lesson books of { $about }
inspection-what = Which lesson books
inspection-all = All those of the school
inspection-hint = Read only, what is published: no hand-ins, no answers, no pupils’ names. Teachers see it on their lesson book, and each visit is noted in the journal.
inspection-who = Who inspects
inspection-too-long = An inspection lasts 92 days at most. Choose an earlier day.
inspection-given = Done: reading starts on the first day and stops after the last. Their code to come in is with those of the staff.
done-duty-inspect = Lesson books opened to an inspection
did-duty-inspect = opened the lesson books to an inspection
