//! A group with one Tab stop: arrows move and check, letters find, as in the ARIA practices for radio groups.

use super::state::{TypeAhead, step};
use crate::{
    i18n::{Direction, I18n, use_i18n},
    view::{El, el},
    widgets::{question::focus_id, survey::Question},
};
use leptos::ev;
use std::{cell::RefCell, rc::Rc};

/// What a group of radio buttons is over. What only reads is tracked.
pub trait Radios {
    /// How many there are.
    fn count(&self) -> usize;
    /// Which one is taken.
    fn selected(&self) -> Option<usize>;
    /// Whether one can be taken.
    fn can_take(&self, index: usize) -> bool;
    /// Answers with one.
    fn take(&self, index: usize, by_tap: bool);
    /// What one is called.
    fn label(&self, index: usize) -> String;
}

/// How a group of radio buttons behaves, whatever they look like. A handle.
#[derive(Clone)]
pub struct Group {
    question: Question,
    /// What the ids of its choices have between the question's and their place.
    part: Rc<str>,
    radios: Rc<dyn Radios>,
    typed: Rc<RefCell<TypeAhead>>,
    i18n: I18n,
}

impl Group {
    /// A group over the answers of a question.
    #[must_use]
    pub fn new(question: Question, radios: Rc<dyn Radios>) -> Self {
        Self::within(question, "-", radios)
    }

    /// One of several groups over the parts of a question's answer.
    #[must_use]
    pub fn within(question: Question, part: &str, radios: Rc<dyn Radios>) -> Self {
        Self { question, part: Rc::from(part), radios, typed: Rc::default(), i18n: use_i18n() }
    }

    /// The id of choice `index` in the document.
    #[must_use]
    pub fn id(&self, index: usize) -> String {
        self.question.part_id(&[&*self.part, &index.to_string()].concat())
    }

    /// Choice `index` as a button, with nothing on it yet.
    #[must_use]
    pub fn option(&self, index: usize, class: &'static str) -> El {
        let (checked, disabled, stop, clicked) = (self.clone(), self.clone(), self.clone(), self.clone());
        el("button")
            .attr("type", "button")
            .class(class)
            .attr("role", "radio")
            .attr("id", self.id(index))
            .attr("aria-checked", move || if checked.radios.selected() == Some(index) { "true" } else { "false" })
            .attr("aria-disabled", move || (!disabled.radios.can_take(index)).then_some("true"))
            .attr("tabindex", move || if stop.stop() == Some(index) { "0" } else { "-1" })
            .on(ev::click, move |event| clicked.click(index, &event))
    }

    /// The group's one Tab stop: the chosen one, else the first that can be.
    fn stop(&self) -> Option<usize> {
        self.radios.selected().or_else(|| (0..self.radios.count()).find(|at| self.radios.can_take(*at)))
    }

    fn click(&self, index: usize, event: &ev::MouseEvent) {
        if self.radios.can_take(index) && self.radios.selected() != Some(index) {
            self.radios.take(index, !is_virtual_click(event));
        }
    }

    /// Answers with choice `index` by a key, if it can be taken.
    pub fn choose(&self, index: usize) {
        if self.radios.can_take(index) {
            self.radios.take(index, false);
            focus_id(self.id(index));
        }
    }

    /// A key in the group. `true` when it was ours.
    pub fn key(&self, event: &ev::KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        let key = event.key();
        let count = self.radios.count();
        // Where nothing is chosen yet the focus is on the first, and an arrow moves on from there.
        let from = self.stop();
        let can_take = |at: usize| self.radios.can_take(at);
        let is_rtl = self.i18n.locale_untracked().direction() == Direction::Rtl;
        let to = match key.as_str() {
            "ArrowDown" => step(from, true, count, can_take),
            "ArrowUp" => step(from, false, count, can_take),
            "ArrowRight" => step(from, !is_rtl, count, can_take),
            "ArrowLeft" => step(from, is_rtl, count, can_take),
            "Home" => step(None, true, count, can_take),
            "End" => step(None, false, count, can_take),
            letter if letter != " " && letter.chars().count() == 1 => {
                let labels: Vec<String> = (0..count).map(|at| self.radios.label(at)).collect();
                let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                self.typed.borrow_mut().push(letter, event.time_stamp(), self.radios.selected(), &labels)
            }
            _ => return false,
        };
        event.prevent_default();
        if let Some(to) = to {
            self.choose(to);
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
