//! The one thread that writes: takes what waits (at most 256 jobs), runs each in a savepoint, commits once, then answers all.
//!
//! No artificial wait: while one batch is being synced the next one gathers, so the batch grows by itself under load.

use super::tx::Tx;
use crate::store::{StoreError, StoreResult, Vitals};
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;
use tokio::sync::{mpsc, oneshot, watch};

const BATCH: usize = 256;
const QUEUE: usize = 8192;

/// A job with its answer still to be given: runs, then is told whether the batch reached the disk.
type Job = Box<dyn FnOnce(&Tx<'_>) -> (Ran, Answer) + Send>;
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// How a job ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ran {
    Well,
    /// Its changes are to be undone.
    Badly,
    /// As badly, for want of room.
    NoRoom,
}

/// The way to the writer thread.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    commits: watch::Sender<u64>,
    counts: Arc<Counts>,
}

/// What [`Vitals`] are made of.
#[derive(Default)]
struct Counts {
    writes: AtomicU64,
    batches: AtomicU64,
    failures: AtomicU64,
    batch_micros: AtomicU64,
    is_full: AtomicBool,
}

impl Counts {
    /// Said once when the room ends and once when there is some again: a line for each refused save would only fill the disk of the log.
    fn note_room(&self, is_full: bool) {
        match (self.is_full.swap(is_full, Relaxed), is_full) {
            (false, true) => {
                tracing::error!("the disk is full: what is sent is refused until there is room, what was acknowledged is safe")
            }
            (true, false) => tracing::info!("there is room on the disk again"),
            _ => {}
        }
    }
}

impl Writer {
    pub(super) fn start(connection: Connection) -> StoreResult<Self> {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let commits = watch::Sender::new(0);
        let (told, counts) = (commits.clone(), Arc::<Counts>::default());
        let counted = Arc::clone(&counts);
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run(&connection, receiver, &told, &counted))
            .map_err(|error| StoreError::Database(error.to_string()))?;
        Ok(Self { queue: Mutex::new(Some(sender)), thread: Mutex::new(Some(thread)), commits, counts })
    }

    pub(super) async fn write<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> StoreResult<T> + Send + 'static,
    {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(StoreError::Gone)?;
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |tx| {
            let result = catch_unwind(AssertUnwindSafe(|| job(tx)))
                .unwrap_or_else(|_panic| Err(StoreError::Database("a write panicked".to_owned())));
            let ran = match &result {
                Ok(_) => Ran::Well,
                Err(StoreError::DiskFull) => Ran::NoRoom,
                Err(_) => Ran::Badly,
            };
            let answer: Answer = Box::new(move |committed| {
                // Nobody waits any more when the client went away; the write stands all the same.
                drop(sender.send(if ran == Ran::Well { committed.and(result) } else { result }));
            });
            (ran, answer)
        });
        queue.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Gone,
        })?;
        receiver.await.map_err(|_gone| StoreError::Gone)?
    }

    /// Counts the batches that are on the disk; changes with each.
    pub(super) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.subscribe()
    }

    pub(super) fn vitals(&self) -> Vitals {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = queue.as_ref().map_or(0, |queue| u64::try_from(queue.max_capacity() - queue.capacity()).unwrap_or(0));
        let [writes, batches, failures, batch_micros] =
            [&self.counts.writes, &self.counts.batches, &self.counts.failures, &self.counts.batch_micros].map(|count| count.load(Relaxed));
        Vitals { waiting, writes, batches, failures, batch_micros, is_full: self.counts.is_full.load(Relaxed) }
    }

    /// Lets the thread finish what waits and joins it.
    pub(super) fn stop(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread had panicked");
        }
    }
}

fn run(connection: &Connection, mut queue: mpsc::Receiver<Job>, commits: &watch::Sender<u64>, counts: &Counts) {
    while let Some(first) = queue.blocking_recv() {
        let mut answers = Vec::new();
        let began = Instant::now();
        let changes = connection.total_changes();
        let ended = batch(connection, first, &mut queue, &mut answers);
        match &ended {
            Ok(Ran::NoRoom) | Err(StoreError::DiskFull) => counts.note_room(true),
            // A batch that changed nothing has not tried.
            Ok(_) if connection.total_changes() > changes => counts.note_room(false),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "a batch was not written"),
        }
        if ended.is_err() && !connection.is_autocommit() {
            drop(connection.execute_batch("ROLLBACK"));
        }
        let committed = ended.map(|_ran| ());
        let is_written = committed.is_ok();
        let size = u64::try_from(answers.len()).unwrap_or(0);
        counts.batch_micros.fetch_add(u64::try_from(began.elapsed().as_micros()).unwrap_or(0), Relaxed);
        counts.batches.fetch_add(1, Relaxed);
        if is_written {
            counts.writes.fetch_add(size, Relaxed)
        } else {
            counts.failures.fetch_add(1, Relaxed)
        };
        for answer in answers {
            answer(committed.clone());
        }
        if is_written {
            commits.send_modify(|count| *count += 1);
        }
    }
    // A clean end leaves one file behind.
    drop(connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"));
}

/// One transaction. How the jobs in it ended: `NoRoom` when one of them did, else well.
fn batch(connection: &Connection, first: Job, queue: &mut mpsc::Receiver<Job>, answers: &mut Vec<Answer>) -> StoreResult<Ran> {
    execute(connection, "BEGIN IMMEDIATE")?;
    let tx = Tx::new(connection);
    let mut all = Ran::Well;
    let mut next = Some(first);
    while let Some(job) = next {
        execute(connection, "SAVEPOINT job")?;
        let (ran, answer) = job(&tx);
        tx.end_job(ran == Ran::Well);
        answers.push(answer);
        // A full disk ends the whole transaction by itself; the savepoint is gone with it.
        if connection.is_autocommit() {
            return Err(StoreError::DiskFull);
        }
        if ran != Ran::Well {
            execute(connection, "ROLLBACK TO job")?;
        }
        if ran == Ran::NoRoom {
            all = ran;
        }
        execute(connection, "RELEASE job")?;
        next = if answers.len() < BATCH { queue.try_recv().ok() } else { None };
    }
    tx.write_counters()?;
    execute(connection, "COMMIT")?;
    Ok(all)
}

fn execute(connection: &Connection, statement: &str) -> StoreResult<()> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}
