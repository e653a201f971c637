//! The course of a survey: where the person is, where they can go, what a command changed, what is said at the end.

use super::{ElementId, Text};

/// Where the person is in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// On the start page (`firstPageIsStartPage`).
    Starting,
    /// Answering.
    Running,
    /// Looking at all answers before completing.
    Preview,
    /// Done.
    Completed,
}

impl State {
    /// Its name in a snapshot.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Preview => "preview",
            Self::Completed => "completed",
        }
    }

    pub(crate) fn named(name: &str) -> Option<State> {
        [Self::Starting, Self::Running, Self::Preview, Self::Completed].into_iter().find(|state| state.name() == name)
    }
}

/// Which buttons the page offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the button of that name")]
pub struct Buttons {
    pub start: bool,
    pub prev: bool,
    pub next: bool,
    pub preview: bool,
    pub complete: bool,
}

/// How far the person is. Counts visible questions that take an answer, in all visible pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Index of the page shown among the visible pages.
    pub page: u32,
    /// Number of visible pages.
    pub pages: u32,
    /// Questions on earlier pages.
    pub questions_before: u32,
    /// Questions on this page.
    pub questions_here: u32,
    /// Questions in all.
    pub questions: u32,
    /// Questions with an answer.
    pub answered: u32,
}

/// What one command changed. A screen redraws these and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Questions whose view may differ now; ordered, without repeats.
    pub questions: Vec<ElementId>,
    /// Elements came, went or moved on the page shown, or another page is shown: read the page again.
    pub structure: bool,
}

/// What came of a navigation command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Whether the survey did what was asked.
    pub ok: bool,
    /// The first visible question with an error that stops, when there is one.
    pub first_error: Option<ElementId>,
    /// What changed.
    pub changes: Changes,
}

/// What to show when the survey is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completion {
    /// The author's closing words (sanitised markup, piped values escaped), when the form has them.
    pub html: Option<Text>,
    /// Where to go afterwards (`navigateToUrl`), https only.
    pub navigate_to: Option<String>,
}
