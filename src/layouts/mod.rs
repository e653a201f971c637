//! Arrangements of one survey for a canvas and a way of acting: presentation programs over the same store.
//!
//! A layout knows the store and what the page hands it in [`Frame`]; it never loads, sends or stores anything.

mod around;
pub mod desktop;
pub mod mobile;
mod preview;
pub mod tv;

pub use preview::preview_pages;

use crate::{
    i18n::{I18n, keys::respond as keys},
    signal::Signal,
    view::View,
    widgets::{
        progress::Place,
        question::focus_question,
        survey::{Question, SurveyStore},
    },
};
use leptos::prelude::*;
use std::rc::Rc;
use tessera_form::{State, Step};

/// What a page hands a layout beside the survey.
#[derive(Clone)]
pub struct Frame {
    /// Who asks.
    pub workspace: String,
    /// In a sentence or two, who asks and what happens to the answers.
    pub promise: Rc<dyn Fn() -> View>,
    /// Where the answers are now ("Saved on this device"); empty before the first.
    pub saved: Signal<String>,
    /// Language and appearance.
    pub tools: Rc<dyn Fn() -> View>,
    /// Something that matters about the answers on the way (offline, refused).
    pub notice: Rc<dyn Fn() -> View>,
}

/// What the primary button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Primary {
    /// Leaves the start page.
    Start,
    /// Goes on.
    Next,
    /// Shows all answers before sending.
    Check,
    /// Sends.
    Send,
}

impl Primary {
    /// What it does on the page shown; `None` where the form has no buttons. Tracked.
    #[must_use]
    pub fn of(store: SurveyStore) -> Option<Self> {
        let buttons = store.buttons().get();
        [(buttons.start, Self::Start), (buttons.next, Self::Next), (buttons.preview, Self::Check), (buttons.complete, Self::Send)]
            .into_iter()
            .find_map(|(offered, primary)| offered.then_some(primary))
    }

    /// The same, without tracking: for handlers of events.
    #[must_use]
    pub fn of_untracked(store: SurveyStore) -> Option<Self> {
        untrack(|| Self::of(store))
    }

    /// Its word.
    #[must_use]
    pub fn word(self, i18n: I18n) -> String {
        i18n.text(match self {
            Self::Start => keys::START,
            Self::Next => keys::NEXT,
            Self::Check => keys::CHECK,
            Self::Send => keys::SEND,
        })
    }

    /// Does it.
    pub fn run(self, store: SurveyStore) -> Step {
        match self {
            Self::Start => store.start(),
            Self::Next => store.next(),
            Self::Check => store.preview(),
            Self::Send => store.complete(),
        }
    }
}

/// How far along the way a place is, for the history of the browser; the preview is beyond all others. Tracked.
#[must_use]
pub fn depth(store: SurveyStore, place: u32) -> u32 {
    if store.state().get() == State::Preview { u32::MAX } else { place }
}

/// The place on a page layout: the question being worked on among all, or the page among all; tracked.
#[must_use]
pub fn place_on_page(store: SurveyStore) -> Place {
    let progress = store.progress().get();
    let active = store.active().get();
    store.page().track();
    let asking: Vec<Question> = store.questions().into_iter().filter(|question| question.takes_answer()).collect();
    let here = asking.iter().position(|question| Some(question.id) == active).unwrap_or(0);
    let at = progress.questions_before.saturating_add(u32::try_from(here).unwrap_or(u32::MAX)).saturating_add(1);
    Place::choose((at.min(progress.questions), progress.questions), (progress.page + 1, progress.pages))
}

/// After a step: the first question of the new page, or the first that is wrong.
pub fn focus_after(store: SurveyStore, step: &Step) {
    let question = match step.first_error {
        Some(id) if !step.ok => store.question(id),
        _ if step.ok => store.questions().into_iter().find(|question| question.takes_answer()),
        _ => None,
    };
    if let Some(question) = question.filter(|_| store.state().get_untracked() != State::Completed) {
        store.enter(question.id);
        focus_question(question);
    }
}
