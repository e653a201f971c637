//! Every SQL statement of the SQLite store. Nothing else builds SQL.

use crate::store::StoreResult;
use rusqlite::Connection;

macro_rules! statements {
    ($($name:ident = $text:expr;)*) => {
        $(pub(crate) const $name: &str = $text;)*
        const ALL: &[&str] = &[$($name),*];
    };
}

statements! {
    COPY_TO = "VACUUM INTO ?1";
    WORKSPACE = "SELECT workspace_id FROM workspace LIMIT 1";
    INSERT_WORKSPACE = "INSERT INTO workspace (workspace_id, created_at) VALUES (?1, ?2)";
    TURN_WORKSPACE = "UPDATE workspace SET created_at = ~created_at";

    INSERT_FORM = "INSERT INTO form (workspace_id, form_id, slug, name, audience, listed, state, version, revision, draft, changed_at, source)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'draft', 0, 1, ?7, ?8, ?9) ON CONFLICT (workspace_id, slug) DO NOTHING";
    FORM = "SELECT form_id, slug, name, audience, listed, state, version, finished, revision, draft, changed_at, source, ends_at, closing
        FROM form WHERE workspace_id = ?1 AND slug = ?2";
    FORM_BY_ID = "SELECT form_id, slug, name, audience, listed, state, version, finished, revision, draft, changed_at, source, ends_at, closing
        FROM form WHERE workspace_id = ?1 AND form_id = ?2";
    FORMS = "SELECT form_id, slug, name, audience, listed, state, version, finished, revision, draft, changed_at, source, ends_at, closing
        FROM form WHERE workspace_id = ?1 AND slug > ?2 ORDER BY slug LIMIT ?3";
    LISTED_FORMS = "SELECT form_id, slug, name, audience, listed, state, version, finished, revision, draft, changed_at, source, ends_at, closing
        FROM form WHERE workspace_id = ?1 AND listed = 1 AND state = 'live' AND (ends_at IS NULL OR ends_at > ?2) ORDER BY slug";
    EDIT_DRAFT = "UPDATE form SET draft = ?4, name = coalesce(?5, name), revision = revision + 1, changed_at = ?6, source = ?7
        WHERE workspace_id = ?1 AND slug = ?2 AND revision = ?3";
    SET_STATE = "UPDATE form SET state = ?3, version = ?4 WHERE workspace_id = ?1 AND form_id = ?2";
    SET_ENDING = "UPDATE form SET ends_at = ?3, closing = ?4 WHERE workspace_id = ?1 AND form_id = ?2";
    FORGET_PAST_ENDING = "UPDATE form SET ends_at = NULL WHERE workspace_id = ?1 AND form_id = ?2 AND ends_at <= ?3";
    TAKES_RESPONSES = "SELECT state = 'live' AND (ends_at IS NULL OR ends_at > ?3) FROM form WHERE workspace_id = ?1 AND form_id = ?2";
    COUNT_FINISHED = "UPDATE form SET finished = finished + 1 WHERE workspace_id = ?1 AND form_id = ?2 RETURNING finished";
    INSERT_VERSION = "INSERT INTO form_version (workspace_id, form_id, version, definition, published_at, source, published_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    VERSION = "SELECT form_id, version, definition, published_at, source FROM form_version
        WHERE workspace_id = ?1 AND form_id = ?2 AND version = ?3";
    VERSIONS = "SELECT version, published_at, published_by, (SELECT coalesce(sum(n), 0) FROM counter
            WHERE workspace_id = ?1 AND form_id = ?2 AND kind = ?3 AND question = '' AND value = '' AND counter.version = form_version.version)
        FROM form_version WHERE workspace_id = ?1 AND form_id = ?2 ORDER BY version DESC";

    RESPONSE = "SELECT response_id, form_id, version, step, completed, answers, meta, started_at, saved_at, skipped, started_day, saved_day,
        layout, locale, touchpoint
        FROM response WHERE workspace_id = ?1 AND response_id = ?2";
    INSERT_RESPONSE = "INSERT INTO response (workspace_id, response_id, form_id, version, step, completed, answers, meta, started_at, saved_at, skipped,
        started_day, saved_day, layout, locale, touchpoint) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?11, ?12, ?13, ?14)";
    UPDATE_RESPONSE = "UPDATE response SET step = ?3, completed = ?4, answers = ?5, meta = ?6, saved_at = ?7, skipped = ?8,
        saved_day = ?9, layout = ?10, locale = ?11, touchpoint = ?12
        WHERE workspace_id = ?1 AND response_id = ?2";
    INSERT_VIEW = "INSERT INTO form_view (workspace_id, form_id, response_id, version, seen_at, seen_day, layout, locale, touchpoint)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING";

    TOUCHPOINT = "SELECT 1 FROM touchpoint WHERE workspace_id = ?1 AND form_id = ?2 AND name = ?3";
    INSERT_TOUCHPOINT = "INSERT INTO touchpoint (workspace_id, form_id, name) SELECT ?1, ?2, ?3
        WHERE (SELECT count(*) FROM touchpoint WHERE workspace_id = ?1 AND form_id = ?2) < ?4";

    VIEW = "SELECT seen_at, seen_day, layout, locale, touchpoint FROM form_view WHERE workspace_id = ?1 AND form_id = ?2 AND response_id = ?3";
    DELETE_VIEW = "DELETE FROM form_view WHERE workspace_id = ?1 AND form_id = ?2 AND response_id = ?3";
    DELETE_RESPONSE = "DELETE FROM response WHERE workspace_id = ?1 AND response_id = ?2";
    COUNT_ERASED = "UPDATE form SET finished = finished - 1 WHERE workspace_id = ?1 AND form_id = ?2";
    NOTE_ERASED = "INSERT INTO erased (workspace_id, id_hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    ERASED = "SELECT 1 FROM erased WHERE workspace_id = ?1 AND id_hash = ?2";
    DELETE_COUNTERS_OF_FORM = "DELETE FROM counter WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_PEN_OF_FORM = "DELETE FROM pen WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_TOUCHPOINTS_OF_FORM = "DELETE FROM touchpoint WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_VIEWS_OF_FORM = "DELETE FROM form_view WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_RESPONSES_OF_FORM = "DELETE FROM response WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_VERSIONS_OF_FORM = "DELETE FROM form_version WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_FORM = "DELETE FROM form WHERE workspace_id = ?1 AND form_id = ?2";

    ADD_TO_COUNTER = "INSERT INTO counter (workspace_id, form_id, kind, question, value, version, day, layout, locale, touchpoint, n)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO UPDATE SET n = n + excluded.n";
    DROP_EMPTY_COUNTER = "DELETE FROM counter WHERE workspace_id = ?1 AND form_id = ?2 AND kind = ?3 AND question = ?4 AND value = ?5
        AND version = ?6 AND day = ?7 AND layout = ?8 AND locale = ?9 AND touchpoint = ?10 AND n = 0";
    COUNTING_RULES = "SELECT rules FROM counting";
    SET_COUNTING_RULES = "UPDATE counting SET rules = ?1";
    FORMS_COUNTED = "SELECT workspace_id, form_id, audience FROM form";
    DEFINITIONS = "SELECT version, definition FROM form_version WHERE workspace_id = ?1 AND form_id = ?2";
    DELETE_COUNTERS_OF_ROWS = "DELETE FROM counter WHERE workspace_id = ?1 AND form_id = ?2 AND kind <> ?3";
    COUNTERS_OF_KIND = "SELECT question, value, version, day, layout, locale, touchpoint, n FROM counter
        WHERE workspace_id = ?1 AND form_id = ?2 AND kind = ?3";
    COUNTERS = "SELECT kind, question, value, version, sum(n) FROM counter WHERE workspace_id = ?1 AND form_id = ?2
        AND day BETWEEN ?3 AND ?4 AND ?5 IN ('', layout) AND ?6 IN ('', locale) AND ?7 IN ('', touchpoint)
        GROUP BY kind, question, value, version";
    COUNTERS_DAILY = "SELECT value, version, day, sum(n) FROM counter WHERE workspace_id = ?1 AND form_id = ?2
        AND day BETWEEN ?3 AND ?4 AND ?5 IN ('', layout) AND ?6 IN ('', locale) AND ?7 IN ('', touchpoint)
        AND kind = ?8 AND question = ?9 GROUP BY value, version, day";
    COUNTER_DAYS = "SELECT min(day), max(day) FROM counter WHERE workspace_id = ?1 AND form_id = ?2
        AND day BETWEEN ?3 AND ?4 AND ?5 IN ('', layout) AND ?6 IN ('', locale) AND ?7 IN ('', touchpoint) AND kind = ?8";
    SEGMENTS = "SELECT DISTINCT layout, locale, touchpoint FROM counter WHERE workspace_id = ?1 AND form_id = ?2 AND kind = ?3";
    PEN = "SELECT waiting FROM pen WHERE workspace_id = ?1 AND form_id = ?2";
    SET_PEN = "INSERT INTO pen (workspace_id, form_id, waiting) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET waiting = excluded.waiting";
    UNFINISHED_LATELY = "SELECT coalesce(meta ->> '$.last_shown', ''), count(*) FROM response
        WHERE workspace_id = ?1 AND form_id = ?2 AND started_day BETWEEN ?3 AND ?4
        AND ?5 IN ('', layout) AND ?6 IN ('', locale) AND ?7 IN ('', touchpoint) AND completed = 0 AND saved_at > ?8 GROUP BY 1";
    FINISHED = "SELECT response_id, form_id, version, step, completed, answers, meta, started_at, saved_at, skipped, started_day, saved_day,
        layout, locale, touchpoint FROM response
        WHERE workspace_id = ?1 AND form_id = ?2 AND saved_day BETWEEN ?3 AND ?4
        AND ?5 IN ('', layout) AND ?6 IN ('', locale) AND ?7 IN ('', touchpoint)
        AND completed = 1 AND (saved_at, response_id) < (?8, ?9) AND saved_at >= ?11 ORDER BY saved_at DESC, response_id DESC LIMIT ?10";
    ROWS = "SELECT response_id, form_id, version, step, completed, answers, meta, started_at, saved_at, skipped, started_day, saved_day,
        layout, locale, touchpoint FROM response
        WHERE workspace_id = ?1 AND form_id = ?2 AND response_id > ?3 ORDER BY response_id LIMIT ?4";

    INSERT_PERSON = "INSERT INTO person (workspace_id, person_id, email, name, password_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (workspace_id, email) DO NOTHING";
    PERSON_BY_EMAIL = "SELECT person_id, email, name, password_hash FROM person WHERE workspace_id = ?1 AND email = ?2";
    COUNT_PERSONS = "SELECT count(*) FROM person WHERE workspace_id = ?1";
    SET_PASSWORD = "UPDATE person SET password_hash = ?3 WHERE workspace_id = ?1 AND person_id = ?2";
    INSERT_SESSION = "INSERT INTO session (workspace_id, id_hash, person_id, begun_at, used_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    SESSION = "SELECT id_hash, person_id, begun_at, used_at, email, name, password_hash
        FROM session JOIN person USING (workspace_id, person_id) WHERE workspace_id = ?1 AND id_hash = ?2";
    TOUCH_SESSION = "UPDATE session SET used_at = ?3 WHERE workspace_id = ?1 AND id_hash = ?2";
    END_SESSION = "DELETE FROM session WHERE workspace_id = ?1 AND id_hash = ?2 RETURNING person_id";
    END_SESSIONS = "DELETE FROM session WHERE workspace_id = ?1 AND person_id = ?2";
    SWEEP_SESSIONS = "DELETE FROM session WHERE workspace_id = ?1 AND (begun_at < ?2 OR used_at < ?3)";

    INSERT_API_KEY = "INSERT INTO api_key (workspace_id, key_id, name, scopes, secret_hash, person_id, created_at, last_day)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    COUNT_API_KEYS = "SELECT count(*) FROM api_key WHERE workspace_id = ?1";
    API_KEYS = "SELECT key_id, name, scopes, secret_hash, person_id, created_at, last_day, used_day
        FROM api_key WHERE workspace_id = ?1 ORDER BY created_at DESC, key_id";
    API_KEY = "SELECT key_id, name, scopes, secret_hash, person_id, created_at, last_day, used_day
        FROM api_key WHERE workspace_id = ?1 AND key_id = ?2";
    TOUCH_API_KEY = "UPDATE api_key SET used_day = ?3 WHERE workspace_id = ?1 AND key_id = ?2";
    REVOKE_API_KEY = "DELETE FROM api_key WHERE workspace_id = ?1 AND key_id = ?2";

    INSERT_KEY = "INSERT INTO idempotency (workspace_id, key_hash, body_hash, status, answer, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING";
    KEY = "SELECT body_hash, status, answer FROM idempotency WHERE workspace_id = ?1 AND key_hash = ?2";
    SWEEP_KEYS = "DELETE FROM idempotency WHERE workspace_id = ?1 AND expires_at < ?2";

    INSERT_EVENT = "INSERT INTO event (workspace_id, seq, at, kind, data)
        VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE workspace_id = ?1), ?2, ?3, ?4)";
    NEWEST_EVENT = "SELECT coalesce(max(seq), 0) FROM event WHERE workspace_id = ?1";
    EVENTS = "SELECT seq, at, kind, data FROM event WHERE workspace_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
}

/// Prepares each statement once: the start-up check that all of them fit the schema.
pub(super) fn prepare_all(connection: &Connection) -> StoreResult<()> {
    for statement in ALL {
        connection.prepare_cached(statement)?;
    }
    Ok(())
}
