-- One stay of a camera in a bay.
CREATE TABLE docking (
  id TEXT PRIMARY KEY,
  camera TEXT NOT NULL,
  profile TEXT NOT NULL,
  firmware TEXT,
  bay INTEGER NOT NULL,
  connection TEXT NOT NULL,
  docked_at TEXT NOT NULL,
  clock_offset_millis INTEGER,
  clock_uncertainty_millis INTEGER,
  clock_measured_at TEXT,
  ended_at TEXT
) STRICT;

-- A sealed object in the making, or in the spool: written before its first byte, so that what a crash
-- leaves behind can be told from what another journal knew.
CREATE TABLE sealed_object (
  id TEXT PRIMARY KEY,
  upload TEXT,
  complete INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A recording (evidence format N-5) that this dock has sealed, or has recognised.
CREATE TABLE recording (
  id TEXT PRIMARY KEY,
  camera TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL,
  error TEXT,
  flagged INTEGER NOT NULL,
  order_millis INTEGER NOT NULL,
  object TEXT,
  sealed_bytes INTEGER NOT NULL,
  segments BLOB,
  manifest BLOB,
  manifest_signature BLOB,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX recording_content ON recording (camera, bytes);
CREATE INDEX recording_queue ON recording (state, flagged DESC, order_millis, id);

-- A receipt that was verified against the recording before it was written here.
CREATE TABLE receipt (
  recording TEXT NOT NULL,
  stage TEXT NOT NULL,
  document BLOB NOT NULL,
  signature BLOB NOT NULL,
  journaled_at_millis INTEGER NOT NULL,
  PRIMARY KEY (recording, stage)
) STRICT;

-- A file on a docked camera: the worklist of a docking.
CREATE TABLE camera_file (
  id INTEGER PRIMARY KEY,
  docking TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified TEXT NOT NULL,
  device INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  listed_at_millis INTEGER NOT NULL,
  kind TEXT NOT NULL,
  flagged INTEGER NOT NULL,
  recorded_at TEXT,
  order_millis INTEGER NOT NULL,
  state TEXT NOT NULL,
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  recording TEXT,
  UNIQUE (docking, path)
) STRICT;
CREATE INDEX camera_file_queue ON camera_file (docking, state, flagged DESC, order_millis, id);
CREATE INDEX camera_file_recording ON camera_file (recording, docking);
CREATE INDEX camera_file_size ON camera_file (docking, bytes);

-- What the gateway knows of docked cameras (ingest protocol P-22), as far as sizes match.
CREATE TABLE known_elsewhere (
  recording TEXT PRIMARY KEY,
  camera TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX known_elsewhere_content ON known_elsewhere (camera, bytes);

-- Counters that must survive a restart.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;
