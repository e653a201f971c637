//! The app's library: adaptive widgets and their layouts, without features; the respondent's page and the portal with them.

#[cfg(feature = "respond")]
pub mod client;
pub mod i18n;
pub mod modality;
pub mod widgets;
