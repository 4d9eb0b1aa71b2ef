-- Instants are milliseconds since 1970 UTC; digests, recordings and uploads are lower-case hexadecimal text.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  dock TEXT NOT NULL,
  length INTEGER NOT NULL CHECK (length >= 0),
  offset INTEGER NOT NULL CHECK (offset BETWEEN 0 AND length),
  metadata TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'committed', 'gone')),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_open_of_dock ON uploads (dock) WHERE state = 'open';
CREATE INDEX uploads_expiring ON uploads (expires_at) WHERE state <> 'committed';

-- A signed manifest that came for an upload. recording is the digest of the document when its own claim failed a check.
CREATE TABLE commits (
  upload TEXT PRIMARY KEY REFERENCES uploads (id),
  recording TEXT NOT NULL,
  document BLOB NOT NULL,
  signature BLOB NOT NULL,
  document_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'waiting', 'surplus', 'quarantined')),
  error TEXT,
  detail TEXT NOT NULL DEFAULT '',
  committed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX commits_of_recording ON commits (recording, committed_at);
CREATE INDEX commits_quarantined ON commits (recording) WHERE state = 'quarantined';

CREATE TABLE recordings (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('committed', 'stored', 'verified', 'receipted', 'delivered', 'quarantined')),
  error TEXT,
  upload TEXT NOT NULL REFERENCES commits (upload),
  camera TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  verified_leaf TEXT,
  verified_position INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recordings_of_camera ON recordings (camera, id);
CREATE INDEX recordings_unfinished ON recordings (state) WHERE state <> 'delivered';

CREATE TABLE receipts (
  recording TEXT NOT NULL REFERENCES recordings (id),
  stage TEXT NOT NULL CHECK (stage IN ('stored', 'delivered')),
  document BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (recording, stage)
) STRICT, WITHOUT ROWID;

-- The hash chain. Rows are only ever added.
CREATE TABLE custody (
  position INTEGER PRIMARY KEY,
  recording TEXT NOT NULL,
  leaf TEXT NOT NULL,
  entry BLOB NOT NULL
) STRICT;
CREATE INDEX custody_of_recording ON custody (recording, position);
CREATE TRIGGER custody_is_never_changed BEFORE UPDATE ON custody BEGIN
  SELECT RAISE(ABORT, 'custody entries are never changed');
END;
CREATE TRIGGER custody_is_never_removed BEFORE DELETE ON custody BEGIN
  SELECT RAISE(ABORT, 'custody entries are never removed');
END;

CREATE TABLE deliveries (
  recording TEXT PRIMARY KEY REFERENCES recordings (id),
  state TEXT NOT NULL CHECK (state IN ('pending', 'handed-over', 'acknowledged', 'delivered')),
  created_at INTEGER NOT NULL,
  name TEXT,
  reference TEXT,
  acknowledged_at INTEGER,
  leaf TEXT,
  position INTEGER,
  error TEXT,
  detail TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_unfinished ON deliveries (created_at) WHERE state <> 'delivered';
