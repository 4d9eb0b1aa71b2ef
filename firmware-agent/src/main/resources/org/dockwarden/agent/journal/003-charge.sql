-- A charge that was measured whole (charging C-18): what a battery's wear is seen by.
CREATE TABLE charge (
  id INTEGER PRIMARY KEY,
  camera TEXT NOT NULL,
  bay INTEGER NOT NULL,
  ended_at TEXT NOT NULL,
  milliwatt_hours INTEGER NOT NULL,
  start_percent INTEGER,
  seconds INTEGER NOT NULL
) STRICT;
CREATE INDEX charge_camera ON charge (camera, id);
