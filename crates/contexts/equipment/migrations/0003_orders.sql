-- What a school needs, then what is ordered for it, until each device was seen in its place. Devices
-- that came with an order say so; how far it is is counted from them.
CREATE TABLE equipment_order (
  id ID,
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  campaign TEXT NOT NULL,
  category TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  quantity INT NOT NULL,
  funding TEXT NOT NULL,
  ordered INT,
  expected INT,
  updated_at INT NOT NULL
);
CREATE INDEX equipment_order_org ON equipment_order (org_id, expected);
CREATE INDEX equipment_order_expected ON equipment_order (territory_id, expected);
ALTER TABLE equipment_device ADD COLUMN order_id INT;
CREATE INDEX equipment_device_order ON equipment_device (order_id, state);
