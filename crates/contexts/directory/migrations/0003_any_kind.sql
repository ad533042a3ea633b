-- Files sent by page are of any kind; which one is told by what they hold: nothing until they are read.
ALTER TABLE directory_import ADD COLUMN nature TEXT NOT NULL DEFAULT '';
UPDATE directory_import SET nature = kind;
ALTER TABLE directory_import DROP COLUMN kind;
ALTER TABLE directory_import RENAME COLUMN nature TO kind;
