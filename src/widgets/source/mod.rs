//! The field a definition is written in: a plain text area with line numbers beside it and remarks under it.
//!
//! Pressing a remark puts the caret where it says. Tab leaves the field, so that nobody is caught in it.

mod place;
mod view;

pub use view::{Severity, SourceField, SourceRemark, source_field};
