-- What text messages cost, in segments, by day of universal time.
CREATE TABLE courier_spent (
  day INT NOT NULL PRIMARY KEY,
  segments INT NOT NULL
);
