-- A sheet of paper for one pupil and one work. The token is printed as a code, and says nothing.
CREATE TABLE courses_sheet (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  pupil_id INT NOT NULL,
  token TEXT NOT NULL
);
CREATE UNIQUE INDEX courses_sheet_token ON courses_sheet (token);
CREATE UNIQUE INDEX courses_sheet_pupil ON courses_sheet (work_id, pupil_id);

-- A page of a pile whose code could not be read: put aside until someone says whose it is.
CREATE TABLE courses_aside (
  id ID,
  work_id INT NOT NULL REFERENCES courses_work (id),
  teaching_id INT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size INT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('unread', 'other', 'answered')),
  created_at INT NOT NULL
);
CREATE UNIQUE INDEX courses_aside_once ON courses_aside (work_id, hash);
CREATE INDEX courses_aside_hash ON courses_aside (hash);
