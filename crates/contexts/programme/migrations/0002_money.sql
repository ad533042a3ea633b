-- The money of the programme. Amounts are in cents, days since 1970, rates in hundredths of a percent.
-- territory_id is 0, the territory's id, on every row that a right is read from. What was written stays:
-- an error is corrected by a contrary line, which names the line it corrects.

-- Those who give, receive or are paid. A successor pays in its place from a day on: a commune that
-- merged, one that gave its schools to a group of communes.
CREATE TABLE programme_partner (
  id ID,
  territory_id INT NOT NULL,
  org_id INT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  siret TEXT,
  successor_id INT,
  successor_from INT,
  successor_why TEXT NOT NULL,
  revision INT NOT NULL
);
CREATE UNIQUE INDEX programme_partner_siret ON programme_partner (siret);

CREATE TABLE programme_convention (
  id ID,
  territory_id INT NOT NULL,
  reference TEXT NOT NULL,
  title TEXT NOT NULL,
  signed INT NOT NULL,
  ends INT,
  -- What is not asked for by then is lost.
  lapses INT,
  amount INT NOT NULL
);
CREATE UNIQUE INDEX programme_convention_reference ON programme_convention (reference);

-- Those who signed it; org_id is theirs in the directory, by which their people see it.
CREATE TABLE programme_convention_party (
  id ID,
  convention_id INT NOT NULL REFERENCES programme_convention (id),
  partner_id INT NOT NULL REFERENCES programme_partner (id),
  org_id INT,
  payer TEXT NOT NULL
);
CREATE UNIQUE INDEX programme_convention_party_once ON programme_convention_party (convention_id, partner_id);

CREATE TABLE programme_amendment (
  id ID,
  convention_id INT NOT NULL REFERENCES programme_convention (id),
  signed INT NOT NULL,
  change INT NOT NULL,
  ends INT,
  reason TEXT NOT NULL,
  person_id INT,
  at INT NOT NULL
);
CREATE INDEX programme_amendment_convention ON programme_amendment (convention_id, id);

CREATE TABLE programme_line (
  id ID,
  territory_id INT NOT NULL,
  convention_id INT NOT NULL REFERENCES programme_convention (id),
  part TEXT NOT NULL,
  degree TEXT NOT NULL,
  label TEXT NOT NULL,
  -- Before tax.
  planned INT NOT NULL,
  is_tax_eligible BOOL NOT NULL,
  is_private BOOL NOT NULL,
  revision INT NOT NULL
);
CREATE INDEX programme_line_convention ON programme_line (convention_id, id);

-- Who pays each share of a line; several partners of one kind share it by weight (pupils).
CREATE TABLE programme_line_payer (
  id ID,
  line_id INT NOT NULL REFERENCES programme_line (id),
  payer TEXT NOT NULL,
  partner_id INT NOT NULL REFERENCES programme_partner (id),
  weight INT NOT NULL
);
CREATE INDEX programme_line_payer_line ON programme_line_payer (line_id, id);

-- The schools a line is for and the organisations that signed its convention: their people see it.
CREATE TABLE programme_line_org (
  id ID,
  line_id INT NOT NULL REFERENCES programme_line (id),
  org_id INT NOT NULL,
  is_school BOOL NOT NULL
);
CREATE UNIQUE INDEX programme_line_org_once ON programme_line_org (line_id, org_id);
CREATE INDEX programme_line_org_org ON programme_line_org (org_id, line_id);

-- What a line said before it said something else.
CREATE TABLE programme_line_past (
  id ID,
  line_id INT NOT NULL REFERENCES programme_line (id),
  was TEXT NOT NULL,
  planned INT NOT NULL,
  person_id INT,
  at INT NOT NULL
);
CREATE INDEX programme_line_past_line ON programme_line_past (line_id, id);

