//! Texts typed and not yet saved, by place: nothing typed is lost when a page is left, a session runs out or an error comes.

use crate::signal::StoredValue;
use leptos::prelude::*;
use std::rc::Rc;

/// Where such texts are kept; the shell knows a place in the browser.
pub trait Texts {
    /// What was typed there.
    fn text(&self, place: &str) -> Option<String>;
    /// Keeps what is typed there.
    fn keep(&self, place: &str, text: &str);
    /// It is saved, or given up.
    fn forget(&self, place: &str);
    /// Somebody signs out: the next person at this screen finds nothing.
    fn forget_all(&self);
}

/// The texts, as pages hold them.
pub type Unsaved = StoredValue<Rc<dyn Texts>>;

/// The texts not yet saved, from the shell.
#[must_use]
pub(in crate::pages) fn use_unsaved() -> Unsaved {
    expect_context()
}
