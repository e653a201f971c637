//! What typing does: keeps every key stroke, answers as soon as it stands for a value, explains once the person left the box.

use super::state::{Entry, Mistake, parse};
use crate::{
    i18n::I18n,
    widgets::{survey::Question, text::DateOrder},
};
use leptos::{ev, prelude::*};
use serde_json::Value;
use std::time::Duration;
use tessera_form::FieldError;

/// The order of a typed date; tracked, since a form may bring a language of its own after its boxes are drawn.
#[must_use]
pub fn date_order(i18n: I18n) -> DateOrder {
    DateOrder::of(i18n.locale(), crate::i18n::browser_tag().as_deref())
}

/// What stands in the box of an event. Word processors break lines by characters that are no text (a vertical tab); `instead` stands for each.
#[must_use]
pub fn written(event: &ev::Event, instead: char) -> String {
    let is_text = |character: char| !character.is_control() || matches!(character, '\n' | '\r' | '\t');
    event_target_value(event).chars().map(|character| if is_text(character) { character } else { instead }).collect()
}

/// A key stroke.
pub(super) fn typed(question: Question, entry: Entry, text: String) {
    let read = parse(entry, &text).map_err(Mistake::into_error);
    question.type_in(text, read);
}

/// Long enough for a click that took the person out of the box to end where it began: an explanation that comes at once moves the
/// button away under the pointer.
const CLICK: Duration = Duration::from_millis(250);

/// The person left the box: what stands for no value is explained, everything else shows as it is stored.
pub(super) fn left(question: Question) {
    let is_wrong = question.draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.error.is_some()));
    if is_wrong {
        set_timeout(
            move || {
                question.tell();
            },
            CLICK,
        );
    } else if question.draft.with_untracked(Option::is_some) {
        question.draft.set(None);
    }
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
