-- What was sent and done, by the key it came with: it may come again long after, from a phone that was without network.
CREATE TABLE courses_sent (
  id ID,
  person_id INT NOT NULL,
  once_key TEXT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX courses_sent_once ON courses_sent (person_id, once_key);
CREATE INDEX courses_sent_at ON courses_sent (at);
