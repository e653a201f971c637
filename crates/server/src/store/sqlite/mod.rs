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
const READERS: usize = 4;

/// The embedded database.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
}

struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    permits: Semaphore,
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
        let readers = Readers { path, idle: Mutex::default(), permits: Semaphore::new(READERS) };
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
        let readers = Arc::clone(&self.readers);
        let permit = self.readers.permits.acquire().await.map_err(|_closed| StoreError::Gone)?;
        let result = tokio::task::spawn_blocking(move || {
            let connection = readers.take()?;
            let result = job(&connection);
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            result
        })
        .await
        .map_err(|error| StoreError::Database(error.to_string()))?;
        drop(permit);
        result
    }
}

impl Readers {
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
