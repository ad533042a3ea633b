-- A device in someone's hands. territory_id is not there: nobody above the school sees to whom it is
-- lent. The names of people are ids, forgotten one year after the end.
CREATE TABLE equipment_loan (
  id ID,
  device_id INT NOT NULL REFERENCES equipment_device (id),
  org_id INT NOT NULL,
  person_id INT,
  -- The class of a pupil when it was lent.
  group_id INT,
  -- A pupil's is accepted by those who answer for them.
  is_pupil BOOL NOT NULL,
  -- Nothing for someone who keeps it as long as they work there.
  due INT,
  lent_at INT NOT NULL,
  lent_by INT,
  accepted_at INT,
  accepted_by INT,
  -- Signed on paper, and given to the school.
  on_paper BOOL NOT NULL,
  ended TEXT NOT NULL CHECK (ended IN ('', 'returned', 'lost', 'stolen', 'gone')),
  ended_at INT,
  -- In what state it came back, and what was said of it.
  came_back TEXT NOT NULL,
  words TEXT NOT NULL,
  -- The due date one was reminded of, before and after it.
  told_soon INT,
  told_late INT
);
-- A device is lent once at a time, whoever lends it.
CREATE UNIQUE INDEX equipment_loan_open ON equipment_loan (device_id) WHERE ended = '';
CREATE INDEX equipment_loan_device ON equipment_loan (device_id, id);
CREATE INDEX equipment_loan_org ON equipment_loan (org_id, ended, due);
CREATE INDEX equipment_loan_person ON equipment_loan (person_id, ended);
CREATE INDEX equipment_loan_due ON equipment_loan (ended, due);

-- Something that does not work, from who met it to its end.
CREATE TABLE equipment_ticket (
  id ID,
  org_id INT NOT NULL,
  territory_id INT NOT NULL,
  device_id INT REFERENCES equipment_device (id),
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  -- The territory was asked for help.
  is_passed BOOL NOT NULL,
  reporter_id INT,
  -- Who reports is no one of the staff: only the school sees their name.
  is_family BOOL NOT NULL,
  at INT NOT NULL,
  changed_at INT NOT NULL,
  closed_at INT
);
CREATE INDEX equipment_ticket_org ON equipment_ticket (org_id, state, changed_at);
CREATE INDEX equipment_ticket_passed ON equipment_ticket (territory_id, is_passed, changed_at);
CREATE INDEX equipment_ticket_reporter ON equipment_ticket (reporter_id);
CREATE INDEX equipment_ticket_device ON equipment_ticket (device_id);
CREATE INDEX equipment_ticket_closed ON equipment_ticket (closed_at);

-- What became of it: who, when, in what words.
CREATE TABLE equipment_step (
  id ID,
  ticket_id INT NOT NULL REFERENCES equipment_ticket (id),
  at INT NOT NULL,
  person_id INT,
  state TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX equipment_step_ticket ON equipment_step (ticket_id, id);

CREATE TABLE equipment_photo (
  id ID,
  ticket_id INT NOT NULL REFERENCES equipment_ticket (id),
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL
);
CREATE INDEX equipment_photo_ticket ON equipment_photo (ticket_id, id);
CREATE INDEX equipment_photo_hash ON equipment_photo (hash);
