-- What is someone's own, wherever it is: to be taken away, and erased with their account.
CREATE INDEX courses_handin_own ON courses_handin (pupil_id);
CREATE INDEX courses_done_own ON courses_done (pupil_id);
CREATE INDEX courses_lesson_own ON courses_lesson (author_id);
