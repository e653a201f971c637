//! The event log and the idempotency keys in SQLite; opening hours of the store.

use super::{SqliteStore, sql};
use crate::store::{
    AnsweredRecord, EventRecord, LogStore, SESSION_IDLE_MILLIS, SESSION_LIFE_MILLIS, StoreError, StoreResult, Vitals, WorkspaceId,
};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};
use tokio::sync::watch;
use uuid::Uuid;

#[async_trait]
impl LogStore for SqliteStore {
    async fn workspace(&self, at: i64) -> StoreResult<WorkspaceId> {
        self.write(move |tx| {
            let found: Option<Uuid> = tx.prepare_cached(sql::WORKSPACE)?.query_row([], |row| row.get(0)).optional()?;
            if let Some(id) = found {
                return Ok(WorkspaceId(id));
            }
            let id = Uuid::new_v4();
            tx.prepare_cached(sql::INSERT_WORKSPACE)?.execute(params![id, at])?;
            Ok(WorkspaceId(id))
        })
        .await
    }

    async fn events(&self, workspace: WorkspaceId, after: u64, limit: u32) -> StoreResult<Vec<EventRecord>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(sql::EVENTS)?;
            let rows = statement.query_map(params![workspace.0, after, limit], |row| {
                Ok(EventRecord { seq: row.get(0)?, at: row.get(1)?, kind: row.get(2)?, data: row.get(3)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn newest_event(&self, workspace: WorkspaceId) -> StoreResult<u64> {
        self.read(move |connection| Ok(connection.prepare_cached(sql::NEWEST_EVENT)?.query_row(params![workspace.0], |row| row.get(0))?))
            .await
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.writer.commits()
    }

    async fn answered(&self, workspace: WorkspaceId, key: [u8; 32]) -> StoreResult<Option<AnsweredRecord>> {
        self.find(move |connection| find_key(connection, workspace, &key)).await
    }

    async fn sweep(&self, workspace: WorkspaceId, now: i64) -> StoreResult<()> {
        self.write(move |tx| {
            tx.prepare_cached(sql::SWEEP_KEYS)?.execute(params![workspace.0, now])?;
            tx.prepare_cached(sql::SWEEP_SESSIONS)?.execute(params![workspace.0, now - SESSION_LIFE_MILLIS, now - SESSION_IDLE_MILLIS])?;
            Ok(())
        })
        .await
    }

    async fn ready(&self) -> StoreResult<()> {
        // There and back: what is the same at the end is written all the same. A transaction that writes nothing, or puts a value where it
        // stands already, would be committed on a full disk, too.
        self.write(|tx| {
            for _ in 0..2 {
                tx.prepare_cached(sql::TURN_WORKSPACE)?.execute([])?;
            }
            Ok(())
        })
        .await
    }

    async fn copy_to(&self, file: &std::path::Path) -> StoreResult<()> {
        // Not SQLite's backup API: that begins anew after each write of another connection, so under load it would never end.
        let file = file.to_string_lossy().into_owned();
        self.read(move |connection| {
            connection.prepare_cached(sql::COPY_TO)?.execute(params![file])?;
            Ok(())
        })
        .await
    }

    fn vitals(&self) -> Vitals {
        self.writer.vitals()
    }

    async fn close(&self) {
        self.writer.stop();
    }
}

pub(super) fn append(tx: &Connection, workspace: WorkspaceId, at: i64, kind: &str, data: &serde_json::Value) -> StoreResult<()> {
    tx.prepare_cached(sql::INSERT_EVENT)?.execute(params![workspace.0, at, kind, data.to_string()])?;
    Ok(())
}

pub(super) fn find_key(connection: &Connection, workspace: WorkspaceId, key: &[u8; 32]) -> StoreResult<Option<AnsweredRecord>> {
    let mut statement = connection.prepare_cached(sql::KEY)?;
    let found = statement
        .query_row(params![workspace.0, key], |row| Ok(AnsweredRecord { body: row.get(0)?, status: row.get(1)?, answer: row.get(2)? }));
    Ok(found.optional()?)
}

pub(super) fn keep_key(
    tx: &Connection,
    workspace: WorkspaceId,
    key: &[u8; 32],
    body: &[u8; 32],
    status: u16,
    answer: &str,
    expires_at: Option<i64>,
) -> StoreResult<()> {
    let new = tx.prepare_cached(sql::INSERT_KEY)?.execute(params![workspace.0, key, body, status, answer, expires_at])?;
    if new == 1 { Ok(()) } else { Err(StoreError::KeyReused) }
}
