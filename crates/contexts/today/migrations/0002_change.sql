-- What changes of a lesson on its day, as the room that says it wrote it; empty when nothing does.
ALTER TABLE today_item ADD COLUMN change TEXT NOT NULL DEFAULT '';
