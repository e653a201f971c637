//! Who is signed in, as far as this page knows. The proof is a cookie no script can read.

use crate::{
    client::{Client, ClientError},
    signal::RwSignal,
};
use leptos::prelude::*;
use tessera_api::{ProblemKind, session::Me};

/// What is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Who {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Somebody.
    In(Me),
    /// Nobody.
    Out,
    /// Nobody, by their own will: nothing to come back to.
    Left,
}

/// Who is signed in, for every page of the portal.
#[derive(Clone, Copy)]
pub struct Session {
    who: RwSignal<Who>,
    /// Whether nobody is signed in because a session ran out, which deserves a sentence.
    expired: RwSignal<bool>,
}

impl Session {
    /// Nothing known yet. Made by the shell.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it belongs to the owner it is made under, which a default would hide")]
    pub fn new() -> Self {
        Self { who: RwSignal::default(), expired: RwSignal::new(false) }
    }

    /// What is known; tracked.
    #[must_use]
    pub fn who(self) -> Who {
        self.who.get()
    }

    /// What is known at this moment.
    #[must_use]
    pub fn who_now(self) -> Who {
        self.who.get_untracked()
    }

    /// Whether a session ran out; tracked.
    #[must_use]
    pub fn is_expired(self) -> bool {
        self.expired.get()
    }

    /// Somebody signed in.
    pub fn enter(self, me: Me) {
        self.expired.set(false);
        self.who.set(Who::In(me));
    }

    /// Somebody signed out by their own will.
    pub fn leave(self) {
        self.expired.set(false);
        self.who.set(Who::Left);
    }

    /// Looks at an error: when it says that nobody is signed in, that becomes known here and `true` comes back.
    pub fn notices(self, error: &ClientError) -> bool {
        if error.kind() != Some(ProblemKind::Unauthorized) {
            return false;
        }
        // Asking for the first time and hearing "nobody" is no expiry.
        self.expired.set(matches!(self.who.get_untracked(), Who::In(_)));
        self.who.set(Who::Out);
        true
    }

    /// Asks the server.
    pub async fn ask(self, client: Client) -> Result<(), ClientError> {
        match client.me().await {
            Ok(me) => self.enter(me),
            Err(error) if self.notices(&error) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// The address of the sign-in page that leads back to `place` afterwards.
#[must_use]
pub(in crate::pages) fn sign_in_address(place: &str) -> String {
    format!("/portal/sign-in?next={}", String::from(js_sys::encode_uri_component(place)))
}

/// Who is signed in, from the shell.
#[must_use]
pub(in crate::pages) fn use_session() -> Session {
    expect_context()
}
