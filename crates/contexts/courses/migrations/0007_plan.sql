-- A sequence of the plan of the year: so many lessons in a row. Which lessons they are is read from
-- the timetable, never stored. In an école, of one moment of the day.
CREATE TABLE courses_sequence (
  id ID,
  teaching_id INT NOT NULL,
  org_id INT NOT NULL,
  label TEXT NOT NULL,
  position INT NOT NULL,
  title TEXT NOT NULL,
  aims TEXT NOT NULL,
  lessons INT NOT NULL,
  once_key TEXT NOT NULL,
  deleted_at INT
);
CREATE INDEX courses_sequence_teaching ON courses_sequence (teaching_id, position);
CREATE INDEX courses_sequence_deleted ON courses_sequence (deleted_at);
CREATE UNIQUE INDEX courses_sequence_once ON courses_sequence (once_key);

-- A school, for its head.
CREATE INDEX courses_work_org ON courses_work (org_id, due_day);
CREATE INDEX courses_lesson_org ON courses_lesson (org_id, day);
CREATE INDEX courses_handin_org ON courses_handin (org_id, handed_at);

-- What someone handed in, in order: a page of it costs the same after one year or ten.
DROP INDEX courses_handin_own;
CREATE INDEX courses_handin_own ON courses_handin (pupil_id, handed_at, id);
