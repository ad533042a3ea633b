-- The school year of a class or group, by the civil year in which it starts: the same code the year
-- after is another class.
ALTER TABLE directory_group ADD COLUMN year INT NOT NULL DEFAULT 2026;
CREATE INDEX directory_group_year ON directory_group (org_id, year);

-- The school year in which a feed last said where someone is: the same words the year after are news.
ALTER TABLE directory_source ADD COLUMN year INT NOT NULL DEFAULT 2026;
