-- What a record said of someone of whom other records speak too: names, birth, how to reach them, and
-- since when. Empty while a record is alone, and once it is gone.
ALTER TABLE directory_source ADD COLUMN words TEXT NOT NULL DEFAULT '';
