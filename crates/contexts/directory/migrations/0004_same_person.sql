-- Two records of one person: everything that names `person_id` is read as `root_id`. `into_id` is
-- what it was joined to, itself perhaps joined later; taking one row away undoes one joining.
CREATE TABLE directory_same (
  id ID,
  person_id INT NOT NULL UNIQUE REFERENCES directory_entity (id),
  into_id INT NOT NULL REFERENCES directory_entity (id),
  root_id INT NOT NULL REFERENCES directory_entity (id),
  at INT NOT NULL
);
CREATE INDEX directory_same_into ON directory_same (into_id);
CREATE INDEX directory_same_root ON directory_same (root_id);

-- Two records that may be one person, with what speaks for it, and what was decided. `org_id` is
-- the school that may decide: none when several know them, or when one of the two works.
CREATE TABLE directory_pair (
  id ID,
  one_id INT NOT NULL REFERENCES directory_entity (id),
  other_id INT NOT NULL REFERENCES directory_entity (id),
  evidence TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'same', 'different')),
  org_id INT,
  territory_id INT NOT NULL,
  found INT NOT NULL,
  decided INT,
  decided_by INT,
  joined_id INT
);
CREATE UNIQUE INDEX directory_pair_both ON directory_pair (one_id, other_id);
CREATE INDEX directory_pair_other ON directory_pair (other_id);
CREATE INDEX directory_pair_state ON directory_pair (state, org_id);
