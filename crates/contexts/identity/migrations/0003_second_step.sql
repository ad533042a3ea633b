-- A second step at sign-in, for adults. The secret of the codes is sealed; `step` is the last one
-- that was used, so that a code opens once; until `confirmed` it opens nothing.
CREATE TABLE identity_totp (
  person_id INT NOT NULL PRIMARY KEY,
  sealed BYTES NOT NULL,
  step INT NOT NULL,
  created INT NOT NULL,
  confirmed INT
);

-- Passkeys: public keys only. `key` is JSON.
CREATE TABLE identity_passkey (
  id ID,
  person_id INT NOT NULL,
  credential BYTES NOT NULL UNIQUE,
  key TEXT NOT NULL,
  device TEXT NOT NULL,
  created INT NOT NULL,
  used INT
);
CREATE INDEX identity_passkey_person ON identity_passkey (person_id);

-- Codes for the day the phone is lost, each once, as authentication codes.
CREATE TABLE identity_recovery (
  id ID,
  person_id INT NOT NULL,
  digest BYTES NOT NULL UNIQUE
);
CREATE INDEX identity_recovery_person ON identity_recovery (person_id);

-- A sign-in whose password was right and whose second step is awaited, one per browser.
CREATE TABLE identity_awaited (
  id ID,
  browser BYTES NOT NULL UNIQUE,
  person_id INT NOT NULL,
  manner TEXT NOT NULL,
  next TEXT NOT NULL,
  expires INT NOT NULL
);

-- What was asked of a passkey, one per browser; `state` is JSON.
CREATE TABLE identity_ceremony (
  id ID,
  browser BYTES NOT NULL UNIQUE,
  person_id INT,
  state TEXT NOT NULL,
  expires INT NOT NULL
);

-- Until when an administrator may go without a second step.
CREATE TABLE identity_grace (
  person_id INT NOT NULL PRIMARY KEY,
  ends INT NOT NULL
);

-- A shared device is left after a short while; a new one was unknown when its session opened.
ALTER TABLE identity_session ADD COLUMN shared BOOL NOT NULL DEFAULT FALSE;
ALTER TABLE identity_session ADD COLUMN is_new BOOL NOT NULL DEFAULT FALSE;
