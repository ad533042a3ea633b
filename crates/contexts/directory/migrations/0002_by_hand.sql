-- What someone of a school corrected of a person whom a feed describes, field by field: an import
-- keeps it. `value` is what it now says; empty is a value too.
CREATE TABLE directory_correction (
  id ID,
  person_id INT NOT NULL REFERENCES directory_entity (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  by_id INT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX directory_correction_field ON directory_correction (person_id, field);

-- A part of a school's life given to someone for a time. The memberships it gives have `duty:` and
-- its id as their source, and end with it.
CREATE TABLE directory_duty (
  id ID,
  kind TEXT NOT NULL CHECK (kind IN ('role', 'teaching', 'substitute', 'support', 'delegation')),
  person_id INT NOT NULL REFERENCES directory_entity (id),
  role TEXT NOT NULL,
  org_id INT NOT NULL REFERENCES directory_entity (id),
  -- The teacher who is replaced, the pupil who is supported, the teaching that is shared.
  about_id INT REFERENCES directory_entity (id),
  starts INT NOT NULL,
  ends INT NOT NULL,
  by_id INT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX directory_duty_person ON directory_duty (person_id, kind);
CREATE INDEX directory_duty_org ON directory_duty (org_id, ends);
