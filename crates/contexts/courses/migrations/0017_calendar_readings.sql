-- A calendar is taken in bit by bit: which of its readings is the last one that began.
ALTER TABLE courses_calendar ADD COLUMN reading INT NOT NULL DEFAULT 0;
-- What waits to be planned, in the order in which it is.
DROP INDEX courses_calendar_event_settled;
CREATE INDEX courses_calendar_event_settled ON courses_calendar_event (calendar_id, settled, is_there, day, starts, id);
