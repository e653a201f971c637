//! SQLite behind the store's seam: one writer thread with group commit, a few read connections.
//!
//! Durability: WAL with `synchronous=FULL`; a verb answers after its batch is committed and synced. Every statement lives in [`sql`] and is
//! prepared when the store opens, so a misspelt one stops the start and not a request.

mod erase;
mod figures;
mod forms;
mod keys;
mod log;
mod people;
mod recount;
mod responses;
pub(crate) mod sql;
mod tx;
mod writer;

use crate::store::{StoreError, StoreResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tx::Tx;
use writer::Writer;

/// File name in the data folder.
pub const FILE_NAME: &str = "tessera.sqlite";

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sqlite.sql"),
    include_str!("migrations/0002.sqlite.sql"),
    include_str!("migrations/0003.sqlite.sql"),
    include_str!("migrations/0004.sqlite.sql"),
    include_str!("migrations/0005.sqlite.sql"),
    include_str!("migrations/0006.sqlite.sql"),
    include_str!("migrations/0007.sqlite.sql"),
    include_str!("migrations/0008.sqlite.sql"),
];
/// Connections for what may take its time: figures, lists, the copy of a backup.
const READERS: usize = 4;
/// Connections for what is found by its key, as all is that respondents wait for: it never stands in line behind figures.
const FINDERS: usize = 2;

/// The embedded database.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
}

struct Readers {
    path: PathBuf,
    /// No more than there are permits, since a connection is only ever out under one.
    idle: Mutex<Vec<Connection>>,
    reading: Arc<Semaphore>,
    finding: Arc<Semaphore>,
}

impl SqliteStore {
    /// Opens (or makes) the database in `folder`, brings its schema up to date, prepares every statement.
    ///
    /// # Errors
    /// When the file cannot be opened, is newer than this program, or a statement does not fit it.
    pub fn open(folder: &Path) -> StoreResult<Self> {
        let path = folder.join(FILE_NAME);
        let mut connection = Connection::open(&path)?;
        configure(&connection)?;
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        migrate(&mut connection)?;
        sql::prepare_all(&connection)?;
        recount::bring_up_to_date(&mut connection)?;
        let readers = Readers {
            path,
            idle: Mutex::default(),
            reading: Arc::new(Semaphore::new(READERS)),
            finding: Arc::new(Semaphore::new(FINDERS)),
        };
        Ok(Self { writer: Writer::start(connection)?, readers: Arc::new(readers) })
    }

    /// Whether a file is a whole database of a version that this program can open.
    ///
    /// # Errors
    /// When it is not, why.
    pub fn examine(file: &Path) -> StoreResult<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if found != "ok" {
            return Err(StoreError::Database(format!("the database is damaged: {found}")));
        }
        if schema(&connection)? == 0 {
            return Err(StoreError::Database("the database is none of Tessera's".to_owned()));
        }
        Ok(())
    }

    /// Runs `job` on the writer thread inside the running batch's transaction; returns once the batch is on the disk.
    ///
    /// # Errors
    /// What `job` returned (its changes are undone), or why the batch could not be committed.
    pub async fn write<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> StoreResult<T> + Send + 'static,
    {
        self.writer.write(move |tx| job(tx)).await
    }

    /// The same for jobs that change counters.
    async fn count<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> StoreResult<T> + Send + 'static,
    {
        self.writer.write(job).await
    }

    /// Runs `job` on a read connection, on a blocking thread. It sees everything acknowledged before.
    ///
    /// # Errors
    /// What `job` returned, or why no connection could be opened.
    pub async fn read<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> StoreResult<T> + Send + 'static,
    {
        self.readers.run(&self.readers.reading, job).await
    }

    /// The same for what is found by its key.
    async fn find<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> StoreResult<T> + Send + 'static,
    {
        self.readers.run(&self.readers.finding, job).await
    }
}

impl Readers {
    async fn run<T, F>(self: &Arc<Self>, permits: &Arc<Semaphore>, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> StoreResult<T> + Send + 'static,
    {
        let readers = Arc::clone(self);
        let permit = Arc::clone(permits).acquire_owned().await.map_err(|_closed| StoreError::Gone)?;
        let reading = tokio::task::spawn_blocking(move || {
            // The work goes on when whoever asked has gone, and so does its turn.
            let _permit = permit;
            let connection = readers.take()?;
            let result = job(&connection);
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            result
        });
        reading.await.map_err(|error| StoreError::Database(error.to_string()))?
    }

    fn take(&self) -> StoreResult<Connection> {
        if let Some(connection) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        configure(&connection)?;
        Ok(connection)
    }
}

fn configure(connection: &Connection) -> StoreResult<()> {
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;",
    )?;
    connection.set_prepared_statement_cache_capacity(256);
    // A plan is made once, whatever is asked with it: otherwise SQLite makes that of each new event anew, a tenth of the writer's work.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// How many migrations a database has seen.
fn schema(connection: &Connection) -> StoreResult<usize> {
    let present: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if present > MIGRATIONS.len() {
        let message = format!("the data was written by a newer version (schema {present}, this program knows {})", MIGRATIONS.len());
        return Err(StoreError::Database(message));
    }
    Ok(present)
}

fn migrate(connection: &mut Connection) -> StoreResult<()> {
    let present = schema(connection)?;
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(present) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", index + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // No room for the file of the memory that connections share; SQLite counts that among the failures of a disk.
            _ if error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            _ if error == rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            _ => Self::Database(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{FormStore as _, LogStore as _};
    use std::sync::mpsc;
    use std::time::Duration;

    /// A page of one week must not read through all years before it.
    #[tokio::test]
    async fn answers_of_some_days_are_found_by_an_index_from_both_ends() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        let explain = ["EXPLAIN QUERY PLAN ", sql::FINISHED].concat();
        let plan = store
            .read(move |connection| Ok(connection.query_row(&explain, [None::<i64>; 11], |row| row.get::<_, String>(3))?))
            .await
            .unwrap();
        assert!(plan.contains("USING INDEX response_finished") && plan.contains("saved_at>? AND (saved_at,response_id)<"), "{plan}");
    }

    #[tokio::test]
    async fn a_read_keeps_its_turn_when_whoever_asked_has_gone_and_respondents_do_not_wait_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        let workspace = store.workspace(0).await.unwrap();
        let mut ends = Vec::new();
        for _ in 0..READERS {
            let (end, ended) = mpsc::channel::<()>();
            ends.push(end);
            let asked = store.read(move |_| {
                let _ended = ended.recv();
                Ok(())
            });
            assert!(tokio::time::timeout(Duration::from_millis(20), asked).await.is_err());
        }
        let late = store.read(|_| Ok(()));
        assert!(tokio::time::timeout(Duration::from_millis(100), late).await.is_err(), "there are as many reads as turns");
        let found = tokio::time::timeout(Duration::from_secs(10), store.form(workspace, "visit")).await;
        assert!(found.unwrap().unwrap().is_none());
        drop(ends);
        for _ in 0..3 * READERS {
            store.read(|_| Ok(())).await.unwrap();
        }
        let idle = store.readers.idle.lock().unwrap().len();
        assert!(idle <= READERS + FINDERS, "{idle}");
    }
}
