//! The field a definition is written in: a plain text area, painted from beneath, with line numbers beside it and remarks at their lines and under it.
//!
//! What is written is the text area's own: caret, selection, undo and what a screen reader hears are the browser's. Its letters are transparent, and
//! the same letters lie under it in color. Pressing a remark puts the caret where it says. Tab leaves the field, so that nobody is caught in it.

mod dom;
mod paint;
mod place;
mod view;

pub use view::{Severity, SourceField, SourceFix, SourceRemark, source_field};
