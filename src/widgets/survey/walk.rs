//! One question a screen: the way through a survey that phone and television share.
//!
//! The place is the store's active question, so that a page layout that takes over shows the same one.

use super::{Question, SurveyStore};
use crate::signal::{Signal, memo};
use tessera_form::{ElementId, State};

/// Walks a survey question by question. A handle: copies share everything.
#[derive(Clone, Copy)]
pub struct Walk {
    store: SurveyStore,
    current: Signal<Option<ElementId>>,
}

/// What came of going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// Another question is shown.
    On,
    /// Something about the question shown is wrong; it is shown there.
    Refused,
    /// The survey is complete or in preview.
    Out,
}

impl Walk {
    /// A walk that begins where the person is.
    #[must_use]
    pub fn new(store: SurveyStore) -> Self {
        let current = memo(move || {
            let active = store.active().get();
            store.page().track();
            let stops = store.questions();
            let here = active.filter(|id| stops.iter().any(|question| question.id == *id));
            here.or_else(|| stops.first().map(|question| question.id))
        });
        Self { store, current }
    }

    /// The question shown; tracked.
    #[must_use]
    pub fn current(self) -> Option<Question> {
        self.current.get().and_then(|id| self.store.question(id))
    }

    /// Its place among all questions of the survey, from 1, and how many there are; tracked. Where panels are added and taken away is no question:
    /// one is still at the one before.
    #[must_use]
    pub fn place(self) -> (u32, u32) {
        let progress = self.store.progress().get();
        let here = self.current.get();
        let is_asked = |question: &Question| question.takes_answer() && !question.repeats();
        let stops = self.store.questions();
        let before = stops.iter().take_while(|question| Some(question.id) != here).filter(|question| is_asked(question)).count();
        let is_counted = stops.iter().find(|question| Some(question.id) == here).is_none_or(|question| !question.repeats());
        let place =
            progress.questions_before.saturating_add(u32::try_from(before).unwrap_or(u32::MAX)).saturating_add(u32::from(is_counted));
        (place.clamp(1, progress.questions.max(1)), progress.questions)
    }

    /// Whether there is something before this screen; tracked.
    #[must_use]
    pub fn can_go_back(self) -> bool {
        self.store.buttons().get().prev || self.store.questions().first().map(|question| question.id) != self.current.get()
    }

    /// How far this screen is from the first, with nothing before which it is 0; grows with each step on. Tracked.
    #[must_use]
    pub fn depth(self) -> u32 {
        /// More questions than a page has.
        const PAGE: u32 = 1 << 16;
        let here = self.current.get();
        let before = self.store.questions().into_iter().take_while(|question| Some(question.id) != here).count();
        let depth = self.store.progress().get().page.saturating_mul(PAGE).saturating_add(u32::try_from(before).unwrap_or(PAGE));
        if self.can_go_back() { depth.max(1) } else { 0 }
    }

    /// Whether going on sends the answers; tracked.
    #[must_use]
    pub fn is_last(self) -> bool {
        self.store.buttons().get().complete && self.store.questions().last().map(|question| question.id) == self.current.get()
    }

    /// Whether this is the last screen before the preview or the end; tracked.
    #[must_use]
    pub fn is_at_end(self) -> bool {
        !self.store.buttons().get().next && self.store.questions().last().map(|question| question.id) == self.current.get()
    }

    /// Goes on: the next question of this page, else the next page, the preview or the end.
    pub fn forward(self) -> Went {
        let store = self.store;
        let Some(here) = self.current.get_untracked() else {
            return self.leave_page();
        };
        let step = store.validate(&[here]);
        if !step.ok {
            // Of panels that repeat, the question in them that is wrong is shown.
            if let Some(id) = step.first_error.filter(|id| *id != here) {
                store.enter(id);
            }
            return Went::Refused;
        }
        let stops = store.questions();
        match stops.iter().skip_while(|question| question.id != here).nth(1) {
            Some(next) => {
                store.enter(next.id);
                Went::On
            }
            None => self.leave_page(),
        }
    }

    /// Goes back: the question before, else the page before at its last question. `false` when there is none.
    pub fn back(self) -> bool {
        let store = self.store;
        let stops = store.questions();
        let here = self.current.get_untracked();
        let before = stops.iter().take_while(|question| Some(question.id) != here).last();
        if let Some(question) = before {
            store.enter(question.id);
            return true;
        }
        if !store.buttons().get_untracked().prev || !store.prev().ok {
            return false;
        }
        if let Some(last) = store.questions().last() {
            store.enter(last.id);
        }
        true
    }

    fn leave_page(self) -> Went {
        let store = self.store;
        let buttons = store.buttons().get_untracked();
        let step = if buttons.start {
            store.start()
        } else if buttons.next {
            store.next()
        } else if buttons.preview {
            store.preview()
        } else {
            store.complete()
        };
        if !step.ok {
            if let Some(id) = step.first_error {
                store.enter(id);
            }
            return Went::Refused;
        }
        if store.state().get_untracked() == State::Running {
            if let Some(first) = store.questions().first() {
                store.enter(first.id);
            }
            return Went::On;
        }
        Went::Out
    }
}
