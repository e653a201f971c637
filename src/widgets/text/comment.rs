//! Several lines of text, as a question of its own and as the comment under one.

use super::{
    behaviour::{left, typed},
    date::DateOrder,
    state::{Entry, show},
    view::{placeholder_of, skip_hint},
};
use crate::{
    i18n::{keys::respond::text as keys, use_i18n},
    widgets::{announce::use_announcer, survey::Question},
};
use leptos::prelude::*;
use tessera_form::Kind;

/// What a person who listens hears while the room runs out: once at 90 %, once when it is full.
fn room_step(used: usize, max: usize) -> u8 {
    match used {
        _ if max == 0 => 0,
        used if used >= max => 2,
        used if used.saturating_mul(10) >= max.saturating_mul(9) => 1,
        _ => 0,
    }
}

/// The box of a comment question.
#[component]
pub fn CommentBody(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let (rows, max_length) = question.view.with_untracked(|view| match view.kind {
        Kind::Comment { rows, max_length, .. } => (rows, max_length),
        _ => (4, 0),
    });
    let shown = move || question.view.with(|view| view.value.as_ref().map(|value| show(Entry::Plain, value))).unwrap_or_default();
    let said = StoredValue::new(0_u8);
    let on_input = move |text: String| {
        let used = text.encode_utf16().count();
        let step = room_step(used, max_length as usize);
        if step > said.get_value() {
            let left = max_length.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX));
            announcer.say(&if left == 0 { i18n.text(keys::CHARACTERS_NONE) } else { i18n.plural(keys::CHARACTERS_LEFT, left, &[]) });
        }
        said.set_value(step);
        typed(question, Entry::Plain, DateOrder::DayFirst, text);
    };
    view! {
        <div class="question-body">
            <textarea class="field" id=question.part_id("-input") dir="auto" rows=rows.max(2).to_string()
                maxlength=(max_length > 0).then(|| max_length.to_string())
                placeholder=move || placeholder_of(question)
                prop:value=shown
                disabled=move || question.view.with(|view| view.read_only)
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
                aria-describedby=move || question.described_by()
                aria-invalid=move || question.is_invalid().then_some("true")
                aria-required=move || question.view.with(|view| view.required).then_some("true")
                on:input=move |event| on_input(event_target_value(&event))
                on:blur=move |_| left(question)
            ></textarea>
            {skip_hint(question, max_length)}
        </div>
    }
    .into_any()
}

/// The comment under a question of another type.
#[component]
pub fn CommentArea(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let id = question.part_id("-comment");
    let label = move || {
        let authored =
            question.view.with(|view| view.comment.as_ref().and_then(|comment| comment.label.as_ref().map(|text| text.string.to_string())));
        authored.unwrap_or_else(|| i18n.text(keys::COMMENT))
    };
    let placeholder = move || {
        question
            .view
            .with(|view| view.comment.as_ref().and_then(|comment| comment.placeholder.as_ref().map(|text| text.string.to_string())))
    };
    let value = move || question.view.with(|view| view.comment.as_ref().and_then(|comment| comment.value.clone())).unwrap_or_default();
    view! {
        <div class="question-comment">
            <label class="t-label" for=id.clone()>{label}</label>
            <textarea class="field field-comment" id=id dir="auto" rows="2" placeholder=placeholder prop:value=value
                disabled=move || question.view.with(|view| view.read_only)
                on:input=move |event| question.set_comment(&event_target_value(&event))></textarea>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::room_step;

    #[test]
    fn counter_speaks_at_nine_tenths_and_when_full() {
        assert_eq!([0, 89, 90, 99, 100, 120].map(|used| room_step(used, 100)), [0, 0, 1, 1, 2, 2]);
        assert_eq!(room_step(5, 0), 0);
    }
}
