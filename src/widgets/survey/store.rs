//! `SurveyStore`: owns the session, turns commands into signals.

use super::handles::{Element, Node, Panel, Question};
use crate::signal::{RwSignal, Signal, StoredValue};
use leptos::prelude::Owner;
use serde_json::{Map, Value};
use std::rc::Rc;
use tessera_form::{
    Buttons, Changes, Completion, ElementId, ElementView, FieldErrors, PageView, PanelView, Progress, QuestionView, Session, Snapshot,
    State, Step,
};

/// What a page is told so that it can keep and send answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An answer, a comment or a place changed: worth keeping on the device.
    Changed,
    /// The person went to another page of the survey: worth sending.
    Moved,
    /// The survey is complete: to be sent for good.
    Completed,
}

/// One deliberate tap on an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Tap {
    /// The question.
    pub id: ElementId,
    /// What its answer was before.
    pub before: Option<Value>,
}

type Listener = Rc<dyn Fn(SurveyStore, &Event)>;

struct Inner {
    session: Session,
    shown: Shown,
    /// In the order of their slots: those on the page, and those left with something half written.
    questions: Vec<Question>,
    panels: Vec<Panel>,
    listener: Option<Listener>,
    owner: Owner,
}

/// What of the session is on the screen.
#[derive(Clone, Copy)]
struct Shown {
    page: RwSignal<Node>,
    state: RwSignal<State>,
    buttons: RwSignal<Buttons>,
    progress: RwSignal<Progress>,
    locale: RwSignal<String>,
    active: RwSignal<Option<ElementId>>,
    tap: RwSignal<Option<Tap>>,
}

impl Inner {
    /// The place of a question among all, or where it would be.
    fn question_at(&self, id: ElementId) -> Result<usize, usize> {
        self.questions.binary_search_by_key(&id, |question| question.id)
    }

    fn panel(&self, id: ElementId) -> Option<Panel> {
        self.panels.iter().find(|panel| panel.id == id).copied()
    }
}

/// The survey being answered. A handle: copies share everything.
#[derive(Clone, Copy)]
pub struct SurveyStore {
    inner: StoredValue<Inner>,
}

