//! Counters and rows for the query door, in SQLite.

use super::responses::response_from_row;
use super::{SqliteStore, sql};
use crate::definition::Published;
use crate::results::counted::Counted;
use crate::results::gate::Pen;
use crate::results::tally::{self, Cell, Kind, Tally};
use crate::results::words::After;
use crate::store::{FigureStore, StoreError, StoreResult, StoredResponse, WorkspaceId};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use tessera_api::forms::Audience;
use uuid::Uuid;

#[async_trait]
impl FigureStore for SqliteStore {
    async fn counted(&self, workspace: WorkspaceId, form: Uuid, daily: Vec<String>, lately_since: i64) -> StoreResult<Counted> {
        self.read(move |connection| {
            // One snapshot for all statements, or a response that comes between two of them would be counted in half of the figures.
            let snapshot = connection.unchecked_transaction()?;
            let mut counted = Counted { sums: sums(&snapshot, workspace, form)?, ..Counted::default() };
            for question in daily {
                let mut statement = snapshot.prepare_cached(sql::COUNTERS_DAILY)?;
                let rows = statement.query_map(params![workspace.0, form, Kind::Value.code(), question], |row| {
                    let cell =
                        Cell { kind: Kind::Value, question: question.clone(), value: row.get(0)?, version: row.get(1)?, day: row.get(2)? };
                    Ok((cell, row.get(3)?))
                })?;
                rows.collect::<Result<Vec<_>, _>>()?.into_iter().for_each(|row| counted.daily.push(row));
            }
            counted.days = days(&snapshot, workspace, form)?;
            let mut statement = snapshot.prepare_cached(sql::UNFINISHED_LATELY)?;
            let lately = statement.query_map(params![workspace.0, form, lately_since], |row| Ok((row.get(0)?, row.get(1)?)))?;
            counted.lately = lately.collect::<Result<_, _>>()?;
            Ok(counted)
        })
        .await
    }

    async fn finished(&self, workspace: WorkspaceId, form: Uuid, after: Option<After>, limit: u32) -> StoreResult<Vec<StoredResponse>> {
        let after = after.unwrap_or(After { saved_at: i64::MAX, id: Uuid::max() });
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(sql::FINISHED)?;
            let rows = statement.query_map(params![workspace.0, form, after.saved_at, after.id, limit], response_from_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn readable(
        &self,
        workspace: WorkspaceId,
        form: Uuid,
        after: Uuid,
        limit: u32,
    ) -> StoreResult<(Vec<StoredResponse>, Option<Uuid>)> {
        self.read(move |connection| {
            let snapshot = connection.unchecked_transaction()?;
            let mut rows = rows(&snapshot, workspace, form, after, limit)?;
            let last = rows.last().map(|row| row.id);
            let pen = pen(&snapshot, workspace, form)?;
            rows.retain(|row| row.completed && !pen.unread().contains(&row.id));
            Ok((rows, last))
        })
        .await
    }

    async fn rows(&self, workspace: WorkspaceId, form: Uuid, after: Uuid, limit: u32) -> StoreResult<Vec<StoredResponse>> {
        self.read(move |connection| rows(connection, workspace, form, after, limit)).await
    }
}

/// Counts one view of a form. Called inside the transaction that notes it.
pub(super) fn on_view(tx: &Connection, workspace: WorkspaceId, form: &Published, at: i64) -> StoreResult<()> {
    apply(tx, workspace, form.id, &tally::of_view(form.version, at))
}

/// Counts a change of a response, with what was kept before and what is kept now. Called inside the transaction that makes it.
pub(super) fn on_response_change(
    tx: &Connection,
    workspace: WorkspaceId,
    form: &Published,
    before: Option<&StoredResponse>,
    after: &StoredResponse,
) -> StoreResult<()> {
    let mut change = tally::change(&form.catalog, form.audience, before, after);
    if form.audience == Audience::Employees && after.completed {
        let finished = change.split_off_finished();
        let mut pen = pen(tx, workspace, form.id)?;
        let counted = pen.take_in(after.id, &finished, tally::day_of(after.saved_at));
        let waiting = serde_json::to_string(&pen).map_err(|error| StoreError::Database(error.to_string()))?;
        tx.prepare_cached(sql::SET_PEN)?.execute(params![workspace.0, form.id, waiting])?;
        apply(tx, workspace, form.id, &counted)?;
    }
    apply(tx, workspace, form.id, &change)
}

fn apply(tx: &Connection, workspace: WorkspaceId, form: Uuid, change: &Tally) -> StoreResult<()> {
    for (cell, n) in change.iter() {
        let mut statement = tx.prepare_cached(sql::ADD_TO_COUNTER)?;
        statement.execute(params![workspace.0, form, cell.kind.code(), cell.question, cell.value, cell.version, cell.day, n])?;
        if n < 0 {
            let mut statement = tx.prepare_cached(sql::DROP_EMPTY_COUNTER)?;
            statement.execute(params![workspace.0, form, cell.kind.code(), cell.question, cell.value, cell.version, cell.day])?;
        }
    }
    Ok(())
}

fn pen(connection: &Connection, workspace: WorkspaceId, form: Uuid) -> StoreResult<Pen> {
    let waiting: Option<String> =
        connection.prepare_cached(sql::PEN)?.query_row(params![workspace.0, form], |row| row.get(0)).optional()?;
    // A pen that cannot be read must not be taken for an empty one: what waits in it would be lost, and what is unread become readable.
    waiting.map_or_else(
        || Ok(Pen::default()),
        |waiting| serde_json::from_str(&waiting).map_err(|error| StoreError::Database(error.to_string())),
    )
}

fn sums(connection: &Connection, workspace: WorkspaceId, form: Uuid) -> StoreResult<Vec<(Cell, u64)>> {
    let mut statement = connection.prepare_cached(sql::COUNTERS)?;
    let rows = statement.query_map(params![workspace.0, form], |row: &Row<'_>| {
        let kind = Kind::from_code(row.get(0)?);
        Ok((kind, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (kind, question, value, version, n) = row?;
        found.extend(kind.map(|kind| (Cell { kind, question, value, version, day: 0 }, n)));
    }
    Ok(found)
}

fn days(connection: &Connection, workspace: WorkspaceId, form: Uuid) -> StoreResult<Option<(i64, i64)>> {
    let mut statement = connection.prepare_cached(sql::COUNTER_DAYS)?;
    let found: (Option<i64>, Option<i64>) =
        statement.query_row(params![workspace.0, form, Kind::Finished.code()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.0.zip(found.1))
}

fn rows(connection: &Connection, workspace: WorkspaceId, form: Uuid, after: Uuid, limit: u32) -> StoreResult<Vec<StoredResponse>> {
    let mut statement = connection.prepare_cached(sql::ROWS)?;
    let rows = statement.query_map(params![workspace.0, form, after, limit], response_from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
