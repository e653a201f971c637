//! The survey on the screen: one engine session, one signal a question, commands in and changes out.
//!
//! Invariant: a view reads signals and calls commands; it never keeps a copy of an answer. What the engine says changed is redrawn in
//! one batch and nothing else is. Whichever layout is drawn, it draws this store, so that a switch of layout loses nothing.

mod commands;
mod handles;
mod host;
mod redraw;
mod store;
mod walk;

pub use handles::{Draft, Element, Node, Panel, Parts, Question};
pub use host::Browser;
pub use store::{Event, SurveyStore, Tap};
pub use walk::{Walk, Went};
