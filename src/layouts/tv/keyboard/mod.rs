//! The keyboard on the screen: letters of five languages, signs, numbers.

mod alphabets;
mod state;
mod view;

pub use alphabets::{Key, Purpose, rows};
pub use state::{Keyboard, Shift};
pub(super) use view::keyboard;
