//! Spatial focus: rectangles in, the next key out. Knows no DOM, no clock and no writing direction.
//!
//! The distance is that of the W3C's spatial navigation draft, the only specified one; on top of it lie a tree of groups (a strip
//! of tiles is left by the other axis), the beam (what lies straight ahead goes before what lies aside) and a memory (the opposite key
//! undoes a move, a walk keeps its column). Mirrored pages need no rule of their own: their rectangles are already mirrored, and the
//! distance is symmetric (a property test holds it to that).

mod memory;
mod rect;
mod score;
mod tree;
mod walk;

#[cfg(test)]
mod drawing;
#[cfg(test)]
mod layouts_test;
#[cfg(test)]
mod properties_test;

pub use memory::Memory;
pub use rect::{Direction, Rect};
pub use tree::{Detour, Group, GroupId, Node, Program, Sides, Tree};
pub use walk::{enter, enter_group, next, recover};
