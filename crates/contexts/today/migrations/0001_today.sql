-- What concerns whom on a day. `audience` and `staff` are packed targets (kernel::Target).
CREATE TABLE today_item (
  id ID,
  kind TEXT NOT NULL,
  reference INT NOT NULL,
  audience INT NOT NULL,
  staff INT,
  for_pupils BOOL NOT NULL,
  for_guardians BOOL NOT NULL,
  day INT NOT NULL,
  starts INT,
  ends INT,
  position INT NOT NULL,
  title TEXT NOT NULL,
  class TEXT NOT NULL,
  who TEXT NOT NULL,
  place TEXT NOT NULL,
  minutes INT,
  state TEXT NOT NULL,
  link TEXT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX today_item_thing ON today_item (kind, reference, audience);
CREATE INDEX today_item_audience ON today_item (audience, kind, day);
CREATE INDEX today_item_staff ON today_item (staff, kind, day);
CREATE INDEX today_item_day ON today_item (day);
