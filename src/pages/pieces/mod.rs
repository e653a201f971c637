//! Pieces pages share: the heading that takes the focus, the designed states, the switches of language and look, labeled fields.

mod field;
mod heading;
mod remote;
mod states;
mod switches;

pub(super) use field::{Input, Remark, Weight, focus};
pub(super) use heading::PageHeading;
pub(super) use remote::{remote, remote_steady};
pub(super) use states::{Art, Empty, Failed, Logo, Waiting};
pub(super) use switches::{LanguageSwitch, LookSwitch};
