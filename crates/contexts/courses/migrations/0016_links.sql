-- An address that a lesson or a sequence leads to, with what it is called.
CREATE TABLE courses_link (
  id ID,
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('lesson', 'sequence')),
  owner_id INT NOT NULL,
  label TEXT NOT NULL,
  address TEXT NOT NULL,
  position INT NOT NULL
);
CREATE INDEX courses_link_owner ON courses_link (owner_kind, owner_id, position);

-- What a sequence says besides its aims, who wrote it, and since when its class reads it.
ALTER TABLE courses_sequence ADD COLUMN group_id INT NOT NULL DEFAULT 0;
ALTER TABLE courses_sequence ADD COLUMN text_html TEXT NOT NULL DEFAULT '';
ALTER TABLE courses_sequence ADD COLUMN published_at INT;
ALTER TABLE courses_sequence ADD COLUMN author_id INT;
ALTER TABLE courses_sequence ADD COLUMN revision INT NOT NULL DEFAULT 0;
UPDATE courses_sequence SET group_id = COALESCE(
  (SELECT MIN(l.group_id) FROM courses_lesson l WHERE l.teaching_id = courses_sequence.teaching_id), 0);
CREATE INDEX courses_sequence_author ON courses_sequence (author_id) WHERE author_id IS NOT NULL;

-- The sequence a file belongs to; its row then names no lesson (0).
ALTER TABLE courses_attachment ADD COLUMN sequence_id INT;
CREATE INDEX courses_attachment_sequence ON courses_attachment (sequence_id) WHERE sequence_id IS NOT NULL;
