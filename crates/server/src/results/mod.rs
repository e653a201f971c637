//! The one door to numbers: counters in, figures out, each with what it rests on.
//!
//! Invariants: figures come from counters alone, which change in the transaction of the response they count ([`tally`]); a recount from the rows gives
//! the same; employees' answers reach the counters only through the [`gate`]. Knows no SQL: `store::FigureStore` reads and writes.

pub mod assemble;
pub mod catalog;
pub mod counted;
mod csv;
pub(crate) mod door;
pub(crate) mod export;
pub mod filter;
pub mod gate;
mod ranks;
mod scores;
pub mod search;
mod single;
pub mod tally;
pub mod words;
