-- When a form takes its last response, and what its page says from then on (JSON: a text for each language).

ALTER TABLE form ADD COLUMN ends_at INTEGER;
ALTER TABLE form ADD COLUMN closing TEXT CHECK (closing IS NULL OR json_valid(closing));
