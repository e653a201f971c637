//! A step on a scale: figures, stars, faces.

mod state;
mod view;

pub use state::{Digits, Typed};
pub use view::RatingBody;
pub(crate) use view::face;
