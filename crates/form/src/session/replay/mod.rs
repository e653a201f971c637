//! Replays recorded survey cases: builds the survey, takes the steps, observes after each. For conformance only.
//!
//! The format of the cases is that of the conformance suite; what it calls a path is what sessions call one.

mod compare;
mod observe;
mod ordered;
mod steps;

use super::lens::Lens;
use super::settle::NOBODY;
use crate::expr::Scope;
use crate::{Form, Host, Options, Session};
pub use compare::{compare, difference};
use serde_json::Value;
use std::sync::Arc;

/// Runs a case, whose steps are taken in the order in which `source` has them; answers one observation for the start and one
/// for each step.
pub fn run(case: &Value, source: &str, host: Arc<dyn Host>) -> Vec<Value> {
    let mut session = started(case, host, "data");
    let list = |name: &str| case.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let sections: Vec<String> = list("observe").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let mut seen = vec![observe::observe(&session, &sections, None)];
    let ordered: ordered::Steps = serde_json::from_str(source).unwrap_or_default();
    for step in ordered.steps {
        let ok = step.0.first().and_then(|(kind, what)| steps::take(&mut session, kind, what));
        seen.push(observe::observe(&session, &sections, ok));
    }
    seen
}

/// Hands on what an expression sees in the survey of an expression case.
pub fn within<T>(case: &Value, host: Arc<dyn Host>, look: impl FnOnce(&dyn Scope) -> T) -> T {
    look(&Lens::of(&started(case, host, "values"), NOBODY))
}

/// The session a case starts from; its answers stand under `answers`.
fn started(case: &Value, host: Arc<dyn Host>, answers: &str) -> Session {
    let map = |name: &str| case.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
    let form = Arc::new(Form::from_value(case.get("survey").unwrap_or(&Value::Null)).form);
    let locale = case.get("locale").and_then(Value::as_str).unwrap_or_default().to_owned();
    Session::new(form, host, Options { locale, data: map(answers), variables: map("vars"), read_only: false })
}
