-- A school's own skill. One that is no longer proposed keeps its row, for what was said of it.
CREATE TABLE courses_skill (
  id ID,
  org_id INT NOT NULL,
  label TEXT NOT NULL,
  retired_at INT
);
CREATE INDEX courses_skill_org ON courses_skill (org_id);

-- A skill that a work shows: the code of a list, or `own-` and the id of a school's own.
CREATE TABLE courses_work_skill (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  skill TEXT NOT NULL
);
CREATE UNIQUE INDEX courses_work_skill_once ON courses_work_skill (work_id, skill);

-- How well a hand-in shows a skill, from 1 to 4; read with the answer it is part of.
CREATE TABLE courses_level (
  id ID,
  handin_id INT NOT NULL REFERENCES courses_handin (id),
  skill TEXT NOT NULL,
  level INT NOT NULL CHECK (level BETWEEN 1 AND 4)
);
CREATE UNIQUE INDEX courses_level_once ON courses_level (handin_id, skill);
