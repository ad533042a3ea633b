-- What open files say of a school in a year: its social index in tenths, its network of priority
-- education, what it lacks. No value where the file hides it.
CREATE TABLE programme_fact (
  id ID,
  org_id INT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('ips', 'rep', 'gap')),
  year INT NOT NULL,
  value INT,
  label TEXT NOT NULL,
  file_id INT NOT NULL
);
CREATE UNIQUE INDEX programme_fact_one ON programme_fact (org_id, what, year);
CREATE INDEX programme_fact_year ON programme_fact (what, year);

-- What open files say of a commune: its population, and its class of density where they say one.
CREATE TABLE programme_commune (
  id ID,
  insee TEXT NOT NULL,
  folded TEXT NOT NULL,
  name TEXT NOT NULL,
  population INT,
  density INT,
  grid INT NOT NULL,
  file_id INT NOT NULL
);
CREATE UNIQUE INDEX programme_commune_insee ON programme_commune (insee);

-- A file that was sent, read and compared; it changes nothing before it is applied.
CREATE TABLE programme_fact_file (
  id ID,
  person_id INT NOT NULL,
  name TEXT NOT NULL,
  what TEXT NOT NULL,
  year INT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'applied')),
  content TEXT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_fact_file_at ON programme_fact_file (at);

-- A study of which collèges go further, or a draw of the écoles of three years. What was asked, the
-- data as they were, what came out; none of it changes once it came out. territory_id is 0 on every row.
CREATE TABLE programme_choice (
  id ID,
  territory_id INT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('study', 'draw')),
  name TEXT NOT NULL,
  person_id INT NOT NULL,
  made INT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('solving', 'done', 'failed', 'stopped')),
  asked TEXT NOT NULL,
  data TEXT NOT NULL,
  result TEXT NOT NULL,
  found INT,
  bound INT,
  step TEXT NOT NULL,
  published_at INT,
  at INT NOT NULL
);
CREATE INDEX programme_choice_at ON programme_choice (at);

-- What becomes of a study when one site is forced or forbidden.
CREATE TABLE programme_trial (
  id ID,
  choice_id INT NOT NULL REFERENCES programme_choice (id),
  asked TEXT NOT NULL,
  result TEXT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_trial_choice ON programme_trial (choice_id, id);

-- What was decided, once for each study or draw: the schools, and why they are not those proposed.
CREATE TABLE programme_deliberation (
  id ID,
  choice_id INT NOT NULL REFERENCES programme_choice (id),
  body TEXT NOT NULL,
  decided INT NOT NULL,
  votes_for INT NOT NULL,
  votes_against INT NOT NULL,
  abstentions INT NOT NULL,
  reasons TEXT NOT NULL,
  person_id INT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX programme_deliberation_choice ON programme_deliberation (choice_id);

-- The schools of a decision; cohort is the year of an école, from 1.
CREATE TABLE programme_pilot (
  id ID,
  decision_id INT NOT NULL REFERENCES programme_deliberation (id),
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  cohort INT NOT NULL,
  why TEXT NOT NULL
);
CREATE UNIQUE INDEX programme_pilot_org ON programme_pilot (decision_id, org_id);
CREATE INDEX programme_pilot_of ON programme_pilot (org_id);

-- What a pilot commits to, by a day, and what is seen of it each time it is looked at together.
CREATE TABLE programme_commitment (
  id ID,
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  words TEXT NOT NULL,
  due INT NOT NULL,
  person_id INT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_commitment_org ON programme_commitment (org_id, due);

CREATE TABLE programme_review (
  id ID,
  commitment_id INT NOT NULL REFERENCES programme_commitment (id),
  day INT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('kept', 'begun', 'not-yet')),
  seen TEXT NOT NULL,
  person_id INT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_review_commitment ON programme_review (commitment_id, day);

-- A call for candidates until a day, with the grid by which they are read.
CREATE TABLE programme_call (
  id ID,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('college', 'ecole')),
  closes INT NOT NULL,
  grid TEXT NOT NULL,
  person_id INT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_call_closes ON programme_call (closes);

CREATE TABLE programme_application (
  id ID,
  call_id INT NOT NULL REFERENCES programme_call (id),
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  project TEXT NOT NULL,
  team TEXT NOT NULL,
  person_id INT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX programme_application_one ON programme_application (call_id, org_id);

-- Who reads an application, and the points they give; a reader with a conflict of interest gives none.
CREATE TABLE programme_reading (
  id ID,
  application_id INT NOT NULL REFERENCES programme_application (id),
  person_id INT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'conflict', 'done')),
  points TEXT NOT NULL,
  total INT NOT NULL,
  words TEXT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX programme_reading_one ON programme_reading (application_id, person_id);

-- Forms that were sent and done, by their key: sent twice, they are done once.
CREATE TABLE programme_sent (
  id ID,
  person_id INT NOT NULL,
  once_key TEXT NOT NULL,
  path TEXT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX programme_sent_once ON programme_sent (person_id, once_key);
CREATE INDEX programme_sent_at ON programme_sent (at);
