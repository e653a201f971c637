//! `SurveyStore`: owns the session, turns commands into signals.

use super::handles::{Element, Panel, PanelNode, Question};
use crate::signal::{RwSignal, Signal, StoredValue};
use leptos::prelude::*;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, rc::Rc};
use tessera_form::{
    Buttons, Changes, Completion, ElementId, ElementView, FieldError, PageView, Progress, QuestionView, Session, Snapshot, State, Step,
    Text,
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

/// The page shown, in handles.
#[derive(Clone, Default, PartialEq)]
pub struct PageNode {
    /// Its slot; `None` when no page is shown.
    pub id: Option<ElementId>,
    /// Its title.
    pub title: Option<Text>,
    /// Its hint.
    pub description: Option<Text>,
    /// Errors of the page as a whole.
    pub errors: Vec<FieldError>,
    /// What is on it.
    pub elements: Vec<Element>,
}

type Listener = Rc<dyn Fn(SurveyStore, &Event)>;

struct Inner {
    session: Session,
    questions: BTreeMap<ElementId, Question>,
    panels: BTreeMap<ElementId, Panel>,
    listener: Option<Listener>,
    owner: Owner,
}

/// The survey being answered. A handle: copies share everything.
#[derive(Clone, Copy)]
pub struct SurveyStore {
    inner: StoredValue<Inner>,
    page: RwSignal<PageNode>,
    state: RwSignal<State>,
    buttons: RwSignal<Buttons>,
    progress: RwSignal<Progress>,
    locale: RwSignal<String>,
    active: RwSignal<Option<ElementId>>,
    tap: RwSignal<Option<Tap>>,
}

impl SurveyStore {
    /// A store over a session, alive as long as the present owner.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let (state, buttons, progress, locale) = (session.state(), session.buttons(), session.progress(), session.locale().to_owned());
        let inner = Inner {
            session,
            questions: BTreeMap::new(),
            panels: BTreeMap::new(),
            listener: None,
            owner: Owner::current().unwrap_or_default(),
        };
        let store = Self {
            inner: StoredValue::new(inner),
            page: RwSignal::new(PageNode::default()),
            state: RwSignal::new(state),
            buttons: RwSignal::new(buttons),
            progress: RwSignal::new(progress),
            locale: RwSignal::new(locale),
            active: RwSignal::new(None),
            tap: RwSignal::new(None),
        };
        store.read_page();
        store
    }

    /// Calls `listener` after everything that is worth keeping or sending.
    pub fn listen(self, listener: impl Fn(Self, &Event) + 'static) {
        self.inner.update_value(|inner| inner.listener = Some(Rc::new(listener)));
    }

    // Reading; all but `read`, `data`, `snapshot` and `completion` are signals.

    /// The page shown.
    #[must_use]
    pub fn page(self) -> Signal<PageNode> {
        self.page.read_only()
    }

    /// Where the person is in the survey.
    #[must_use]
    pub fn state(self) -> Signal<State> {
        self.state.read_only()
    }

    /// Which buttons the page offers.
    #[must_use]
    pub fn buttons(self) -> Signal<Buttons> {
        self.buttons.read_only()
    }

    /// How far the person is.
    #[must_use]
    pub fn progress(self) -> Signal<Progress> {
        self.progress.read_only()
    }

    /// The language the survey is shown in.
    #[must_use]
    pub fn locale(self) -> Signal<String> {
        self.locale.read_only()
    }

    /// The question being worked on: where focus is on a page, what is on the screen where one question is.
    #[must_use]
    pub fn active(self) -> Signal<Option<ElementId>> {
        self.active.read_only()
    }

    /// The last tap on an answer.
    #[must_use]
    pub fn taps(self) -> Signal<Option<Tap>> {
        self.tap.read_only()
    }

    /// The handle of a question on the page.
    #[must_use]
    pub fn question(self, id: ElementId) -> Option<Question> {
        self.inner.with_value(|inner| inner.questions.get(&id).copied())
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
        self.page.with_untracked(|page| collect(&page.elements, &mut found));
        found
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
        if step.ok && self.state.get_untracked() == State::Completed {
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
    pub fn show_server_errors(self, errors: &BTreeMap<String, Vec<FieldError>>) -> Step {
        self.travel(|session| session.show_server_errors(errors))
    }

    /// Shows the survey in another language.
    pub fn set_locale(self, locale: &str) {
        self.change(|session| session.set_locale(locale));
        self.locale.set(locale.to_owned());
        // Titles of pages and panels are nobody's question, so they are read again.
        self.read_page();
    }

    /// Sets which question is being worked on.
    pub fn enter(self, id: ElementId) {
        if self.active.get_untracked() != Some(id) {
            self.active.set(Some(id));
            self.report(&Event::Changed);
        }
    }

    /// Forgets the last tap, once a layout acted on it.
    pub fn forget_tap(self) {
        self.tap.set(None);
    }

    pub(super) fn tapped(self, id: ElementId, before: Option<Value>) {
        self.tap.set(Some(Tap { id, before }));
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
        let before = self.page.with_untracked(|page| page.id);
        let step = self.with_session(command);
        self.apply(&step.changes);
        // The end is told by `complete`, once.
        if before != self.page.with_untracked(|page| page.id) && self.state.get_untracked() != State::Completed {
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
                (Some(question), Some(view)) => update(question, view),
                // Not on this page, or a panel of it whose title pipes an answer.
                (None, _) => unknown |= self.inner.with_value(|inner| inner.panels.contains_key(id)),
                (Some(_), None) => unknown = true,
            }
        }
        if unknown {
            self.read_page();
        }
        set_if_new(self.state, self.read(Session::state));
        set_if_new(self.buttons, self.read(Session::buttons));
        set_if_new(self.progress, self.read(Session::progress));
    }

    fn read_page(self) {
        let view = self.read(Session::page);
        let mut seen = Vec::new();
        let node = view.map_or_else(PageNode::default, |page| {
            let PageView { id, title, description, errors, elements, .. } = page;
            let elements = self.adopt(elements, &mut seen);
            PageNode { id: Some(id), title, description, errors, elements }
        });
        self.drop_unseen(&seen);
        if self.page.with_untracked(|page| *page != node) {
            self.page.set(node);
        }
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
                ElementView::Panel(view) => {
                    seen.push(view.id);
                    let elements = self.adopt(view.elements, seen);
                    let node =
                        PanelNode { number: view.number, title: view.title, description: view.description, errors: view.errors, elements };
                    Element::Panel(self.adopt_panel(view.id, node))
                }
            })
            .collect()
    }

    fn adopt_question(self, view: QuestionView) -> Question {
        let id = view.id;
        if let Some(question) = self.question(id) {
            update(question, view);
            return question;
        }
        let owner = self.inner.with_value(|inner| inner.owner.clone());
        let question = owner.with(|| Question { id, view: RwSignal::new(view), draft: RwSignal::new(None), store: self });
        self.inner.update_value(|inner| {
            inner.questions.insert(id, question);
        });
        question
    }

    fn adopt_panel(self, id: ElementId, node: PanelNode) -> Panel {
        if let Some(panel) = self.inner.with_value(|inner| inner.panels.get(&id).copied()) {
            if panel.node.with_untracked(|old| *old != node) {
                panel.node.set(node);
            }
            return panel;
        }
        let owner = self.inner.with_value(|inner| inner.owner.clone());
        let panel = owner.with(|| Panel { id, node: RwSignal::new(node) });
        self.inner.update_value(|inner| {
            inner.panels.insert(id, panel);
        });
        panel
    }

    /// Forgets handles of what left the page. Their signals stay alive until the store goes: a view on its way out may still read them.
    fn drop_unseen(self, seen: &[ElementId]) {
        self.inner.update_value(|inner| {
            inner.questions.retain(|id, question| seen.contains(id) || question.draft.with_untracked(Option::is_some));
            inner.panels.retain(|id, _| seen.contains(id));
        });
    }
}

fn update(question: Question, view: QuestionView) {
    if question.view.with_untracked(|old| *old != view) {
        question.view.set(view);
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
