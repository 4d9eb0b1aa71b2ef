CREATE TABLE account (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'administrator')),
  subject TEXT UNIQUE,
  password TEXT,
  active INTEGER NOT NULL,
  since_millis INTEGER NOT NULL,
  signed_in_millis INTEGER
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (name),
  started_millis INTEGER NOT NULL,
  seen_millis INTEGER NOT NULL,
  from_address TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at_millis INTEGER NOT NULL,
  who TEXT NOT NULL,
  from_address TEXT NOT NULL,
  what TEXT NOT NULL,
  object TEXT NOT NULL,
  result TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit entries are only ever added'); END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit entries are only ever added'); END;
