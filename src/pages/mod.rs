//! Pages: one folder or file an address. A page loads data and composes widgets; it knows the client and the shell, never another page.

#[cfg(feature = "app")]
pub mod desk;
#[cfg(feature = "app")]
pub mod hub;
mod messages;
#[cfg(feature = "app")]
pub mod missing;
#[cfg(feature = "app")]
mod pieces;
#[cfg(feature = "app")]
pub mod portal;
#[cfg(feature = "preview")]
pub mod preview;
pub mod respond;

pub use messages::load_messages;
