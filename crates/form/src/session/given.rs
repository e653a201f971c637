//! What the address of a page gives along: values of hidden fields, and answers to begin with.

use super::Session;
use super::settle::NOBODY;
use crate::model::{Family, SelectDef, TextDef};
use crate::text::{number, plain, to_number, units};
use crate::{Changes, InputType};
use serde_json::Value;

/// Longest value of a hidden field, in UTF-16 units: it is a name or a number of something, no text.
pub(crate) const MAX_HIDDEN: usize = 500;

impl Session {
    /// Takes what a link gives along, pairs of name and text. With `hidden`, hidden fields take theirs; with `answers` questions take what fits them as
    /// an answer that can be changed, several under one name as a list. What fits nothing is left out: whoever follows a link cannot help what is in it.
    pub fn take_given(&mut self, given: &[(String, String)], answers: bool, hidden: bool) -> Changes {
        let form = self.form.clone();
        for (at, (name, text)) in given.iter().enumerate() {
            if form.is_hidden(name) {
                if hidden && is_line(text) && units(text) <= MAX_HIDDEN {
                    self.store_root(name, Some(text.trim().into()), NOBODY);
                }
            } else if answers && given.iter().take(at).all(|(before, _)| before != name) {
                let texts: Vec<&str> = given.iter().filter(|(other, _)| other == name).map(|(_, text)| text.as_str()).collect();
                if let Some(id) = self.question_named(name)
                    && let Some(value) = self.fitting(id, &texts)
                {
                    self.set_value(id, Some(value));
                }
            }
        }
        self.settle();
        self.changes()
    }

    /// These texts as an answer of a question, where they are one that it can have.
    fn fitting(&self, id: u32, texts: &[&str]) -> Option<Value> {
        let node = self.node(id)?;
        if node.row.is_some() || !self.form.takes_given(node.slot) || self.is_read_only(id) {
            return None;
        }
        let text = *texts.last()?;
        let is_short = |own: Option<u32>| {
            let most = own.unwrap_or(self.form.settings.max_text) as usize;
            most == 0 || units(text) <= most
        };
        let is_it = |value: &&Value| plain(value) == text;
        match &self.question_of(id)?.family {
            Family::Text(def) => fitting_text(def, text).filter(|_| is_short(def.max_length)),
            Family::Comment(def) => Some(text.into()).filter(|_| is_short(def.max_length)),
            Family::Boolean(boolean) => match text {
                "true" => Some(boolean.value_true.clone()),
                "false" => Some(boolean.value_false.clone()),
                _ => [&boolean.value_true, &boolean.value_false].into_iter().find(is_it).cloned(),
            },
            Family::Rating(rating) => rating.steps.iter().map(|step| &step.value).find(is_it).cloned(),
            Family::Select(list) => self.fitting_choices(id, list, texts),
            _ => None,
        }
    }

    fn fitting_choices(&self, id: u32, list: &SelectDef, texts: &[&str]) -> Option<Value> {
        let mut known: Vec<Value> = Vec::new();
        for text in texts {
            if let Some(value) = self.known_choice(id, &Value::from(*text)).filter(|value| !known.contains(value)) {
                known.push(value);
            }
        }
        if !list.multiple {
            return known.pop();
        }
        (!known.is_empty()).then_some(Value::Array(known))
    }
}

fn fitting_text(def: &TextDef, text: &str) -> Option<Value> {
    match def.input {
        InputType::Number | InputType::Range => to_number(&text.into()).map(number),
        InputType::Date => is_day(text).then(|| text.into()),
        _ => is_line(text).then(|| text.into()),
    }
}

fn is_line(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

/// `YYYY-MM-DD`, in digits.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}
