-- What was sent by hand today, by the key of its form: a double tap is one change.
CREATE TABLE directory_sent (
  once TEXT NOT NULL PRIMARY KEY,
  person_id INT NOT NULL,
  path TEXT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX directory_sent_at ON directory_sent (at);
