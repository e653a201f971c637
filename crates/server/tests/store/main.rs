//! What every implementation of the store has to do, tried on SQLite. Another one adds a module like `sqlite`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that panics fails its test, as it should")]

mod figures;
mod recount;
mod rules;
mod sqlite;
mod suite;
