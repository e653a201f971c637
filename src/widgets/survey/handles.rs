//! Small copyable handles to what is on a page: what a widget is given.

use super::{Event, SurveyStore};
use crate::signal::RwSignal;
use serde_json::Value;
use std::ops::Deref;
use tessera_form::{ElementId, FieldError, Kind, QuestionView, Repeated, Text};

/// What was typed and is not (yet) a value: kept where every layout finds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Exactly what stands in the box.
    pub text: String,
    /// What is wrong with it; it stops Next like an error of the engine.
    pub error: Option<FieldError>,
    /// Whether that is shown: once the person left the box, or wanted to go on.
    pub is_told: bool,
}

/// A question on the page. A handle, of one number: nearly every closure of a view carries one.
#[derive(Clone, Copy)]
pub struct Question(&'static Parts);

/// What is known of a question. Never freed: its signals live as long as the store, which a program has until it ends.
pub struct Parts {
    /// Its slot.
    pub id: ElementId,
    /// Its view, as the engine last gave it.
    pub view: RwSignal<QuestionView>,
    /// What is typed into it without being a value.
    pub draft: RwSignal<Option<Draft>>,
    store: SurveyStore,
}

impl Deref for Question {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

/// A panel on the page.
#[derive(Clone, Copy)]
pub struct Panel {
    /// Its slot.
    pub id: ElementId,
    /// What it shows.
    pub node: RwSignal<Node>,
    /// The store it belongs to.
    pub store: SurveyStore,
}

/// What a panel shows, or a page.
#[derive(Clone, Default, PartialEq)]
pub struct Node {
    /// Its slot; `None` when no page is shown.
    pub id: Option<ElementId>,
    /// Its number, when panels are numbered.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<Text>,
    /// Its hint.
    pub description: Option<Text>,
    /// Errors of it as a whole.
    pub errors: Vec<FieldError>,
    /// What is in it.
    pub elements: Vec<Element>,
    /// When it is one of several alike, which.
    pub repeated: Option<Repeated>,
}

/// A question or a panel.
#[derive(Clone, Copy, PartialEq)]
pub enum Element {
    /// A question.
    Question(Question),
    /// A panel.
    Panel(Panel),
}

impl Element {
    /// The slot, by which lists are keyed.
    #[must_use]
    pub fn id(&self) -> ElementId {
        match self {
            Self::Question(question) => question.id,
            Self::Panel(panel) => panel.id,
        }
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl PartialEq for Panel {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Question {
    pub(super) fn new(store: SurveyStore, view: QuestionView) -> Self {
        let (id, view) = (view.id, RwSignal::new(view));
        Self(Box::leak(Box::new(Parts { id, view, draft: RwSignal::new(None), store })))
    }

    /// Answers it; `None` takes the answer back.
    pub fn set(self, value: Option<Value>) {
        self.draft.set(None);
        self.store.change(|session| session.set(self.id, value));
    }

    /// Keeps what was typed, and answers with the value it stands for; none while something is wrong with it.
    pub fn type_in(self, text: String, read: Result<Option<Value>, FieldError>) {
        let (value, error) = match read {
            Ok(value) => (value, None),
            Err(error) => (None, Some(error)),
        };
        self.draft.set(Some(Draft { text, error, is_told: false }));
        if self.view.with_untracked(|view| view.value != value) {
            self.store.change(|session| session.set(self.id, value));
        } else {
            self.report(Event::Changed);
        }
    }

    /// Keeps what is half written and so stands for no value, with nothing wrong about it yet; `None` forgets it.
    pub fn write_half(self, text: Option<String>) {
        self.draft.set(text.map(|text| Draft { text, ..Draft::default() }));
        self.report(Event::Changed);
    }

    /// Shows what is wrong with what was typed. `false` when nothing is.
    pub fn tell(self) -> bool {
        let is_wrong = self.draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.error.is_some()));
        if is_wrong {
            self.draft.update(|draft| {
                if let Some(draft) = draft {
                    draft.is_told = true;
                }
            });
        }
        is_wrong
    }

    /// Answers it by one deliberate tap, which a layout with one question a screen may follow by going on.
    pub fn tap(self, value: Option<Value>) {
        let before = self.view.with_untracked(|view| view.value.clone());
        self.set(value);
        self.store.tapped(self.id, before);
    }

    /// Writes the comment under it.
    pub fn set_comment(self, text: &str) {
        self.store.change(|session| session.set_comment(self.id, text));
    }

    /// Writes the text of "other".
    pub fn set_other(self, text: &str) {
        self.store.change(|session| session.set_other(self.id, text));
    }

    /// Tells the store that the person is working on it.
    pub fn enter(self) {
        self.store.enter(self.id);
    }

    /// Whether the person is working on it; tracked.
    #[must_use]
    pub fn is_active(self) -> bool {
        self.store.active().get() == Some(self.id)
    }

    /// What is wrong with it, as displayed; tracked.
    #[must_use]
    pub fn errors(self) -> Vec<FieldError> {
        let typed = self.draft.with(|draft| draft.as_ref().filter(|draft| draft.is_told).and_then(|draft| draft.error.clone()));
        match typed {
            Some(error) => vec![error],
            None => self.view.with(|view| view.errors.clone()),
        }
    }

    /// Whether something is shown to be wrong with it; tracked.
    #[must_use]
    pub fn is_invalid(self) -> bool {
        use tessera_form::Level::Error;
        self.draft.with(|draft| draft.as_ref().is_some_and(|draft| draft.is_told && draft.error.is_some()))
            || self.view.with(|view| view.errors.iter().any(|error| error.level == Error))
    }

    /// Whether it asks anything; not tracked, since a question never changes its type.
    #[must_use]
    pub fn takes_answer(self) -> bool {
        self.view.with_untracked(|view| {
            !matches!(view.kind, Kind::Html { .. } | Kind::Image(..) | Kind::Expression { .. } | Kind::Unsupported { .. })
        })
    }

    /// Whether it is panels that repeat, whose questions are questions of their own; not tracked.
    #[must_use]
    pub fn repeats(self) -> bool {
        self.view.with_untracked(|view| matches!(view.kind, Kind::Panels(..)))
    }

    /// The store it belongs to.
    #[must_use]
    pub fn store(self) -> SurveyStore {
        self.store
    }

    /// The id of its tile in the document.
    #[must_use]
    pub fn dom_id(self) -> String {
        self.part_id("")
    }

    /// The id of a part of it: `-title`, `-hint`, `-error`, `-input`, ...
    #[must_use]
    pub fn part_id(self, part: &str) -> String {
        let mut id = String::from("q");
        id.push_str(&self.id.0.to_string());
        id.push_str(part);
        id
    }

    /// What describes its controls: hint, error, foot, as far as they are shown; tracked.
    #[must_use]
    pub fn described_by(self) -> Option<String> {
        self.described_by_with("", false)
    }

    /// The same, and its part `more` while that `is_there`; tracked.
    #[must_use]
    pub fn described_by_with(self, more: &str, is_there: bool) -> Option<String> {
        let mut ids = Vec::with_capacity(3);
        if self.is_invalid() {
            ids.push(self.part_id("-error"));
        }
        if self.view.with(|view| view.description.is_some()) {
            ids.push(self.part_id("-hint"));
        }
        if is_there {
            ids.push(self.part_id(more));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The id of its title, when it has one on the screen; tracked.
    #[must_use]
    pub fn labelled_by(self) -> Option<String> {
        self.view.with(|view| view.title.is_some()).then(|| self.part_id("-title"))
    }

    /// What it is called where it has no title on the screen; tracked.
    #[must_use]
    pub fn spoken_name(self) -> Option<String> {
        self.view.with(|view| view.title.is_none().then(|| view.name.to_string()))
    }

    /// Reports something that happened to it which is neither an answer nor a move.
    pub fn report(self, event: Event) {
        self.store.report(&event);
    }
}
