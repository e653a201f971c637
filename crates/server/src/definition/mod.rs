//! What the server does with a survey definition: reads it with the engine, sanitises its markup, places remarks in its text.
//!
//! Knows neither the store's SQL nor HTTP.

pub mod scan;

mod difference;
mod fixes;
mod layout;
mod lines;
mod pattern;
mod places;
mod published;
mod repair;
mod report;
mod sanitize;
mod texts;

pub use difference::difference;
pub use layout::laid_out;
pub use pattern::RegexHost;
pub use published::Published;
pub use report::{Examined, check_source, examine};
pub use texts::texts;

/// Levels of nesting in any JSON.
pub(crate) const DEPTH: usize = 64;
/// Bytes of a survey definition.
pub(crate) const DEFINITION_BYTES: usize = 8 << 20;
/// Keys of a survey definition: 5,000 questions of some 80 properties, choices included.
pub(crate) const DEFINITION_KEYS: usize = 400_000;
