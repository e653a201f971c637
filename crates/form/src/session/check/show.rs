//! Showing errors: of a page, of one question, and again when an answer changes.

use super::error;
use crate::model::{CheckMode, ClearMode, RowsKind};
use crate::session::Session;
use crate::{FieldError, Level};

impl Session {
    /// Looks for errors in these elements and what is in them, and shows them. Answers whether none stops.
    pub(crate) fn show_errors_of(&mut self, roots: Vec<u32>) -> bool {
        let mut ok = true;
        for root in roots {
            ok &= self.show_within(root, false);
        }
        if self.has_pending() {
            self.settle();
        }
        ok
    }

    fn show_within(&mut self, id: u32, on_change: bool) -> bool {
        if !self.is_shown(id) {
            self.put_errors(id, Vec::new());
            return true;
        }
        let mut ok = true;
        for child in self.children_of(id) {
            ok &= self.show_within(child, on_change);
        }
        if self.question_of(id).is_none() {
            return self.show_container_errors(id) && ok;
        }
        if !on_change && self.clear_mode(id) != ClearMode::Never {
            // Values that are no longer offered would be no mistake of the person's.
            self.drop_unused(id);
        }
        let is_texts = self.dynamic(id).is_some_and(|dynamic| dynamic.kind == RowsKind::One);
        for child in self.tops_of(&self.visible_rows(id)) {
            // A text that is empty keeps its errors until the person goes on.
            if is_texts && on_change {
                ok &= self.is_empty(child) || self.show_errors(child, true);
                continue;
            }
            ok &= if on_change { self.recheck_in_row(child) } else { self.show_within(child, false) };
        }
        for cell in self.repeated_cells(id) {
            let mut errors = self.shown_errors(cell).to_vec();
            errors.push(error("keyduplicationerror"));
            self.put_errors(cell, errors);
            ok = false;
        }
        self.show_errors(id, on_change) && ok
    }

    /// After a change in a row: what shows errors is looked at as on going on; of the rest only what was answered.
    fn recheck_in_row(&mut self, id: u32) -> bool {
        if self.shows_errors_within(id) {
            return self.show_within(id, false);
        }
        let looks = self.settings().check == CheckMode::ValueChanged && self.question_of(id).is_some();
        !looks || self.show_errors(id, true)
    }

    /// Looks for errors of one question and shows them. Answers whether none stops.
    pub(crate) fn show_errors(&mut self, id: u32, on_change: bool) -> bool {
        let errors = self.find_errors(id, on_change);
        let ok = errors.iter().all(|error| error.level != Level::Error);
        self.put_errors(id, errors);
        ok
    }

    /// Looks for errors of a page or panel as a whole: one that must be answered needs one answer in it.
    pub(crate) fn show_container_errors(&mut self, id: u32) -> bool {
        let mut errors = Vec::new();
        if self.is_required(id) && self.is_shown(id) {
            let inside = self.shown_questions(id);
            if !inside.is_empty() && inside.iter().all(|question| self.is_empty(*question)) {
                let text = self.element_of(id).map(|element| element.required_text.clone()).unwrap_or_default();
                errors.push(self.with_text(id, error("requireoneanswer"), &text));
            }
        }
        let ok = errors.is_empty();
        self.put_errors(id, errors);
        ok
    }

    /// Looks again at what changed: questions that show errors, or all of them where the form checks at once.
    pub(crate) fn recheck(&mut self) {
        for id in self.take_changed() {
            if self.is_loading() {
                continue;
            }
            let shows = self.shows_errors_within(id);
            if self.settings().check == CheckMode::ValueChanged || shows {
                if let Some(parent) = self.parent_of(id).filter(|parent| self.question_of(*parent).is_none()) {
                    self.show_container_errors(parent);
                }
                self.show_within(id, true);
                continue;
            }
            let mut around = self.parent_of(id);
            while let Some(parent) = around {
                if !self.shown_errors(parent).is_empty() {
                    self.show_container_errors(parent);
                    break;
                }
                around = self.parent_of(parent);
            }
        }
        self.forget_answered();
    }

    fn shows_errors_within(&self, id: u32) -> bool {
        !self.shown_errors(id).is_empty()
            || self.tops_of(&self.rows_of(id)).into_iter().any(|child| self.shows_errors_within(child))
            || self.children_of(id).into_iter().any(|child| self.shows_errors_within(child))
    }

    /// Whether nothing inside an element is wrong.
    pub(crate) fn has_no_errors(&self, id: u32) -> bool {
        if !self.is_shown(id) {
            return true;
        }
        let stops = |errors: Vec<FieldError>| errors.iter().any(|error| error.level == Level::Error);
        !stops(self.find_errors(id, false))
            && self.children_of(id).into_iter().all(|child| self.has_no_errors(child))
            && self.tops_of(&self.visible_rows(id)).into_iter().all(|child| self.has_no_errors(child))
    }

    /// The first visible question that shows an error that stops.
    pub(crate) fn first_error(&self) -> Option<u32> {
        let stops = |id: &u32| self.shown_errors(*id).iter().any(|error| error.level == Level::Error);
        self.all_questions().into_iter().find(|id| stops(id) && self.is_in_view(*id))
    }
}
