-- What each school has, one row a device. territory_id is 0, the territory's id, on every row: rights
-- are read from org_id and territory_id.
CREATE TABLE equipment_device (
  id ID,
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  category TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  serial TEXT NOT NULL,
  -- What two ways of writing the same number have in common; none when there is no number.
  serial_key TEXT,
  -- What a number has in common with those it may be mistaken for (O and 0, I and 1, zeros lost).
  serial_look TEXT,
  tag TEXT NOT NULL,
  tag_key TEXT,
  funding TEXT NOT NULL,
  state TEXT NOT NULL,
  place TEXT NOT NULL,
  folded TEXT NOT NULL,
  bought INT,
  -- Before taxes, in cents.
  price INT,
  -- The day someone last had it in front of them.
  seen INT,
  updated_at INT NOT NULL
);
CREATE UNIQUE INDEX equipment_device_serial ON equipment_device (serial_key);
CREATE UNIQUE INDEX equipment_device_tag ON equipment_device (org_id, tag_key);
CREATE INDEX equipment_device_look ON equipment_device (serial_look);
CREATE INDEX equipment_device_label ON equipment_device (tag_key);
CREATE INDEX equipment_device_org ON equipment_device (org_id, state, category);

-- What happened to a device: what changed, and what it was before.
CREATE TABLE equipment_event (
  id ID,
  device_id INT NOT NULL REFERENCES equipment_device (id),
  at INT NOT NULL,
  person_id INT,
  kind TEXT NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL
);
CREATE INDEX equipment_event_device ON equipment_event (device_id, id);

-- Forms that were sent and done, by their key: sent twice, they are done once.
CREATE TABLE equipment_sent (
  id ID,
  person_id INT NOT NULL,
  once_key TEXT NOT NULL,
  path TEXT NOT NULL,
  at INT NOT NULL
);
CREATE UNIQUE INDEX equipment_sent_once ON equipment_sent (person_id, once_key);
CREATE INDEX equipment_sent_at ON equipment_sent (at);
