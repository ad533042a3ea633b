-- What is said of a passage of a text that was handed in, or of a place of a photo. A passage is
-- counted in the characters of the version it was made on; no version is the one that counts.
CREATE TABLE courses_remark (
  id ID,
  handin_id INT NOT NULL REFERENCES courses_handin (id),
  version_id INT,
  attachment_id INT,
  place INT,
  starts INT,
  ends INT,
  quote TEXT NOT NULL,
  words TEXT NOT NULL,
  author_id INT NOT NULL,
  at INT NOT NULL,
  shown BOOL NOT NULL,
  deleted_at INT
);
CREATE INDEX courses_remark_handin ON courses_remark (handin_id);
CREATE INDEX courses_remark_deleted ON courses_remark (deleted_at);

-- What is drawn over a photo: strokes, in ten thousandths of its sides. The photo stays as it is.
CREATE TABLE courses_drawing (
  id ID,
  handin_id INT NOT NULL REFERENCES courses_handin (id),
  attachment_id INT NOT NULL,
  strokes TEXT NOT NULL,
  width INT NOT NULL,
  height INT NOT NULL,
  revision INT NOT NULL,
  author_id INT NOT NULL,
  at INT NOT NULL,
  shown BOOL NOT NULL
);
CREATE UNIQUE INDEX courses_drawing_photo ON courses_drawing (attachment_id);
CREATE INDEX courses_drawing_handin ON courses_drawing (handin_id);

-- A file of the answer, such as a voice, rather than of what was handed in.
ALTER TABLE courses_attachment ADD COLUMN is_answer BOOL NOT NULL DEFAULT FALSE;
