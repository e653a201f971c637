//! Replays recorded survey cases: a survey, steps, and what is to be seen after each.

use super::{Outcome, Recorded};
use serde_json::Value as Json;
use std::sync::Arc;
use tessera_form::replay;

/// Replays one case.
pub(super) fn replay(case: &Json, source: &str) -> Outcome {
    match replay::compare(case, &replay::run(case, source, Arc::new(Recorded))) {
        None => Outcome::passed(case),
        Some(difference) => Outcome::failed(case, &difference),
    }
}
