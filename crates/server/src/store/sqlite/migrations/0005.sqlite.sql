-- Responses that were erased, as SHA-256 of their ids: a device that comes back with a save of one must not bring it back.

CREATE TABLE erased (
  workspace_id BLOB NOT NULL REFERENCES workspace,
  id_hash BLOB NOT NULL,
  PRIMARY KEY (workspace_id, id_hash)
) STRICT, WITHOUT ROWID;
