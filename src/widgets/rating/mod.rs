//! A step on a scale: figures, stars, faces.

mod state;
mod view;

pub use state::{Digits, Typed};
pub(crate) use view::face;
pub use view::rating_body;
