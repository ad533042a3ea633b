-- How pupils who do not read yet come in: the picture each is, and the one only they know, sealed.
CREATE TABLE identity_picture (
  id ID,
  person_id INT NOT NULL UNIQUE,
  own TEXT NOT NULL,
  sealed BYTES NOT NULL
);

-- At most one badge per person, found by an authentication code; sealed, to be printed again.
CREATE TABLE identity_badge (
  id ID,
  person_id INT NOT NULL UNIQUE,
  lookup BYTES NOT NULL UNIQUE,
  sealed BYTES NOT NULL,
  created INT NOT NULL
);

-- The browsers that a school named, for one class or for the whole school; `mark` is an
-- authentication code of the browser.
CREATE TABLE identity_tablet (
  id ID,
  mark BYTES NOT NULL UNIQUE,
  org_id INT NOT NULL,
  group_id INT,
  name TEXT NOT NULL,
  named_by INT NOT NULL,
  named INT NOT NULL
);
CREATE INDEX identity_tablet_org ON identity_tablet (org_id);

-- A session on such a device is short and ends with the device's name.
ALTER TABLE identity_session ADD COLUMN tablet_id INT;
CREATE INDEX identity_session_tablet ON identity_session (tablet_id);
