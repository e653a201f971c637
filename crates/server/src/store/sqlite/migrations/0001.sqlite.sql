-- The first schema: forms and versions, responses and views, people and sessions, idempotency keys, the event log.
-- Times are milliseconds UTC, ids 16-byte blobs, booleans 0/1; the workspace leads every key.

CREATE TABLE workspace (
  workspace_id BLOB NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
  workspace_id BLOB NOT NULL REFERENCES workspace,
  form_id BLOB NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('customers', 'employees')),
  listed INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'closed')),
  version INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, form_id),
  UNIQUE (workspace_id, slug)
) STRICT;

CREATE TABLE form_version (
  workspace_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  published_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, form_id, version),
  FOREIGN KEY (workspace_id, form_id) REFERENCES form
) STRICT;

-- WITHOUT ROWID: the order of the rows is that of the ids, which for employees' forms are random, so it says nothing about who came when.
CREATE TABLE response (
  workspace_id BLOB NOT NULL,
  response_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  step INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  meta TEXT NOT NULL CHECK (json_valid(meta)),
  started_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, response_id),
  FOREIGN KEY (workspace_id, form_id, version) REFERENCES form_version
) STRICT, WITHOUT ROWID;
CREATE INDEX response_by_form ON response (workspace_id, form_id, response_id);

-- "view" is a word of SQL.
CREATE TABLE form_view (
  workspace_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  response_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, form_id, response_id),
  FOREIGN KEY (workspace_id, form_id, version) REFERENCES form_version
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  workspace_id BLOB NOT NULL REFERENCES workspace,
  person_id BLOB NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, person_id),
  UNIQUE (workspace_id, email)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  workspace_id BLOB NOT NULL,
  id_hash BLOB NOT NULL,
  person_id BLOB NOT NULL,
  begun_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, id_hash),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (workspace_id, person_id);

-- Keys and bodies as SHA-256: a row must not name the request, nor (for employees) the response. No expiry: kept for ever.
CREATE TABLE idempotency (
  workspace_id BLOB NOT NULL,
  key_hash BLOB NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (workspace_id, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_expiry ON idempotency (workspace_id, expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE event (
  workspace_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  PRIMARY KEY (workspace_id, seq)
) STRICT, WITHOUT ROWID;
