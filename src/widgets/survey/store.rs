//! `SurveyStore`: owns the session, and gives what is on the screen of it as signals.

use super::handles::{Element, Node, Panel, Question};
use crate::signal::{EachPane, RwSignal, Signal, StoredValue};
use leptos::prelude::Owner;
use serde_json::{Map, Value};
use std::rc::Rc;
use tessera_form::{Buttons, Completion, ElementId, Progress, Session, Snapshot, State};

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

/// What commands change.
pub(super) struct Inner {
    pub(super) session: Session,
    /// In the order of their slots: those on the page, and those left with something half written.
    pub(super) questions: Vec<Question>,
    pub(super) panels: Vec<Panel>,
    pub(super) listener: Option<Listener>,
    pub(super) owner: Owner,
}

/// What of the session is on the screen. Never freed: a program has one survey until it ends.
pub(super) struct Shown {
    pub(super) inner: StoredValue<Inner>,
    pub(super) page: RwSignal<Node>,
    pub(super) state: RwSignal<State>,
    pub(super) buttons: RwSignal<Buttons>,
    pub(super) progress: RwSignal<Progress>,
    pub(super) locale: RwSignal<String>,
    // Each view of a session has a place of its own on the page that all of them show, and goes on by itself after its own taps alone.
    pub(super) active: EachPane<RwSignal<Option<ElementId>>>,
    pub(super) tap: EachPane<RwSignal<Option<Tap>>>,
}

impl Inner {
    /// The place of a question among all, or where it would be.
    pub(super) fn question_at(&self, id: ElementId) -> Result<usize, usize> {
        self.questions.binary_search_by_key(&id, |question| question.id)
    }

    pub(super) fn panel(&self, id: ElementId) -> Option<Panel> {
        self.panels.iter().find(|panel| panel.id == id).copied()
    }
}

/// The survey being answered. A handle, of one number: copies share everything.
#[derive(Clone, Copy)]
pub struct SurveyStore {
    pub(super) shown: &'static Shown,
}

impl SurveyStore {
    /// A store over a session, alive as long as the present owner.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let (state, buttons, progress) = (session.state(), session.buttons(), session.progress());
        let locale = session.locale().to_owned();
        let owner = Owner::current().unwrap_or_default();
        let inner = Inner { session, questions: Vec::new(), panels: Vec::new(), listener: None, owner };
        let shown = Shown {
            inner: StoredValue::new(inner),
            page: RwSignal::new(Node::default()),
            state: RwSignal::new(state),
            buttons: RwSignal::new(buttons),
            progress: RwSignal::new(progress),
            locale: RwSignal::new(locale),
            active: EachPane::new(RwSignal::default),
            tap: EachPane::new(RwSignal::default),
        };
        let store = Self { shown: Box::leak(Box::new(shown)) };
        store.read_page();
        store
    }

    /// Calls `listener` after everything that is worth keeping or sending.
    pub fn listen(self, listener: impl Fn(Self, &Event) + 'static) {
        self.shown.inner.update_value(|inner| inner.listener = Some(Rc::new(listener)));
    }

    // Reading; all but `read`, `data`, `snapshot` and `completion` are signals.

    /// The page shown.
    #[must_use]
    pub fn page(self) -> Signal<Node> {
        self.shown.page.read_only()
    }

    /// Where the person is in the survey.
    #[must_use]
    pub fn state(self) -> Signal<State> {
        self.shown.state.read_only()
    }

    /// Which buttons the page offers.
    #[must_use]
    pub fn buttons(self) -> Signal<Buttons> {
        self.shown.buttons.read_only()
    }

    /// How far the person is.
    #[must_use]
    pub fn progress(self) -> Signal<Progress> {
        self.shown.progress.read_only()
    }

    /// The language the survey is shown in.
    #[must_use]
    pub fn locale(self) -> Signal<String> {
        self.shown.locale.read_only()
    }

    /// The question being worked on: where focus is on a page, what is on the screen where one question is.
    #[must_use]
    pub fn active(self) -> Signal<Option<ElementId>> {
        self.shown.active.here().read_only()
    }

    /// The last tap on an answer.
    #[must_use]
    pub fn taps(self) -> Signal<Option<Tap>> {
        self.shown.tap.here().read_only()
    }

    /// The handle of a question on the page.
    #[must_use]
    pub fn question(self, id: ElementId) -> Option<Question> {
        self.shown.inner.with_value(|inner| inner.question_at(id).ok().and_then(|at| inner.questions.get(at).copied()))
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
        self.shown.page.with_untracked(|page| collect(&page.elements, &mut found));
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
        self.shown.inner.with_value(|inner| inner.questions.iter().filter(has_draft).copied().collect())
    }

    /// Reads the session itself; not tracked.
    pub fn read<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.shown.inner.with_value(|inner| read(&inner.session))
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
}
