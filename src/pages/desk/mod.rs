//! What a page of hub or portal finds on its desk, whichever page it is: where one is, who is signed in, the language, the look, texts not yet saved,
//! and a way to wait for the server.
//!
//! Handles only: the shell (`app`) makes them and does what touches the browser. They know no page.

mod arrival;
mod fetch;
mod language;
mod look;
mod place;
mod session;
mod unsaved;

pub use arrival::Arrival;
pub(in crate::pages) use fetch::{Fetched, Remote};
pub use language::{Language, use_language};
pub use look::{Look, Theme, use_look};
pub(in crate::pages) use place::use_place;
pub use place::{Going, Place};
pub use session::{Session, Who};
pub(in crate::pages) use session::{sign_in_address, use_session};
pub(in crate::pages) use unsaved::use_unsaved;
pub use unsaved::{Texts, Unsaved};
