-- The class a school gives a pupil by hand is a correction of that school: a pupil may be in two.
UPDATE directory_correction SET field = 'place:' || (
  SELECT CAST(m.org_id AS TEXT) FROM directory_membership m
  WHERE m.person_id = directory_correction.person_id AND m.role = 'pupil' AND m.org_id IS NOT NULL
  ORDER BY m.id DESC LIMIT 1
) WHERE field = 'place' AND EXISTS (
  SELECT 1 FROM directory_membership m
  WHERE m.person_id = directory_correction.person_id AND m.role = 'pupil' AND m.org_id IS NOT NULL
);
