-- The numbering of assignment events (evidence format A-2): one row. A new journal begins a new series.
CREATE TABLE assignment_series (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  last INTEGER NOT NULL
) STRICT;

-- Assignment events that the gateway has not acknowledged; what it refused for good keeps its error.
CREATE TABLE assignment (
  sequence INTEGER PRIMARY KEY,
  document BLOB NOT NULL,
  signature BLOB NOT NULL,
  error TEXT
) STRICT;

-- How each camera stood after its last event here. An officer is in it only while a camera is out.
CREATE TABLE camera_standing (
  camera TEXT PRIMARY KEY,
  event TEXT NOT NULL,
  officer TEXT,
  at_millis INTEGER NOT NULL,
  issued_at_millis INTEGER
) STRICT;
