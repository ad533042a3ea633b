-- Where the browser of a session is told that a notice waits. It goes with the session, however
-- the session ends.
ALTER TABLE identity_session ADD COLUMN push TEXT;
