//! Where an expression gets its values from.

use serde_json::Value as Json;

use super::path::Path;
use super::value::Value;
use crate::Moment;

/// What an expression sees of the world around it. The defaults are those of an expression outside any survey.
pub trait Scope {
    /// The value of `path`; `None` when there is nothing of that name. [`descend`](super::descend) follows the rest of a path through an answer.
    fn variable<'a>(&'a self, path: &'a Path) -> Option<Value<'a>>;

    /// The present instant.
    fn now(&self) -> Moment;

    /// Whether the order of the items matters when this list is compared (the answer to a ranking).
    fn is_ordered(&self, _path: &Path) -> bool {
        false
    }

    /// What conditions inside `sumInArray` and its like see behind the item at hand.
    fn survey(&self) -> Option<&dyn Scope> {
        None
    }

    /// `displayValue(question)`, or of another value of that question.
    fn display_value(&self, _question: &str, _value: Option<&Value<'_>>) -> Value<'static> {
        Value::Undefined
    }

    /// `propertyValue(question, property)`.
    fn property_value(&self, _question: &str, _property: &str) -> Value<'static> {
        Value::Undefined
    }

    /// `getComment(question)`, or the comment of one of its choices.
    fn comment(&self, _question: &str, _choice: Option<&Value<'_>>) -> Value<'static> {
        Value::Undefined
    }

    /// `isContainerReady(name)`: whether a page, panel or (the given panel of) a dynamic panel has no errors.
    fn is_container_ready(&self, _name: &str, _panel: Option<&Value<'_>>) -> bool {
        false
    }

    /// `isDisplayMode()`: whether the survey is read-only; `None` outside a survey.
    fn is_display_mode(&self) -> Option<bool> {
        None
    }
}

/// Plain data as a scope: an object whose members are the variables.
#[derive(Clone, Copy, Debug)]
pub struct JsonScope<'d> {
    data: &'d Json,
    now: Moment,
}

impl<'d> JsonScope<'d> {
    /// A scope over `data`, at the instant `now`.
    #[must_use]
    pub fn new(data: &'d Json, now: Moment) -> Self {
        Self { data, now }
    }
}

impl Scope for JsonScope<'_> {
    fn variable<'a>(&'a self, path: &'a Path) -> Option<Value<'a>> {
        path.find(self.data)
    }

    fn now(&self) -> Moment {
        self.now
    }
}

/// An item of a list, in front of the survey it belongs to.
pub(super) struct ItemScope<'d> {
    pub(super) item: &'d Json,
    pub(super) outer: &'d dyn Scope,
}

impl Scope for ItemScope<'_> {
    fn variable<'a>(&'a self, path: &'a Path) -> Option<Value<'a>> {
        path.find(self.item).or_else(|| self.outer.survey()?.variable(path))
    }

    fn now(&self) -> Moment {
        self.outer.now()
    }

    fn is_ordered(&self, path: &Path) -> bool {
        path.find(self.item).is_none() && self.outer.survey().is_some_and(|survey| survey.is_ordered(path))
    }

    fn survey(&self) -> Option<&dyn Scope> {
        self.outer.survey()
    }

    fn display_value(&self, question: &str, value: Option<&Value<'_>>) -> Value<'static> {
        self.outer.display_value(question, value)
    }

    fn property_value(&self, question: &str, property: &str) -> Value<'static> {
        self.outer.property_value(question, property)
    }

    fn comment(&self, question: &str, choice: Option<&Value<'_>>) -> Value<'static> {
        self.outer.comment(question, choice)
    }

    fn is_container_ready(&self, name: &str, panel: Option<&Value<'_>>) -> bool {
        self.outer.is_container_ready(name, panel)
    }

    fn is_display_mode(&self) -> Option<bool> {
        self.outer.is_display_mode()
    }
}
