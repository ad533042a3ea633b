-- The vacation zone that was chosen for the territory; none: that of its settings.
ALTER TABLE directory_state ADD COLUMN zone TEXT;

-- A school year of a zone, as the ministry published it.
CREATE TABLE directory_school_year (
  zone TEXT NOT NULL CHECK (zone IN ('A', 'B', 'C')),
  starts_in INT NOT NULL,
  first_day INT NOT NULL,
  last_day INT NOT NULL,
  breaks TEXT NOT NULL,
  PRIMARY KEY (zone, starts_in)
);

-- What a file that was sent says, until someone applies it.
CREATE TABLE directory_calendar_file (
  id ID,
  name TEXT NOT NULL,
  read_at INT NOT NULL,
  content TEXT NOT NULL
);
