//! A session over answers that exist already: what the server asks of it.

use super::Session;
use crate::model::{Family, Form};
use crate::session::error;
use crate::text::is_same_choice;
use crate::{FieldError, Host, Level, State};
use serde_json::{Map, Value};
use std::sync::Arc;

impl Session {
    /// Takes in answers as they are: no defaults, no reactions, no triggers; those acted when the answers were given.
    pub(crate) fn replay(form: Arc<Form>, host: Arc<dyn Host>, locale: &str, data: Map<String, Value>) -> Session {
        let mut session = Session::bare(form, host);
        session.locale = locale.to_owned();
        session.pending.is_replaying = true;
        session.load();
        session.state = State::Running;
        session.read_only = false;
        session.replace_data(data, false);
        session
    }

    /// Checks every page in view, the start page included.
    pub(crate) fn check_everything(&mut self) {
        let pages = self.form.pages.iter().copied().filter(|page| self.is_shown(*page)).collect();
        self.show_errors_of(pages);
    }

    /// The names of the questions in view, start page included, those in rows by their path.
    pub(crate) fn visible_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for id in self.all_questions().into_iter().filter(|id| self.is_in_view(*id)) {
            let Some(path) = self.path_of(id) else { continue };
            names.extend(self.matrix_rows(id).into_iter().map(|row| [&*path, ".", &crate::text::plain(&row.value)].concat()));
            names.push(path);
        }
        names
    }

    /// The path of a question: its name, or `question[0].field` in rows.
    pub(crate) fn path_of(&self, id: u32) -> Option<String> {
        let name = &self.element_of(id)?.name;
        let Some(row) = self.node(id)?.row else { return Some(name.to_string()) };
        let holder = self.row(row)?;
        let owner = self.path_of(holder.owner)?;
        let dynamic = self.dynamic(holder.owner)?;
        Some(match dynamic.kind {
            crate::model::RowsKind::One => format!("{owner}.{name}"),
            crate::model::RowsKind::Named => format!("{owner}.{}.{name}", holder.name.as_ref().map(crate::text::plain)?),
            crate::model::RowsKind::Listed => {
                let rows = if dynamic.is_matrix { self.visible_rows(holder.owner) } else { self.rows_of(holder.owner) };
                let at = rows.iter().position(|other| *other == row)?;
                format!("{owner}[{at}].{name}")
            }
        })
    }

    /// The errors that stop, by path.
    pub(crate) fn stopping_errors(&self) -> Vec<(String, Vec<FieldError>)> {
        let stops = |id: u32| self.shown_errors(id).iter().filter(|error| error.level == Level::Error).cloned().collect::<Vec<_>>();
        let mut found: Vec<(String, Vec<FieldError>)> = Vec::new();
        for id in self.all_questions().into_iter().filter(|id| self.is_in_view(*id)) {
            let errors = stops(id);
            if !errors.is_empty() {
                found.extend(self.path_of(id).map(|path| (path, errors)));
            }
        }
        for (id, node) in (0..).zip(&self.nodes).filter(|(id, node)| node.is_live && self.question_of(*id).is_none()) {
            let errors = stops(id);
            if !errors.is_empty()
                && let Some(element) = self.form.element(node.slot)
            {
                found.push((format!("#{}", element.name), errors));
            }
        }
        found
    }

    /// Answers in view that are outside the limits of their own input.
    pub(crate) fn input_errors(&self) -> Vec<(String, Vec<FieldError>)> {
        let given = self.all_questions().into_iter().filter(|id| self.is_in_view(*id) && !self.is_empty(*id));
        given
            .filter_map(|id| {
                let mut errors = self.find_errors(id, false);
                errors.retain(|error| matches!(error.code.as_str(), "min" | "max" | "invalidinput"));
                (!errors.is_empty()).then_some((self.path_of(id)?, errors))
            })
            .collect()
    }

    /// Answers in view whose choice is not offered to a person with these answers.
    pub(crate) fn impossible_choices(&self, given: &Map<String, Value>) -> Vec<(String, FieldError)> {
        let mut found = Vec::new();
        for id in self.all_questions().into_iter().filter(|id| self.is_in_view(*id)) {
            let (Some(question), Some(node)) = (self.question_of(id), self.node(id)) else { continue };
            let Family::Select(list) = &question.family else { continue };
            let Some(value) = given.get(&*question.value_name).filter(|_| node.row.is_none()) else { continue };
            let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
            let offered = self.offered(id);
            let is_own = |item: &Value| !self.stores_other_as_comment(id) && list.has_other() && self.has_unknown(id, list, item);
            let fits = |item: &Value| offered.iter().any(|other| is_same_choice(&other.choice.value, item)) || is_own(item);
            if !items.iter().all(fits) {
                let reason = vec![("reason".to_owned(), "choice".to_owned())];
                found.extend(self.path_of(id).map(|path| (path, FieldError { params: reason, ..error("invalidinput") })));
            }
        }
        found
    }
}
