//! What this browser remembers for the shell. Storage may throw or be away; then things last as long as the page.

use crate::pages::desk::Texts;
use std::{cell::RefCell, collections::HashMap};
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

/// Texts typed and not yet saved. They outlive their page and a reload; a draft that the server does not have yet outlives the tab, too.
#[derive(Default)]
pub(super) struct TabTexts {
    texts: RefCell<HashMap<String, String>>,
}

fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Shipped contracts: what is kept under them may be from an earlier version.
const UNSAVED: &str = "tessera.unsaved.";
const DRAFTS: &str = "draft.";

/// Where the text of a place is kept, and under which key.
fn home(place: &str) -> Option<(Storage, String)> {
    let storage = if place.starts_with(DRAFTS) { lasting()? } else { tab()? };
    Some((storage, [UNSAVED, place].concat()))
}

impl Texts for TabTexts {
    fn text(&self, place: &str) -> Option<String> {
        let stored = || {
            let (storage, key) = home(place)?;
            storage.get_item(&key).ok()?
        };
        self.texts.borrow().get(place).cloned().or_else(stored)
    }

    fn keep(&self, place: &str, text: &str) {
        self.texts.borrow_mut().insert(place.to_owned(), text.to_owned());
        if let Some((storage, key)) = home(place)
            && storage.set_item(&key, text).is_err()
        {
            // Too long for the storage: it outlives the page, though not a reload. An older one would be worse than none.
            drop(storage.remove_item(&key));
        }
    }

    fn forget(&self, place: &str) {
        self.texts.borrow_mut().remove(place);
        if let Some((storage, key)) = home(place) {
            drop(storage.remove_item(&key));
        }
    }

    fn forget_all(&self) {
        self.texts.borrow_mut().clear();
        if let Some(tab) = tab() {
            drop(tab.clear());
        }
        if let Some(lasting) = lasting() {
            let count = lasting.length().unwrap_or_default();
            let names: Vec<String> = (0..count).filter_map(|index| lasting.key(index).ok()?).collect();
            for name in names.iter().filter(|name| name.starts_with(UNSAVED)) {
                drop(lasting.remove_item(name));
            }
        }
    }
}
