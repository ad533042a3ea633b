-- A work done by several: whether pupils make the groups themselves, how many go together, and the
-- seed of the last draw. A work without a row is done by each alone.
CREATE TABLE courses_teams (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  by_pupils BOOL NOT NULL,
  size INT NOT NULL,
  seed INT
);
CREATE UNIQUE INDEX courses_teams_work ON courses_teams (work_id);

-- Who works with whom: the number of their group in the work, and the hand-in it has in common once
-- one of them handed in, with a word for one of them alone.
CREATE TABLE courses_member (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  team INT NOT NULL,
  pupil_id INT NOT NULL,
  handin_id INT REFERENCES courses_handin (id),
  word TEXT NOT NULL
);
CREATE UNIQUE INDEX courses_member_pupil ON courses_member (work_id, pupil_id);
CREATE INDEX courses_member_own ON courses_member (pupil_id);
CREATE INDEX courses_member_handin ON courses_member (handin_id);

-- Which of them handed in; nobody for a hand-in of one pupil.
ALTER TABLE courses_handin ADD COLUMN handed_by INT;
ALTER TABLE courses_version ADD COLUMN handed_by INT;
CREATE INDEX courses_handin_by ON courses_handin (handed_by) WHERE handed_by IS NOT NULL;
CREATE INDEX courses_version_by ON courses_version (handed_by) WHERE handed_by IS NOT NULL;
