//! Panels that repeat begin to be when they are first looked at: on a page that is come to, in view anywhere, or by their path.
//!
//! Until then they are no answer, hold no defaults, and are merely counted. Afterwards they are as many as at that moment whenever
//! their answer is taken away, unless a person removed some.

use super::Session;
use crate::State;
use crate::model::{Body, Composite, DynamicDef, RowsKind};

impl Session {
    /// Notes a question whose panels nobody has looked at.
    pub(super) fn wait_for_look(&mut self, id: u32, dynamic: &DynamicDef) {
        let waits = dynamic.kind == RowsKind::Listed && !dynamic.is_matrix && !self.pending.is_replaying;
        let Some(node) = self.node_mut(id) else { return };
        node.laid = (!waits).then_some(dynamic.count);
        if waits {
            self.pending.unseen.push(id);
        }
    }

    /// Whether a question repeats panels that nobody has looked at, or stands in such.
    pub(super) fn is_unseen(&self, id: u32) -> bool {
        let mut current = Composite::HERE.and(self.node(id));
        while let Some(node) = current {
            if node.laid.is_none() {
                return true;
            }
            current = node.row.and_then(|row| self.row(row)).and_then(|row| self.node(row.owner));
        }
        false
    }

    /// Looks at what is on the pages shown, and what would be in view on the others.
    pub(super) fn look_around(&mut self) {
        if Composite::HERE.is_none() || self.pending.unseen.is_empty() || self.state == State::Completed {
            return;
        }
        for id in self.pending.unseen.clone() {
            let is_there = match self.state {
                State::Starting => self.page_of(id) == self.form.pages.first().copied(),
                _ => self.shows_all_pages() || self.page_of(id) == self.page,
            };
            if is_there || (self.is_shown(id) && self.is_shown_up_to_page(id)) {
                self.look_at(id);
            }
        }
        if self.has_pending() {
            self.settle();
        }
    }

    /// Whether everything around an element is shown, whatever becomes of its page.
    fn is_shown_up_to_page(&self, id: u32) -> bool {
        let mut current = id;
        while let Some(node) = self.node(current) {
            let is_page = self.element_of(current).is_some_and(|element| matches!(element.body, Body::Page(_)));
            let is_hidden = current != id && !node.visible;
            let in_hidden_row = node.row.and_then(|row| self.row(row)).is_some_and(|row| !row.visible);
            match node.parent {
                _ if is_page => return true,
                Some(parent) if !is_hidden && !in_hidden_row => current = parent,
                _ => return false,
            }
        }
        false
    }

    /// Looks at the panels of a question: from now on they are an answer, empty as they are.
    pub(super) fn look_at(&mut self, id: u32) {
        if Composite::HERE.is_none() || self.node(id).is_none_or(|node| node.laid.is_some()) {
            return;
        }
        let rows = self.rows_of(id);
        let Some(node) = self.node_mut(id) else { return };
        node.laid = u32::try_from(rows.len()).ok();
        self.pending.unseen.retain(|other| *other != id);
        for row in &rows {
            for inside in self.nodes_in(*row) {
                self.schedule_node(inside);
                self.look_at(inside);
                self.take_default(inside);
            }
        }
        if !rows.is_empty() {
            self.sync_owner(id);
        }
    }

    /// The answer of panels was taken away: where they are not as many as at first they are again, and keep what is in them.
    /// Answers whether it was so.
    pub(super) fn keep_panels(&mut self, id: u32, dynamic: &DynamicDef) -> bool {
        let is_panels = dynamic.kind == RowsKind::Listed && !dynamic.is_matrix;
        let Some((laid, count)) = self.node(id).and_then(|node| Some((node.laid? as usize, node.rows.len()))) else { return false };
        if !is_panels || laid == count || self.value(id).is_some() {
            return false;
        }
        self.resize(id, dynamic, laid);
        let value = self.rows_answer(id, dynamic);
        if let Some(node) = self.node_mut(id) {
            node.value = value;
        }
        true
    }

    /// Panels are about to lose their answer with their view: what is in them goes first.
    pub(super) fn empty_panels(&mut self, id: u32) {
        if self.dynamic(id).is_none_or(|dynamic| dynamic.is_matrix) {
            return;
        }
        for row in self.rows_of(id) {
            for inside in self.nodes_in(row) {
                if self.clear_mode(inside) != crate::model::ClearMode::Never
                    && let Some(node) = self.node_mut(inside)
                {
                    node.value = None;
                    node.comment.clear();
                    node.other.clear();
                }
            }
        }
    }
}
