//! People and their sessions in SQLite.

use super::{SqliteStore, log, sql};
use crate::store::{PeopleStore, SessionRecord, StoreError, StoreResult, UserRecord, WorkspaceId};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::json;
use uuid::Uuid;

#[async_trait]
impl PeopleStore for SqliteStore {
    async fn create_user(&self, workspace: WorkspaceId, user: UserRecord, at: i64) -> StoreResult<()> {
        self.write(move |tx| {
            let new = tx.prepare_cached(sql::INSERT_PERSON)?.execute(params![
                workspace.0,
                user.id,
                user.email,
                user.name,
                user.password_hash,
                at
            ])?;
            if new == 0 {
                return Err(StoreError::EmailTaken);
            }
            log::append(tx, workspace, at, "person.created", &json!({ "person": user.id }))
        })
        .await
    }

    async fn user_by_email(&self, workspace: WorkspaceId, email: &str) -> StoreResult<Option<UserRecord>> {
        let email = email.to_owned();
        self.find(move |connection| {
            let mut statement = connection.prepare_cached(sql::PERSON_BY_EMAIL)?;
            Ok(statement.query_row(params![workspace.0, email], |row| user_from_row(row, 0)).optional()?)
        })
        .await
    }

    async fn count_users(&self, workspace: WorkspaceId) -> StoreResult<u64> {
        self.read(move |connection| Ok(connection.prepare_cached(sql::COUNT_PERSONS)?.query_row(params![workspace.0], |row| row.get(0))?))
            .await
    }

    async fn set_password(
        &self,
        workspace: WorkspaceId,
        user: Uuid,
        password_hash: String,
        session: Option<SessionRecord>,
        at: i64,
    ) -> StoreResult<()> {
        self.write(move |tx| {
            if tx.prepare_cached(sql::SET_PASSWORD)?.execute(params![workspace.0, user, password_hash])? == 0 {
                return Err(StoreError::NotFound);
            }
            tx.prepare_cached(sql::END_SESSIONS)?.execute(params![workspace.0, user])?;
            if let Some(session) = &session {
                insert_session(tx, workspace, session)?;
            }
            log::append(tx, workspace, at, "person.password-changed", &json!({ "person": user }))
        })
        .await
    }

    async fn begin_session(&self, workspace: WorkspaceId, session: SessionRecord) -> StoreResult<()> {
        self.write(move |tx| {
            insert_session(tx, workspace, &session)?;
            log::append(tx, workspace, session.begun_at, "session.begun", &json!({ "person": session.user }))
        })
        .await
    }

    async fn session(&self, workspace: WorkspaceId, id_hash: [u8; 32]) -> StoreResult<Option<(SessionRecord, UserRecord)>> {
        self.find(move |connection| {
            let mut statement = connection.prepare_cached(sql::SESSION)?;
            let found = statement.query_row(params![workspace.0, id_hash], |row| {
                let session = SessionRecord { id_hash: row.get(0)?, user: row.get(1)?, begun_at: row.get(2)?, used_at: row.get(3)? };
                let user = UserRecord { id: row.get(1)?, email: row.get(4)?, name: row.get(5)?, password_hash: row.get(6)? };
                Ok((session, user))
            });
            Ok(found.optional()?)
        })
        .await
    }

    async fn touch_session(&self, workspace: WorkspaceId, id_hash: [u8; 32], at: i64) -> StoreResult<()> {
        self.write(move |tx| {
            tx.prepare_cached(sql::TOUCH_SESSION)?.execute(params![workspace.0, id_hash, at])?;
            Ok(())
        })
        .await
    }

    async fn end_session(&self, workspace: WorkspaceId, id_hash: [u8; 32], at: i64) -> StoreResult<()> {
        self.write(move |tx| {
            let mut statement = tx.prepare_cached(sql::END_SESSION)?;
            let person: Option<Uuid> = statement.query_row(params![workspace.0, id_hash], |row| row.get(0)).optional()?;
            match person {
                Some(person) => log::append(tx, workspace, at, "session.ended", &json!({ "person": person })),
                None => Ok(()),
            }
        })
        .await
    }

    async fn end_sessions_of(&self, workspace: WorkspaceId, user: Uuid, at: i64) -> StoreResult<()> {
        self.write(move |tx| {
            tx.prepare_cached(sql::END_SESSIONS)?.execute(params![workspace.0, user])?;
            log::append(tx, workspace, at, "session.ended-everywhere", &json!({ "person": user }))
        })
        .await
    }
}

fn insert_session(tx: &Connection, workspace: WorkspaceId, session: &SessionRecord) -> StoreResult<()> {
    tx.prepare_cached(sql::INSERT_SESSION)?.execute(params![
        workspace.0,
        session.id_hash,
        session.user,
        session.begun_at,
        session.used_at
    ])?;
    Ok(())
}

fn user_from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<UserRecord> {
    Ok(UserRecord { id: row.get(first)?, email: row.get(first + 1)?, name: row.get(first + 2)?, password_hash: row.get(first + 3)? })
}
