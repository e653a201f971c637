//! The page shown, the panels and questions on it.

use super::{ElementId, FieldError, Kind, Repeated, Text};
use serde_json::Value;
use std::rc::Rc;

/// The page shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PageView {
    /// Its slot.
    pub id: ElementId,
    /// Its name.
    pub name: Rc<str>,
    /// Its title.
    pub title: Option<Text>,
    /// Its hint.
    pub description: Option<Text>,
    /// Errors of the page as a whole.
    pub errors: Vec<FieldError>,
    /// What is on it, in order.
    pub elements: Vec<ElementView>,
}

/// A question or a panel.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(target_pointer_width = "64", expect(clippy::large_enum_variant, reason = "a page holds many questions and few panels"))]
pub enum ElementView {
    /// A question.
    Question(QuestionView),
    /// A panel.
    Panel(PanelView),
}

/// One visible panel: a group of questions with a title of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelView {
    /// Its slot.
    pub id: ElementId,
    /// Its name.
    pub name: Rc<str>,
    /// Its number, when panels are numbered.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<Text>,
    /// Its hint.
    pub description: Option<Text>,
    /// Errors of the panel as a whole.
    pub errors: Vec<FieldError>,
    /// What is in it, in order.
    pub elements: Vec<ElementView>,
    /// When it is one of several alike, which.
    pub repeated: Option<Repeated>,
}

/// One visible question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// Its slot.
    pub id: ElementId,
    /// Its name in the definition.
    pub name: Rc<str>,
    /// Its number ("1."), when numbers are shown.
    pub number: Option<String>,
    /// What is asked; `None` when the title is hidden.
    pub title: Option<Text>,
    /// The hint under the title.
    pub description: Option<Text>,
    /// Whether it must be answered now.
    pub required: bool,
    /// Whether the answer cannot be changed now.
    pub read_only: bool,
    /// The answer; `None` when there is none.
    pub value: Option<Value>,
    /// The comment box, when it has one.
    pub comment: Option<CommentView>,
    /// What is wrong, as displayed now (not what would be found by checking again).
    pub errors: Vec<FieldError>,
    /// Its family.
    pub kind: Kind,
}

/// The comment box under a question (`showCommentArea`).
#[derive(Clone, Debug, PartialEq)]
pub struct CommentView {
    /// What is asked; `None` lets the interface say it ("Comment").
    pub label: Option<Text>,
    /// What is written in it now.
    pub value: Option<String>,
    /// An example.
    pub placeholder: Option<Text>,
}
