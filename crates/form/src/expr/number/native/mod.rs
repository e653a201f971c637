//! What JavaScript does with numbers, for where there is no JavaScript.

mod compute;
mod read;
mod write;

pub(in crate::expr) use compute::power;
pub(crate) use compute::{remainder, round_to};
pub(in crate::expr) use read::{parse_float, to_number};
pub(crate) use write::number_text;
