//! Counters and rows for the query door, in SQLite.

use super::responses::response_from_row;
use super::{SqliteStore, sql, tx::Tx};
use crate::definition::Published;
use crate::results::counted::Counted;
use crate::results::filter::Filter;
use crate::results::gate::Pen;
use crate::results::tally::{self, Cell, Kind, Tally};
use crate::results::words::After;
use crate::store::{FigureStore, Segment, StoreError, StoreResult, StoredResponse, ViewRecord, WorkspaceId};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};
use std::collections::BTreeMap;
use std::sync::Arc;
use tessera_api::forms::Audience;
use uuid::Uuid;

#[async_trait]
impl FigureStore for SqliteStore {
    async fn counted(
        &self,
        workspace: WorkspaceId,
        form: Uuid,
        filter: Filter,
        daily: Vec<String>,
        lately_since: i64,
    ) -> StoreResult<Counted> {
        self.read(move |connection| {
            // One snapshot for all statements, or a response that comes between two of them would be counted in half of the figures.
            let snapshot = connection.unchecked_transaction()?;
            let part = Part { connection: &snapshot, workspace, form, filter: &filter };
            let mut counted = Counted { sums: part.sums()?, days: part.days()?, lately: part.lately(lately_since)?, ..Counted::default() };
            for question in daily {
                counted.daily.extend(part.daily(&question)?);
            }
            Ok(counted)
        })
        .await
    }

