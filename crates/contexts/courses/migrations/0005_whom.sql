-- Whom a work is for: its class (or one level of it), a group of the class, or named pupils.
ALTER TABLE courses_work ADD COLUMN whom TEXT NOT NULL DEFAULT 'class';
CREATE INDEX courses_work_day ON courses_work (group_id, due_day);

-- The pupils a work names.
CREATE TABLE courses_recipient (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  pupil_id INT NOT NULL
);
CREATE UNIQUE INDEX courses_recipient_pupil ON courses_recipient (work_id, pupil_id);
CREATE INDEX courses_recipient_own ON courses_recipient (pupil_id);
