-- The files of the last complete AAF export applied, for each academy and degree, and of the deltas applied
-- since, one row each, their content in the store of files (compressed): a delta that comes alone is read with
-- them. A new complete export takes the place of all.
CREATE TABLE directory_base (
  id ID,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  day INT,
  is_delta BOOL NOT NULL,
  digest BYTES NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX directory_base_source ON directory_base (source);
CREATE INDEX directory_base_hash ON directory_base (hash);
