//! Taking away: one response, or a form with all that was said to it. Counters follow in the same transaction.

use super::{SqliteStore, figures, log, responses, sql};
use crate::definition::Published;
use crate::store::{EraseStore, Segment, StoreError, StoreResult, ViewRecord, WorkspaceId};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use uuid::Uuid;

#[async_trait]
impl EraseStore for SqliteStore {
    async fn erase_response(&self, workspace: WorkspaceId, form: Arc<Published>, id: Uuid, at: i64) -> StoreResult<()> {
        self.count(move |tx| {
            let stored = responses::find(tx, workspace, id)?.filter(|stored| stored.form == form.id && stored.version == form.version);
            let stored = stored.ok_or(StoreError::NotFound)?;
            figures::on_erasure(tx, workspace, &form, &stored);
            if let Some(view) = view(tx, workspace, &form, id)? {
                figures::on_view_erasure(tx, workspace, &view);
                tx.prepare_cached(sql::DELETE_VIEW)?.execute(params![workspace.0, form.id, id])?;
            }
            if stored.completed {
                tx.prepare_cached(sql::COUNT_ERASED)?.execute(params![workspace.0, form.id])?;
            }
            tx.prepare_cached(sql::DELETE_RESPONSE)?.execute(params![workspace.0, id])?;
            tx.prepare_cached(sql::NOTE_ERASED)?.execute(params![workspace.0, hash(id)])?;
            log::append(tx, workspace, at, "response.deleted", &json!({ "form": form.slug, "response": id }))
        })
        .await
    }

    async fn delete_form(&self, workspace: WorkspaceId, slug: &str, revision: u64, at: i64) -> StoreResult<()> {
        let slug = slug.to_owned();
        self.count(move |tx| {
            let form = super::forms::find(tx, workspace, &slug)?.ok_or(StoreError::NotFound)?;
            if form.revision != revision {
                return Err(StoreError::Stale);
            }
            // From the leaves to the root, as the foreign keys ask.
            for statement in [
                sql::DELETE_COUNTERS_OF_FORM,
                sql::DELETE_PEN_OF_FORM,
                sql::DELETE_TOUCHPOINTS_OF_FORM,
                sql::DELETE_VIEWS_OF_FORM,
                sql::DELETE_RESPONSES_OF_FORM,
                sql::DELETE_VERSIONS_OF_FORM,
                sql::DELETE_FORM,
            ] {
                tx.prepare_cached(statement)?.execute(params![workspace.0, form.id])?;
            }
            tx.forget(workspace, form.id);
            log::append(tx, workspace, at, "form.deleted", &json!({ "form": slug }))
        })
        .await
    }
}

/// Whether a response of this id was here and was taken away.
pub(super) fn is_erased(connection: &Connection, workspace: WorkspaceId, id: Uuid) -> StoreResult<bool> {
    Ok(connection.prepare_cached(sql::ERASED)?.exists(params![workspace.0, hash(id)])?)
}

fn view(tx: &Connection, workspace: WorkspaceId, form: &Arc<Published>, id: Uuid) -> StoreResult<Option<ViewRecord>> {
    let found = tx.prepare_cached(sql::VIEW)?.query_row(params![workspace.0, form.id, id], |row| {
        let segment = Segment { layout: row.get(2)?, locale: row.get(3)?, touchpoint: row.get(4)? };
        Ok(ViewRecord { form: Arc::clone(form), id, segment, at: row.get(0)?, day: row.get(1)?, now: 0 })
    });
    Ok(found.optional()?)
}

fn hash(id: Uuid) -> [u8; 32] {
    Sha256::digest(id.as_bytes()).into()
}
