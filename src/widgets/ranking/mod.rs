//! Putting choices in order: with a keyboard, by dragging, by buttons; all of them, or those that are picked.

mod hold;
mod ranker;
mod state;
mod view;

pub use ranker::Ranker;
pub use state::{Order, Rules};
pub use view::ranking_body;
