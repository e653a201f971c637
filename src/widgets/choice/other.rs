//! The box for an answer of one's own. It opens under the list, and the focus stays on the choice that opened it.

use super::radio::with_list;
use crate::{
    i18n::{keys::respond::choice as keys, use_i18n},
    widgets::survey::Question,
};
use leptos::prelude::*;

/// The box, while "other" is chosen.
#[component]
pub fn OtherBox(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let is_open = Memo::new(move |_| with_list(question, |list| list.other.is_some()).unwrap_or(false));
    let value = move || with_list(question, |list| list.other.clone()).flatten().unwrap_or_default();
    let placeholder = move || with_list(question, |list| list.other_placeholder.as_ref().map(|text| text.string.to_string())).flatten();
    let is_missing = move || question.errors().iter().any(|error| error.code == "otherempty");
    view! {
        <Show when=move || is_open.get()>
            <div class="question-other">
                <input class="field" type="text" dir="auto" autocomplete="off" id=question.part_id("-other")
                    aria-label=move || i18n.text(keys::OTHER_LABEL)
                    aria-invalid=move || is_missing().then_some("true")
                    aria-describedby=move || is_missing().then(|| question.part_id("-error"))
                    placeholder=placeholder prop:value=value
                    disabled=move || question.view.with(|view| view.read_only)
                    on:input=move |event| question.set_other(&event_target_value(&event))/>
            </div>
        </Show>
    }
    .into_any()
}
