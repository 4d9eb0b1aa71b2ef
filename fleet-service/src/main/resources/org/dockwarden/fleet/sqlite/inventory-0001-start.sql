-- Instants are milliseconds since 1970 UTC.
CREATE TABLE cameras (
  id TEXT PRIMARY KEY,
  serial TEXT NOT NULL,
  model TEXT NOT NULL DEFAULT '',
  firmware TEXT NOT NULL DEFAULT '',
  first_seen_at INTEGER NOT NULL,
  last_docked_at INTEGER,
  -- The bay where it is or was last.
  force TEXT,
  site TEXT,
  dock_group TEXT,
  dock TEXT,
  bay TEXT,
  place_at INTEGER NOT NULL DEFAULT 0,
  docked INTEGER NOT NULL DEFAULT 0 CHECK (docked IN (0, 1)),
  charge INTEGER,
  -- The sum of camera_cycles.
  cycles INTEGER,
  stock TEXT NOT NULL DEFAULT 'in-use' CHECK (stock IN ('in-use', 'spare', 'in-repair', 'lost', 'retired'))
) STRICT, WITHOUT ROWID;
CREATE INDEX cameras_serial ON cameras (serial);
CREATE INDEX cameras_last_docked ON cameras (last_docked_at);
CREATE INDEX cameras_cycles ON cameras (cycles);
CREATE INDEX cameras_docked ON cameras (dock_group, dock, bay) WHERE docked = 1;

-- Whole charges that each dock measured of a camera.
CREATE TABLE camera_cycles (
  camera TEXT NOT NULL REFERENCES cameras (id),
  dock_group TEXT NOT NULL,
  dock TEXT NOT NULL,
  cycles INTEGER NOT NULL,
  PRIMARY KEY (camera, dock_group, dock)
) STRICT, WITHOUT ROWID;

CREATE TABLE camera_events (
  id INTEGER PRIMARY KEY,
  camera TEXT NOT NULL REFERENCES cameras (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  dock_group TEXT NOT NULL DEFAULT '',
  dock TEXT NOT NULL DEFAULT '',
  bay TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  historical INTEGER NOT NULL CHECK (historical IN (0, 1)),
  -- A dock may tell the same again after a break (H-18).
  UNIQUE (camera, at, kind, dock_group, dock, bay)
) STRICT;

CREATE TABLE stock_changes (
  id INTEGER PRIMARY KEY,
  camera TEXT NOT NULL REFERENCES cameras (id),
  at INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT;
CREATE INDEX stock_changes_of ON stock_changes (camera, id);
