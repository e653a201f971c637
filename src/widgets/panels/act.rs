//! What is done to panels that repeat, alike in every layout.

use crate::{
    i18n::{I18n, keys::all as keys},
    widgets::{announce::Announcer, question::Words, question::words, survey::Question},
};
use tessera_form::{Kind, PanelsView};

/// The panels of a question that repeats them; tracked.
pub(crate) fn with_panels<T>(question: Question, read: impl FnOnce(&PanelsView) -> T) -> Option<T> {
    question.view.with(|view| match &view.kind {
        Kind::Panels(panels) => Some(read(panels)),
        _ => None,
    })
}

/// What a panel is called: its title, or its number; tracked.
pub(crate) fn name_of(i18n: I18n, question: Question, at: usize) -> Words {
    let title = with_panels(question, |panels| panels.panels.get(at).and_then(|panel| panel.title.as_ref().map(words))).flatten();
    title.unwrap_or_else(|| i18n.fill(keys::PANEL, &[("at", &i18n.number(f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX))))]).into())
}

/// Adds a panel, and gives the first question in it.
pub(crate) fn add(i18n: I18n, announcer: Announcer, question: Question) -> Option<Question> {
    let store = question.store();
    let before = untracked_count(question);
    store.add_panel(question.id);
    let at = untracked_count(question).checked_sub(1).filter(|at| *at >= before)?;
    announcer.say(&i18n.fill(keys::PANEL_ADDED, &[("panel", &leptos::prelude::untrack(|| name_of(i18n, question, at)).string)]));
    let first = question.view.with_untracked(|view| match &view.kind {
        Kind::Panels(panels) => panels.panels.get(at).and_then(|panel| panel.first),
        _ => None,
    });
    first.and_then(|id| store.question(id))
}

/// Takes a panel away.
pub(crate) fn remove(i18n: I18n, announcer: Announcer, question: Question, at: usize) {
    let name = leptos::prelude::untrack(|| name_of(i18n, question, at));
    question.store().remove_panel(question.id, at);
    announcer.say(&i18n.fill(keys::PANEL_REMOVED, &[("panel", &name.string)]));
}

fn untracked_count(question: Question) -> usize {
    question.view.with_untracked(|view| match &view.kind {
        Kind::Panels(panels) => panels.panels.len(),
        _ => 0,
    })
}
