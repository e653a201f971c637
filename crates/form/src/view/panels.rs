//! Panels that repeat: what may be done to them as a whole. What is in them is on the page as panels are.

use super::{ElementId, Text};
use crate::model::Composite;

/// A question that repeats a panel, as shown. It stands behind its panels.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelsView {
    /// The panels there are, in order.
    pub panels: Vec<PanelHead>,
    /// Whether another one may be added now.
    pub can_add: bool,
    /// Whether one may be taken away now.
    pub can_remove: bool,
    /// The author's word for adding one.
    pub add: Option<Text>,
    /// The author's word for taking one away.
    pub remove: Option<Text>,
    /// What is asked before one is taken away, when anything is; an empty text leaves the words to the interface.
    pub confirm: Option<Text>,
    /// What is said while there is none.
    pub none: Option<Text>,
    pub(crate) _proof: Composite,
}

/// One of the panels.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelHead {
    /// Its title, as far as the form gives it one.
    pub title: Option<Text>,
    /// The first question in it.
    pub first: Option<ElementId>,
}

/// That a panel is one of several alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The question that repeats it.
    pub owner: ElementId,
    /// Its place among the others.
    pub at: usize,
}