impl SurveyStore {
    /// A store over a session, alive as long as the present owner.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let shown = Shown {
            page: RwSignal::new(Node::default()),
            state: RwSignal::new(session.state()),
            buttons: RwSignal::new(session.buttons()),
            progress: RwSignal::new(session.progress()),
            locale: RwSignal::new(session.locale().to_owned()),
            active: RwSignal::new(None),
            tap: RwSignal::new(None),
        };
        let owner = Owner::current().unwrap_or_default();
        let inner = Inner { session, shown, questions: Vec::new(), panels: Vec::new(), listener: None, owner };
        let store = Self { inner: StoredValue::new(inner) };
        store.read_page();
        store
    }

    /// Calls `listener` after everything that is worth keeping or sending.
    pub fn listen(self, listener: impl Fn(Self, &Event) + 'static) {
        self.inner.update_value(|inner| inner.listener = Some(Rc::new(listener)));
    }

    fn shown(self) -> Shown {
        self.inner.with_value(|inner| inner.shown)
    }

    // Reading; all but `read`, `data`, `snapshot` and `completion` are signals.

    /// The page shown.
    #[must_use]
    pub fn page(self) -> Signal<Node> {
        self.shown().page.read_only()
    }

    /// Where the person is in the survey.
    #[must_use]
    pub fn state(self) -> Signal<State> {
        self.shown().state.read_only()
    }

    /// Which buttons the page offers.
    #[must_use]
    pub fn buttons(self) -> Signal<Buttons> {
        self.shown().buttons.read_only()
    }

    /// How far the person is.
    #[must_use]
    pub fn progress(self) -> Signal<Progress> {
        self.shown().progress.read_only()
    }

    /// The language the survey is shown in.
    #[must_use]
    pub fn locale(self) -> Signal<String> {
        self.shown().locale.read_only()
    }

    /// The question being worked on: where focus is on a page, what is on the screen where one question is.
    #[must_use]
    pub fn active(self) -> Signal<Option<ElementId>> {
        self.shown().active.read_only()
    }

    /// The last tap on an answer.
    #[must_use]
    pub fn taps(self) -> Signal<Option<Tap>> {
        self.shown().tap.read_only()
    }

    /// The handle of a question on the page.
    #[must_use]
    pub fn question(self, id: ElementId) -> Option<Question> {
        self.inner.with_value(|inner| inner.question_at(id).ok().and_then(|at| inner.questions.get(at).copied()))
    }

    /// The questions on the page in order, those in panels included; not tracked.
    #[must_use]
    pub fn questions(self) -> Vec<Question> {
        fn collect(elements: &[Element], found: &mut Vec<Question>) {
            for element in elements {
                match element {
                    Element::Question(question) => found.push(*question),
                    Element::Panel(panel) => panel.node.with_untracked(|node| collect(&node.elements, found)),
                }
            }
        }
        let mut found = Vec::new();
        self.shown().page.with_untracked(|page| collect(&page.elements, &mut found));
        found
    }

    /// The handle of a question on whatever page; `None` while it is not part of the survey.
    #[must_use]
    pub fn question_anywhere(self, id: ElementId) -> Option<Question> {
        self.question(id).or_else(|| self.read(|session| session.question(id)).map(|view| self.adopt_question(view)))
    }

    /// The questions, on whatever page, with something in them that is typed without being stored; not tracked.
    #[must_use]
    pub fn half_written(self) -> Vec<Question> {
        let has_draft = |question: &&Question| question.draft.with_untracked(Option::is_some);
        self.inner.with_value(|inner| inner.questions.iter().filter(has_draft).copied().collect())
    }

    /// Reads the session itself; not tracked.
    pub fn read<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.inner.with_value(|inner| read(&inner.session))
    }

    /// The answers as stored.
    #[must_use]
    pub fn data(self) -> Map<String, Value> {
        self.read(Session::data)
    }

    /// Everything a reload needs.
    #[must_use]
    pub fn snapshot(self) -> Snapshot {
        self.read(Session::snapshot)
    }

    /// What to show when the survey is done.
    #[must_use]
    pub fn completion(self) -> Completion {
        self.read(Session::completion)
    }

    // Commands.

    /// Goes on to the next page; stays when something on this one is wrong.
    pub fn next(self) -> Step {
        self.advance(Session::next)
    }

    /// Completes the survey; stays when something is wrong.
    pub fn complete(self) -> Step {
        let step = self.advance(Session::complete);
        if step.ok && self.shown().state.get_untracked() == State::Completed {
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
        self.shown().locale.set(locale.to_owned());
        // Titles of pages and panels are nobody's question, so they are read again.
        self.read_page();
    }

    /// Sets which question is being worked on.
    pub fn enter(self, id: ElementId) {
        if self.shown().active.get_untracked() != Some(id) {
            self.shown().active.set(Some(id));
            self.report(&Event::Changed);
        }
    }

    /// Forgets the last tap, once a layout acted on it.
    pub fn forget_tap(self) {
        self.shown().tap.set(None);
    }

    pub(super) fn tapped(self, id: ElementId, before: Option<Value>) {
        self.shown().tap.set(Some(Tap { id, before }));
    }

    pub(super) fn report(self, event: &Event) {
        let listener = self.inner.with_value(|inner| inner.listener.clone());
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
        let before = self.shown().page.with_untracked(|page| page.id);
        let step = self.with_session(command);
        self.apply(&step.changes);
        // The end is told by `complete`, once.
        if before != self.shown().page.with_untracked(|page| page.id) && self.shown().state.get_untracked() != State::Completed {
            self.report(&Event::Moved);
        }
        step
    }

    fn has_wrong_draft(self, id: ElementId) -> bool {
        self.question(id).is_some_and(Question::tell)
    }

    fn with_session<T: Default>(self, command: impl FnOnce(&mut Session) -> T) -> T {
        self.inner.try_update_value(|inner| command(&mut inner.session)).unwrap_or_default()
    }

    /// One batch: effects run after the present task, so everything below is one redraw.
    fn apply(self, changes: &Changes) {
        let mut unknown = changes.structure;
        for id in &changes.questions {
            match (self.question(*id), self.read(|session| session.question(*id))) {
                (Some(question), Some(view)) => set_if_new(question.view, view),
                // Not on this page, or a panel of it whose title pipes an answer.
                (None, _) => unknown |= self.inner.with_value(|inner| inner.panel(*id).is_some()),
                (Some(_), None) => unknown = true,
            }
        }
        if unknown {
            self.read_page();
        }
        set_if_new(self.shown().state, self.read(Session::state));
        set_if_new(self.shown().buttons, self.read(Session::buttons));
        set_if_new(self.shown().progress, self.read(Session::progress));
    }

    fn read_page(self) {
        let view = self.read(Session::page);
        let mut seen = Vec::new();
        let node = view.map_or_else(Node::default, |page| {
            let PageView { id, title, description, errors, elements, .. } = page;
            let elements = self.adopt(elements, &mut seen);
            Node { id: Some(id), number: None, title, description, errors, elements }
        });
        self.drop_unseen(&seen);
        set_if_new(self.shown().page, node);
    }

    /// Turns views into handles: those already on the page keep theirs, and so their place in the document and the focus.
    fn adopt(self, elements: Vec<ElementView>, seen: &mut Vec<ElementId>) -> Vec<Element> {
        elements
            .into_iter()
            .map(|element| match element {
                ElementView::Question(view) => {
                    seen.push(view.id);
                    Element::Question(self.adopt_question(view))
                }
                ElementView::Panel(PanelView { id, number, title, description, errors, elements, .. }) => {
                    seen.push(id);
                    let elements = self.adopt(elements, seen);
                    Element::Panel(self.adopt_panel(id, Node { id: Some(id), number, title, description, errors, elements }))
                }
            })
            .collect()
    }

    fn adopt_question(self, view: QuestionView) -> Question {
        let id = view.id;
        if let Some(question) = self.question(id) {
            set_if_new(question.view, view);
            return question;
        }
        let owner = self.inner.with_value(|inner| inner.owner.clone());
        let question = owner.with(|| Question { id, view: RwSignal::new(view), draft: RwSignal::new(None), store: self });
        self.inner.update_value(|inner| {
            if let Err(at) = inner.question_at(id) {
                inner.questions.insert(at, question);
            }
        });
        question
    }

    fn adopt_panel(self, id: ElementId, node: Node) -> Panel {
        if let Some(panel) = self.inner.with_value(|inner| inner.panel(id)) {
            set_if_new(panel.node, node);
            return panel;
        }
        let owner = self.inner.with_value(|inner| inner.owner.clone());
        let panel = owner.with(|| Panel { id, node: RwSignal::new(node) });
        self.inner.update_value(|inner| inner.panels.push(panel));
        panel
    }

    /// Forgets handles of what left the page. Their signals stay alive until the store goes: a view on its way out may still read them.
    fn drop_unseen(self, seen: &[ElementId]) {
        self.inner.update_value(|inner| {
            inner.questions.retain(|question| seen.contains(&question.id) || question.draft.with_untracked(Option::is_some));
            inner.panels.retain(|panel| seen.contains(&panel.id));
        });
    }
}

fn set_if_new<T: PartialEq + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
