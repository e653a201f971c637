//! What is observed of a session, in the sections a case asks for.

use crate::model::{Body, Family, PageMode, RowsKind};
use crate::{ChoiceRole, FieldError, Level, Session, State};
use serde_json::{Map, Value, json};

/// The observation of a session.
pub(super) fn observe(session: &Session, sections: &[String], ok: Option<bool>) -> Value {
    let mut seen = Map::new();
    seen.insert("state".to_owned(), json!(session.state().name()));
    if let Some(ok) = ok {
        seen.insert("ok".to_owned(), Value::from(ok));
    }
    let (items, panels) = session.shown_items();
    let page = session.page_named_now();
    seen.insert("page".to_owned(), page.map_or(Value::Null, Value::from));
    let paths: Vec<(u32, String)> = items.iter().filter_map(|id| Some((*id, session.path_of(*id)?))).collect();
    seen.insert("visible".to_owned(), paths.iter().map(|(_, path)| path.clone()).collect());
    if !panels.is_empty() {
        seen.insert("panels".to_owned(), panels.into());
    }
    let mut errors = Map::new();
    for (path, found) in session.errors_everywhere() {
        errors.insert(path, found.iter().map(code).collect());
    }
    if !errors.is_empty() {
        seen.insert("errors".to_owned(), Value::Object(errors));
    }
    seen.insert("data".to_owned(), Value::Object(session.data()));
    for section in sections {
        let value = session.section(section, &paths);
        let is_hollow = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        if !is_hollow {
            seen.insert(section.clone(), value);
        }
    }
    Value::Object(seen)
}

fn code(error: &FieldError) -> String {
    match error.level {
        Level::Error => error.code.clone(),
        Level::Warning => format!("warning:{}", error.code),
        Level::Info => format!("info:{}", error.code),
    }
}

impl Session {
    fn section(&self, section: &str, items: &[(u32, String)]) -> Value {
        let names = |keep: &dyn Fn(u32) -> bool| items.iter().filter(|(id, _)| keep(*id)).map(|(_, path)| path.clone()).collect::<Value>();
        let each = |read: &dyn Fn(u32) -> Option<Value>| {
            let pairs = items.iter().filter_map(|(id, path)| Some((path.clone(), read(*id)?)));
            Value::Object(pairs.filter(|(_, value)| value.as_str() != Some("")).collect())
        };
        match section {
            "enabled" => names(&|id| !self.is_read_only(id)),
            "required" => names(&|id| self.is_required(id)),
            "titles" => each(&|id| (!self.is_cell(id) && !self.is_html(id)).then(|| Value::from(self.title_words(id)))),
            "html" => each(&|id| match &self.question_of(id)?.family {
                Family::Html(html) => self.words(id, html).map(|text| Value::from(&*text.string)),
                _ => None,
            }),
            "descriptions" => each(&|id| self.words(id, &self.element_of(id)?.description).map(|text| Value::from(&*text.string))),
            "numbers" => each(&|id| self.number(id).map(Value::from)),
            "choices" => each(&|id| self.is_list(id).then(|| self.choice_values(id, false))),
            "choiceTexts" => each(&|id| {
                let offered = self.offered(id);
                let words = offered.iter().map(|item| Value::from(&*self.choice_text(id, &item.choice).string)).collect();
                self.question_of(id)?.family.select().map(|_| words)
            }),
            "disabledChoices" => each(&|id| {
                let disabled = self.choice_values(id, true);
                (self.is_list(id) && disabled.as_array().is_some_and(|items| !items.is_empty())).then_some(disabled)
            }),
            "matrixRows" => each(&|id| self.row_names(id)),
            "matrixColumns" => each(&|id| self.column_names(id)),
            "display" => each(&|id| if self.is_empty(id) { None } else { self.display(id) }),
            "comments" => each(&|id| {
                let node = self.node(id)?;
                let words = if node.comment.is_empty() { &node.other } else { &node.comment };
                Some(Value::from(words.as_str()))
            }),
            "pages" if self.settings().page_mode == PageMode::SinglePage && self.state() != State::Starting => {
                Value::from(vec!["single-page"])
            }
            "pages" => self.pages().into_iter().map(|(_, name)| Value::from(&*name)).collect(),
            "pageTitle" => self
                .page
                .and_then(|page| self.words(page, &self.element_of(page)?.title))
                .map_or(Value::Null, |text| Value::from(&*text.string)),
            "surveyTitle" => self.title().map_or(Value::Null, |text| Value::from(&*text.string)),
            "buttons" => {
                let buttons = self.buttons();
                json!({"prev": buttons.prev, "next": buttons.next, "complete": buttons.complete, "preview": buttons.preview})
            }
            "totals" => each(&|id| self.totals_of(id).filter(|_| self.dynamic(id).is_some()).map(|totals| Value::Object(totals.clone()))),
            "calculated" => {
                let values = self.settings().calculated.iter();
                Value::Object(values.filter_map(|one| Some((one.name.clone(), self.variable(&one.name)?.clone()))).collect())
            }
            "variables" => self.variables.clone(),
            "progress" => Value::from(self.percent()),
            "score" => {
                let quiz = self.quiz();
                json!({"questions": quiz.questions, "correct": quiz.correct, "incorrect": quiz.incorrect})
            }
            "completedHtml" => self.completion().html.map_or(Value::Null, |text| Value::from(&*text.string)),
            "navigateToUrl" => self.completion().navigate_to.map_or(Value::Null, Value::from),
            _ => Value::Null,
        }
    }

