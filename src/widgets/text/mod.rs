//! Text boxes: one line of every input type, several lines, the comment under a question.

mod behaviour;
mod comment;
mod date;
mod state;
mod view;

pub use behaviour::{date_order, iso_suggestions, use_suggestion, written};
pub use comment::{comment_area, comment_body};
pub use date::DateOrder;
pub use state::{Entry, Mistake, parse, show};
pub use view::text_body;
