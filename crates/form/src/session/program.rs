//! What only a program does to a session: answers by path, whole sets of answers, properties. For replaying recorded cases.

use super::Session;
use super::settle::NOBODY;
use crate::ElementId;
use serde_json::{Map, Value};

impl Session {
    /// Answers the question at a path, or stores plain data when no question has its name.
    pub(crate) fn set_at(&mut self, path: &str, value: Value) {
        self.reach(path);
        if let Some(id) = self.at_path(path) {
            self.set(ElementId(id), Some(value));
            return;
        }
        let first = path.split(['.', '[']).next().unwrap_or_default();
        if self.question_named(first).is_none() {
            self.store_root(path, Some(value).filter(|value| !value.is_null()), NOBODY);
            self.settle();
        }
    }

    /// A path that leads into panels is a look at them.
    fn reach(&mut self, path: &str) {
        for (at, _) in path.match_indices('[') {
            let panels = path.get(..at).and_then(|path| self.at_path(path));
            panels.into_iter().for_each(|id| self.look_at(id));
        }
        self.settle();
    }

    /// Takes away the answer at a path.
    pub(crate) fn clear_at(&mut self, path: &str) {
        self.reach(path);
        match self.at_path(path) {
            Some(id) => self.clear_value(id),
            None => self.store_root(path, None, NOBODY),
        }
        self.settle();
        self.notice_structure();
    }

    /// Replaces all answers, or adds to them.
    pub(crate) fn put_data(&mut self, data: Map<String, Value>, merge: bool) {
        self.replace_data(data, merge);
        self.notice_structure();
    }

    /// Changes a property of an element.
    pub(crate) fn set_property(&mut self, name: &str, property: &str, on: bool) {
        let Some(id) = self.form.id(name).map(|id| id.0) else { return };
        match property {
            "visible" => self.apply_visible(id, on),
            "readOnly" => self.apply_read_only(id, on),
            "isRequired" => self.apply_required(id, on),
            _ => {}
        }
        self.settle();
        self.notice_structure();
    }
}
