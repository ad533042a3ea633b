-- One row: which import batch is published, which one is being applied, and what the territory is.
CREATE TABLE directory_state (
  id INT NOT NULL PRIMARY KEY CHECK (id = 1),
  current INT NOT NULL,
  staged INT,
  edits INT NOT NULL,
  territory TEXT NOT NULL,
  is_demo BOOL NOT NULL
);

-- Imports that were applied, or that were being applied when something stopped them.
CREATE TABLE directory_batch (
  id ID,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staged', 'published', 'swept')),
  person_id INT,
  started INT NOT NULL,
  beat INT NOT NULL,
  ended INT,
  summary TEXT NOT NULL
);

-- Files sent by page, compared and waiting to be published or given up.
CREATE TABLE directory_import (
  id ID,
  kind TEXT NOT NULL CHECK (kind IN ('annuaire', 'aaf')),
  state TEXT NOT NULL CHECK (state IN ('comparing', 'compared', 'applying', 'published', 'failed')),
  person_id INT NOT NULL,
  started INT NOT NULL,
  ended INT,
  stage TEXT NOT NULL,
  done INT NOT NULL,
  total INT NOT NULL,
  report TEXT NOT NULL
);

CREATE TABLE directory_import_file (
  id ID,
  import_id INT NOT NULL REFERENCES directory_import (id),
  name TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX directory_import_file_import ON directory_import_file (import_id);
CREATE INDEX directory_import_file_hash ON directory_import_file (hash);

-- Stable ids of organisations, groups, teachings and people. An organisation is its own org_id, a
-- group or a teaching has its school's; territory_id is 0, the territory's id, on every row: rights
-- are read from these columns.
CREATE TABLE directory_entity (
  id ID,
  kind TEXT NOT NULL CHECK (kind IN ('org', 'group', 'teaching', 'person')),
  since INT NOT NULL,
  org_id INT,
  territory_id INT NOT NULL
);
CREATE INDEX directory_entity_org ON directory_entity (org_id, kind);

-- Everything below is versioned: a row is visible when since <= current and until > current.
CREATE TABLE directory_org (
  id ID,
  org_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  kind TEXT NOT NULL,
  uai TEXT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  sector TEXT NOT NULL,
  address TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  insee TEXT NOT NULL,
  commune TEXT NOT NULL,
  epci TEXT NOT NULL,
  lat REAL,
  lon REAL,
  pupils INT,
  is_open BOOL NOT NULL
);
CREATE INDEX directory_org_entity ON directory_org (org_id, until);
CREATE INDEX directory_org_uai ON directory_org (uai, until);

CREATE TABLE directory_group (
  id ID,
  group_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  org_id INT NOT NULL REFERENCES directory_entity (id),
  kind TEXT NOT NULL CHECK (kind IN ('class', 'group')),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  levels TEXT NOT NULL,
  code TEXT NOT NULL,
  is_open BOOL NOT NULL
);
CREATE INDEX directory_group_entity ON directory_group (group_id, until);
CREATE INDEX directory_group_org ON directory_group (org_id, until);

CREATE TABLE directory_teaching (
  id ID,
  teaching_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  org_id INT NOT NULL REFERENCES directory_entity (id),
  group_id INT NOT NULL REFERENCES directory_entity (id),
  subject TEXT NOT NULL,
  label TEXT NOT NULL,
  source TEXT NOT NULL,
  is_open BOOL NOT NULL
);
CREATE INDEX directory_teaching_entity ON directory_teaching (teaching_id, until);
CREATE INDEX directory_teaching_org ON directory_teaching (org_id, until);
CREATE INDEX directory_teaching_group ON directory_teaching (group_id, until);

CREATE TABLE directory_person (
  id ID,
  person_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('pupil', 'guardian', 'staff')),
  last_name TEXT NOT NULL,
  first_name TEXT NOT NULL,
  title TEXT NOT NULL,
  folded TEXT NOT NULL,
  birth_day INT
);
CREATE INDEX directory_person_entity ON directory_person (person_id, until);
CREATE INDEX directory_person_folded ON directory_person (folded, until);

-- Apart, so that a list of names never loads how to reach people.
CREATE TABLE directory_contact (
  id ID,
  person_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  email TEXT NOT NULL,
  mobile TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL
);
CREATE INDEX directory_contact_entity ON directory_contact (person_id, until);

CREATE TABLE directory_membership (
  id ID,
  person_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  role TEXT NOT NULL,
  org_id INT REFERENCES directory_entity (id),
  group_id INT REFERENCES directory_entity (id),
  teaching_id INT REFERENCES directory_entity (id),
  -- Of a pupil: their level in a class of several, such as CE2; otherwise empty.
  level TEXT NOT NULL,
  is_main BOOL NOT NULL,
  starts INT NOT NULL,
  ends INT NOT NULL,
  source TEXT NOT NULL
);
CREATE INDEX directory_membership_person ON directory_membership (person_id, until);
CREATE INDEX directory_membership_group ON directory_membership (group_id, until);
CREATE INDEX directory_membership_teaching ON directory_membership (teaching_id, until);
CREATE INDEX directory_membership_org ON directory_membership (org_id, until);

CREATE TABLE directory_kinship (
  id ID,
  guardian_id INT NOT NULL REFERENCES directory_entity (id),
  child_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  link TEXT NOT NULL,
  level INT NOT NULL,
  is_contact BOOL NOT NULL,
  is_payer BOOL NOT NULL,
  source TEXT NOT NULL
);
CREATE INDEX directory_kinship_guardian ON directory_kinship (guardian_id, until);
CREATE INDEX directory_kinship_child ON directory_kinship (child_id, until);

-- What each feed calls our organisations and people, and what it said of them last (nothing once
-- they left). The feed that owns a person decides their names and how to reach them.
CREATE TABLE directory_source (
  id ID,
  entity_id INT NOT NULL REFERENCES directory_entity (id),
  since INT NOT NULL,
  until INT NOT NULL,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  digest BYTES NOT NULL,
  owns BOOL NOT NULL
);
CREATE INDEX directory_source_entity ON directory_source (entity_id, until);
CREATE INDEX directory_source_key ON directory_source (source, key, until);
