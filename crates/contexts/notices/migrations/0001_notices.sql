-- What a person was told. The words are made when they are read, in the reader's language.
CREATE TABLE notices_notice (
  id ID,
  person_id INT NOT NULL,
  kind TEXT NOT NULL,
  dedup_key TEXT NOT NULL,
  about INT NOT NULL,
  at INT NOT NULL,
  UNIQUE (person_id, kind, dedup_key)
);
CREATE INDEX notices_notice_at ON notices_notice (at);

-- What is still to be sent of a notice, by each way.
CREATE TABLE notices_due (
  id ID,
  notice_id INT NOT NULL,
  way TEXT NOT NULL,
  due INT NOT NULL,
  UNIQUE (notice_id, way)
);
CREATE INDEX notices_due_due ON notices_due (due);

-- What a person chose, where it differs from what is usual.
CREATE TABLE notices_choice (
  id ID,
  person_id INT NOT NULL,
  topic TEXT NOT NULL,
  way TEXT NOT NULL,
  is_on BOOL NOT NULL,
  UNIQUE (person_id, topic, way)
);
CREATE TABLE notices_rest (
  id ID,
  person_id INT NOT NULL UNIQUE,
  is_on BOOL NOT NULL,
  starts INT NOT NULL,
  ends INT NOT NULL
);

-- How far the summary of a day is: the last person who was looked at.
CREATE TABLE notices_digest (
  id INT NOT NULL PRIMARY KEY CHECK (id = 1),
  day INT NOT NULL,
  after INT NOT NULL
);
