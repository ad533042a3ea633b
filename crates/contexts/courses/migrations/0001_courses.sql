-- A place in the week: hours in a collège, an ordered moment in an école.
CREATE TABLE courses_slot (
  id ID,
  teaching_id INT NOT NULL,
  group_id INT NOT NULL,
  org_id INT NOT NULL,
  label TEXT NOT NULL,
  weekday INT NOT NULL,
  starts INT,
  ends INT,
  position INT NOT NULL,
  room TEXT NOT NULL,
  weeks TEXT NOT NULL CHECK (weeks IN ('all', 'a', 'b')),
  from_day INT NOT NULL,
  until_day INT NOT NULL
);
CREATE INDEX courses_slot_teaching ON courses_slot (teaching_id);

-- A lesson of the cahier de textes: planned by a slot, then written, then published.
CREATE TABLE courses_lesson (
  id ID,
  slot_id INT REFERENCES courses_slot (id),
  teaching_id INT NOT NULL,
  group_id INT NOT NULL,
  org_id INT NOT NULL,
  day INT NOT NULL,
  starts INT,
  ends INT,
  position INT NOT NULL,
  label TEXT NOT NULL,
  room TEXT NOT NULL,
  title TEXT NOT NULL,
  done_html TEXT NOT NULL,
  published_at INT,
  revision INT NOT NULL,
  author_id INT,
  updated_at INT NOT NULL,
  once_key TEXT
);
CREATE UNIQUE INDEX courses_lesson_slot ON courses_lesson (slot_id, day);
CREATE INDEX courses_lesson_teaching ON courses_lesson (teaching_id, day, starts, position);

-- Work to do; a draft of its lesson until it is published. An empty level is for everyone.
CREATE TABLE courses_work (
  id ID,
  lesson_id INT REFERENCES courses_lesson (id),
  teaching_id INT NOT NULL,
  group_id INT NOT NULL,
  org_id INT NOT NULL,
  level TEXT NOT NULL,
  title TEXT NOT NULL,
  instructions_html TEXT NOT NULL,
  due_day INT NOT NULL,
  minutes INT,
  expects TEXT NOT NULL CHECK (expects IN ('nothing', 'handin')),
  author_id INT NOT NULL,
  created_at INT NOT NULL,
  published_at INT,
  deleted_at INT
);
CREATE INDEX courses_work_lesson ON courses_work (lesson_id);
CREATE INDEX courses_work_deleted ON courses_work (deleted_at);

-- What one pupil handed in for one work, and what was answered.
CREATE TABLE courses_handin (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  pupil_id INT NOT NULL,
  teaching_id INT NOT NULL,
  group_id INT NOT NULL,
  org_id INT NOT NULL,
  text_html TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('handed', 'answered', 'published')),
  handed_at INT NOT NULL,
  late BOOL NOT NULL,
  once_key TEXT NOT NULL,
  revision INT NOT NULL,
  answer_html TEXT NOT NULL,
  answered_at INT,
  answered_by INT,
  published_at INT,
  deleted_at INT
);
CREATE UNIQUE INDEX courses_handin_once ON courses_handin (once_key);
CREATE UNIQUE INDEX courses_handin_pupil ON courses_handin (work_id, pupil_id);
CREATE INDEX courses_handin_waiting ON courses_handin (teaching_id, state, handed_at);

-- Work without anything to hand in, marked as done by a pupil.
CREATE TABLE courses_done (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  pupil_id INT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX courses_done_pupil ON courses_done (work_id, pupil_id);

-- A file of a lesson or of a hand-in.
CREATE TABLE courses_attachment (
  id ID,
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('lesson', 'handin')),
  owner_id INT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size INT NOT NULL,
  position INT NOT NULL,
  created_by INT NOT NULL,
  created_at INT NOT NULL,
  deleted_at INT
);
CREATE INDEX courses_attachment_owner ON courses_attachment (owner_kind, owner_id, position);
CREATE INDEX courses_attachment_hash ON courses_attachment (hash);
CREATE INDEX courses_attachment_deleted ON courses_attachment (deleted_at);
