//! Reading: turns any survey definition into a form and a list of remarks. Never fails, never follows a definition blindly.
//!
//! Invariant: what is not understood is reported; only what is understood reaches the model. Remarks are for those who write
//! forms: without the feature `diagnostics` the reader makes the same form and says nothing.

mod builder;
#[cfg(feature = "diagnostics")]
mod checks;
mod choices;
#[cfg(feature = "diagnostics")]
mod cycles;
#[cfg(feature = "diagnostics")]
mod effects;
mod elements;
mod families;
mod lists;
mod masks;
mod names;
mod old_names;
mod order;
#[cfg(feature = "diagnostics")]
mod patterns;
mod place;
#[cfg(feature = "diagnostics")]
mod properties;
#[cfg(feature = "diagnostics")]
mod remarks;
#[cfg(not(feature = "diagnostics"))]
#[path = "silence.rs"]
mod remarks;
#[cfg(feature = "diagnostics")]
mod scan;
#[cfg(feature = "diagnostics")]
mod sense;
#[cfg(feature = "diagnostics")]
mod source;
#[cfg(feature = "diagnostics")]
mod suggest;
mod survey;
mod validators;

use crate::model::Form;
use crate::{Diagnostic, Severity};
use builder::Builder;
use place::Place;
use remarks::Pointer;
use serde_json::{Map, Value};

/// Most questions of a form.
pub(crate) const MAX_QUESTIONS: usize = 5_000;
/// Most pages of a form.
pub(crate) const MAX_PAGES: usize = 200;
/// Most choices of a question.
pub(crate) const MAX_CHOICES: usize = 10_000;
/// Most hidden fields of a form: what a link carries is short.
pub(crate) const MAX_HIDDEN_FIELDS: usize = 100;

/// A definition, read: the form, and what there is to say about it.
#[derive(Debug)]
pub struct Reading {
    /// The form; empty when the definition is not JSON, or no object.
    pub form: Form,
    /// Remarks in the order of the definition, most severe first among those of one place; none without the feature `diagnostics`.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Whether nothing forbids publishing.
    pub fn is_publishable(&self) -> bool {
        self.diagnostics.iter().all(|remark| remark.severity < Severity::Error)
    }
}

impl Form {
    /// Reads a definition that is parsed already.
    pub fn from_value(definition: &Value) -> Reading {
        read_value(Builder::default(), definition)
    }
}

fn read_value(mut builder: Builder, definition: &Value) -> Reading {
    if let Some(map) = definition.as_object() {
        return read_map(builder, map);
    }
    builder.remarks.no_object();
    read_map(builder, &Map::new())
}

fn read_map(builder: Builder, map: &Map<String, Value>) -> Reading {
    survey::build(builder, &Place::new(map, "survey", Pointer::root()))
}
