-- Imports that came by the watched folder: which delivery they are of, by its name, size and date; empty for
-- those sent by page. Nobody sent them: their person is 0.
ALTER TABLE directory_import ADD COLUMN delivery TEXT NOT NULL DEFAULT '';
CREATE INDEX directory_import_delivery ON directory_import (delivery);

-- One row: which process looks at the watched folder, and until when.
CREATE TABLE directory_inbox (
  id INT NOT NULL PRIMARY KEY CHECK (id = 1),
  holder INT NOT NULL,
  until INT NOT NULL
);
