-- The text of a draft and of each version as its author wrote it, and who published. Of what was kept before, only the definition is known.

ALTER TABLE form ADD COLUMN source TEXT;
ALTER TABLE form_version ADD COLUMN source TEXT;
ALTER TABLE form_version ADD COLUMN published_by TEXT;
