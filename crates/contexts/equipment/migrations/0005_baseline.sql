-- How many devices of each kind and state each school has, kept by every change of a device: no page
-- counts the devices of the territory.
CREATE TABLE equipment_tally (
  id ID,
  org_id INT NOT NULL,
  category TEXT NOT NULL,
  state TEXT NOT NULL,
  devices INT NOT NULL
);
INSERT INTO equipment_tally (org_id, category, state, devices)
  SELECT org_id, category, state, COUNT(*) FROM equipment_device GROUP BY org_id, category, state;
CREATE UNIQUE INDEX equipment_tally_org ON equipment_tally (org_id, category, state);

-- How far an order is, kept by every change of its devices.
ALTER TABLE equipment_order ADD COLUMN received INT NOT NULL DEFAULT 0;
ALTER TABLE equipment_order ADD COLUMN used INT NOT NULL DEFAULT 0;
ALTER TABLE equipment_order ADD COLUMN seen INT NOT NULL DEFAULT 0;
UPDATE equipment_order SET
  received = (SELECT COUNT(*) FROM equipment_device d WHERE d.order_id = equipment_order.id),
  used = (SELECT COUNT(*) FROM equipment_device d WHERE d.order_id = equipment_order.id AND d.state <> 'stock'),
  seen = (SELECT COUNT(d.seen) FROM equipment_device d WHERE d.order_id = equipment_order.id);
CREATE INDEX equipment_order_campaign ON equipment_order (campaign, expected);

-- What a school must have, from a day on. A version that is published is never edited.
CREATE TABLE equipment_baseline (
  id ID,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  starts INT NOT NULL,
  published_at INT,
  person_id INT,
  updated_at INT NOT NULL
);
CREATE TABLE equipment_baseline_line (
  id ID,
  baseline_id INT NOT NULL REFERENCES equipment_baseline (id),
  position INT NOT NULL,
  what TEXT NOT NULL,
  applies TEXT NOT NULL,
  per TEXT NOT NULL,
  -- For so many of what it counts by, begun ones whole.
  every INT NOT NULL,
  quantity INT NOT NULL,
  -- What is better still; 0 when nothing is said.
  target INT NOT NULL,
  source TEXT NOT NULL
);
CREATE INDEX equipment_baseline_line_of ON equipment_baseline_line (baseline_id, position);

-- Schools that go first: lines of the baseline may be for them alone.
CREATE TABLE equipment_pilot (
  id ID,
  org_id INT NOT NULL
);
CREATE UNIQUE INDEX equipment_pilot_org ON equipment_pilot (org_id);

-- What is said of the access of a school to the Internet, and on what day.
CREATE TABLE equipment_broadband (
  id ID,
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  status TEXT NOT NULL,
  said_on INT NOT NULL,
  source TEXT NOT NULL,
  person_id INT,
  at INT NOT NULL
);
CREATE UNIQUE INDEX equipment_broadband_org ON equipment_broadband (org_id);

-- What was measured there, in kilobits a second and milliseconds.
CREATE TABLE equipment_speed (
  id ID,
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  person_id INT,
  day INT NOT NULL,
  down_kbps INT NOT NULL,
  up_kbps INT NOT NULL,
  latency_ms INT,
  is_measured BOOL NOT NULL,
  at INT NOT NULL
);
CREATE INDEX equipment_speed_org ON equipment_speed (org_id, day);

-- A measure that is under way: so many pieces were asked for.
CREATE TABLE equipment_trial (
  id ID,
  org_id INT NOT NULL,
  person_id INT NOT NULL,
  at INT NOT NULL,
  pieces INT NOT NULL
);
CREATE INDEX equipment_trial_org ON equipment_trial (org_id, at);

-- What every school is asked, once a year.
CREATE TABLE equipment_survey (
  id ID,
  territory_id INT NOT NULL,
  title TEXT NOT NULL,
  year INT NOT NULL,
  opens INT NOT NULL,
  closes INT NOT NULL,
  reminded INT,
  updated_at INT NOT NULL
);
CREATE INDEX equipment_survey_closes ON equipment_survey (closes);
CREATE TABLE equipment_question (
  id ID,
  survey_id INT NOT NULL REFERENCES equipment_survey (id),
  position INT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- Its words, when it is no question of ours.
  label TEXT NOT NULL
);
CREATE UNIQUE INDEX equipment_question_of ON equipment_question (survey_id, code);

-- What a school answers: a draft until it is sent.
CREATE TABLE equipment_answer (
  id ID,
  survey_id INT NOT NULL REFERENCES equipment_survey (id),
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  content TEXT NOT NULL,
  revision INT NOT NULL,
  sent_at INT,
  person_id INT,
  updated_at INT NOT NULL
);
CREATE UNIQUE INDEX equipment_answer_of ON equipment_answer (survey_id, org_id);
CREATE INDEX equipment_answer_org ON equipment_answer (org_id, survey_id);

-- The first lines of a table whose columns nobody knows yet, and what columns were said to be.
ALTER TABLE equipment_import ADD COLUMN sample TEXT NOT NULL DEFAULT '';
CREATE TABLE equipment_mapping (
  id ID,
  titles TEXT NOT NULL,
  facts TEXT NOT NULL,
  person_id INT,
  at INT NOT NULL
);
CREATE UNIQUE INDEX equipment_mapping_titles ON equipment_mapping (titles);
