-- Alerts as they stand or stood. Times are milliseconds since 1970, UTC.
CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  site TEXT,
  dock TEXT,
  bay TEXT,
  camera TEXT,
  since INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  value REAL NOT NULL,
  detail TEXT NOT NULL,
  docks INTEGER NOT NULL,
  site_docks INTEGER NOT NULL,
  flapping INTEGER NOT NULL CHECK (flapping IN (0, 1)),
  folded_into TEXT,
  acknowledged_by TEXT,
  acknowledged_at INTEGER,
  acknowledged_note TEXT,
  told TEXT,
  events INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_open ON alerts (opened_at) WHERE closed_at IS NULL;
CREATE INDEX alerts_closed ON alerts (closed_at) WHERE closed_at IS NOT NULL;

-- Every step of every alert; rows are only added, and go with their alert.
CREATE TABLE alert_events (
  id TEXT PRIMARY KEY,
  alert TEXT NOT NULL,
  number INTEGER NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  severity TEXT NOT NULL,
  told INTEGER NOT NULL CHECK (told IN (0, 1)),
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_events_of ON alert_events (alert, number);

-- Who wanted to hear nothing of what, how long and why.
CREATE TABLE silences (
  id TEXT PRIMARY KEY,
  kind TEXT,
  site TEXT,
  dock TEXT,
  bay TEXT,
  camera TEXT,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  lifted_by TEXT,
  lifted_at INTEGER,
  lifted_note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX silences_end ON silences (ends);

-- The outbox: an event for a destination. Sent ones stay a while, so that none is put in twice. digest names the message that it was
-- put into with others.
CREATE TABLE notices (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  destination TEXT NOT NULL,
  event TEXT NOT NULL,
  document BLOB NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'given-up')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0,
  digest TEXT,
  ended_at INTEGER,
  why TEXT,
  UNIQUE (destination, event)
) STRICT;
CREATE INDEX notices_waiting ON notices (destination, number) WHERE state = 'waiting';
CREATE INDEX notices_ended ON notices (destination, ended_at) WHERE ended_at IS NOT NULL;

-- What is known of a destination. address is a digest: an address may hold a token.
CREATE TABLE destinations (
  name TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  disabled_at INTEGER,
  disabled_why TEXT,
  dropped INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
