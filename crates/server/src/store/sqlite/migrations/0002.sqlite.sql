-- Counters behind the results page, kept in the same transaction as the responses they count.

-- What each number of `kind` means: results/tally.rs. `value` is JSON text, `day` counts from 1970-01-01.
CREATE TABLE counter (
  workspace_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  version INTEGER NOT NULL,
  day INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, form_id, kind, question, value, version, day),
  FOREIGN KEY (workspace_id, form_id) REFERENCES form
) STRICT, WITHOUT ROWID;

-- Of employees' forms: what is not counted yet (results/gate.rs).
CREATE TABLE pen (
  workspace_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  waiting TEXT NOT NULL CHECK (json_valid(waiting)),
  PRIMARY KEY (workspace_id, form_id),
  FOREIGN KEY (workspace_id, form_id) REFERENCES form
) STRICT, WITHOUT ROWID;

-- Names of the questions that were visible at the finish and left out, JSON array.
ALTER TABLE response ADD COLUMN skipped TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(skipped));

CREATE INDEX response_unfinished ON response (workspace_id, form_id, saved_at) WHERE completed = 0;
CREATE INDEX response_finished ON response (workspace_id, form_id, saved_at, response_id) WHERE completed = 1;
