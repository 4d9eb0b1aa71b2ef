-- How far the custody log has been held against itself: a start need not begin at the first entry. One row at the most.
CREATE TABLE custody_checked (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  position INTEGER NOT NULL,
  leaf TEXT NOT NULL
) STRICT;
CREATE INDEX recordings_verified ON recordings (verified_position) WHERE verified_position IS NOT NULL;
