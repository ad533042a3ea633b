-- What is to be handed over. `sealed` holds the recipient and the text, and is emptied once the
-- letter is handed over or given up; the key stays a while, so that nothing is sent twice.
CREATE TABLE courier_letter (
  id ID,
  dedup_key TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  sealed BYTES,
  about INT NOT NULL,
  state TEXT NOT NULL,
  created INT NOT NULL,
  run_at INT NOT NULL,
  until INT NOT NULL,
  claimed_until INT NOT NULL,
  tries INT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX courier_letter_state ON courier_letter (state, channel, run_at);
CREATE INDEX courier_letter_created ON courier_letter (created);
