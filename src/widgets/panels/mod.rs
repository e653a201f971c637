//! Panels that repeat: adding one, taking one away, and where the focus goes then.

mod act;
mod view;

pub(crate) use act::{add, name_of, remove, with_panels};
pub use view::{panels_body, remove_button};
