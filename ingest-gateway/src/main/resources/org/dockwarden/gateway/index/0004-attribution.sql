-- Assignment events as docks signed them (A-6, A-7). Rows are only ever added.
CREATE TABLE assignments (
  dock TEXT NOT NULL,
  series TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  camera TEXT NOT NULL,
  at INTEGER NOT NULL,
  document BLOB NOT NULL,
  signature BLOB NOT NULL,
  document_sha256 TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (dock, series, sequence)
) STRICT;
CREATE INDEX assignments_of_camera ON assignments (camera, at, dock, series, sequence);
CREATE TRIGGER assignments_are_never_changed BEFORE UPDATE ON assignments BEGIN
  SELECT RAISE(ABORT, 'assignment events are never changed');
END;
CREATE TRIGGER assignments_are_never_removed BEFORE DELETE ON assignments BEGIN
  SELECT RAISE(ABORT, 'assignment events are never removed');
END;

-- How far each numbering has come; numbers missing below the last one are last - events.
CREATE TABLE assignment_series (
  dock TEXT NOT NULL,
  series TEXT NOT NULL,
  last INTEGER NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (dock, series)
) STRICT, WITHOUT ROWID;

-- How each camera stands after its last event (P-27).
CREATE TABLE camera_standing (
  camera TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('issued', 'taken', 'returned', 'lost')),
  officer TEXT,
  dock TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX camera_standing_out ON camera_standing (event, camera) WHERE event IN ('issued', 'lost');

-- Each recording that was verified: what its last attribution was judged by, and whether it has to be judged again. due counts the
-- reasons, so that one which comes during a judgement is not lost. number is -1 before the first attribution.
CREATE TABLE attributed (
  recording TEXT PRIMARY KEY REFERENCES recordings (id),
  camera TEXT NOT NULL,
  recorded_at INTEGER,
  window_millis INTEGER NOT NULL DEFAULT 0,
  number INTEGER NOT NULL DEFAULT -1,
  due INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX attributed_due ON attributed (recording) WHERE due > 0;
CREATE INDEX attributed_of_camera ON attributed (camera, recorded_at);

-- Every attribution that was made (A-12, A-13). Rows are only ever added.
CREATE TABLE attributions (
  recording TEXT NOT NULL REFERENCES recordings (id),
  number INTEGER NOT NULL,
  document BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (recording, number)
) STRICT;
CREATE TRIGGER attributions_are_never_changed BEFORE UPDATE ON attributions BEGIN
  SELECT RAISE(ABORT, 'attributions are never changed');
END;
CREATE TRIGGER attributions_are_never_removed BEFORE DELETE ON attributions BEGIN
  SELECT RAISE(ABORT, 'attributions are never removed');
END;

-- The directory of officers: one row for each state that an officer had; until is NULL for the present one. card is a digest (A-15).
CREATE TABLE directory (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  salt TEXT NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;
CREATE TABLE officers (
  officer TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  name TEXT NOT NULL,
  force TEXT NOT NULL,
  card TEXT,
  personal TEXT,
  PRIMARY KEY (officer, since)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX officers_now ON officers (officer) WHERE until IS NULL;
