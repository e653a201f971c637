//! Columns of options: one of a list, any of a list. More than five scroll by the focus, with a counter.

use super::{
    context::Tv,
    parts::{column, option_face, place},
    tiles::{is_locked, tile_key},
    writing::{Target, field},
};
use crate::{
    i18n::keys::respond::{choice, tv as keys},
    view::{El, el, show},
    widgets::{
        choice::{Item, is_full, items_of, toggled, with_list},
        question::{described, named},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use serde_json::Value;
use tessera_form::{ChoiceRole, Kind};

/// More than this many options are counted.
const AT_A_GLANCE: usize = 5;

/// A list question.
pub(super) fn option_list(tv: Tv, question: Question) -> El {
    el("div").class("tv-body tv-body-list").child(options(tv, question, None))
}

/// The options themselves, and the box for an answer of one's own. `after` is what happens after one of a list is chosen; by default the
/// focus stays on it, and goes to Next by another OK.
pub(super) fn options(tv: Tv, question: Question, after: Option<fn(Tv, Question)>) -> El {
    let takes_many = question.view.with_untracked(|view| matches!(view.kind, Kind::Checkbox(_) | Kind::Tagbox(..)));
    let items = items_of(question);
    // A sheet closes over its choice, and the box stands under the closed list.
    let is_sheet = after.is_some();
    let has_box = move || !is_sheet && with_list(question, |list| list.other.is_some()).unwrap_or(false);
    let state =
        move |index: usize| with_list(question, |list| list.choices.get(index).map(|choice| (choice.selected, choice.enabled))).flatten();
    let is_chosen = move |index: usize| state(index).is_some_and(|(selected, _)| selected);
    let is_off = move |index: usize| is_locked(question) || state(index).is_some_and(|(selected, enabled)| !enabled && !selected);
    let press = move |index: usize| {
        let Some(item) = items.with_untracked(|items| items.get(index).cloned()) else { return };
        if untrack(|| is_off(index)) {
            // Disabled options stay in reach so that they can say why.
            let (most, is_full) = untrack(|| with_list(question, |list| (list.max_selected, is_full(list)))).unwrap_or_default();
            if takes_many && most > 0 {
                tv.announcer.say(&tv.i18n.plural(if is_full { choice::FULL } else { choice::UP_TO }, most, &[]));
            }
            return;
        }
        if takes_many {
            let chosen = untrack(|| with_list(question, |list| toggled(&list.choices, index))).unwrap_or_default();
            question.set(Some(Value::Array(chosen)));
            return;
        }
        let is_new = !untrack(|| is_chosen(index));
        if is_new {
            question.set(Some(item.value));
        }
        match (item.role, after) {
            (_, Some(after)) => after(tv, question),
            (ChoiceRole::Other, None) => tv.scope.go_to(&Target::Other(question).key()),
            // Only strips go on at once; in a list the eye compares, and OK on what is chosen goes on.
            (_, None) if !is_new => tv.offer_next(question),
            (_, None) => {}
        }
    };
    let option = move |(index, item): (usize, Item)| {
        let label = item.label.string.clone();
        let ok = move || match (is_chosen(index), takes_many) {
            (true, true) => tv.fill(keys::OK_TAKE_BACK, "answer", &label),
            (true, false) => tv.i18n.text(keys::OK_NEXT),
            (false, _) => tv.fill(keys::OK_CHOOSE, "answer", &label),
        };
        place("tv-tile tv-option", tile_key(question, index), ok)
            .class_if("is-chosen", move || is_chosen(index))
            .attr("role", if takes_many { "checkbox" } else { "radio" })
            .attr("id", tile_key(question, index))
            .attr("data-preferred", move || !takes_many && is_chosen(index))
            .attr("aria-checked", move || if is_chosen(index) { "true" } else { "false" })
            .attr("aria-disabled", move || is_off(index).then_some("true"))
            .on(ev::click, move |_| press(index))
            .child(option_face(if takes_many { "tv-mark tv-mark-many" } else { "tv-mark" }, item.label.view()))
    };
    // The box for an answer of one's own is the last row, so that the list keeps its height when it opens.
    let rows = (
        move || items.get().into_iter().enumerate().map(option).collect::<Vec<_>>(),
        show(has_box, move || field(tv, Target::Other(question))),
    );
    let list = column(el("div"), question.part_id("-list"), rows);
    if takes_many {
        named(list.attr("role", "group"), question).attr("aria-describedby", move || question.described_by())
    } else {
        described(list.attr("role", "radiogroup"), question)
    }
}

/// "3 of 12" while the focus is in a long list.
pub(super) fn list_counter(tv: Tv, question: Question) -> El {
    let words = move || {
        let count = with_list(question, |list| list.choices.len())?;
        let key = tv.scope.focused().with(|focused| focused.key.clone());
        let at = (0..count).find(|index| tile_key(question, *index) == key)?;
        let number = |value: usize| tv.i18n.number(f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
        (count > AT_A_GLANCE).then(|| tv.i18n.fill(keys::POSITION, &[("at", &number(at + 1)), ("count", &number(count))]))
    };
    el("span").class("tv-meta num").attr("aria-hidden", "true").text(move || words().unwrap_or_default())
}
