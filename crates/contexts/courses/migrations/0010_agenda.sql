-- The secret address under which someone's own calendar reads their days. The secret is worked out
-- from what is here and the program's own; only its digest is looked for.
CREATE TABLE courses_agenda (
  id ID,
  person_id INT NOT NULL,
  nonce TEXT NOT NULL,
  digest TEXT NOT NULL,
  lang TEXT NOT NULL,
  created_at INT NOT NULL
);
CREATE UNIQUE INDEX courses_agenda_person ON courses_agenda (person_id);
CREATE UNIQUE INDEX courses_agenda_digest ON courses_agenda (digest);
