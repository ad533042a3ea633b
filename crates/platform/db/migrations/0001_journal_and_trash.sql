CREATE TABLE db_journal (
  id ID,
  at INT NOT NULL,
  person_id INT,
  action TEXT NOT NULL,
  object_id INT NOT NULL,
  scope INT NOT NULL
);
CREATE INDEX db_journal_scope ON db_journal (scope, id);

CREATE TABLE db_trash (
  id ID,
  person_id INT NOT NULL,
  kind TEXT NOT NULL,
  object_id INT NOT NULL,
  content TEXT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX db_trash_person ON db_trash (person_id, at);
