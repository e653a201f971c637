//! Moving through the survey: next, back, complete, preview, jumps.

use super::Session;
use super::triggers::Occasion;
use crate::model::{CheckMode, ClearMode, PageMode, Preview};
use crate::{ElementId, State, Step};

impl Session {
    /// Starts the survey from its start page.
    pub fn start(&mut self) -> Step {
        let mut ok = self.state == State::Starting;
        if ok {
            let page = self.form.pages.first().copied();
            ok = self.show_errors_of(page.into_iter().collect());
        }
        if ok {
            self.state = State::Running;
            self.choose_page();
        }
        self.step(ok)
    }

    /// Goes to the next page, if this one has no errors that stop.
    #[expect(clippy::should_implement_trait, reason = "the button is called that, and nobody iterates over a session")]
    pub fn next(&mut self) -> Step {
        let ok = self.go_next();
        self.settle();
        self.step(ok)
    }

    fn go_next(&mut self) -> bool {
        if self.state != State::Running {
            return false;
        }
        if let Some(single) = self.single {
            return self.next_single(single);
        }
        let pages = self.visible_pages();
        let Some(at) = pages.iter().position(|page| Some(*page) == self.page) else { return false };
        if self.form.settings.page_mode == PageMode::SinglePage || at + 1 >= pages.len() {
            return false;
        }
        let checks = self.form.settings.check != CheckMode::Completion;
        if checks && !self.show_errors_of(self.page.into_iter().collect()) {
            return false;
        }
        let before = self.page;
        self.run_page_triggers(Occasion::NextPage);
        self.run_conditions();
        if self.state != State::Completed && self.page == before {
            let pages = self.visible_pages();
            let at = pages.iter().position(|page| Some(*page) == before);
            self.page = at.and_then(|at| pages.get(at + 1)).copied().or(before);
        }
        self.page_changed();
        true
    }

    fn next_single(&mut self, single: u32) -> bool {
        let singles = self.singles();
        let at = singles.iter().position(|other| *other == single);
        if !self.show_errors_of(vec![single]) {
            return false;
        }
        let Some(at) = at.filter(|at| at + 1 < singles.len()) else { return true };
        self.run_page_triggers(Occasion::NextPage);
        if self.state != State::Completed && self.single == Some(single) {
            self.single = singles.get(at + 1).copied();
            self.page = self.single.and_then(|single| self.page_of(single));
            self.page_changed();
        }
        true
    }

    /// Goes back, to where a jump came from or to the page before. Nothing is checked.
    pub fn prev(&mut self) -> Step {
        let ok = self.go_back();
        self.settle();
        self.step(ok)
    }

    fn go_back(&mut self) -> bool {
        if self.state != State::Running {
            return false;
        }
        let here = self.single.or(self.page);
        let places = if self.single.is_some() { self.singles() } else { self.visible_pages() };
        let Some(at) = places.iter().position(|place| Some(*place) == here).filter(|at| *at > 0) else { return false };
        let jumped = self.skipped.iter().position(|(_, to)| Some(*to) == here).map(|at| self.skipped.remove(at).0);
        let to = jumped.filter(|from| places.contains(from)).or_else(|| places.get(at - 1).copied());
        if self.single.is_some() {
            self.single = to;
            self.page = to.and_then(|to| self.page_of(to));
        } else {
            self.page = to;
        }
        self.page_changed();
        true
    }

    /// Completes the survey, if nothing stops it.
    pub fn complete(&mut self) -> Step {
        let ok = self.go_complete();
        self.step(ok)
    }

    fn go_complete(&mut self) -> bool {
        if !matches!(self.state, State::Running | State::Preview) {
            return false;
        }
        let checks_all = self.form.settings.check == CheckMode::Completion;
        if self.read_only {
            self.finish();
            return true;
        }
        let (roots, goes_to_first) = if checks_all {
            (self.visible_pages(), true)
        } else if self.shows_all_pages() {
            (self.visible_pages(), false)
        } else {
            (self.roots_shown(), false)
        };
        if checks_all && self.state == State::Preview {
            self.state = State::Running;
        }
        if !self.show_errors_of(roots) {
            if goes_to_first {
                self.go_to_first_error();
            }
            return false;
        }
        self.finish();
        true
    }

