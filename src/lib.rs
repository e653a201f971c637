//! The app's library: adaptive widgets and their layouts, without features; the respondent's page and the portal with them.

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "respond")]
pub mod client;
pub mod i18n;
pub mod layouts;
#[cfg(feature = "app")]
pub mod live;
pub mod modality;
#[cfg(feature = "respond")]
pub mod outbox;
#[cfg(feature = "respond")]
pub mod pages;
pub mod signal;
pub mod view;
pub mod widgets;