    /// The visible questions of what is shown, nested ones after what holds them, and the visible panels.
    fn shown_items(&self) -> (Vec<u32>, Vec<String>) {
        let (mut items, mut panels) = (Vec::new(), Vec::new());
        let roots = self.roots_shown();
        for root in &roots {
            let is_panel_of_many = self.shows_all_pages();
            self.list_items(*root, &mut items, &mut panels, is_panel_of_many);
        }
        (items, panels)
    }

    fn list_items(&self, id: u32, items: &mut Vec<u32>, panels: &mut Vec<String>, named: bool) {
        if !self.is_shown(id) {
            return;
        }
        match self.element_of(id).map(|element| &element.body) {
            Some(Body::Question(question)) => {
                items.push(id);
                let nested = matches!(question.family, Family::Dynamic(..));
                for child in self.visible_rows(id).into_iter().filter(|_| nested).flat_map(|row| self.top_of(row)) {
                    self.list_items(child, items, &mut Vec::new(), true);
                }
            }
            Some(Body::Panel(_)) | Some(Body::Page(_)) => {
                let is_panel = matches!(self.element_of(id).map(|element| &element.body), Some(Body::Panel(_)));
                if (is_panel || named)
                    && let Some(element) = self.element_of(id)
                {
                    panels.push(element.name.to_string());
                }
                for child in self.children_of(id) {
                    self.list_items(child, items, panels, false);
                }
            }
            None => {}
        }
    }

    fn page_named_now(&self) -> Option<String> {
        match self.state() {
            State::Completed => None,
            State::Starting => self.element_of(*self.form().pages.first()?).map(|page| page.name.to_string()),
            State::Preview => Some("preview-page".to_owned()),
            _ if self.shows_all_pages() => Some("single-page".to_owned()),
            _ => self.element_of(self.page?).map(|page| page.name.to_string()),
        }
    }

    fn errors_everywhere(&self) -> Vec<(String, Vec<FieldError>)> {
        let mut found = Vec::new();
        for (id, _) in (0..).zip(&self.nodes).filter(|(_, node)| node.is_live && !node.errors.is_empty()) {
            if self.question_of(id).is_none() {
                let Some(element) = self.element_of(id) else { continue };
                found.push((format!("#{}", element.name), self.shown_errors(id).to_vec()));
            } else if self.is_in_view(id) {
                let errors = self.shown_errors(id).iter().cloned().map(|error| self.as_recorded(id, error)).collect();
                found.extend(self.path_of(id).map(|path| (path, errors)));
            }
        }
        found
    }

    /// The recorder tells the errors of an input apart by what is wrong when it looks, which may be nothing any more.
    fn as_recorded(&self, id: u32, mut error: FieldError) -> FieldError {
        if matches!(error.code.as_str(), "min" | "max" | "step") {
            let again = self.find_errors(id, false);
            let code = again.iter().map(|error| error.code.as_str()).find(|code| matches!(*code, "min" | "max" | "step"));
            code.unwrap_or("invalidinput").clone_into(&mut error.code);
        }
        error
    }

    fn is_html(&self, id: u32) -> bool {
        matches!(self.family_of(id), Some(Family::Html(_)))
    }

    fn is_list(&self, id: u32) -> bool {
        matches!(self.family_of(id), Some(Family::Select(_) | Family::Rating(_)))
    }

    fn choice_values(&self, id: u32, disabled: bool) -> Value {
        let offered = self.offered(id);
        let kept = offered.iter().filter(|item| !disabled || !item.enabled);
        kept.map(|item| if item.choice.role == ChoiceRole::SelectAll { Value::from("selectall") } else { item.choice.value.clone() })
            .collect()
    }

    fn row_names(&self, id: u32) -> Option<Value> {
        match &self.question_of(id)?.family {
            Family::Matrix(..) => Some(self.matrix_rows(id).into_iter().map(|row| row.value.clone()).collect()),
            Family::Dynamic(_, dynamic) if dynamic.is_matrix => {
                let rows = self.visible_rows(id).into_iter().filter_map(|row| self.row(row));
                Some(rows.map(|row| row.name.clone().unwrap_or(Value::Null)).collect())
            }
            _ => None,
        }
    }

    fn column_names(&self, id: u32) -> Option<Value> {
        match &self.question_of(id)?.family {
            Family::Matrix(..) => Some(self.matrix_columns(id).into_iter().map(|column| column.value.clone()).collect()),
            Family::Dynamic(_, dynamic) if dynamic.kind != RowsKind::One && dynamic.is_matrix => {
                // A column is shown while one of its cells is.
                let rows = self.visible_rows(id);
                let shows = |at: usize| {
                    rows.is_empty() || rows.iter().any(|row| self.top_of(*row).get(at).is_some_and(|cell| self.is_shown(*cell)))
                };
                let shown = dynamic.template.iter().enumerate().filter(|(at, _)| shows(*at));
                let columns = shown.filter_map(|(_, slot)| self.form().element(*slot));
                Some(columns.map(|column| Value::from(&*column.name)).collect())
            }
            _ => None,
        }
    }
}
