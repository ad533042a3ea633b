-- The export of a program that makes timetables: what its columns are as someone said them; until
-- they are said, its first lines and the file itself; the lines that are not understood.
ALTER TABLE courses_calendar ADD COLUMN file TEXT;
ALTER TABLE courses_calendar ADD COLUMN columns TEXT NOT NULL DEFAULT '';
ALTER TABLE courses_calendar ADD COLUMN sample TEXT NOT NULL DEFAULT '';
ALTER TABLE courses_calendar ADD COLUMN unclear TEXT NOT NULL DEFAULT '';
-- One that is forgotten can be taken back for thirty days.
ALTER TABLE courses_calendar ADD COLUMN deleted_at INT;
CREATE INDEX courses_calendar_file ON courses_calendar (file);
CREATE INDEX courses_calendar_deleted ON courses_calendar (deleted_at);
