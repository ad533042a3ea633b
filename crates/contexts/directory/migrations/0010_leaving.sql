-- People who left: their account closes on a day. `org_id` is the school they belonged to last (0
-- for none), read before their children's own places there are erased. `told` is how often they were told; `objects`
-- when they want no name left beside what they wrote. Once it is closed, only those whose name
-- stays keep a row.
CREATE TABLE directory_departure (
  person_id INT NOT NULL PRIMARY KEY REFERENCES directory_entity (id),
  left_on INT NOT NULL,
  closes_on INT NOT NULL,
  org_id INT NOT NULL,
  told INT NOT NULL,
  objects BOOL NOT NULL,
  closed_on INT
);
CREATE INDEX directory_departure_closes ON directory_departure (closed_on, closes_on);

-- Proofs: how many of each kind of thing were erased on a day, in which school (0 for none).
CREATE TABLE directory_erasure (
  id ID,
  day INT NOT NULL,
  org_id INT NOT NULL,
  kind TEXT NOT NULL,
  count INT NOT NULL,
  UNIQUE (day, org_id, kind)
);
