-- Who may come in. The password is a PHC string (argon2id).
CREATE TABLE identity_account (
  id ID,
  person_id INT NOT NULL UNIQUE,
  login TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  lang TEXT NOT NULL,
  activated INT NOT NULL,
  changed INT NOT NULL
);

-- At most one code per person: a new one takes the place of the old, which dies at once. Sealed,
-- so that a sheet can be printed again; found by an authentication code.
CREATE TABLE identity_code (
  id ID,
  person_id INT NOT NULL UNIQUE,
  lookup BYTES NOT NULL UNIQUE,
  sealed BYTES NOT NULL,
  created INT NOT NULL,
  expires INT NOT NULL,
  used INT
);

-- `token` is the SHA-256 of the secret that the browser holds.
CREATE TABLE identity_session (
  id ID,
  token BYTES NOT NULL UNIQUE,
  person_id INT NOT NULL,
  device TEXT NOT NULL,
  created INT NOT NULL,
  seen INT NOT NULL,
  expires INT NOT NULL,
  stays BOOL NOT NULL
);
CREATE INDEX identity_session_person ON identity_session (person_id);
CREATE INDEX identity_session_expires ON identity_session (expires);

-- A device on which a person signed in before, as an authentication code of both.
CREATE TABLE identity_device (
  id ID,
  mark BYTES NOT NULL UNIQUE,
  person_id INT NOT NULL,
  seen INT NOT NULL
);

-- Tries of a password or a code, kept a day. Accounts and sources are authentication codes;
-- `password` is twenty bits of one, enough to see the same tried everywhere, not to find it.
CREATE TABLE identity_try (
  id ID,
  at INT NOT NULL,
  account BYTES NOT NULL,
  source BYTES NOT NULL,
  password INT,
  device BYTES,
  failed BOOL NOT NULL
);
CREATE INDEX identity_try_account ON identity_try (account, at);
CREATE INDEX identity_try_source ON identity_try (source, at);
CREATE INDEX identity_try_password ON identity_try (password, at);

-- The one-time link that creates the territory, as a SHA-256.
CREATE TABLE identity_setup (
  id INT NOT NULL PRIMARY KEY CHECK (id = 1),
  digest BYTES NOT NULL,
  created INT NOT NULL
);

-- The people a demonstration offers to be.
CREATE TABLE identity_demo (
  id ID,
  person_id INT NOT NULL UNIQUE,
  place INT NOT NULL,
  says_fr TEXT NOT NULL,
  says_en TEXT NOT NULL
);
