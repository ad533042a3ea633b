CREATE TABLE jobs_outbox (
  id ID,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  at INT NOT NULL
);

-- kind: job, event (a delivery to one subscriber) or schedule. state: waiting or failed.
CREATE TABLE jobs_job (
  id ID,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  dedup_key TEXT,
  state TEXT NOT NULL,
  run_at INT NOT NULL,
  claimed_until INT NOT NULL,
  tries INT NOT NULL,
  error TEXT
);
CREATE UNIQUE INDEX jobs_job_once ON jobs_job (kind, name, dedup_key) WHERE state = 'waiting';
CREATE INDEX jobs_job_due ON jobs_job (state, run_at, id);
