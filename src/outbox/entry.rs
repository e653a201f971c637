//! What the device keeps: saves on their way, and the survey a person is in the middle of.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tessera_api::responses::SaveResponse;
use tessera_form::{FieldError, Snapshot};

/// A save on its way. A newer save of the same response takes its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// `Idempotency-Key`, made with the save.
    pub key: String,
    /// The save.
    pub save: SaveResponse,
    /// Language for the server's words.
    pub language: String,
    /// How often it was tried in vain.
    #[serde(default)]
    pub tries: u32,
    /// Not before this, in milliseconds since 1970.
    #[serde(default)]
    pub not_before: f64,
    /// Refused for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

/// Why a save will never be taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// The server's words.
    pub words: String,
    /// Whether it came too late: the form is closed.
    #[serde(default)]
    pub closed: bool,
    /// By question, what is wrong.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, Vec<FieldError>>,
}

/// The survey a person is in the middle of.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// Id of the response.
    pub response_id: String,
    /// Version of the form.
    pub version: u32,
    /// Steps saved so far.
    pub step: u32,
    /// The session.
    pub snapshot: Snapshot,
    /// The question being worked on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<u32>,
    /// Names of the questions shown so far.
    #[serde(default)]
    pub shown: Vec<String>,
    /// Active milliseconds by question.
    #[serde(default)]
    pub active_millis: BTreeMap<String, u64>,
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
    use super::backoff_millis;

    #[test]
    fn waits_double_and_end_at_five_minutes() {
        assert_eq!([1, 2, 3].map(|tries| backoff_millis(tries, 1.0)), [1_000.0, 2_000.0, 4_000.0]);
        assert_eq!(backoff_millis(3, 0.0), 2_000.0);
        assert_eq!(backoff_millis(40, 1.0), 300_000.0);
    }
}
