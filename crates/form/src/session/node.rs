//! What moves about an element: one node for each element of the form, and one for each repetition in a row.

use super::Session;
use crate::FieldError;
use crate::model::{Body, Composite, DynamicDef, Family, Form, Question};
use serde_json::{Map, Value};
use std::sync::Arc;

/// The state of one element, or of one repetition of it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The element.
    pub(super) slot: u32,
    /// The node of the page, panel or question around it.
    pub(super) parent: Option<u32>,
    /// What is in it, when it is a page or panel.
    pub(super) children: Vec<u32>,
    /// The row it is repeated in.
    pub(super) row: Option<RowId>,
    /// Whether it exists now: templates and removed repetitions do not.
    pub(super) is_live: bool,
    pub(super) visible: bool,
    pub(super) read_only: bool,
    pub(super) required: bool,
    /// The answer as its input holds it, which may be one that is not stored (out of its limits).
    pub(super) value: Option<Value>,
    /// The comment, or the words of "other".
    pub(super) comment: String,
    /// The words of "other" where they are stored in place of the value; of a text with a mask what was typed and is no answer yet.
    pub(super) other: String,
    /// Whether a person or a program gave the answer, rather than a default.
    pub(super) edited: bool,
    pub(super) errors: Vec<FieldError>,
    /// Which ordinary choices are not offered; empty while all are.
    pub(super) hidden_choices: Vec<bool>,
    /// Which ordinary choices cannot be taken; empty while all can.
    pub(super) disabled_choices: Vec<bool>,
    /// Chosen values that went with their choices and come back with them.
    pub(super) dropped: Vec<Value>,
    /// Limits that are computed.
    pub(super) min: Option<Value>,
    pub(super) max: Option<Value>,
    /// Its rows, when it has some.
    pub(super) rows: Vec<RowId>,
    /// How many panels there are without an answer; none until they are looked at. Of no meaning elsewhere.
    pub(super) laid: Option<u32>,
}

/// The place of a row in its session. Like its question, there is none where those made of others are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowId(u32, Composite);

impl RowId {
    fn place(self) -> usize {
        self.0 as usize
    }

    /// A number that no other row of the session ever has.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// One row of a question that repeats others.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The node of the question.
    pub(super) owner: u32,
    /// Its name, when its question names rows.
    pub(super) name: Option<Value>,
    /// Its nodes, those inside panels included.
    pub(super) nodes: Vec<u32>,
    /// The nodes at its top.
    pub(super) top: Vec<u32>,
    pub(super) visible: bool,
    /// What was stored in the row and belongs to none of its questions.
    pub(super) extra: Map<String, Value>,
}

// What follows is called from everywhere: inlined, each would be in the module a hundred times.
impl Session {
    #[inline(never)]
    pub(super) fn node(&self, id: u32) -> Option<&Node> {
        self.nodes.get(id as usize).filter(|node| node.is_live)
    }

