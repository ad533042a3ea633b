-- A table that was sent, read and compared, which waits to be applied.
CREATE TABLE equipment_import (
  id ID,
  person_id INT NOT NULL,
  -- The school of the lines that name none.
  org_id INT,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'waiting', 'applying', 'done', 'failed')),
  why TEXT NOT NULL,
  titles TEXT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX equipment_import_person ON equipment_import (person_id, at);
CREATE INDEX equipment_import_hash ON equipment_import (hash);

CREATE TABLE equipment_import_row (
  id ID,
  import_id INT NOT NULL REFERENCES equipment_import (id),
  line INT NOT NULL,
  outcome TEXT NOT NULL,
  why TEXT NOT NULL,
  notes TEXT NOT NULL,
  changes TEXT NOT NULL,
  shown TEXT NOT NULL,
  content TEXT NOT NULL,
  device_id INT,
  is_done BOOL NOT NULL
);
CREATE INDEX equipment_import_row_import ON equipment_import_row (import_id, outcome, line);
