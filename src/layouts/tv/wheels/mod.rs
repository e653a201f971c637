//! Days, months, weeks and times as wheels: up and down turn one, OK goes on to the next.

mod state;
mod view;

pub(super) use view::wheels;