-- Commitments, orders, invoices, credit notes and payments. parent_id is the order of an invoice, the
-- invoice of a payment or a credit note; corrects_id the line that this one takes back.
CREATE TABLE programme_entry (
  id ID,
  line_id INT NOT NULL REFERENCES programme_line (id),
  kind TEXT NOT NULL CHECK (kind IN ('commitment', 'order', 'invoice', 'credit', 'payment')),
  parent_id INT,
  corrects_id INT,
  supplier_id INT,
  reference TEXT NOT NULL,
  day INT NOT NULL,
  first_day INT,
  last_day INT,
  net INT NOT NULL,
  tax INT NOT NULL,
  -- The order of devices that it is about.
  equipment_id INT,
  note TEXT NOT NULL,
  person_id INT,
  at INT NOT NULL
);
CREATE INDEX programme_entry_line ON programme_entry (line_id, id);
CREATE UNIQUE INDEX programme_entry_corrects ON programme_entry (corrects_id);

CREATE TABLE programme_paper (
  id ID,
  line_id INT NOT NULL REFERENCES programme_line (id),
  entry_id INT NOT NULL REFERENCES programme_entry (id),
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size INT NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_paper_line ON programme_paper (line_id, id);
CREATE INDEX programme_paper_hash ON programme_paper (hash);

-- What each kind of payer pays of a part, from a day on and from an amount before tax on.
CREATE TABLE programme_rate (
  id ID,
  part TEXT NOT NULL,
  payer TEXT NOT NULL,
  first_day INT NOT NULL,
  last_day INT,
  least INT NOT NULL,
  below INT,
  rate INT NOT NULL,
  -- Said again for the same day since.
  is_aside BOOL NOT NULL
);
CREATE INDEX programme_rate_part ON programme_rate (part, first_day);

-- Rules as dated data: the scope of thresholds, the ceiling of public funding, private schools.
CREATE TABLE programme_rule (
  id ID,
  name TEXT NOT NULL,
  first_day INT NOT NULL,
  value INT NOT NULL,
  is_confirmed BOOL NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_rule_name ON programme_rule (name, first_day);

-- What a funder is asked for; org_id is theirs in the directory.
CREATE TABLE programme_claim (
  id ID,
  territory_id INT NOT NULL,
  convention_id INT NOT NULL REFERENCES programme_convention (id),
  partner_id INT NOT NULL REFERENCES programme_partner (id),
  org_id INT,
  kind TEXT NOT NULL CHECK (kind IN ('advance', 'instalment', 'balance')),
  number INT NOT NULL,
  day INT NOT NULL,
  amount INT NOT NULL,
  -- What was spent when it was asked, and the funder's share of it.
  spent INT NOT NULL,
  earned INT NOT NULL,
  corrects_id INT,
  at INT NOT NULL
);
CREATE UNIQUE INDEX programme_claim_number ON programme_claim (convention_id, number);

CREATE TABLE programme_receipt (
  id ID,
  call_id INT NOT NULL REFERENCES programme_claim (id),
  day INT NOT NULL,
  amount INT NOT NULL,
  reference TEXT NOT NULL,
  corrects_id INT,
  at INT NOT NULL
);
CREATE INDEX programme_receipt_call ON programme_receipt (call_id, id);

-- A file of the bank that was sent, read, and waits to be kept; then what it says of each grant.
CREATE TABLE programme_bank_file (
  id ID,
  person_id INT NOT NULL,
  name TEXT NOT NULL,
  is_kept BOOL NOT NULL,
  at INT NOT NULL
);
CREATE INDEX programme_bank_file_person ON programme_bank_file (person_id, id);

CREATE TABLE programme_bank_row (
  id ID,
  file_id INT NOT NULL REFERENCES programme_bank_file (id),
  line INT NOT NULL,
  -- Empty when the row can be kept.
  why TEXT NOT NULL,
  convention_id INT,
  partner_id INT,
  reference TEXT NOT NULL,
  siret TEXT NOT NULL,
  object TEXT NOT NULL,
  amount INT NOT NULL,
  -- The whole convention's share, in hundredths of a percent; the amount is never multiplied by it.
  percent INT NOT NULL,
  conditions TEXT NOT NULL,
  signed INT,
  first_day INT,
  last_day INT,
  notes TEXT NOT NULL
);
CREATE INDEX programme_bank_row_file ON programme_bank_row (file_id, line);
