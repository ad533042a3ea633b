-- A calendar of another program: a file, or an address that is read again. It is of a class that a
-- school plans, or of one teacher.
CREATE TABLE courses_calendar (
  id ID,
  org_id INT,
  group_id INT,
  person_id INT NOT NULL,
  name TEXT NOT NULL,
  address TEXT,
  digest TEXT NOT NULL,
  refusal TEXT NOT NULL,
  without_class INT NOT NULL,
  whole_days INT NOT NULL,
  cancelled INT NOT NULL,
  unreadable INT NOT NULL,
  created_at INT NOT NULL,
  read_at INT,
  next_at INT,
  once_key TEXT NOT NULL
);
CREATE INDEX courses_calendar_person ON courses_calendar (person_id);
CREATE INDEX courses_calendar_org ON courses_calendar (org_id);
CREATE INDEX courses_calendar_next ON courses_calendar (next_at);
CREATE UNIQUE INDEX courses_calendar_once ON courses_calendar (once_key);

-- What its events are called, and which teaching each title is; none when it is not taken.
CREATE TABLE courses_calendar_title (
  id ID,
  calendar_id INT NOT NULL REFERENCES courses_calendar (id),
  title TEXT NOT NULL,
  class TEXT NOT NULL,
  teaching_id INT,
  decided BOOL NOT NULL
);
CREATE UNIQUE INDEX courses_calendar_title_name ON courses_calendar_title (calendar_id, title, class);

-- Its events of the school year, and the lesson each has become. What waits to be planned is not
-- settled.
CREATE TABLE courses_calendar_event (
  id ID,
  calendar_id INT NOT NULL REFERENCES courses_calendar (id),
  title_id INT NOT NULL REFERENCES courses_calendar_title (id),
  key TEXT NOT NULL,
  day INT NOT NULL,
  starts INT NOT NULL,
  ends INT,
  room TEXT NOT NULL,
  is_there BOOL NOT NULL,
  settled BOOL NOT NULL,
  lesson_id INT
);
CREATE UNIQUE INDEX courses_calendar_event_key ON courses_calendar_event (calendar_id, key);
CREATE INDEX courses_calendar_event_title ON courses_calendar_event (title_id);
CREATE INDEX courses_calendar_event_settled ON courses_calendar_event (calendar_id, settled, day);
CREATE INDEX courses_calendar_event_lesson ON courses_calendar_event (lesson_id);
