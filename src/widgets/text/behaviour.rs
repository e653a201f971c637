//! What typing does: keeps every key stroke, answers as soon as it stands for a value, explains once the person left the box.

use super::state::{Entry, parse};
use crate::{
    i18n::I18n,
    widgets::{
        survey::{Draft, Question},
        text::DateOrder,
    },
};
use leptos::prelude::*;
use serde_json::Value;
use tessera_form::FieldError;

/// The order of a typed date. English alone has two, told apart by the browser's own region.
pub(super) fn date_order(i18n: I18n) -> DateOrder {
    let is_american = i18n.locale_untracked() == crate::i18n::Locale::En && crate::i18n::browser_tag().as_deref() == Some("en-US");
    if is_american { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}

/// A key stroke.
pub(super) fn typed(question: Question, entry: Entry, text: String) {
    let value = parse(entry, &text).ok().flatten();
    question.type_in(text, value);
}

/// The person left the box: what stands for no value is explained, everything else shows as it is stored.
pub(super) fn left(question: Question, entry: Entry, order: DateOrder) {
    question.draft.update(|draft| {
        let Some(Draft { text, error }) = draft else { return };
        match parse(entry, text) {
            Ok(_) => *draft = None,
            Err(mistake) => *error = Some(mistake.into_error(order)),
        }
    });
}

/// The days that a mistyped one may have meant.
#[must_use]
pub fn iso_suggestions(error: &FieldError) -> Vec<String> {
    error.params.iter().filter(|(name, _)| name == "meant").map(|(_, day)| day.clone()).collect()
}

/// Takes one of them.
pub fn use_suggestion(question: Question, iso: &str) {
    question.set(Some(Value::from(iso)));
    crate::widgets::question::focus_id(question.part_id("-input"));
}
