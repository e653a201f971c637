//! What the engine says changed, put on the screen: that and nothing else.

use super::{
    SurveyStore,
    handles::{Element, Node, Panel, Question},
};
use crate::signal::RwSignal;
use tessera_form::{Changes, ElementId, ElementView, Kind, PageView, PanelView, QuestionView, Session};

impl SurveyStore {
    /// One batch: effects run after the present task, so everything below is one redraw.
    pub(super) fn apply(self, changes: &Changes) {
        let mut unknown = changes.structure;
        for id in &changes.questions {
            match (self.question(*id), self.read(|session| session.question(*id))) {
                (Some(question), Some(view)) => {
                    // Titles of its panels may pipe what was answered in them.
                    unknown |= matches!(view.kind, Kind::Panels(_));
                    set_if_new(question.view, view);
                }
                // Not on this page, or a panel of it whose title pipes an answer.
                (None, _) => unknown |= self.shown.inner.with_value(|inner| inner.panel(*id).is_some()),
                (Some(_), None) => unknown = true,
            }
        }
        if unknown {
            self.read_page();
        }
        set_if_new(self.shown.state, self.read(Session::state));
        set_if_new(self.shown.buttons, self.read(Session::buttons));
        set_if_new(self.shown.progress, self.read(Session::progress));
    }

    pub(super) fn read_page(self) {
        let view = self.read(Session::page);
        let mut seen = Vec::new();
        let node = view.map_or_else(Node::default, |page| {
            let PageView { id, title, description, errors, elements, .. } = page;
            let elements = self.adopt(elements, &mut seen);
            Node { id: Some(id), number: None, title, description, errors, elements, repeated: None }
        });
        self.drop_unseen(&seen);
        set_if_new(self.shown.page, node);
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
                ElementView::Panel(PanelView { id, number, title, description, errors, elements, repeated, .. }) => {
                    seen.push(id);
                    let elements = self.adopt(elements, seen);
                    Element::Panel(self.adopt_panel(id, Node { id: Some(id), number, title, description, errors, elements, repeated }))
                }
            })
            .collect()
    }

    pub(super) fn adopt_question(self, view: QuestionView) -> Question {
        let id = view.id;
        if let Some(question) = self.question(id) {
            set_if_new(question.view, view);
            return question;
        }
        let owner = self.shown.inner.with_value(|inner| inner.owner.clone());
        let question = owner.with(|| Question::new(self, view));
        self.shown.inner.update_value(|inner| {
            if let Err(at) = inner.question_at(id) {
                inner.questions.insert(at, question);
            }
        });
        question
    }

    fn adopt_panel(self, id: ElementId, node: Node) -> Panel {
        if let Some(panel) = self.shown.inner.with_value(|inner| inner.panel(id)) {
            set_if_new(panel.node, node);
            return panel;
        }
        let owner = self.shown.inner.with_value(|inner| inner.owner.clone());
        let panel = owner.with(|| Panel { id, node: RwSignal::new(node), store: self });
        self.shown.inner.update_value(|inner| inner.panels.push(panel));
        panel
    }

    /// Forgets handles of what left the page. Their signals stay alive until the store goes: a view on its way out may still read them.
    fn drop_unseen(self, seen: &[ElementId]) {
        self.shown.inner.update_value(|inner| {
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
