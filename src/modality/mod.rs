//! What the device can do and which input was used last; where the focus goes; what a key means.
//!
//! Everything but `dom` is pure: facts in, decision out, so that it is tested without a browser. Knows no question, no
//! answer and no text of ours.

mod canvas;
mod dom;
pub mod focus;
mod keys;
mod pace;
mod platform;

pub use canvas::{Canvas, Interaction, Layout, Mode, PrimaryPointer, RealInput, Surroundings, choose_layout, detect};
pub use dom::{FocusScope, Focused, follow_history, has_colored_keys, on_intent, sentinel, surroundings};
pub use keys::{Color, Intent, KeyPress, intent};
pub use pace::{BackGate, Pace};
pub use platform::Platform;
