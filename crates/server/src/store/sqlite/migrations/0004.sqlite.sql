-- API keys: what a program shows instead of a session.

-- The secret itself is with whoever made the key; `scopes` is a JSON array of their names; days are counted from 1970-01-01.
CREATE TABLE api_key (
  workspace_id BLOB NOT NULL REFERENCES workspace,
  key_id TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  secret_hash BLOB NOT NULL,
  person_id BLOB,
  created_at INTEGER NOT NULL,
  last_day INTEGER,
  used_day INTEGER,
  PRIMARY KEY (workspace_id, key_id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES person
) STRICT, WITHOUT ROWID;
