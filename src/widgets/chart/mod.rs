//! Charts: a figure on a ruler, a distribution, rows with intervals, a figure over time. Own SVG, nothing drawn without its interval.
//!
//! Geometry is plain arithmetic (`scale`, `ruler`, `columns`, `trend`: numbers in, pixels out, mirrored for right-to-left) and tested
//! natively; views put it on the screen. Charts get their words from outside: they know no question and no page.
//! Behind each drawing stands a table with the same numbers ([`behind`](table::behind)).

mod columns;
mod dom;
mod figure;
mod ruler;
mod scale;
pub mod table;
mod trend;
pub mod views;

pub use columns::Tone;
pub use figure::{Figure, Row, RowStyle};
pub use ruler::Gauge;
pub use scale::{px, window};
pub use trend::Point;
