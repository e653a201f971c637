//! What is in view, what can be changed, which pages there are, and whether the page shown still is one.

use super::Session;
use crate::State;
use crate::model::{Body, Family, PageMode, Preview};

impl Session {
    /// Whether an element is shown by itself: its own condition, and something in it when it is a container.
    pub(super) fn is_shown(&self, id: u32) -> bool {
        let Some(node) = self.node(id) else { return false };
        if !node.visible {
            return false;
        }
        let hides_empty = self.state == State::Preview && self.form.settings.preview == Preview::Answered;
        match self.element_of(id).map(|element| &element.body) {
            Some(Body::Question(question)) => {
                if hides_empty && self.is_empty(id) {
                    return false;
                }
                match &question.family {
                    Family::Select(_) => !self.is_hidden_without_choices(id),
                    Family::Matrix(_, matrix) if matrix.hide_if_empty => !self.matrix_rows(id).is_empty(),
                    Family::Dynamic(_, dynamic) if dynamic.hide_if_empty => !self.visible_rows(id).is_empty(),
                    _ => true,
                }
            }
            Some(_) => node.children.iter().any(|child| self.is_shown(*child)),
            None => false,
        }
    }

    /// Whether everything around an element is shown.
    pub(super) fn is_parent_shown(&self, id: u32) -> bool {
        let mut current = id;
        while let Some(node) = self.node(current) {
            let row_hidden = node.row.and_then(|row| self.row(row)).is_some_and(|row| !row.visible);
            if row_hidden {
                return false;
            }
            let Some(parent) = node.parent else { return true };
            if self.node(parent).is_none_or(|parent| !parent.visible) {
                return false;
            }
            current = parent;
        }
        true
    }

    /// Whether an element is shown, and everything around it.
    pub(super) fn is_in_view(&self, id: u32) -> bool {
        self.is_shown(id) && self.is_parent_shown(id)
    }

    /// Whether an element cannot be changed: itself, what is around it, or the whole survey.
    pub(super) fn is_read_only(&self, id: u32) -> bool {
        if self.read_only || self.state == State::Preview {
            return true;
        }
        let mut current = Some(id);
        while let Some(node) = current.and_then(|id| self.node(id)) {
            if node.read_only {
                return true;
            }
            current = node.parent;
        }
        false
    }

    /// The page of an element.
    pub(super) fn page_of(&self, id: u32) -> Option<u32> {
        Some(self.element_of(id)?.page)
    }

    /// The pages a person can reach, without the start page.
    pub(super) fn visible_pages(&self) -> Vec<u32> {
        let skip = usize::from(self.form.has_start_page());
        let mut visible = Vec::new();
        for page in self.form.pages.iter().skip(skip) {
            if self.is_shown(*page) {
                visible.push(*page);
            }
        }
        visible
    }

    /// What is shown one at a time, when the form does so: the questions and panels at the top of the pages.
    pub(super) fn singles(&self) -> Vec<u32> {
        let mut singles = Vec::new();
        for page in self.visible_pages() {
            for child in self.children_of(page) {
                if self.is_shown(child) {
                    singles.push(child);
                }
            }
        }
        singles
    }

    /// Whether pages are shown all at once now.
    pub(super) fn shows_all_pages(&self) -> bool {
        self.state == State::Preview || (self.form.settings.page_mode == PageMode::SinglePage && self.state != State::Starting)
    }

    /// Chooses the first page.
    pub(super) fn choose_page(&mut self) {
        self.page = self.visible_pages().first().copied();
        if self.form.settings.page_mode == PageMode::QuestionPerPage {
            self.single = self.singles().first().copied();
        }
    }

    /// Moves on when the page shown went away.
    pub(super) fn keep_page(&mut self) {
        if self.state == State::Completed {
            return;
        }
        let pages = self.visible_pages();
        if self.page.is_none_or(|page| !pages.contains(&page)) {
            let after = self.page.and_then(|page| pages.iter().copied().find(|other| *other > page));
            self.page = after.or_else(|| pages.last().copied());
        }
        if self.form.settings.page_mode == PageMode::QuestionPerPage {
            let singles = self.singles();
            if self.single.is_none_or(|single| !singles.contains(&single)) {
                let before = self.single.and_then(|single| singles.iter().copied().rfind(|other| *other < single));
                self.single = before.or_else(|| singles.first().copied());
            }
            if let Some(page) = self.single.and_then(|single| self.page_of(single)) {
                self.page = Some(page);
            }
        }
    }

    /// Compares what the page shows with what it showed.
    pub(super) fn notice_structure(&mut self) {
        self.look_around();
        self.renumber();
        let place = Some((self.state, self.page, self.single));
        let mut shown = Vec::with_capacity(self.pending.shown.len());
        for root in self.roots_shown() {
            self.list_shown(root, &mut shown);
        }
        if place != self.pending.place || shown != self.pending.shown {
            self.pending.structure = true;
            self.pending.place = place;
            self.pending.shown = shown;
        }
    }

    /// The topmost elements on screen: a page, all pages, or one element.
    pub(super) fn roots_shown(&self) -> Vec<u32> {
        match self.state {
            State::Completed => Vec::new(),
            State::Starting => self.form.pages.first().copied().into_iter().collect(),
            _ if self.shows_all_pages() => self.visible_pages(),
            _ => match self.single {
                Some(single) => vec![single],
                None => self.page.into_iter().collect(),
            },
        }
    }

    fn list_shown(&self, id: u32, shown: &mut Vec<u32>) {
        let Some(node) = self.node(id).filter(|_| self.is_shown(id)) else { return };
        shown.push(id);
        for child in &node.children {
            self.list_shown(*child, shown);
        }
        for row in self.visible_rows(id) {
            for child in self.top_of(row) {
                self.list_shown(child, shown);
            }
        }
    }
}
