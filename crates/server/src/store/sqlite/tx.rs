//! One transaction of the writer: the connection that its jobs write to, and the counters that they change, gathered so that each is written
//! once.
//!
//! A finished response changes some thirty counters, and those that come together mostly the same ones: written one by one, they were two
//! thirds of the work of a batch.

use super::figures;
use crate::results::tally::Tally;
use crate::store::{StoreResult, WorkspaceId};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use uuid::Uuid;

/// What jobs are given. Read and written as a connection; counters are not in the database before the end of the batch, so whoever takes
/// them away says so here.
pub(super) struct Tx<'a> {
    connection: &'a Connection,
    counters: RefCell<Counters>,
}

/// By form, in an order of their own, so that two batches write in the same one.
type Forms = BTreeMap<(Uuid, Uuid), Tally>;

#[derive(Default)]
struct Counters {
    /// Of the jobs that ended well.
    kept: Forms,
    /// Of the one that runs: undone with it.
    running: Vec<((Uuid, Uuid), Change)>,
}

enum Change {
    Add(Tally),
    Forget,
}

impl<'a> Tx<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection, counters: RefCell::default() }
    }

    /// Changes counters of a form.
    pub(super) fn add(&self, workspace: WorkspaceId, form: Uuid, change: Tally) {
        self.counters.borrow_mut().running.push(((workspace.0, form), Change::Add(change)));
    }

    /// The form's counters are gone, also those that are not written yet.
    pub(super) fn forget(&self, workspace: WorkspaceId, form: Uuid) {
        self.counters.borrow_mut().running.push(((workspace.0, form), Change::Forget));
    }

    /// The running job is over; what it changed stays when it ended well.
    pub(super) fn end_job(&self, well: bool) {
        let Counters { kept, running } = &mut *self.counters.borrow_mut();
        for (form, change) in running.drain(..).filter(|_| well) {
            match change {
                Change::Add(change) => kept.entry(form).or_default().merge(change),
                Change::Forget => drop(kept.remove(&form)),
            }
        }
    }

    /// Writes the counters; to be called before the commit.
    pub(super) fn write_counters(&self) -> StoreResult<()> {
        let kept = std::mem::take(&mut self.counters.borrow_mut().kept);
        kept.iter().try_for_each(|((workspace, form), change)| figures::apply(self.connection, WorkspaceId(*workspace), *form, change))
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}
