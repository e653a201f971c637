//! What the server does with a survey definition: reads it with the engine, sanitises its markup, places remarks in its text.
//!
//! Knows neither the store's SQL nor HTTP.

pub mod scan;

mod pattern;
mod published;
mod report;
mod sanitize;

pub use pattern::RegexHost;
pub use published::Published;
pub use report::{Examined, check_source, examine};
