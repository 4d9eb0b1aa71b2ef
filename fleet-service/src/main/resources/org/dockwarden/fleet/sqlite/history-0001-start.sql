-- Instants are milliseconds since 1970 UTC.
CREATE TABLE docks (
  id INTEGER PRIMARY KEY,
  dock_group TEXT NOT NULL,
  dock TEXT NOT NULL,
  UNIQUE (dock_group, dock)
) STRICT;

CREATE TABLE metrics (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- id is the order of arrival; bay is '' for the dock itself.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  dock INTEGER NOT NULL REFERENCES docks (id),
  bay TEXT NOT NULL,
  metric INTEGER NOT NULL REFERENCES metrics (id),
  said_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  historical INTEGER NOT NULL CHECK (historical IN (0, 1)),
  value TEXT NOT NULL
) STRICT;
-- The same metric of the same bay with the same time is the same (H-18).
CREATE UNIQUE INDEX changes_once ON changes (dock, bay, metric, said_at);
CREATE INDEX changes_at ON changes (dock, at);

-- Numbers for charts, one row for five minutes. kind: 'files', 'bytes', 'charge'.
CREATE TABLE series (
  dock INTEGER NOT NULL REFERENCES docks (id),
  bay TEXT NOT NULL,
  kind TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last INTEGER NOT NULL,
  least INTEGER NOT NULL,
  most INTEGER NOT NULL,
  PRIMARY KEY (dock, bay, kind, bucket)
) STRICT, WITHOUT ROWID;
