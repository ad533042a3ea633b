-- Where an adult may be reached: proved by a code that arrived there.
CREATE TABLE identity_contact (
  id ID,
  person_id INT NOT NULL,
  way TEXT NOT NULL,
  value TEXT NOT NULL,
  proved INT NOT NULL,
  UNIQUE (person_id, way)
);

-- What is still to be proved. `code` is an authentication code of the six digits.
CREATE TABLE identity_contact_wanted (
  id ID,
  person_id INT NOT NULL,
  way TEXT NOT NULL,
  value TEXT NOT NULL,
  code BYTES NOT NULL,
  expires INT NOT NULL,
  tries INT NOT NULL,
  UNIQUE (person_id, way)
);

-- Ways back in after a lost password: found by an authentication code, used once.
CREATE TABLE identity_lost (
  id ID,
  person_id INT NOT NULL,
  lookup BYTES NOT NULL UNIQUE,
  expires INT NOT NULL
);
CREATE INDEX identity_lost_person ON identity_lost (person_id);

-- Messages asked for, kept a day: by whom or from where, as an authentication code.
CREATE TABLE identity_asked (
  id ID,
  who BYTES NOT NULL,
  at INT NOT NULL
);
CREATE INDEX identity_asked_who ON identity_asked (who, at);
