//! Numbers as JavaScript reads, writes and computes them, which is what answers and expressions were written for.

mod read;
mod rounding;
mod write;

pub(crate) use read::numeric_text;
pub use read::parse_number;
pub(super) use read::{parse_float, to_number, trim};
pub(crate) use rounding::round_to;
pub(super) use rounding::{power, round_half_up};
pub(super) use write::{decimals, text_decimals, write_number};
pub(crate) use write::{number_text, plain_text};
