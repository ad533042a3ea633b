-- The whole report of an import, a table in the store of files, for some weeks; empty without one.
ALTER TABLE directory_import ADD COLUMN full_report TEXT NOT NULL DEFAULT '';
CREATE INDEX directory_import_full_report ON directory_import (full_report);
