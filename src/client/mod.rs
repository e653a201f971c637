//! The only place that talks to the server: typed calls, one error for all of them.
//!
//! Knows addresses and the wire; knows no screen. Nothing here retries by itself: the outbox does that for answers, a person for the rest.

mod error;
mod fetch;
mod http;
pub mod json;
mod key;
mod limit;
mod messages;
#[cfg(feature = "app")]
pub mod portal;
mod respond;
mod save;
#[cfg(feature = "app")]
mod sheets;
mod wire;

pub use error::ClientError;
pub use http::{Client, Tagged};
pub use key::random_uuid;
pub use messages::message_file;
#[cfg(feature = "app")]
pub use portal::with_query;
pub use save::{Meta, Save, list, times};
pub use wire::{errors, live_form, receipt};
