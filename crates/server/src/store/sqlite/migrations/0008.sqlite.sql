-- By which rules counters were made (results/tally.rs), and the touchpoints that a form is counted by.

CREATE TABLE counting (rules INTEGER NOT NULL) STRICT;
INSERT INTO counting (rules) VALUES (0);

CREATE TABLE touchpoint (
  workspace_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (workspace_id, form_id, name),
  FOREIGN KEY (workspace_id, form_id) REFERENCES form
) STRICT, WITHOUT ROWID;
INSERT INTO touchpoint
  SELECT DISTINCT workspace_id, form_id, touchpoint FROM counter WHERE touchpoint <> '';
