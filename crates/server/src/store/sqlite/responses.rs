//! Responses and views in SQLite.

use super::{SqliteStore, erase, figures, log, sql, tx::Tx};
use crate::results::gate;
use crate::store::{
    MOST_TOUCHPOINTS, ResponseStore, SaveRecord, Saved, Segment, StoreError, StoreResult, StoredResponse, ViewRecord, WorkspaceId,
};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::json;
use tessera_api::forms::Audience;
use tessera_api::responses::Receipt;
use uuid::Uuid;

#[async_trait]
impl ResponseStore for SqliteStore {
    async fn save_response(&self, workspace: WorkspaceId, save: SaveRecord) -> StoreResult<Saved> {
        self.count(move |tx| save_in(tx, workspace, &save)).await
    }

    async fn response(&self, workspace: WorkspaceId, id: Uuid) -> StoreResult<Option<StoredResponse>> {
        self.read(move |connection| find(connection, workspace, id)).await
    }

    async fn record_view(&self, workspace: WorkspaceId, view: ViewRecord) -> StoreResult<()> {
        self.count(move |tx| {
            require_live(tx, workspace, view.form.id, view.now)?;
            if erase::is_erased(tx, workspace, view.id)? {
                return Err(StoreError::Erased);
            }
            let segment = counted_apart(tx, workspace, view.form.id, view.segment)?;
            let view = ViewRecord { segment, ..view };
            let new = tx.prepare_cached(sql::INSERT_VIEW)?.execute(params![
                workspace.0,
                view.form.id,
                view.id,
                view.form.version,
                view.at,
                view.day,
                view.segment.layout,
                view.segment.locale,
                view.segment.touchpoint
            ])?;
            if new == 1 {
                figures::on_view(tx, workspace, &view);
            }
            if new == 1 && view.form.audience == Audience::Customers {
                log::append(tx, workspace, view.at, "form.viewed", &json!({ "form": view.form.slug, "version": view.form.version }))?;
            }
            Ok(())
        })
        .await
    }
}

fn save_in(tx: &Tx<'_>, workspace: WorkspaceId, save: &SaveRecord) -> StoreResult<Saved> {
    let before = find(tx, workspace, save.id)?;
    if let Some(stored) = &before
        && (stored.form != save.form.id || stored.version != save.form.version)
    {
        let version = if stored.form == save.form.id { stored.version } else { 0 };
        return Err(StoreError::OtherVersion { version });
    }
    // A repeat of what was taken before is answered as before, also when the form was closed meanwhile.
    if let Some(answered) = log::find_key(tx, workspace, &save.key)? {
        return match &before {
            Some(stored) if answered.body == save.body => Ok(Saved { receipt: receipt(stored), changed: false }),
            None if answered.body == save.body && erase::is_erased(tx, workspace, save.id)? => Err(StoreError::Erased),
            _ => Err(StoreError::KeyReused),
        };
    }
    require_live(tx, workspace, save.form.id, save.now)?;
    if before.is_none() && erase::is_erased(tx, workspace, save.id)? {
        return Err(StoreError::Erased);
    }
    log::keep_key(tx, workspace, &save.key, &save.body, 200, "", None)?;
    let after = match &before {
        Some(stored) if stored.completed || stored.step >= save.step => {
            return Ok(Saved { receipt: receipt(stored), changed: false });
        }
        Some(stored) => replaced(stored, save),
        None => begun(save),
    };
    let after = StoredResponse { segment: counted_apart(tx, workspace, after.form, after.segment)?, ..after };
    write_response(tx, workspace, &after, before.is_none())?;
    figures::on_response_change(tx, workspace, &save.form, before.as_ref(), &after)?;
    note(tx, workspace, save, &after)?;
    Ok(Saved { receipt: receipt(&after), changed: true })
}

fn require_live(tx: &Connection, workspace: WorkspaceId, form: Uuid, now: i64) -> StoreResult<()> {
    let mut statement = tx.prepare_cached(sql::TAKES_RESPONSES)?;
    let is_open: bool = statement.query_row(params![workspace.0, form, now], |row| row.get(0))?;
    if is_open { Ok(()) } else { Err(StoreError::Closed) }
}

fn begun(save: &SaveRecord) -> StoredResponse {
    StoredResponse {
        id: save.id,
        form: save.form.id,
        version: save.form.version,
        step: save.step,
        completed: save.completed,
        answers: save.answers.clone(),
        meta: save.meta.clone(),
        started_at: save.at,
        saved_at: save.at,
        skipped: save.skipped.clone(),
        started_day: save.day,
        saved_day: save.day,
        segment: save.segment.clone(),
    }
}

