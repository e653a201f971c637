//! What this browser remembers for the shell. Storage may throw or be away; then things last as long as the page.

use leptos::prelude::*;
use std::{cell::RefCell, collections::HashMap, rc::Rc};
use web_sys::Storage;

/// A shipped contract: `boot.js` reads these three before the first paint.
pub(super) const LOCALE: &str = "tessera.locale";
pub(super) const THEME: &str = "tessera.theme";
pub(super) const CONTRAST: &str = "tessera.contrast";

fn lasting() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Keeps a choice for the next visit, or forgets it.
pub(super) fn remember(key: &str, value: Option<&str>) {
    let Some(storage) = lasting() else { return };
    let kept = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
    // Full or forbidden storage costs the choice at the next visit, nothing else.
    drop(kept);
}

pub(super) fn remembered(key: &str) -> Option<String> {
    lasting()?.get_item(key).ok()?
}

/// Texts typed and not yet saved, by place. They outlive their page and a reload, but not the tab.
#[derive(Clone)]
pub struct Unsaved {
    texts: Rc<RefCell<HashMap<String, String>>>,
}

impl Unsaved {
    pub(super) fn new() -> Self {
        Self { texts: Rc::default() }
    }

    fn tab() -> Option<Storage> {
        web_sys::window()?.session_storage().ok()?
    }

    fn key(place: &str) -> String {
        format!("tessera.unsaved.{place}")
    }

    /// What was typed there.
    #[must_use]
    pub fn text(&self, place: &str) -> Option<String> {
        let stored = || Self::tab()?.get_item(&Self::key(place)).ok()?;
        self.texts.borrow().get(place).cloned().or_else(stored)
    }

    /// Keeps what is typed there.
    pub fn keep(&self, place: &str, text: &str) {
        self.texts.borrow_mut().insert(place.to_owned(), text.to_owned());
        if let Some(tab) = Self::tab() {
            // Too long for the storage: then it outlives the page, though not a reload.
            drop(tab.set_item(&Self::key(place), text));
        }
    }

    /// It is saved, or given up.
    pub fn forget(&self, place: &str) {
        self.texts.borrow_mut().remove(place);
        if let Some(tab) = Self::tab() {
            drop(tab.remove_item(&Self::key(place)));
        }
    }

    /// Somebody signs out: the next person at this screen finds nothing.
    pub fn forget_all(&self) {
        self.texts.borrow_mut().clear();
        if let Some(tab) = Self::tab() {
            drop(tab.clear());
        }
    }
}

/// The texts not yet saved, from the shell.
#[must_use]
pub fn use_unsaved() -> StoredValue<Unsaved, LocalStorage> {
    expect_context()
}
