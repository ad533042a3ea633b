-- Tables of ways by road, in kilometres or minutes: what a file says, as JSON, looked at before it is kept.
CREATE TABLE programme_road (
  id ID,
  person_id INT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  day INT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('km', 'minutes')),
  is_kept BOOL NOT NULL,
  content TEXT NOT NULL,
  at INT NOT NULL
);