    #[inline(never)]
    pub(super) fn node_mut(&mut self, id: u32) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize).filter(|node| node.is_live)
    }

    #[inline(never)]
    pub(super) fn element_of(&self, id: u32) -> Option<&crate::model::Element> {
        self.form.element(self.node(id)?.slot)
    }

    #[inline(never)]
    pub(super) fn question_of(&self, id: u32) -> Option<&crate::model::Question> {
        self.element_of(id)?.question()
    }

    /// The question of a node, in a form held while the session changes.
    #[inline(never)]
    pub(super) fn question_in<'f>(&self, form: &'f Form, id: u32) -> Option<&'f Question> {
        form.question(self.node(id)?.slot)
    }

    /// The key of a question's answer.
    #[inline(never)]
    pub(super) fn key_of(&self, id: u32) -> Option<Arc<str>> {
        Some(self.question_of(id)?.value_name.clone())
    }

    /// The answer of a question, when it has one.
    #[inline(never)]
    pub(crate) fn value(&self, id: u32) -> Option<&Value> {
        self.node(id)?.value.as_ref()
    }

    /// The family of a question.
    #[inline(never)]
    pub(super) fn family_of(&self, id: u32) -> Option<&Family> {
        Some(&self.question_of(id)?.family)
    }

    /// A row.
    #[inline(never)]
    pub(super) fn row(&self, row: RowId) -> Option<&Row> {
        self.rows.get(row.place())
    }

    /// A row, to be changed.
    pub(super) fn row_mut(&mut self, row: RowId) -> Option<&mut Row> {
        self.rows.get_mut(row.place())
    }

    /// Makes a row, empty and without nodes.
    pub(super) fn new_row(&mut self, owner: u32, dynamic: &DynamicDef, name: Option<Value>) -> RowId {
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Row { owner, name, nodes: Vec::new(), top: Vec::new(), visible: true, extra: Map::new() });
        RowId(number, dynamic.composite)
    }

    /// Makes the nodes of all elements that are not repeated.
    pub(super) fn plant(&mut self) {
        let form = self.form.clone();
        self.repeated.resize_with(form.elements.len(), Vec::new);
        for (slot, element) in (0..).zip(&form.elements) {
            let mut node = fresh(slot, element);
            node.parent = element.parent;
            node.is_live = element.template_of.is_none();
            if let Some(container) = element.container() {
                node.children.clone_from(&container.children);
            }
            self.nodes.push(node);
        }
    }

    /// Makes the nodes of one repetition of the element in `slot`, below `parent` in `row`; answers the topmost.
    pub(super) fn grow(&mut self, slot: u32, parent: u32, row: RowId) -> u32 {
        let form = self.form.clone();
        let Some(element) = form.element(slot) else { return u32::MAX };
        let mut node = fresh(slot, element);
        node.parent = Some(parent);
        node.row = Some(row);
        let id = match self.spare.pop() {
            Some(id) => {
                if let Some(place) = self.nodes.get_mut(id as usize) {
                    *place = node;
                }
                id
            }
            None => {
                self.nodes.push(node);
                u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
            }
        };
        if let Some(list) = self.repeated.get_mut(slot as usize) {
            list.push(id);
        }
        if let Some(row) = self.row_mut(row) {
            row.nodes.push(id);
        }
        if let Body::Panel(container) = &element.body {
            let children: Vec<u32> = container.children.iter().map(|child| self.grow(*child, id, row)).collect();
            if let Some(node) = self.node_mut(id) {
                node.children = children;
            }
        }
        id
    }

    /// The ids of all live nodes of an element.
    pub(super) fn nodes_of(&self, slot: u32) -> Vec<u32> {
        if self.form.element(slot).is_some_and(|element| element.template_of.is_none()) {
            return vec![slot];
        }
        self.repeated.get(slot as usize).cloned().unwrap_or_default()
    }

    /// Every live question in the order shown, hidden ones included, those in rows after the question that repeats them.
    pub(super) fn all_questions(&self) -> Vec<u32> {
        let mut found = Vec::new();
        for page in &self.form.pages {
            self.collect_questions(*page, &mut found);
        }
        found
    }

    pub(super) fn collect_questions(&self, id: u32, found: &mut Vec<u32>) {
        let Some(node) = self.node(id) else { return };
        if self.question_of(id).is_some() {
            found.push(id);
        }
        for child in &node.children {
            self.collect_questions(*child, found);
        }
        for row in &node.rows {
            let Some(row) = self.row(*row) else { continue };
            for child in &row.top {
                self.collect_questions(*child, found);
            }
        }
    }

    /// Whether the answer of a node is empty; blanks are no answer.
    pub(super) fn is_empty(&self, id: u32) -> bool {
        let Some(value) = self.value(id) else { return true };
        match value {
            Value::Array(rows) if self.dynamic(id).is_some() => rows.iter().all(crate::text::is_empty),
            value => crate::text::is_blank(value),
        }
    }

    /// Whether a question is one that repeats others in rows.
    pub(super) fn dynamic(&self, id: u32) -> Option<&crate::model::DynamicDef> {
        match self.family_of(id)? {
            Family::Dynamic(_, dynamic) => Some(dynamic),
            _ => None,
        }
    }
}

fn fresh(slot: u32, element: &crate::model::Element) -> Node {
    Node {
        slot,
        parent: None,
        children: Vec::new(),
        row: None,
        is_live: true,
        // A condition that has not been evaluated yet, or does not parse, hides nothing by itself: `settle` decides.
        visible: element.visible,
        read_only: element.read_only,
        required: element.required,
        value: None,
        comment: String::new(),
        other: String::new(),
        edited: false,
        errors: Vec::new(),
        hidden_choices: Vec::new(),
        disabled_choices: Vec::new(),
        dropped: Vec::new(),
        min: None,
        max: None,
        rows: Vec::new(),
        laid: Some(0),
    }
}
