-- How many times the draft of the public page was written: two people who write it at once are both heard.
ALTER TABLE programme_public ADD COLUMN revision INT NOT NULL DEFAULT 1;

-- Who solves a study: the turn of whoever took it last, and until when it is theirs unless they go on.
ALTER TABLE programme_choice ADD COLUMN turn INT NOT NULL DEFAULT 0;
ALTER TABLE programme_choice ADD COLUMN claimed_until INT NOT NULL DEFAULT 0;

-- The table of a study comes in pieces: nobody reads it before it is whole.
ALTER TABLE programme_study ADD COLUMN is_whole BOOL NOT NULL DEFAULT TRUE;

-- What an open file says comes in pieces too: nobody reads it before the file is applied, and files are
-- read in the order in which they were. began is when someone last began to apply it.
ALTER TABLE programme_fact_file ADD COLUMN applied INT;
ALTER TABLE programme_fact_file ADD COLUMN began INT NOT NULL DEFAULT 0;
UPDATE programme_fact_file SET applied = id WHERE state = 'applied';
DROP INDEX programme_fact_one;
CREATE UNIQUE INDEX programme_fact_one ON programme_fact (org_id, what, year, file_id);
CREATE INDEX programme_fact_of ON programme_fact (file_id, id);
DROP INDEX programme_commune_insee;
CREATE UNIQUE INDEX programme_commune_insee ON programme_commune (insee, file_id);
CREATE INDEX programme_commune_of ON programme_commune (file_id, id);
