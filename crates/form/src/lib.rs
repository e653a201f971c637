//! SurveyJS-compatible form engine: reads a survey definition, runs a session over it, checks answers.
//!
//! Invariants: no I/O, no clock, no randomness, no DOM (time and regular expressions come through [`Host`]);
//! reading a definition never fails, it returns a form and a list of [`Diagnostic`]s; nothing here panics.
#![warn(missing_docs)]

mod diagnostic;
pub mod expr;
mod host;
mod view;

pub use diagnostic::{Diagnostic, Severity};
pub use host::{Host, Moment};
pub use view::*;
