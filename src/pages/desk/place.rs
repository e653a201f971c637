//! Where the person is on the site, and the ways elsewhere that do not load the page anew.

use crate::signal::{RwSignal, Signal, StoredValue};
use leptos::prelude::expect_context;
use std::rc::Rc;

/// Changes the address of the page: to what, and whether in the place of the one before; gives path and query of where that led. The shell's,
/// since it touches the browser.
pub type Going = Rc<dyn Fn(&str, bool) -> (String, String)>;

/// Where the person is. A handle, made by the shell.
#[derive(Clone, Copy)]
pub struct Place {
    path: RwSignal<String>,
    query: RwSignal<String>,
    going: StoredValue<Going>,
}

impl Place {
    /// At an address, given by its path and what stands behind the `?`.
    #[must_use]
    pub fn new(path: String, query: String, going: Going) -> Self {
        Self { path: RwSignal::new(path), query: RwSignal::new(query), going: StoredValue::new(going) }
    }

    /// The path; tracked by who reads it.
    #[must_use]
    pub fn path(self) -> Signal<String> {
        self.path.read_only()
    }

    /// Path and query at this moment, as an address.
    #[must_use]
    pub fn address(self) -> String {
        let (path, query) = (self.path.get_untracked(), self.query.get_untracked());
        if query.is_empty() { path } else { [path, query].join("?") }
    }

    /// What the query says of a name at this moment.
    #[must_use]
    pub fn asked(self, name: &str) -> Option<String> {
        let value = self.query.with_untracked(|query| {
            query.split('&').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        })?;
        js_sys::decode_uri_component(&value).ok().map(String::from)
    }

    /// The address is another now: the browser went back or forward.
    pub fn arrive(self, path: String, query: String) {
        self.query.set(query);
        if self.path.with_untracked(|before| *before != path) {
            self.path.set(path);
        }
    }

    /// Goes somewhere.
    pub fn go(self, address: &str) {
        self.leave(address, false);
    }

    /// Goes somewhere without leaving a way back to here: after signing in or out the page before makes no sense.
    pub fn replace(self, address: &str) {
        self.leave(address, true);
    }

    fn leave(self, address: &str, replaces: bool) {
        if let Some(going) = self.going.try_get_value() {
            let (path, query) = going(address, replaces);
            self.arrive(path, query);
        }
    }
}

/// Where the person is, from the shell.
#[must_use]
pub(in crate::pages) fn use_place() -> Place {
    expect_context()
}
