//! Pieces pages share: the heading that takes the focus, the designed states, the switches of language and look, labeled fields.

mod field;
mod heading;
mod remote;
mod states;
mod switches;

pub(super) use field::{Line, Typed, Weight, focus, input, remark};
pub(super) use heading::{Words, heading, page_heading};
pub(super) use remote::remote;
pub(super) use states::{art, art_missing, empty, failed, logo, waiting};
pub(super) use switches::switches;
