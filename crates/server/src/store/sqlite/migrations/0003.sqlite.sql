-- Counters by segment (layout, language, touchpoint), and days in the time zone of the workspace. Of what was counted before, the segment
-- is not known and the day is that of UTC; each response remembers where it was counted, so that it can be taken away from there.

ALTER TABLE response ADD COLUMN started_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE response ADD COLUMN saved_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE response ADD COLUMN layout TEXT NOT NULL DEFAULT '';
ALTER TABLE response ADD COLUMN locale TEXT NOT NULL DEFAULT '';
ALTER TABLE response ADD COLUMN touchpoint TEXT NOT NULL DEFAULT '';
UPDATE response SET started_day = started_at / 86400000, saved_day = saved_at / 86400000;

ALTER TABLE form_view ADD COLUMN seen_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE form_view ADD COLUMN layout TEXT NOT NULL DEFAULT '';
ALTER TABLE form_view ADD COLUMN locale TEXT NOT NULL DEFAULT '';
ALTER TABLE form_view ADD COLUMN touchpoint TEXT NOT NULL DEFAULT '';
UPDATE form_view SET seen_day = seen_at / 86400000;

CREATE TABLE counter_by_segment (
  workspace_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  version INTEGER NOT NULL,
  day INTEGER NOT NULL,
  layout TEXT NOT NULL,
  locale TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, form_id, kind, question, value, version, day, layout, locale, touchpoint),
  FOREIGN KEY (workspace_id, form_id) REFERENCES form
) STRICT, WITHOUT ROWID;
INSERT INTO counter_by_segment
  SELECT workspace_id, form_id, kind, question, value, version, day, '', '', '', n FROM counter;
DROP TABLE counter;
ALTER TABLE counter_by_segment RENAME TO counter;
