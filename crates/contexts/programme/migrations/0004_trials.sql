-- What is tried is solved outside the request: how far it is, and whether it was stopped.
ALTER TABLE programme_trial ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
ALTER TABLE programme_trial ADD COLUMN found INT;
ALTER TABLE programme_trial ADD COLUMN bound INT;
