//! Checking: what is wrong with an answer, when it is looked for, and what is shown of it.
//!
//! Invariant: looking for errors changes nothing; only showing them does.

mod email;
mod limits;
mod rows;
mod show;
mod validators;

use crate::model::{Family, Loc};
use crate::session::Session;
use crate::{FieldError, Level};

/// An error without anything beside its code.
pub(crate) fn error(code: &str) -> FieldError {
    error_with(code, Vec::new())
}

/// An error with values for its message.
#[inline(never)]
fn error_with(code: &str, params: Vec<(String, String)>) -> FieldError {
    FieldError { code: code.to_owned(), params, text: None, level: Level::Error }
}

impl Session {
    /// What is wrong with the answer of a question. `on_change`: looked for because the answer changed, not because the
    /// person wants to go on; an answer that was never given is no error then.
    pub(crate) fn find_errors(&self, id: u32, on_change: bool) -> Vec<FieldError> {
        let Some((element, question)) = self.element_of(id).and_then(|element| Some((element, element.question()?))) else {
            return Vec::new();
        };
        let is_computed = matches!(question.family, Family::Expression(_));
        if !self.is_shown(id) || (self.is_read_only(id) && !is_computed) {
            return Vec::new();
        }
        let mut errors = Vec::new();
        let was_given = !on_change || self.was_answered(id);
        if was_given && self.is_required(id) && self.is_empty(id) && question.family.has_input() {
            errors.push(self.with_text(id, error("required"), &element.required_text));
        }
        match &question.family {
            Family::Text(text) => self.check_text(id, text, &question.validators, &mut errors),
            Family::Select(list) => {
                let words_missing = self.is_other_chosen(id) && self.other_words(id).is_empty();
                if words_missing && (!on_change || self.had_words(id)) {
                    errors.push(self.with_text(id, error("otherempty"), &list.other_error));
                }
                if !on_change && list.multiple && list.min_selected > 0 && self.has_too_few(id, list) {
                    let least = crate::text::digits(list.min_selected.into());
                    errors.push(error_with("answercount", vec![("minCount".to_owned(), least)]));
                }
            }
            Family::Matrix(_, matrix) => self.check_matrix(id, matrix, on_change, &mut errors),
            Family::Dynamic(_, dynamic) => self.check_dynamic(id, dynamic, on_change, &mut errors),
            _ => {}
        }
        if errors.is_empty() {
            self.run_validators(id, &question.validators, &mut errors);
        }
        errors
    }

    /// The error with the author's own words, when there are some.
    pub(crate) fn with_text(&self, id: u32, error: FieldError, text: &Loc) -> FieldError {
        let mut error = error;
        if let Some(text) = self.words(id, text) {
            error.text = Some(text.string.to_string());
        }
        error
    }

    fn has_too_few(&self, id: u32, list: &crate::model::SelectDef) -> bool {
        let chosen = self.chosen(id);
        let is_exclusive = |value: &serde_json::Value| {
            use crate::ChoiceRole::{DontKnow, None, Refuse};
            list.choices.specials.iter().any(|choice| matches!(choice.role, None | Refuse | DontKnow) && choice.value == *value)
        };
        match chosen.as_slice() {
            [only] if is_exclusive(only) => false,
            many => many.len() < list.min_selected as usize,
        }
    }
}
