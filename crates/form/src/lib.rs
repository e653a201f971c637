//! SurveyJS-compatible form engine: reads a survey definition, runs a session over it, checks answers.
//!
//! Invariants: no I/O, no clock, no randomness, no DOM (time and regular expressions come through [`Host`]);
//! reading a definition never fails, it returns a form and a list of [`Diagnostic`]s; nothing here panics.
#![warn(missing_docs)]

mod code;
mod diagnostic;
pub mod expr;
mod host;
mod model;
mod read;
mod session;
mod sorted;
mod text;
mod tier;
mod verify;
mod view;

pub use code::Code;
pub use diagnostic::{Diagnostic, Severity};
pub use host::{Host, Moment};
pub use model::{Composite, Form, Pattern, QuestionInfo, localized};
pub use read::Reading;
#[cfg(feature = "replay")]
pub use session::replay;
pub use session::{Options, Session, Snapshot};
pub use text::{Lent, has_part, json, lend, lower_case, units};
pub use verify::{Verdict, verify};
pub use view::*;
