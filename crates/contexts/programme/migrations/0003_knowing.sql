-- What rooms counted: one number per school and month. month is its first day; territory_id is 0,
-- the territory's id, on every row: rights are read from these columns.
CREATE TABLE programme_indicator (
  id ID,
  name TEXT NOT NULL,
  month INT NOT NULL,
  org_id INT NOT NULL,
  value INT NOT NULL,
  computed_at INT NOT NULL
);
CREATE UNIQUE INDEX programme_indicator_once ON programme_indicator (name, month, org_id);

-- Which months were counted, and which are open: others read them, and they change no more.
CREATE TABLE programme_counted (
  id ID,
  name TEXT NOT NULL,
  month INT NOT NULL,
  computed_at INT NOT NULL,
  is_open BOOL NOT NULL
);
CREATE UNIQUE INDEX programme_counted_once ON programme_counted (name, month);

-- The same by school and by what schools have in common. What is not shown is small, or would give
-- something small away.
CREATE TABLE programme_figure (
  id ID,
  name TEXT NOT NULL,
  month INT NOT NULL,
  cut TEXT NOT NULL,
  part TEXT NOT NULL,
  org_id INT,
  territory_id INT NOT NULL,
  schools INT NOT NULL,
  value INT NOT NULL,
  is_shown BOOL NOT NULL,
  is_open BOOL NOT NULL
);
CREATE UNIQUE INDEX programme_figure_once ON programme_figure (name, month, cut, part);

-- The outlines of the map, simplified: degrees times 100 000, "lon lat,lon lat" ring after ring.
CREATE TABLE programme_outline (
  id ID,
  name TEXT NOT NULL,
  rings TEXT NOT NULL
);

-- Where they come from.
CREATE TABLE programme_map (
  id INT NOT NULL PRIMARY KEY CHECK (id = 1),
  source TEXT NOT NULL,
  points INT NOT NULL,
  kept INT NOT NULL,
  at INT NOT NULL
);

-- Those who decide together, and those who take part.
CREATE TABLE programme_body (
  id ID,
  territory_id INT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('partner', 'committee')),
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  once_key TEXT NOT NULL UNIQUE
);

CREATE TABLE programme_meeting (
  id ID,
  territory_id INT NOT NULL,
  body_id INT NOT NULL REFERENCES programme_body (id),
  day INT NOT NULL,
  subject TEXT NOT NULL,
  notes TEXT NOT NULL,
  once_key TEXT NOT NULL UNIQUE
);
CREATE INDEX programme_meeting_day ON programme_meeting (day);

CREATE TABLE programme_decision (
  id ID,
  meeting_id INT NOT NULL REFERENCES programme_meeting (id),
  says TEXT NOT NULL,
  once_key TEXT NOT NULL UNIQUE
);
CREATE INDEX programme_decision_meeting ON programme_decision (meeting_id);

CREATE TABLE programme_action (
  id ID,
  territory_id INT NOT NULL,
  meeting_id INT NOT NULL REFERENCES programme_meeting (id),
  says TEXT NOT NULL,
  owner TEXT NOT NULL,
  owner_id INT,
  due INT NOT NULL,
  done INT,
  once_key TEXT NOT NULL UNIQUE
);
CREATE INDEX programme_action_meeting ON programme_action (meeting_id);
CREATE INDEX programme_action_due ON programme_action (due);

CREATE TABLE programme_document (
  id ID,
  territory_id INT NOT NULL,
  meeting_id INT NOT NULL REFERENCES programme_meeting (id),
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  media TEXT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_document_meeting ON programme_document (meeting_id);
CREATE INDEX programme_document_hash ON programme_document (hash);

-- The page that anyone reads, in each language: as it is written, and as it was published.
CREATE TABLE programme_public (
  lang TEXT NOT NULL PRIMARY KEY,
  draft_title TEXT NOT NULL,
  draft_html TEXT NOT NULL,
  title TEXT NOT NULL,
  html TEXT NOT NULL,
  published_at INT
);

-- What was measured in schools year after year, and what it says of the pilots.
CREATE TABLE programme_study (
  id ID,
  territory_id INT NOT NULL,
  name TEXT NOT NULL,
  outcome TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'kept')),
  control TEXT NOT NULL CHECK (control IN ('never', 'not-yet')),
  lines INT NOT NULL,
  at INT NOT NULL,
  once_key TEXT NOT NULL UNIQUE
);

CREATE TABLE programme_outcome (
  id ID,
  study_id INT NOT NULL REFERENCES programme_study (id),
  unit TEXT NOT NULL,
  time INT NOT NULL,
  outcome REAL NOT NULL,
  first INT
);
CREATE UNIQUE INDEX programme_outcome_once ON programme_outcome (study_id, unit, time);

-- What is doubtful or refused in the table that was sent.
CREATE TABLE programme_doubt (
  id ID,
  study_id INT NOT NULL REFERENCES programme_study (id),
  line INT NOT NULL,
  why TEXT NOT NULL,
  cell TEXT NOT NULL
);
CREATE INDEX programme_doubt_study ON programme_doubt (study_id);

-- The answer of a study, worked out once.
CREATE TABLE programme_answer (
  study_id INT NOT NULL PRIMARY KEY REFERENCES programme_study (id),
  verdict TEXT NOT NULL,
  treated INT NOT NULL,
  compared INT NOT NULL,
  trend REAL,
  as_strong INT,
  deals INT,
  is_exact BOOL NOT NULL,
  left_out TEXT NOT NULL
);

CREATE TABLE programme_effect (
  id ID,
  study_id INT NOT NULL REFERENCES programme_study (id),
  series TEXT NOT NULL,
  key INT NOT NULL,
  effect REAL NOT NULL,
  error REAL NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL,
  under REAL NOT NULL,
  above REAL NOT NULL
);
CREATE UNIQUE INDEX programme_effect_once ON programme_effect (study_id, series, key);
