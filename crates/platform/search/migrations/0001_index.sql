-- People who have the right to open the same things: each way to have it, in order, is one text.
CREATE TABLE search_audience (
  id ID,
  readers TEXT NOT NULL
);
CREATE UNIQUE INDEX search_audience_readers ON search_audience (readers);

-- The same ways one by one, such as `pupil/216172782113783812`: a role, and what it leads to.
CREATE TABLE search_reader (
  id ID,
  reader TEXT NOT NULL,
  audience_id INT NOT NULL REFERENCES search_audience (id)
);
CREATE UNIQUE INDEX search_reader_reader ON search_reader (reader, audience_id);

-- The words of up to 64 things of one kind and one audience, each word with the places it is in.
CREATE TABLE search_block (
  id ID,
  audience_id INT NOT NULL REFERENCES search_audience (id),
  kind TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX search_block_audience ON search_block (audience_id, kind);

-- A thing that can be found, and its place in its block.
CREATE TABLE search_entry (
  id ID,
  kind TEXT NOT NULL,
  reference INT NOT NULL,
  block_id INT NOT NULL REFERENCES search_block (id),
  slot INT NOT NULL,
  day INT NOT NULL
);
CREATE UNIQUE INDEX search_entry_reference ON search_entry (kind, reference);
CREATE UNIQUE INDEX search_entry_slot ON search_entry (block_id, slot);

-- How far the things that were there before are known, kind by kind.
CREATE TABLE search_progress (
  id ID,
  kind TEXT NOT NULL,
  reference INT NOT NULL
);
CREATE UNIQUE INDEX search_progress_kind ON search_progress (kind);
