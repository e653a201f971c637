//! Several lines of text, as a question of its own and as the comment under one.

use super::{
    behaviour::{left, typed, written},
    state::{Entry, show},
    view::{placeholder_of, skip_hint},
};
use crate::{
    i18n::{keys::respond::text as keys, use_i18n},
    view::{Child as _, El, View, el},
    widgets::{announce::use_announcer, question::described, survey::Question},
};
use leptos::ev;
use tessera_form::{CommentView, Kind};

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
#[must_use]
pub fn comment_body(question: Question) -> View {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let (rows, max_length) = question.view.with_untracked(|view| match view.kind {
        Kind::Comment { rows, max_length, .. } => (rows, max_length),
        _ => (4, 0),
    });
    let shown = move || question.view.with(|view| view.value.as_ref().map(|value| show(Entry::Plain, value))).unwrap_or_default();
    let mut said = 0_u8;
    let mut on_input = move |text: String| {
        let used = tessera_form::units(&text);
        let step = room_step(used, max_length as usize);
        if step > said {
            let left = max_length.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX));
            announcer.say(&if left == 0 { i18n.text(keys::CHARACTERS_NONE) } else { i18n.plural(keys::CHARACTERS_LEFT, left, &[]) });
        }
        said = step;
        typed(question, Entry::Plain, text);
    };
    let area = el("textarea")
        .class("field")
        .attr("id", question.part_id("-input"))
        .attr("dir", "auto")
        .attr("rows", rows.max(2).to_string())
        .attr("maxlength", (max_length > 0).then(|| max_length.to_string()))
        .attr("placeholder", move || placeholder_of(question))
        .prop("value", shown)
        .attr("disabled", move || question.view.with(|view| view.read_only))
        .on(ev::input, move |event| on_input(written(&event, '\n')))
        .on(ev::blur, move |_| left(question));
    el("div").class("question-body").child((described(area, question), skip_hint(question, max_length))).view()
}

/// The comment under a question of another type.
#[must_use]
pub fn comment_area(question: Question) -> El {
    let i18n = use_i18n();
    let id = question.part_id("-comment");
    let of_comment = move |read: fn(&CommentView) -> Option<String>| question.view.with(|view| view.comment.as_ref().and_then(read));
    let label = move || {
        let authored = of_comment(|comment| comment.label.as_ref().map(|text| text.string.to_string()));
        authored.unwrap_or_else(|| i18n.text(keys::COMMENT))
    };
    let area = el("textarea")
        .class("field field-comment")
        .attr("id", id.clone())
        .attr("dir", "auto")
        .attr("rows", "2")
        .attr("placeholder", move || of_comment(|comment| comment.placeholder.as_ref().map(|text| text.string.to_string())))
        .prop("value", move || of_comment(|comment| comment.value.clone()).unwrap_or_default())
        .attr("disabled", move || question.view.with(|view| view.read_only))
        .on(ev::input, move |event| question.set_comment(&written(&event, '\n')));
    el("div").class("question-comment").child((el("label").class("t-label").attr("for", id).text(label), area))
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
