//! A disk in memory under the real SQLite, with a record of every write and sync: a test takes its power or its room away at any moment.
//!
//! What it models is a POSIX file system on a drive with a volatile cache. A write is safe once its file was synced, a name once its folder
//! was; until then any part of it may be lost, in any order, and a write may tear between two sectors. What SQLite is told about the
//! drive is what it is told by its own layer for Linux, and folders are synced when that layer would.

mod disk;
mod locks;
mod luck;
mod power;
mod vfs;

pub use disk::{Disk, Entry, Files};
pub use luck::Luck;
pub use power::{Fate, left_after_cut};
