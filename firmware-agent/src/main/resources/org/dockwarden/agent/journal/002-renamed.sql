-- A renamed file is told from a new one of the same bytes by its modification time.
ALTER TABLE recording ADD COLUMN modified TEXT;
DROP TABLE known_elsewhere;
CREATE TABLE known_elsewhere (
  recording TEXT PRIMARY KEY,
  camera TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  modified TEXT NOT NULL
) STRICT;
CREATE INDEX known_elsewhere_content ON known_elsewhere (camera, bytes);
