//! API keys in SQLite.

use super::{SqliteStore, log, sql};
use crate::store::{KeyRecord, KeyStore, Noted, StoreError, StoreResult, WorkspaceId};
use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, Row, params};
use serde_json::json;
use tessera_api::keys::Scope;

#[async_trait]
impl KeyStore for SqliteStore {
    async fn create_key(&self, workspace: WorkspaceId, key: KeyRecord, most: u32, noted: Noted) -> StoreResult<()> {
        self.write(move |tx| {
            let present: u32 = tx.prepare_cached(sql::COUNT_API_KEYS)?.query_row(params![workspace.0], |row| row.get(0))?;
            if present >= most {
                return Err(StoreError::TooMany);
            }
            let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.name()).collect();
            tx.prepare_cached(sql::INSERT_API_KEY)?.execute(params![
                workspace.0,
                key.id,
                key.name,
                json!(scopes).to_string(),
                key.secret_hash,
                key.person,
                key.created_at,
                key.last_day
            ])?;
            log::append(tx, workspace, key.created_at, "key.created", &json!({ "key": key.id, "scopes": scopes, "person": key.person }))?;
            log::keep_key(tx, workspace, &noted.key, &noted.body, noted.status, &noted.answer, Some(noted.expires_at))
        })
        .await
    }

    async fn keys(&self, workspace: WorkspaceId) -> StoreResult<Vec<KeyRecord>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(sql::API_KEYS)?;
            let rows = statement.query_map(params![workspace.0], key_from_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn key(&self, workspace: WorkspaceId, id: &str) -> StoreResult<Option<KeyRecord>> {
        let id = id.to_owned();
        self.find(move |connection| {
            let mut statement = connection.prepare_cached(sql::API_KEY)?;
            Ok(statement.query_row(params![workspace.0, id], key_from_row).optional()?)
        })
        .await
    }

    async fn touch_key(&self, workspace: WorkspaceId, id: &str, day: i64) -> StoreResult<()> {
        let id = id.to_owned();
        self.write(move |tx| {
            tx.prepare_cached(sql::TOUCH_API_KEY)?.execute(params![workspace.0, id, day])?;
            Ok(())
        })
        .await
    }

    async fn revoke_key(&self, workspace: WorkspaceId, id: &str, at: i64) -> StoreResult<()> {
        let id = id.to_owned();
        self.write(move |tx| {
            if tx.prepare_cached(sql::REVOKE_API_KEY)?.execute(params![workspace.0, id])? == 0 {
                return Err(StoreError::NotFound);
            }
            log::append(tx, workspace, at, "key.revoked", &json!({ "key": id }))
        })
        .await
    }
}

/// A scope that this version does not know (any more) gives nothing.
fn key_from_row(row: &Row<'_>) -> rusqlite::Result<KeyRecord> {
    let scopes: Vec<String> = serde_json::from_str(row.get_ref(2)?.as_str()?).unwrap_or_default();
    Ok(KeyRecord {
        id: row.get(0)?,
        name: row.get(1)?,
        scopes: scopes.iter().filter_map(|name| Scope::from_name(name)).collect(),
        secret_hash: row.get(3)?,
        person: row.get(4)?,
        created_at: row.get(5)?,
        last_day: row.get(6)?,
        used_day: row.get(7)?,
    })
}
