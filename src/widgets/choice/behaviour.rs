//! A group with one Tab stop: arrows move and check, letters find, as in the ARIA practices for radio groups.

use super::state::{TypeAhead, step};
use crate::{
    i18n::{Direction, use_i18n},
    widgets::{question::focus_id, survey::Question},
};
use leptos::{ev, prelude::*};

/// How a group of radio buttons behaves, whatever they look like. A handle.
#[derive(Clone, Copy)]
pub struct Group {
    question: Question,
    count: Signal<usize>,
    selected: Signal<Option<usize>>,
    can_take: Callback<usize, bool>,
    take: Callback<(usize, bool)>,
    label: Callback<usize, String>,
    typed: StoredValue<TypeAhead>,
    is_rtl: Signal<bool>,
}

impl Group {
    /// A group over `count` choices; `take(index, by_tap)` answers.
    #[must_use]
    pub fn new(
        question: Question,
        count: Signal<usize>,
        selected: Signal<Option<usize>>,
        can_take: Callback<usize, bool>,
        take: Callback<(usize, bool)>,
        label: Callback<usize, String>,
    ) -> Self {
        let i18n = use_i18n();
        let is_rtl = Signal::derive(move || i18n.locale().direction() == Direction::Rtl);
        Self { question, count, selected, can_take, take, label, typed: StoredValue::new(TypeAhead::default()), is_rtl }
    }

    /// The id of choice `index` in the document.
    #[must_use]
    pub fn id(self, index: usize) -> String {
        let mut part = String::from("-");
        part.push_str(&index.to_string());
        self.question.part_id(&part)
    }

    /// Whether choice `index` is taken; tracked.
    #[must_use]
    pub fn is_selected(self, index: usize) -> bool {
        self.selected.get() == Some(index)
    }

    /// `0` for the group's one Tab stop (the chosen one, else the first that can be), `-1` for all others; tracked.
    #[must_use]
    pub fn tab_index(self, index: usize) -> &'static str {
        let stop = self.selected.get().or_else(|| (0..self.count.get()).find(|at| self.can_take.run(*at)));
        if stop == Some(index) { "0" } else { "-1" }
    }

    /// A click on choice `index`.
    pub fn click(self, index: usize, event: &ev::MouseEvent) {
        if self.can_take.run(index) && self.selected.get_untracked() != Some(index) {
            self.take.run((index, !is_virtual_click(event)));
        }
    }

    /// A key in the group. `true` when it was ours.
    pub fn key(self, event: &ev::KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        let key = event.key();
        let count = self.count.get_untracked();
        let from = self.selected.get_untracked();
        let can_take = |at: usize| self.can_take.run(at);
        let is_rtl = self.is_rtl.get_untracked();
        let to = match key.as_str() {
            "ArrowDown" => step(from, true, count, can_take),
            "ArrowUp" => step(from, false, count, can_take),
            "ArrowRight" => step(from, !is_rtl, count, can_take),
            "ArrowLeft" => step(from, is_rtl, count, can_take),
            "Home" => step(None, true, count, can_take),
            "End" => step(None, false, count, can_take),
            letter if letter != " " && letter.chars().count() == 1 => {
                let labels: Vec<String> = (0..count).map(|at| self.label.run(at)).collect();
                let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                let found = self.typed.try_update_value(|typed| typed.push(letter, event.time_stamp(), from, &labels)).flatten();
                found.filter(|at| can_take(*at))
            }
            _ => return false,
        };
        event.prevent_default();
        if let Some(to) = to {
            self.take.run((to, false));
            focus_id(self.id(to));
        }
        true
    }
}

/// Whether a click was made by a screen reader or a key rather than by a finger or a mouse.
///
/// Screen readers send clicks without a place; `TalkBack` sends the middle of the element with no detail.
#[must_use]
pub fn is_virtual_click(event: &ev::MouseEvent) -> bool {
    event.detail() == 0 || (event.client_x() == 0 && event.client_y() == 0)
}
