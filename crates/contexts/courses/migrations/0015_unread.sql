-- What waits to be read, found and grouped without opening the hand-ins.
DROP INDEX courses_handin_waiting;
CREATE INDEX courses_handin_waiting ON courses_handin (teaching_id, work_id, handed_at, id)
  WHERE state = 'handed' AND deleted_at IS NULL;
