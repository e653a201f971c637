//! How far a person is, which buttons there are, what is said at the end, and how a quiz went.

use super::Session;
use super::settle::NOBODY;
use crate::model::{Family, PageMode, ProgressKind};
use crate::text::Lower;
use crate::text::{is_blank, is_same_choice};
use crate::{Buttons, Completion, ElementId, Progress, State};
use serde_json::Value;
use std::rc::Rc;

/// How a quiz went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quiz {
    pub(crate) questions: u32,
    pub(crate) correct: u32,
    pub(crate) incorrect: u32,
}

impl Session {
    /// The visible pages, with their names.
    pub fn pages(&self) -> Vec<(ElementId, Rc<str>)> {
        let name = |page: u32| self.form.element(page).map_or("", |element| &element.name);
        self.visible_pages().into_iter().map(|page| (ElementId(page), Rc::from(name(page)))).collect()
    }

    /// Which buttons the page offers.
    pub fn buttons(&self) -> Buttons {
        let settings = &self.form.settings;
        if !settings.show_buttons {
            return Buttons::default();
        }
        match self.state {
            State::Starting => Buttons { start: true, ..Buttons::default() },
            State::Completed => Buttons::default(),
            State::Preview => Buttons { complete: !self.read_only, ..Buttons::default() },
            State::Running => {
                let (is_first, is_last) = self.ends();
                let is_end = is_last || self.is_completed_by_trigger();
                Buttons {
                    start: false,
                    prev: !is_first && settings.show_prev,
                    next: !is_end,
                    preview: !self.read_only && self.has_preview() && is_end,
                    complete: !self.read_only && !self.has_preview() && is_end,
                }
            }
        }
    }

    /// Whether what is shown is the first, and whether it is the last.
    fn ends(&self) -> (bool, bool) {
        if self.form.settings.page_mode == PageMode::SinglePage {
            return (true, true);
        }
        let (places, here) = match self.single {
            Some(single) => (self.singles(), Some(single)),
            None => (self.visible_pages(), self.page),
        };
        (places.first().copied() == here, places.last().copied() == here)
    }

    /// How far the person is.
    pub fn progress(&self) -> Progress {
        let pages = self.visible_pages();
        let at = pages.iter().position(|page| Some(*page) == self.page).unwrap_or(0);
        let mut progress = Progress { page: to_u32(at), pages: to_u32(pages.len()), ..Progress::default() };
        for (index, page) in pages.iter().enumerate() {
            for id in self.shown_questions(*page) {
                if !self.question_of(id).is_some_and(|question| question.family.has_input()) {
                    continue;
                }
                progress.questions += 1;
                progress.answered += u32::from(!self.is_empty(id));
                progress.questions_before += u32::from(index < at);
                progress.questions_here += u32::from(index == at);
            }
        }
        progress
    }

    /// Progress in per cent, as survey-core's progress bar counts it.
    #[cfg_attr(not(feature = "replay"), expect(dead_code, reason = "screens count questions, not per cent"))]
    pub(crate) fn percent(&self) -> u32 {
        let settings = &self.form.settings;
        if settings.progress == ProgressKind::Pages {
            let pages = self.visible_pages();
            let at = pages.iter().position(|page| Some(*page) == self.page);
            return at.map_or(0, |at| to_u32((at * 100).div_ceil(pages.len().max(1))));
        }
        let (mut all, mut done) = (0_u32, 0_u32);
        let mut required = (0_u32, 0_u32);
        for page in self.visible_pages() {
            for id in self.shown_questions(page) {
                if !self.question_of(id).is_some_and(|question| question.family.has_input()) {
                    continue;
                }
                let answered = u32::from(!self.is_empty(id));
                all += 1;
                done += answered;
                if self.node(id).is_some_and(|node| node.required) {
                    required.0 += 1;
                    required.1 += answered;
                }
            }
        }
        let share = |done: u32, all: u32| (done * 100).checked_div(all);
        match settings.progress {
            ProgressKind::RequiredQuestions => share(required.1, required.0).unwrap_or(100),
            _ => share(done, all).unwrap_or(0),
        }
    }

    /// The visible questions inside an element, those in rows included.
    pub(super) fn shown_questions(&self, id: u32) -> Vec<u32> {
        let mut found = Vec::new();
        self.collect_shown(id, &mut found);
        found
    }

    fn collect_shown(&self, id: u32, found: &mut Vec<u32>) {
        if !self.is_shown(id) {
            return;
        }
        let Some(node) = self.node(id) else { return };
        let repeats = self.dynamic(id).is_some();
        if self.question_of(id).is_some() && !repeats {
            found.push(id);
        }
        for child in &node.children {
            self.collect_shown(*child, found);
        }
        for row in self.visible_rows(id) {
            for child in self.top_of(row) {
                self.collect_shown(child, found);
            }
        }
    }

    /// What to show and where to go when the survey is done.
    pub fn completion(&self) -> Completion {
        let settings = &self.form.settings;
        if self.state != State::Completed {
            return Completion::default();
        }
        let chosen = settings.completed_html_if.iter().find(|one| one.formula.is_some_and(|formula| self.holds(formula, NOBODY)));
        let html = chosen.map_or(&settings.completed_html, |one| &one.then);
        let goes = settings.navigate_if.iter().find(|one| one.formula.is_some_and(|formula| self.holds(formula, NOBODY)));
        let address = goes.map_or(&settings.navigate, |one| &one.then);
        let address = address
            .pick(&self.locale, &settings.own_locale)
            .map(|(text, _)| crate::text::pipe(text, |name| self.piped(NOBODY, name, true).map(|words| crate::text::escape_url(&words))));
        Completion {
            html: self.markup(NOBODY, html),
            navigate_to: address.filter(|address| address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))),
        }
    }

    /// How the quiz stands.
    pub(crate) fn quiz(&self) -> Quiz {
        let mut quiz = Quiz::default();
        for id in self.all_questions() {
            let Some(question) = self.question_of(id) else { continue };
            let Some(correct) = question.correct.as_ref().filter(|value| !is_blank(value)) else { continue };
            if !question.family.has_input() || !self.node(id).is_some_and(|node| node.visible) || !self.is_parent_shown(id) {
                continue;
            }
            let value = self.value(id);
            // Each row of a matrix is a question of the quiz.
            if let (Family::Matrix(..), Some(rows)) = (&question.family, correct.as_object()) {
                let given = |row: &str| value.and_then(|value| value.get(row));
                quiz.questions += to_u32(rows.len());
                quiz.correct += to_u32(rows.iter().filter(|(row, right)| given(row).is_some_and(|value| is_right(value, right))).count());
                continue;
            }
            quiz.questions += 1;
            quiz.correct += u32::from(value.is_some_and(|value| is_right(value, correct)));
        }
        quiz.incorrect = quiz.questions - quiz.correct;
        quiz
    }
}

/// Whether an answer is the right one: case, blanks around and order do not count, the order of a ranking neither.
fn is_right(value: &Value, correct: &Value) -> bool {
    match (value, correct) {
        (Value::Array(items), Value::Array(wanted)) => {
            items.len() == wanted.len() && items.iter().all(|item| wanted.iter().any(|other| is_right(item, other)))
        }
        (Value::Object(fields), Value::Object(wanted)) => {
            fields.len() == wanted.len() && fields.iter().all(|(key, field)| wanted.get(key).is_some_and(|other| is_right(field, other)))
        }
        (Value::String(a), Value::String(b)) => a.trim().lower() == b.trim().lower(),
        _ => is_same_choice(value, correct),
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
