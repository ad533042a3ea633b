-- How many times a draft was written: two people who write it at once are both heard.
ALTER TABLE equipment_baseline ADD COLUMN revision INT NOT NULL DEFAULT 1;
