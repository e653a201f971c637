//! One of a list and any of a list, all in view.

mod behaviour;
mod checkbox;
mod other;
mod radio;
mod state;

pub use behaviour::{Group, is_virtual_click};
pub use checkbox::CheckboxBody;
pub use other::OtherBox;
pub use radio::{RadioBody, RadioOptions};
pub(crate) use radio::{items_of, with_list};
pub use state::{Item, TypeAhead, items, step, toggled};