    async fn segments(&self, workspace: WorkspaceId, form: Uuid) -> StoreResult<Vec<Segment>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(sql::SEGMENTS)?;
            let rows = statement.query_map(params![workspace.0, form, Kind::Started.code()], |row| {
                Ok(Segment { layout: row.get(0)?, locale: row.get(1)?, touchpoint: row.get(2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn finished(
        &self,
        workspace: WorkspaceId,
        form: Uuid,
        filter: Filter,
        after: Option<After>,
        limit: u32,
    ) -> StoreResult<Vec<StoredResponse>> {
        let (earliest, latest) = filter.instants();
        let end = After { saved_at: latest, id: Uuid::max() };
        let after = after.filter(|after| after.saved_at <= latest).unwrap_or(end);
        self.read(move |connection| {
            let part = Part { connection, workspace, form, filter: &filter };
            part.rows(sql::FINISHED, params![after.saved_at, after.id, limit, earliest], response_from_row)
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
pub(super) fn on_view(tx: &Tx<'_>, workspace: WorkspaceId, view: &ViewRecord) {
    tx.add(workspace, view.form.id, tally::of_view(view.form.version, view.day, &view.segment));
}

/// Counts a change of a response, with what was kept before and what is kept now. Called inside the transaction that makes it.
pub(super) fn on_response_change(
    tx: &Tx<'_>,
    workspace: WorkspaceId,
    form: &Published,
    before: Option<&StoredResponse>,
    after: &StoredResponse,
) -> StoreResult<()> {
    let mut change = tally::change(&form.catalog, form.audience, before, after);
    if form.audience == Audience::Employees && after.completed {
        let finished = change.split_off_finished();
        let mut pen = pen(tx, workspace, form.id)?;
        let counted = pen.take_in(after.id, &finished, after.saved_day);
        set_pen(tx, workspace, form.id, &pen)?;
        tx.add(workspace, form.id, counted);
    }
    tx.add(workspace, form.id, change);
    Ok(())
}

/// Takes a response's share away. Called inside the transaction that erases it. Employees' responses are never erased one by one: the
/// difference would tell what they said.
pub(super) fn on_erasure(tx: &Tx<'_>, workspace: WorkspaceId, form: &Published, erased: &StoredResponse) {
    let mut change = Tally::default();
    change.subtract(tally::share_of(&form.catalog, form.audience, erased));
    tx.add(workspace, form.id, change);
}

/// Takes a view away.
pub(super) fn on_view_erasure(tx: &Tx<'_>, workspace: WorkspaceId, view: &ViewRecord) {
    let mut change = Tally::default();
    change.subtract(tally::of_view(view.form.version, view.day, &view.segment));
    tx.add(workspace, view.form.id, change);
}

/// Writes changes of counters.
pub(super) fn apply(tx: &Connection, workspace: WorkspaceId, form: Uuid, change: &Tally) -> StoreResult<()> {
    let mut add = tx.prepare_cached(sql::ADD_TO_COUNTER)?;
    for (cell, n) in change.iter() {
        let Segment { layout, locale, touchpoint } = &*cell.segment;
        let kind = cell.kind.code();
        let key: [&dyn ToSql; 10] =
            [&workspace.0, &form, &kind, &cell.question, &cell.value, &cell.version, &cell.day, layout, locale, touchpoint];
        let with_n: Vec<&dyn ToSql> = key.into_iter().chain([&n as &dyn ToSql]).collect();
        add.execute(&*with_n)?;
        if n < 0 {
            tx.prepare_cached(sql::DROP_EMPTY_COUNTER)?.execute(key.as_slice())?;
        }
    }
    Ok(())
}

pub(super) fn set_pen(connection: &Connection, workspace: WorkspaceId, form: Uuid, pen: &Pen) -> StoreResult<()> {
    let waiting = serde_json::to_string(pen).map_err(|error| StoreError::Database(error.to_string()))?;
    connection.prepare_cached(sql::SET_PEN)?.execute(params![workspace.0, form, waiting])?;
    Ok(())
}

pub(super) fn pen(connection: &Connection, workspace: WorkspaceId, form: Uuid) -> StoreResult<Pen> {
    let waiting: Option<String> =
        connection.prepare_cached(sql::PEN)?.query_row(params![workspace.0, form], |row| row.get(0)).optional()?;
    // A pen that cannot be read must not be taken for an empty one: what waits in it would be lost, and what is unread become readable.
    waiting.map_or_else(
        || Ok(Pen::default()),
        |waiting| serde_json::from_str(&waiting).map_err(|error| StoreError::Database(error.to_string())),
    )
}

/// What is asked of the counters and rows of a form: all its statements begin with the same seven parameters.
struct Part<'a> {
    connection: &'a Connection,
    workspace: WorkspaceId,
    form: Uuid,
    filter: &'a Filter,
}

impl Part<'_> {
    /// Runs a statement whose parameters from the eighth on are `more`.
    fn rows<T>(&self, sql: &str, more: &[&dyn ToSql], read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> StoreResult<Vec<T>> {
        let (from, to) = self.filter.days();
        let Segment { layout, locale, touchpoint } = &self.filter.segment;
        let mut parameters: Vec<&dyn ToSql> = vec![&self.workspace.0, &self.form, &from, &to, layout, locale, touchpoint];
        parameters.extend(more);
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(&*parameters, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn sums(&self) -> StoreResult<Vec<(Cell, u64)>> {
        let rows = self.rows(sql::COUNTERS, &[], |row| {
            let kind = Kind::from_code(row.get(0)?);
            Ok((kind, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        Ok(rows.into_iter().filter_map(|(kind, question, value, version, n)| Some((cell(kind?, question, value, version, 0), n))).collect())
    }

    fn daily(&self, question: &str) -> StoreResult<Vec<(Cell, u64)>> {
        self.rows(sql::COUNTERS_DAILY, params![Kind::Value.code(), question], |row| {
            Ok((cell(Kind::Value, question.to_owned(), row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?))
        })
    }

    fn days(&self) -> StoreResult<Option<(i64, i64)>> {
        let found = self.rows(sql::COUNTER_DAYS, params![Kind::Finished.code()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.first().and_then(|(first, last): &(Option<i64>, Option<i64>)| first.zip(*last)))
    }

    fn lately(&self, since: i64) -> StoreResult<BTreeMap<String, u64>> {
        let rows = self.rows(sql::UNFINISHED_LATELY, params![since], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }
}

/// A counter as it is read: summed over the segments it was asked for.
fn cell(kind: Kind, question: String, value: String, version: u32, day: i64) -> Cell {
    Cell { kind, question, value, version, day, segment: Arc::default() }
}

pub(super) fn rows(
    connection: &Connection,
    workspace: WorkspaceId,
    form: Uuid,
    after: Uuid,
    limit: u32,
) -> StoreResult<Vec<StoredResponse>> {
    let mut statement = connection.prepare_cached(sql::ROWS)?;
    let rows = statement.query_map(params![workspace.0, form, after, limit], response_from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
