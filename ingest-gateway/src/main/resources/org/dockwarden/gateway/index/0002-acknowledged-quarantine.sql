-- When an operator took note of a quarantined commit; who and why is in the custody log.
ALTER TABLE commits ADD COLUMN acknowledged_at INTEGER;
CREATE INDEX commits_quarantine_open ON commits (committed_at) WHERE state = 'quarantined' AND acknowledged_at IS NULL;
