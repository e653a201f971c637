//! Reading: turns any survey definition into a form and a list of remarks. Never fails, never follows a definition blindly.
//!
//! Invariant: what is not understood is reported; only what is understood reaches the model.

mod builder;
mod checks;
mod choices;
mod elements;
mod families;
mod lists;
mod names;
mod order;
mod place;
mod properties;
mod scan;
mod suggest;
mod survey;
mod validators;

use crate::model::Form;
use crate::{Diagnostic, Severity};
use builder::Builder;
use place::Place;
use serde_json::{Map, Value};

/// Most questions of a form.
pub(crate) const MAX_QUESTIONS: usize = 5_000;
/// Most pages of a form.
pub(crate) const MAX_PAGES: usize = 200;
/// Most choices of a question.
pub(crate) const MAX_CHOICES: usize = 10_000;

/// A definition, read: the form, and what there is to say about it.
#[derive(Debug)]
pub struct Reading {
    /// The form; empty when the definition is not JSON, or no object.
    pub form: Form,
    /// Remarks in the order of the definition, most severe first among those of one place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Whether nothing forbids publishing.
    pub fn is_publishable(&self) -> bool {
        self.diagnostics.iter().all(|remark| remark.severity < Severity::Error)
    }
}

impl Form {
    /// Reads a definition. Never fails: broken JSON is an error with code `json` and gives an empty form.
    pub fn read(source: &str) -> Reading {
        let mut builder = Builder::default();
        for finding in scan::scan(source) {
            match finding {
                scan::Finding::TooDeep { pointer } => {
                    let most = scan::MAX_DEPTH.to_string();
                    let message = format!("The definition is nested deeper than {most} levels.");
                    builder.remark(Severity::Error, "too-deep", &pointer, message, &[("limit", &most)]);
                    return survey::build(builder, &Place::new(&Map::new(), "survey", String::new()));
                }
                scan::Finding::TooManyKeys => {
                    let most = scan::MAX_KEYS.to_string();
                    let message = format!("The definition has more than {most} properties.");
                    builder.remark(Severity::Error, "too-many-keys", "", message, &[("limit", &most)]);
                }
                scan::Finding::RepeatedKey { pointer, key } => {
                    let message = format!("“{key}” is written twice in one object; only the last one counts.");
                    builder.remark(Severity::Error, "repeated-key", &pointer, message, &[("name", &key)]);
                }
            }
        }
        match serde_json::from_str::<Value>(source.trim_start_matches('\u{feff}')) {
            Ok(definition) => read_value(builder, &definition),
            Err(error) => {
                let (line, column) = (error.line().to_string(), error.column().to_string());
                let message = format!("This is not JSON: {error}.");
                builder.remark(Severity::Error, "json", "", message, &[("line", &line), ("column", &column)]);
                survey::build(builder, &Place::new(&Map::new(), "survey", String::new()))
            }
        }
    }

    /// Reads a definition that is parsed already.
    pub fn from_value(definition: &Value) -> Reading {
        read_value(Builder::default(), definition)
    }
}

fn read_value(mut builder: Builder, definition: &Value) -> Reading {
    if let Some(map) = definition.as_object() {
        return survey::build(builder, &Place::new(map, "survey", String::new()));
    }
    let message = "A survey definition is a JSON object.".to_owned();
    builder.remark(Severity::Error, "json", "", message, &[("line", "1"), ("column", "1")]);
    survey::build(builder, &Place::new(&Map::new(), "survey", String::new()))
}
