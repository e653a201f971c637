//! What the device can do and which input was used last; where the focus goes; what a key means.
//!
//! Everything but `dom` is pure: facts in, decision out, so that it is tested without a browser. Knows no question, no
//! answer and no text of ours.

mod canvas;
pub mod focus;
mod platform;

pub use canvas::{Canvas, Interaction, Layout, Mode, PrimaryPointer, RealInput, Surroundings, choose_layout, detect};
pub use platform::Platform;
