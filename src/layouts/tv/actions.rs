//! The buttons under a question: on, and taking the answer back.

use super::{
    context::Tv,
    list::list_counter,
    parts::{button, line, next_button},
    tiles::is_locked,
};
use crate::{
    i18n::keys::respond as keys,
    layouts::Primary,
    modality::Color,
    view::{El, el, show},
    widgets::{choice::with_list, survey::Question},
};
use tessera_form::Kind;

/// Next (or Send, or Begin), Clear, and a word about skipping.
pub(super) fn actions(tv: Tv, question: Question) -> El {
    let is_list = question.view.with_untracked(|view| matches!(view.kind, Kind::Radiogroup(_) | Kind::Checkbox(_) | Kind::Ranking(..)));
    let can_clear = move || {
        let may = question.view.with(|view| match &view.kind {
            Kind::Radiogroup(_) | Kind::Checkbox(_) | Kind::Dropdown(_) | Kind::Tagbox(..) | Kind::Ranking(..) => true,
            Kind::Rating { .. } | Kind::Boolean { .. } => !view.required,
            Kind::Text { input, .. } => !view.required && !super::writing::is_typed(*input),
            _ => false,
        });
        let by_form =
            question.view.with(|view| matches!(view.kind, Kind::Ranking(..))) || with_list(question, |list| list.clearable).unwrap_or(true);
        may && by_form && !is_locked(question) && question.view.with(|view| view.value.is_some())
    };
    let may_skip = move || question.takes_answer() && question.view.with(|view| !view.required && view.value.is_none());
    let skip = move || if may_skip() { tv.i18n.text(keys::SKIP_HINT) } else { String::new() };
    let next_key = question.part_id("-next");
    let next = next_button(tv, next_key.clone(), next_word, Tv::go_on).attr("id", next_key);
    let clear = move || {
        let button = button(tv, question.part_id("-clear"), keys::CLEAR, move || question.set(None));
        button.attr("data-color", Color::Yellow.name())
    };
    let clear = show(can_clear, clear);
    let row = el("div")
        .class("tv-actions")
        .attr("data-group", question.part_id("-actions"))
        .attr("data-program", "row")
        .attr("data-block", "left right")
        .child((next, clear, line("span", "tv-meta", skip)));
    el("div").class("tv-foot-row").child((row, is_list.then(|| list_counter(tv, question))))
}

/// What going on is called here; tracked.
pub(super) fn next_word(tv: Tv) -> String {
    let primary = Primary::of(tv.store).filter(|primary| *primary == Primary::Start || tv.walk.is_at_end());
    primary.unwrap_or(Primary::Next).word(tv.i18n)
}
