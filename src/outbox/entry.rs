//! What the device keeps: saves on their way, and the survey a person is in the middle of.

use crate::client::{
    errors,
    json::{object, string, strings, whole},
    list, times,
};
use serde_json::{Map, Value};
use tessera_form::{FieldErrors, Snapshot};

/// A save on its way. A newer save of the same response takes its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// `Idempotency-Key`, made with the save.
    pub key: String,
    /// The response it is of.
    pub response_id: String,
    /// The save, as it goes out.
    pub save: Value,
    /// Language for the server's words.
    pub language: String,
    /// How often it was tried in vain.
    pub tries: u32,
    /// Not before this, in milliseconds since 1970.
    pub not_before: f64,
    /// Refused: for good, or as long as the form is closed.
    pub refusal: Option<Refusal>,
}

impl Entry {
    /// As the device keeps it.
    pub(super) fn json(&self) -> Value {
        object([
            ("key", self.key.as_str().into()),
            ("save", self.save.clone()),
            ("language", self.language.as_str().into()),
            ("tries", self.tries.into()),
            ("not_before", self.not_before.into()),
            ("refusal", self.refusal.as_ref().map_or(Value::Null, Refusal::json)),
        ])
    }

    /// What the device kept; `None` when another program wrote it.
    pub(super) fn read(mut value: Value) -> Option<Self> {
        let save = value.get_mut("save")?.take();
        Some(Self {
            key: string(&value, "key")?,
            response_id: string(&save, "response_id")?,
            save,
            language: string(&value, "language")?,
            tries: whole(&value, "tries").unwrap_or_default(),
            not_before: value.get("not_before").and_then(Value::as_f64).unwrap_or_default(),
            refusal: value.get("refusal").and_then(Refusal::read),
        })
    }
}

/// Why a save is not taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// The server's words.
    pub words: String,
    /// Whether it came too late: the form is closed. Should that be opened again, the save is tried again.
    pub closed: bool,
    /// By question, what is wrong. Not kept: the page that sent it shows it, a later one starts from the answers.
    pub errors: FieldErrors,
}

impl Refusal {
    pub(super) fn json(&self) -> Value {
        object([("words", self.words.as_str().into()), ("closed", self.closed.into())])
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        Some(Self {
            words: string(value, "words")?,
            closed: value.get("closed").and_then(Value::as_bool).unwrap_or_default(),
            errors: value.get("errors").map(errors).unwrap_or_default(),
        })
    }
}

/// The survey a person is in the middle of.
#[derive(Clone)]
pub struct Draft {
    /// Id of the response.
    pub response_id: String,
    /// Version of the form.
    pub version: u32,
    /// Steps saved so far.
    pub step: u32,
    /// The session.
    pub snapshot: Snapshot,
    /// The place of the question being worked on.
    pub active: Option<u32>,
    /// Names of the questions shown so far.
    pub shown: Vec<String>,
    /// Active milliseconds by question.
    pub active_millis: Vec<(String, u64)>,
    /// What stands in boxes without being an answer, as the page writes it.
    pub typed: Value,
}

impl Draft {
    /// As the device keeps it.
    #[must_use]
    pub fn json(&self) -> Value {
        object([
            ("response_id", self.response_id.as_str().into()),
            ("version", self.version.into()),
            ("step", self.step.into()),
            ("snapshot", self.snapshot.to_value()),
            ("active", self.active.into()),
            ("shown", list(&self.shown)),
            ("active_millis", times(&self.active_millis)),
            ("typed", self.typed.clone()),
        ])
    }

    /// What the device kept; `None` when another program wrote it.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let times = value.get("active_millis").and_then(Value::as_object);
        Some(Self {
            response_id: string(value, "response_id")?,
            version: whole(value, "version")?,
            step: whole(value, "step")?,
            snapshot: Snapshot::from_value(value.get("snapshot")?)?,
            active: whole(value, "active"),
            shown: strings(value, "shown"),
            active_millis: times.map(read_times).unwrap_or_default(),
            typed: value.get("typed").cloned().unwrap_or_default(),
        })
    }
}

fn read_times(times: &Map<String, Value>) -> Vec<(String, u64)> {
    times.iter().filter_map(|(name, millis)| Some((name.clone(), millis.as_u64()?))).collect()
}

/// How long to wait after `tries` vain tries: doubling from a second to five minutes, of which a random half, so that a thousand
/// devices do not come back in the same second. `chance` is from 0 to 1.
#[must_use]
pub fn backoff_millis(tries: u32, chance: f64) -> f64 {
    const FIRST: f64 = 1_000.0;
    const MOST: f64 = 300_000.0;
    let full = (FIRST * f64::from(1_u32 << tries.saturating_sub(1).min(9))).min(MOST);
    full / 2.0 + full / 2.0 * chance
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_entry_is_read_as_it_was_kept() {
        let save = json!({"response_id": "x", "answers": {"a": [1, 2]}});
        let refusal = Some(Refusal { words: "no".into(), closed: true, errors: Vec::new() });
        let entry = Entry { key: "k".into(), response_id: "x".into(), save, language: "he".into(), tries: 3, not_before: 1.5, refusal };
        assert_eq!(Entry::read(entry.json()), Some(entry));
        assert_eq!(Entry::read(json!({"key": "k"})), None);
    }

    #[test]
    fn waits_double_and_end_at_five_minutes() {
        assert_eq!([1, 2, 3].map(|tries| backoff_millis(tries, 1.0)), [1_000.0, 2_000.0, 4_000.0]);
        assert_eq!(backoff_millis(3, 0.0), 2_000.0);
        assert_eq!(backoff_millis(40, 1.0), 300_000.0);
    }
}
