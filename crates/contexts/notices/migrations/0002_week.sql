-- The day of the week on which a guardian's week is summed up, 1 for Monday.
CREATE TABLE notices_week (
  id ID,
  person_id INT NOT NULL UNIQUE,
  weekday INT NOT NULL
);
