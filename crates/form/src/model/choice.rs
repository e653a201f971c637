//! The choices of a list question, as written.

use super::{FormulaId, Loc};
use crate::ChoiceRole;
use serde_json::Value;
use std::sync::Arc;

/// One choice.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// What is stored.
    pub(crate) value: Value,
    /// What is shown; empty shows the value.
    pub(crate) text: Loc,
    /// Its part in the list.
    pub(crate) role: ChoiceRole,
    /// When it is offered.
    pub(crate) visible_if: Option<FormulaId>,
    /// When it can be taken.
    pub(crate) enable_if: Option<FormulaId>,
    /// Chosen alone: taking it drops all others, and the other way round.
    pub(crate) exclusive: bool,
}

impl Choice {
    /// A choice with nothing special.
    pub(crate) fn plain(value: Value, text: Loc) -> Choice {
        Choice { value, text, role: ChoiceRole::Item, visible_if: None, enable_if: None, exclusive: false }
    }
}

/// The order in which choices are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ChoiceOrder {
    /// As written.
    #[default]
    Written,
    /// By their text.
    Ascending,
    /// By their text, last first.
    Descending,
}

/// The choices of a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    /// Ordinary choices, as written.
    pub(crate) items: Vec<Arc<Choice>>,
    /// Special ones (select all, none, other ...), in the order in which they are offered.
    pub(crate) specials: Vec<Arc<Choice>>,
    /// Order of the ordinary ones.
    pub(crate) order: ChoiceOrder,
    /// When a choice is offered, for all of them.
    pub(crate) visible_if: Option<FormulaId>,
    /// When a choice can be taken, for all of them.
    pub(crate) enable_if: Option<FormulaId>,
    /// The question whose choices are used instead, and which of them.
    pub(crate) from: Option<Borrowed>,
    /// Hidden when nothing is offered.
    pub(crate) hide_if_empty: bool,
}

/// Choices taken over from another question.
#[derive(Clone, Debug)]
pub(crate) struct Borrowed {
    /// Name of the other question.
    pub(crate) question: String,
    /// `Some(true)`: those chosen there; `Some(false)`: those not chosen there.
    pub(crate) selected: Option<bool>,
    /// Where the other question holds rows: the field with the value.
    pub(crate) value_field: Option<String>,
    /// Where the other question holds rows: the field with the text.
    pub(crate) text_field: Option<String>,
}
