//! Panels that repeat, as the page has them: a panel for the question, one in it for each repetition, and the question behind those.

use super::Session;
use super::node::RowId;
use crate::model::{DynamicDef, Family, PanelsDef, RowsKind};
use crate::{Changes, ElementId, ElementView, Kind, PanelHead, PanelView, PanelsView, Repeated, Text};
use std::rc::Rc;

/// What the ids of these panels begin at: they are no elements of the form. Nodes and rows stay far below.
const OF_QUESTION: u32 = 1 << 31;
const OF_ROW: u32 = 1 << 30;

impl Session {
    /// One panel more, at the end; nothing when there may be no more.
    pub fn add_panel(&mut self, id: ElementId) -> Changes {
        if self.panels_in(id).is_some_and(|(dynamic, panels)| self.can_add(id.0, dynamic, panels)) {
            self.append_row(id.0);
        }
        self.changes()
    }

    /// The panel at this place less; nothing when there may be no fewer.
    pub fn remove_panel(&mut self, id: ElementId, at: usize) -> Changes {
        if self.panels_in(id).is_some_and(|(dynamic, panels)| self.can_remove(id.0, dynamic, panels)) {
            self.remove_row(id.0, at);
        }
        self.changes()
    }

    /// How the question in `id` stands on the page, when it repeats a panel.
    pub(super) fn repeated_view(&self, id: u32) -> Option<ElementView> {
        let (_, panels) = self.panels_in(ElementId(id))?;
        let question = self.question(ElementId(id))?;
        let (number, title, description) = (question.number.clone(), question.title.clone(), question.description.clone());
        let mut elements = Vec::new();
        for (at, row) in self.rows_of(id).into_iter().enumerate() {
            if self.row(row).is_some_and(|row| row.visible) {
                elements.push(ElementView::Panel(self.row_view(id, panels, row, at)));
            }
        }
        elements.push(ElementView::Question(question));
        let name = Rc::from(self.element_of(id).map_or("", |element| &element.name));
        let id = ElementId(OF_QUESTION | id);
        Some(ElementView::Panel(PanelView { id, name, number, title, description, errors: Vec::new(), elements, repeated: None }))
    }

    fn row_view(&self, id: u32, panels: &PanelsDef, row: RowId, at: usize) -> PanelView {
        let mut elements = Vec::new();
        for child in self.top_of(row) {
            elements.extend(self.element_view(child));
        }
        PanelView {
            id: ElementId(OF_ROW | row.number()),
            name: Rc::from(""),
            number: None,
            title: self.panel_title(panels, row),
            description: self.in_panel(row).and_then(|inside| self.words(inside, &panels.description)),
            errors: Vec::new(),
            elements,
            repeated: Some(Repeated { owner: ElementId(id), at }),
        }
    }

    /// What may be done to the panels of the question in `id`.
    pub(super) fn panels_view(&self, id: u32, dynamic: &DynamicDef, panels: &PanelsDef) -> Kind {
        let head = |row: RowId| PanelHead {
            title: self.panel_title(panels, row),
            first: self.top_of(row).into_iter().find(|child| self.question_of(*child).is_some() && self.is_shown(*child)).map(ElementId),
        };
        let words = |loc| self.words(id, loc);
        Kind::Panels(PanelsView {
            panels: self.rows_of(id).into_iter().map(head).collect(),
            can_add: self.can_add(id, dynamic, panels),
            can_remove: self.can_remove(id, dynamic, panels),
            add: words(&panels.add),
            remove: words(&panels.remove),
            confirm: panels.asks.then(|| words(&panels.confirm).unwrap_or_default()),
            none: words(&panels.none),
            _proof: dynamic.composite,
        })
    }

    fn can_add(&self, id: u32, dynamic: &DynamicDef, panels: &PanelsDef) -> bool {
        panels.may_add && !self.is_read_only(id) && self.rows_of(id).len() < dynamic.max_count as usize
    }

    fn can_remove(&self, id: u32, dynamic: &DynamicDef, panels: &PanelsDef) -> bool {
        panels.may_remove && !self.is_read_only(id) && self.rows_of(id).len() > dynamic.min_count as usize
    }

    /// The title of one panel, answers of its own piped in.
    fn panel_title(&self, panels: &PanelsDef, row: RowId) -> Option<Text> {
        self.words(self.in_panel(row)?, &panels.title)
    }

    /// Something in a row, to look from.
    fn in_panel(&self, row: RowId) -> Option<u32> {
        self.top_of(row).first().copied()
    }

    fn panels_in(&self, id: ElementId) -> Option<(&DynamicDef, &PanelsDef)> {
        match self.family_of(id.0)? {
            Family::Dynamic(_, dynamic) if dynamic.kind == RowsKind::Listed => Some((dynamic, dynamic.panels.as_deref()?)),
            _ => None,
        }
    }
}
