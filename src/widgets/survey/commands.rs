//! What a person, or a page for them, does to the survey.

use super::{Event, Question, SurveyStore, Tap};
use serde_json::{Map, Value};
use tessera_form::{Changes, ElementId, FieldErrors, Session, State, Step};

impl SurveyStore {
    /// Goes on to the next page; stays when something on this one is wrong.
    pub fn next(self) -> Step {
        self.advance(Session::next)
    }

    /// Completes the survey; stays when something is wrong.
    pub fn complete(self) -> Step {
        let step = self.advance(Session::complete);
        if step.ok && self.shown.state.get_untracked() == State::Completed {
            self.report(&Event::Completed);
        }
        step
    }

    /// Shows all answers before completing.
    pub fn preview(self) -> Step {
        self.advance(Session::preview)
    }

    /// Goes back a page.
    pub fn prev(self) -> Step {
        self.travel(Session::prev)
    }

    /// Leaves the start page.
    pub fn start(self) -> Step {
        self.advance(Session::start)
    }

    /// Leaves the preview, to `page` or to the last one.
    pub fn cancel_preview(self, page: Option<ElementId>) -> Step {
        self.travel(|session| session.cancel_preview(page))
    }

    /// Shows the errors of just these questions.
    pub fn validate(self, ids: &[ElementId]) -> Step {
        if let Some(id) = ids.iter().copied().find(|id| self.has_wrong_draft(*id)) {
            return Step { ok: false, first_error: Some(id), ..Step::default() };
        }
        let step = self.with_session(|session| session.validate(ids));
        self.apply(&step.changes);
        step
    }

    /// Shows what the server found wrong, on the page of the first.
    pub fn show_server_errors(self, errors: &FieldErrors) -> Step {
        self.travel(|session| session.show_server_errors(errors))
    }

    /// Shows the survey in another language.
    pub fn set_locale(self, locale: &str) {
        self.change(|session| session.set_locale(locale));
        self.shown.locale.set(locale.to_owned());
        // Titles of pages and panels are nobody's question, so they are read again.
        self.read_page();
    }

    /// Takes up answers that were given elsewhere, in the place of all here.
    pub fn set_answers(self, data: Map<String, Value>) {
        let value = |question: Question| question.view.with_untracked(|view| view.value.clone());
        let typed: Vec<_> = self.half_written().into_iter().map(|question| (question, value(question))).collect();
        let changes = self.with_session(|session| session.set_answers(data));
        self.apply(&changes);
        // What stands in a box for an answer that was replaced is not what is answered any more; what stands for none is still being typed.
        for (question, before) in typed {
            if before.is_some() && before != value(question) {
                question.draft.set(None);
            }
        }
    }

    /// Adds a panel to a question that repeats them.
    #[cfg(feature = "all-types")]
    pub fn add_panel(self, id: ElementId) {
        self.change(|session| session.add_panel(id));
    }

    /// Takes the panel at this place away from a question that repeats them.
    #[cfg(feature = "all-types")]
    pub fn remove_panel(self, id: ElementId, at: usize) {
        let changes = self.with_session(|session| session.remove_panel(id, at));
        // What was half written in it goes along: a panel added later may get the same slots.
        self.shown.inner.update_value(|inner| {
            let super::store::Inner { session, questions, .. } = inner;
            questions.retain(|question| session.question(question.id).is_some() || question.draft.with_untracked(Option::is_none));
        });
        self.apply(&changes);
        self.report(&Event::Changed);
    }

    /// Sets which question is being worked on.
    pub fn enter(self, id: ElementId) {
        let active = self.shown.active.here();
        if active.get_untracked() != Some(id) {
            active.set(Some(id));
            self.report(&Event::Changed);
        }
    }

    /// Forgets the last tap, once a layout acted on it.
    pub fn forget_tap(self) {
        self.shown.tap.here().set(None);
    }

    pub(super) fn tapped(self, id: ElementId, before: Option<Value>) {
        self.shown.tap.here().set(Some(Tap { id, before }));
    }

    pub(super) fn report(self, event: &Event) {
        let listener = self.shown.inner.with_value(|inner| inner.listener.clone());
        if let Some(listener) = listener {
            listener(self, event);
        }
    }

    /// A command that changes answers.
    pub(super) fn change(self, command: impl FnOnce(&mut Session) -> Changes) {
        let changes = self.with_session(command);
        self.apply(&changes);
        self.report(&Event::Changed);
    }

    /// A command that goes on, unless something typed on this page stands for no value.
    fn advance(self, command: impl FnOnce(&mut Session) -> Step) -> Step {
        let order: Vec<ElementId> = self.questions().iter().map(|question| question.id).collect();
        // Each is asked, so that each says what is wrong with it.
        let wrong: Vec<ElementId> = order.iter().copied().filter(|id| self.has_wrong_draft(*id)).collect();
        if !wrong.is_empty() {
            // The engine shows its own errors of this page beside ours; the first of both, in page order, gets the focus.
            let found = self.with_session(|session| session.validate(&order));
            self.apply(&found.changes);
            let first = order.into_iter().find(|id| wrong.contains(id) || found.first_error == Some(*id));
            return Step { ok: false, first_error: first, changes: found.changes };
        }
        self.travel(command)
    }

    /// A command that may show another page.
    fn travel(self, command: impl FnOnce(&mut Session) -> Step) -> Step {
        let before = self.shown.page.with_untracked(|page| page.id);
        let step = self.with_session(command);
        self.apply(&step.changes);
        // The end is told by `complete`, once.
        if before != self.shown.page.with_untracked(|page| page.id) && self.shown.state.get_untracked() != State::Completed {
            self.report(&Event::Moved);
        }
        step
    }

    fn has_wrong_draft(self, id: ElementId) -> bool {
        self.question(id).is_some_and(Question::tell)
    }

    fn with_session<T: Default>(self, command: impl FnOnce(&mut Session) -> T) -> T {
        self.shown.inner.try_update_value(|inner| command(&mut inner.session)).unwrap_or_default()
    }
}