/// Who comes back without the link still came by it.
fn replaced(stored: &StoredResponse, save: &SaveRecord) -> StoredResponse {
    let begun = begun(save);
    let (mut segment, mut meta) = (begun.segment, begun.meta);
    if segment.touchpoint.is_empty() {
        segment.touchpoint.clone_from(&stored.segment.touchpoint);
        stored.touchpoint().clone_into(&mut meta.touchpoint);
    }
    StoredResponse { started_at: stored.started_at, started_day: stored.started_day, segment, meta, ..begun }
}

/// Where it is counted: a touchpoint beyond the first so many of a form is kept with the response, and counted as none.
fn counted_apart(tx: &Connection, workspace: WorkspaceId, form: Uuid, mut segment: Segment) -> StoreResult<Segment> {
    let name = &segment.touchpoint;
    if name.is_empty() || tx.prepare_cached(sql::TOUCHPOINT)?.exists(params![workspace.0, form, name])? {
        return Ok(segment);
    }
    if tx.prepare_cached(sql::INSERT_TOUCHPOINT)?.execute(params![workspace.0, form, name, MOST_TOUCHPOINTS])? == 0 {
        segment.touchpoint.clear();
    }
    Ok(segment)
}

fn write_response(tx: &Connection, workspace: WorkspaceId, response: &StoredResponse, new: bool) -> StoreResult<()> {
    let answers = text(&response.answers)?;
    let meta = text(&response.meta)?;
    let skipped = text(&response.skipped)?;
    if new {
        tx.prepare_cached(sql::INSERT_RESPONSE)?.execute(params![
            workspace.0,
            response.id,
            response.form,
            response.version,
            response.step,
            response.completed,
            answers,
            meta,
            response.saved_at,
            skipped,
            response.saved_day,
            response.segment.layout,
            response.segment.locale,
            response.segment.touchpoint
        ])?;
    } else {
        tx.prepare_cached(sql::UPDATE_RESPONSE)?.execute(params![
            workspace.0,
            response.id,
            response.step,
            response.completed,
            answers,
            meta,
            response.saved_at,
            skipped,
            response.saved_day,
            response.segment.layout,
            response.segment.locale,
            response.segment.touchpoint
        ])?;
    }
    Ok(())
}

/// The event of a change. For employees' forms: no id, the day only, and only every fifth finished response, so that the place
/// in the log does not tell when one person answered.
fn note(tx: &Connection, workspace: WorkspaceId, save: &SaveRecord, after: &StoredResponse) -> StoreResult<()> {
    let form = &save.form;
    let finished: u64 = if after.completed {
        tx.prepare_cached(sql::COUNT_FINISHED)?.query_row(params![workspace.0, form.id], |row| row.get(0))?
    } else {
        0
    };
    match form.audience {
        Audience::Customers => {
            let kind = if after.completed { "response.completed" } else { "response.saved" };
            let data = json!({ "form": form.slug, "version": form.version, "response": after.id, "step": after.step });
            log::append(tx, workspace, after.saved_at, kind, &data)
        }
        Audience::Employees if after.completed && finished.is_multiple_of(gate::GROUP) => {
            log::append(tx, workspace, after.saved_at, "responses.counted", &json!({ "form": form.slug, "finished": finished }))
        }
        Audience::Employees => Ok(()),
    }
}

fn receipt(stored: &StoredResponse) -> Receipt {
    Receipt { response_id: stored.id.to_string(), step: stored.step, completed: stored.completed }
}

pub(super) fn find(connection: &Connection, workspace: WorkspaceId, id: Uuid) -> StoreResult<Option<StoredResponse>> {
    Ok(connection.prepare_cached(sql::RESPONSE)?.query_row(params![workspace.0, id], response_from_row).optional()?)
}

/// Reads the columns of [`sql::RESPONSE`], in that order.
pub(crate) fn response_from_row(row: &Row<'_>) -> rusqlite::Result<StoredResponse> {
    Ok(StoredResponse {
        id: row.get(0)?,
        form: row.get(1)?,
        version: row.get(2)?,
        step: row.get(3)?,
        completed: row.get(4)?,
        answers: json_column(row, 5)?,
        meta: json_column(row, 6)?,
        started_at: row.get(7)?,
        saved_at: row.get(8)?,
        skipped: json_column(row, 9)?,
        started_day: row.get(10)?,
        saved_day: row.get(11)?,
        segment: Segment { layout: row.get(12)?, locale: row.get(13)?, touchpoint: row.get(14)? },
    })
}

fn json_column<T: serde::de::DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(index)?.as_str()?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error)))
}

fn text(value: &impl serde::Serialize) -> StoreResult<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Database(error.to_string()))
}
