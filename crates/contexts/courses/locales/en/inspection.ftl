# Inspection
inspection-title = Lesson books to read
inspection-under = For an inspection: read only, what classes read. Each visit is noted in the journal of the school.
inspection-now = Inspection: { $name } reads this lesson book until { $day }. What is published, nothing of the pupils.
readers-inspection = Inspection: { $name }, until { $day }
did-cahier-inspect = read a lesson book for an inspection
