//! What the server does with answers that arrive: replays them through the same engine and believes nothing.

mod admit;

use crate::model::Form;
use crate::session::Session;
use crate::{FieldError, Host};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What came of replaying answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The answers as they are to be stored: computed ones computed here; once completed, those nobody saw dropped as the
    /// form's `clearInvisibleValues` says.
    pub data: Map<String, Value>,
    /// What is wrong, by question name (rows as `question[0].field`); empty when the answers can be taken.
    pub errors: BTreeMap<String, Vec<FieldError>>,
    /// The names of the questions a respondent with these answers sees, and the rows of matrices (`question.row`).
    pub visible: Vec<String>,
}

/// Checks `answers` as those of a person who answered `form` here, in any order.
///
/// Answers that no respondent could give are errors: to questions the form does not have (`unknownquestion`), of a wrong
/// shape or outside the choices (`invalidinput`), too long (`toolong`), outside the limits of their input. With `completed`
/// everything a person must do before completing is asked for as well.
pub fn verify(form: &Arc<Form>, host: Arc<dyn Host>, answers: &Map<String, Value>, completed: bool, locale: &str) -> Verdict {
    let mut errors: BTreeMap<String, Vec<FieldError>> = BTreeMap::new();
    let mut taken = Map::new();
    for (key, value) in answers {
        match admit::admit(form, key, value) {
            Ok(Some(value)) => drop(taken.insert(key.clone(), value)),
            Ok(None) => {}
            Err((name, found)) => errors.entry(name).or_default().push(found),
        }
    }
    let mut session = Session::replay(form.clone(), host, locale, taken.clone());
    for (name, found) in session.impossible_choices(&taken) {
        errors.entry(name).or_default().push(found);
    }
    if completed {
        session.check_everything();
        for (name, found) in session.stopping_errors() {
            errors.entry(name).or_default().extend(found);
        }
    } else {
        for (name, found) in session.input_errors() {
            errors.entry(name).or_default().extend(found);
        }
    }
    for found in errors.values_mut() {
        found.dedup();
    }
    let visible = session.visible_names();
    if completed {
        session.finish();
    }
    Verdict { data: session.data(), errors, visible }
}
