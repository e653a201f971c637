//! What a person or a program may do to a session, navigation apart.

use super::Session;
use crate::{Changes, ElementId, FieldErrors, Level, Step};
use serde_json::{Map, Value};

impl Session {
    /// Answers a question as its input would; `None`, `""` and `[]` clear the answer.
    pub fn set(&mut self, id: ElementId, value: Option<Value>) -> Changes {
        self.pending.setting = Some(id.0);
        self.set_value(id.0, value);
        self.settle();
        self.changes()
    }

    /// Takes up answers that were given elsewhere, in the place of all here. They set off no reactions: those went off where they were given.
    pub fn set_answers(&mut self, data: Map<String, Value>) -> Changes {
        self.replace_data(data, false);
        self.notice_structure();
        self.changes()
    }

    /// Writes into the comment box of a question.
    pub fn set_comment(&mut self, id: ElementId, text: &str) -> Changes {
        self.put_comment(id.0, text);
        self.settle();
        self.changes()
    }

    /// Writes the words of "other".
    pub fn set_other(&mut self, id: ElementId, text: &str) -> Changes {
        self.put_other(id.0, text);
        self.settle();
        self.changes()
    }

    /// Checks these questions and shows their errors; none given checks the whole survey.
    pub fn validate(&mut self, ids: &[ElementId]) -> Step {
        let roots = if ids.is_empty() { self.visible_pages() } else { ids.iter().map(|id| id.0).collect() };
        let ok = self.show_errors_of(roots);
        self.step(ok)
    }

    /// Changes the language.
    pub fn set_locale(&mut self, locale: &str) -> Changes {
        if self.locale != locale {
            locale.clone_into(&mut self.locale);
            self.note_change("locale");
            self.touch_all();
            self.settle();
        }
        self.changes()
    }

    /// Sets or takes away a variable.
    pub fn set_variable(&mut self, name: &str, value: Option<Value>) -> Changes {
        self.put_variable(name, value);
        self.settle();
        self.changes()
    }

    /// Opens or closes the whole survey for changes.
    pub fn set_read_only(&mut self, on: bool) -> Changes {
        if self.read_only != on {
            self.read_only = on;
            if on {
                for id in self.all_questions() {
                    if let Some(node) = self.node_mut(id) {
                        node.errors.clear();
                    }
                }
            }
            self.note_change("*");
            self.touch_all();
            self.settle();
        }
        self.changes()
    }

    /// Shows errors that the server found, by question name, and goes to the first; each goes when its answer changes.
    pub fn show_server_errors(&mut self, errors: &FieldErrors) -> Step {
        for (name, found) in errors {
            let Some(id) = self.at_path(name).or_else(|| self.question_named(name)) else { continue };
            if let Some(node) = self.node_mut(id) {
                node.errors.clone_from(found);
            }
            self.pending.touch(id);
        }
        let stops = errors.iter().flat_map(|(_, found)| found).any(|error| error.level == Level::Error);
        if stops {
            if self.state == crate::State::Completed || self.state == crate::State::Preview {
                self.state = crate::State::Running;
                self.touch_all();
            }
            self.go_to_first_error();
        }
        self.step(!stops)
    }
}
