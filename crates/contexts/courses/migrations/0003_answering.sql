-- What an answer says besides its words: a mark, and that the work is to be handed in again.
ALTER TABLE courses_handin ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE courses_handin ADD COLUMN again_at INT;

-- An earlier version of a hand-in, with the answer it had when it was asked for again.
CREATE TABLE courses_version (
  id ID,
  handin_id INT NOT NULL REFERENCES courses_handin (id),
  text_html TEXT NOT NULL,
  handed_at INT NOT NULL,
  late BOOL NOT NULL,
  answer_html TEXT NOT NULL,
  mark TEXT NOT NULL
);
CREATE INDEX courses_version_handin ON courses_version (handin_id);

-- The version a file was handed in with; nothing for the one that counts.
ALTER TABLE courses_attachment ADD COLUMN version_id INT;

-- What a work is marked on. A work without a row has no mark.
CREATE TABLE courses_scale (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  scale TEXT NOT NULL
);
CREATE UNIQUE INDEX courses_scale_work ON courses_scale (work_id);

-- The phrases a teacher answers with.
CREATE TABLE courses_phrase (
  id ID,
  person_id INT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX courses_phrase_own ON courses_phrase (person_id);
