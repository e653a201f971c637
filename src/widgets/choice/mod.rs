//! One of a list and any of a list, all in view.

mod behaviour;
mod checkbox;
mod many;
mod other;
mod radio;
mod state;

pub use behaviour::{Group, Radios, is_virtual_click};
pub use checkbox::{checkbox_body, checkbox_options};
pub use many::{Many, is_full};
pub use other::other_box;
pub(crate) use radio::{items_of, may_clear, with_list};
pub use radio::{radio_body, radio_options};
pub use state::{Item, TypeAhead, items, step, toggled};
