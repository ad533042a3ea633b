-- What the columns of tables are, as someone said: kept by their titles, for the next file that has
-- the same ones. `headers` is a digest of the titles, whatever their order.
CREATE TABLE directory_mapping (
  headers TEXT NOT NULL PRIMARY KEY,
  mapping TEXT NOT NULL,
  by_id INT,
  at INT NOT NULL
);

-- An import may wait for someone to say what its columns are: `samples` are the first lines of its
-- sheets, `columns` what was said.
ALTER TABLE directory_import ADD COLUMN samples TEXT NOT NULL DEFAULT '';
ALTER TABLE directory_import ADD COLUMN columns TEXT NOT NULL DEFAULT '';
ALTER TABLE directory_import ADD COLUMN phase TEXT NOT NULL DEFAULT 'failed'
  CHECK (phase IN ('comparing', 'columns', 'compared', 'applying', 'published', 'failed'));
UPDATE directory_import SET phase = state;
ALTER TABLE directory_import DROP COLUMN state;
ALTER TABLE directory_import RENAME COLUMN phase TO state;
