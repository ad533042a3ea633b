-- What changes of one lesson on its day: who is absent, where it is instead, what it was before.
CREATE TABLE courses_change (
  id ID,
  lesson_id INT NOT NULL,
  is_cancelled BOOL NOT NULL,
  absent_id INT,
  substitute_id INT,
  room_before TEXT,
  day_before INT,
  starts_before INT,
  ends_before INT,
  author_id INT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX courses_change_lesson ON courses_change (lesson_id);

-- Who takes the class instead, and may read the lesson they take.
ALTER TABLE courses_lesson ADD COLUMN substitute_id INT;