    /// Goes to the page of the first question with an error that stops.
    pub(super) fn go_to_first_error(&mut self) {
        let Some(first) = self.first_error() else { return };
        let Some(page) = self.page_of(first) else { return };
        if self.state == State::Preview {
            return;
        }
        if self.form.settings.page_mode == PageMode::QuestionPerPage {
            self.single = self.singles().into_iter().find(|single| *single == first || self.encloses(*single, first));
        }
        if self.visible_pages().contains(&page) {
            self.page = Some(page);
        }
        self.page_changed();
    }

    pub(super) fn encloses(&self, container: u32, id: u32) -> bool {
        let mut current = self.node(id).and_then(|node| node.parent);
        while let Some(parent) = current {
            if parent == container {
                return true;
            }
            current = self.node(parent).and_then(|node| node.parent);
        }
        false
    }

    /// Completes the survey: triggers of the last page, then what nobody saw is dropped.
    pub(crate) fn finish(&mut self) {
        if self.state == State::Completed {
            return;
        }
        self.pending.rounds = 0;
        self.run_page_triggers(Occasion::Completion);
        self.state = State::Running;
        self.run_conditions();
        for id in self.all_questions() {
            self.drop_unused(id);
        }
        for id in self.all_questions() {
            // The cells of a table that is shown keep what they hold.
            if self.clear_mode(id) != ClearMode::Never && !self.is_cell(id) {
                self.clear_if_hidden(id, ClearMode::OnComplete);
            }
        }
        // What is computed stays as the person saw it, though some answers it came from are gone.
        self.pending.drop_tasks();
        self.pending.reacting.clear();
        self.pending.firing.clear();
        self.state = State::Completed;
        self.pending.structure = true;
    }

    /// Shows all answers before completing.
    pub fn preview(&mut self) -> Step {
        let mut ok = self.state == State::Running;
        if ok && self.form.settings.check != CheckMode::Completion && !self.read_only {
            ok = self.show_errors_of(self.roots_shown());
        }
        if ok {
            self.state = State::Preview;
            self.page = self.visible_pages().first().copied();
            self.touch_all();
        }
        self.step(ok)
    }

    /// Goes back from the preview, to `page` or to the last one.
    pub fn cancel_preview(&mut self, page: Option<ElementId>) -> Step {
        let ok = self.state == State::Preview;
        if ok {
            self.state = State::Running;
            let pages = self.visible_pages();
            let wanted = page.map(|page| page.0).filter(|page| pages.contains(page));
            self.page = wanted.or_else(|| pages.last().copied());
            self.touch_all();
        }
        self.step(ok)
    }

    /// Goes to a page that is visible. Nothing is checked.
    pub fn go_to(&mut self, page: ElementId) -> Step {
        let ok = self.state == State::Running && self.visible_pages().contains(&page.0);
        if ok {
            self.page = Some(page.0);
            if self.single.is_some() {
                self.single = self.singles().into_iter().find(|single| self.page_of(*single) == Some(page.0));
            }
            self.page_changed();
            self.settle();
        }
        self.step(ok)
    }

    /// Texts and conditions may mention the page number.
    pub(super) fn page_changed(&mut self) {
        self.pending.structure = true;
        if self.state != State::Completed {
            let form = self.form.clone();
            if !form.dependents.get("pageno").is_empty() || !form.mentions.get("pageno").is_empty() {
                self.note_change("pageno");
            }
        }
    }

    pub(super) fn touch_all(&mut self) {
        let all = self.all_questions();
        all.into_iter().for_each(|id| self.pending.touch(id));
        self.pending.structure = true;
    }

    pub(super) fn step(&mut self, ok: bool) -> Step {
        let first_error = self.first_error().map(ElementId);
        Step { ok, first_error, changes: self.changes() }
    }

    /// Whether the form shows answers before completing.
    pub(super) fn has_preview(&self) -> bool {
        self.form.settings.preview != Preview::Off
    }
}
