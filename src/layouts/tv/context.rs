//! What the parts of the television screen share: the focus, the way through the survey, who hears the remote first.

use super::{rows::Rows, writing::Target};
use crate::{
    i18n::{I18n, Key, use_i18n},
    modality::{FocusScope, Intent},
    signal::{RwSignal, StoredValue},
    widgets::{
        announce::{Announcer, use_announcer},
        question::say_errors,
        survey::{Question, SurveyStore, Walk, Went},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// What lies over the question.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Overlay {
    /// The keyboard, writing there.
    Keyboard(Target),
    /// The choices of a drop-down.
    Choices(Question),
    /// The languages to choose from.
    Languages,
    /// Whether to leave.
    Leave,
}

struct Listener {
    id: u32,
    act: Rc<dyn Fn(Intent) -> bool>,
}

/// The screen. A handle: copies share everything.
#[derive(Clone, Copy)]
pub(super) struct Tv {
    pub(super) store: SurveyStore,
    pub(super) walk: Walk,
    pub(super) rows: Rows,
    pub(super) scope: FocusScope,
    pub(super) i18n: I18n,
    pub(super) overlay: RwSignal<Option<Overlay>>,
    /// Whether something is held, a slider or a row of a ranking: Back undoes then.
    pub(super) is_holding: RwSignal<bool>,
    pub(super) announcer: Announcer,
    listeners: StoredValue<(u32, Vec<Listener>)>,
}

impl Tv {
    pub(super) fn new(store: SurveyStore) -> Self {
        Self {
            store,
            walk: Walk::new(store),
            rows: Rows::new(),
            scope: FocusScope::new(),
            i18n: use_i18n(),
            overlay: RwSignal::new(None),
            is_holding: RwSignal::new(false),
            announcer: use_announcer(),
            listeners: StoredValue::new((0, Vec::new())),
        }
    }

    /// Hears the remote before the focus moves, while the present owner lives; who came last hears first. `true` when it was theirs.
    pub(super) fn listen(self, act: impl Fn(Intent) -> bool + 'static) {
        let added = self.listeners.try_update_value(|(next, listeners)| {
            *next += 1;
            listeners.push(Listener { id: *next, act: Rc::new(act) });
            *next
        });
        on_cleanup(move || {
            // Nothing is left to clean when the whole screen goes at once.
            self.listeners.try_update_value(|(_, listeners)| listeners.retain(|listener| Some(listener.id) != added));
        });
    }

    /// Whether a listener took the intent.
    pub(super) fn is_heard(self, intent: Intent) -> bool {
        // Called outside of the borrow: a listener may take itself away.
        let listeners: Vec<_> =
            self.listeners.with_value(|(_, listeners)| listeners.iter().rev().map(|listener| Rc::clone(&listener.act)).collect());
        listeners.iter().any(|act| act(intent))
    }

    /// One step back: what lies over the question goes, else the question before comes, else the person is asked whether to leave.
    pub(super) fn back(self) {
        if self.overlay.with_untracked(Option::is_some) {
            self.overlay.set(None);
        } else if self.here().is_some_and(|question| self.rows.back(question)) {
            // A row further up of the same question.
        } else if self.walk.back() {
            self.rows.enter_last(self.here());
        } else {
            self.overlay.set(Some(Overlay::Leave));
        }
    }

    /// Goes on. What is wrong with the answer is shown and said.
    pub(super) fn go_on(self) {
        let Some(here) = self.here() else {
            self.walk.forward();
            return;
        };
        if self.rows.forward(here) {
            return;
        }
        match self.walk.forward() {
            Went::Refused => {
                self.rows.enter_wrong(here);
                self.say_errors(here);
            }
            Went::On => self.rows.enter(self.here()),
            Went::Out => {}
        }
    }

    /// Whether there is something before this screen; tracked.
    pub(super) fn can_go_back(self) -> bool {
        self.walk.can_go_back() || self.walk.current().is_some_and(|question| self.rows.can_go_back(question))
    }

    fn here(self) -> Option<Question> {
        untrack(|| self.walk.current())
    }

    /// Sends what the preview shows. Should something be wrong after all, its question comes.
    pub(super) fn send(self) {
        let step = self.store.complete();
        if let Some(question) = step.first_error.filter(|_| !step.ok).and_then(|id| self.store.question(id)) {
            self.store.enter(question.id);
            self.rows.enter_wrong(question);
            self.say_errors(question);
        }
    }

    /// Says what is wrong. An empty box of one's own may be out of sight below its list, and writing in it is what helps: the focus goes
    /// there, and what has the focus is scrolled to again once the error stands.
    fn say_errors(self, question: Question) {
        say_errors(self.i18n, self.announcer, question);
        if untrack(|| question.errors().iter().any(|error| error.code == "otherempty")) {
            self.scope.go_to(&Target::Other(question).key());
        }
    }

    /// Puts the focus on the button that goes on.
    pub(super) fn offer_next(self, question: Question) {
        self.scope.go_to(&question.part_id("-next"));
    }

    /// Words with one thing in them.
    pub(super) fn fill(self, key: Key, name: &str, value: &str) -> String {
        self.i18n.fill(key, &[(name, value)])
    }
}
