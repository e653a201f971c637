//! Counters that were made by other rules than today's, made anew when the database is opened.

use super::{figures, sql};
use crate::results::catalog::Catalog;
use crate::results::counted::Versions;
use crate::results::tally::{self, Cell, Kind, Tally};
use crate::store::{Segment, StoreError, StoreResult, WorkspaceId};
use rusqlite::{Connection, params};
use std::sync::Arc;
use tessera_api::forms::Audience;
use tessera_form::Form;
use uuid::Uuid;

/// Rows read at a time.
const ROWS: u32 = 1_000;

/// Counts anew where the rules have changed, in one transaction.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> StoreResult<()> {
    let transaction = connection.transaction()?;
    let rules: u32 = transaction.query_row(sql::COUNTING_RULES, [], |row| row.get(0))?;
    if rules == tally::RULES {
        return Ok(());
    }
    for (workspace, form, audience) in forms(&transaction)? {
        let versions = versions(&transaction, workspace, form)?;
        match audience {
            Audience::Customers => from_rows(&transaction, workspace, form, &versions)?,
            Audience::Employees => in_place(&transaction, workspace, form, &versions)?,
        }
    }
    transaction.prepare_cached(sql::SET_COUNTING_RULES)?.execute([tally::RULES])?;
    Ok(transaction.commit()?)
}

fn forms(connection: &Connection) -> StoreResult<Vec<(WorkspaceId, Uuid, Audience)>> {
    let mut statement = connection.prepare_cached(sql::FORMS_COUNTED)?;
    let rows = statement.query_map([], |row| {
        let audience = super::forms::audience_named(row.get_ref(2)?.as_str()?);
        Ok((WorkspaceId(row.get(0)?), row.get(1)?, audience))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn versions(connection: &Connection, workspace: WorkspaceId, form: Uuid) -> StoreResult<Versions> {
    let mut statement = connection.prepare_cached(sql::DEFINITIONS)?;
    let rows = statement.query_map(params![workspace.0, form], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let read = |(version, definition): (u32, String)| {
        let definition = serde_json::from_str(&definition).unwrap_or_default();
        (version, Arc::new(Catalog::read(&Form::from_value(&definition).form, &definition)))
    };
    Ok(Versions::new(rows.map(|row| row.map(read)).collect::<Result<_, _>>()?))
}

/// Customers' counters say what the rows say; only views have no rows of this kind and stay.
fn from_rows(connection: &Connection, workspace: WorkspaceId, form: Uuid, versions: &Versions) -> StoreResult<()> {
    connection.prepare_cached(sql::DELETE_COUNTERS_OF_ROWS)?.execute(params![workspace.0, form, Kind::Shown.code()])?;
    let mut after = Uuid::nil();
    loop {
        let mut tally = Tally::default();
        let rows = figures::rows(connection, workspace, form, after, ROWS)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        for row in &rows {
            let unknown = || StoreError::Database(format!("a response answers version {}, which is not there", row.version));
            let catalog = versions.catalog(row.version).ok_or_else(unknown)?;
            tally.merge(tally::share_of(catalog, Audience::Customers, row));
        }
        figures::apply(connection, workspace, form, &tally)?;
    }
}

/// Employees' answers cannot be put into groups of five a second time without telling single ones: each stays in its group, and only what
/// its value is called changes.
fn in_place(connection: &Connection, workspace: WorkspaceId, form: Uuid, versions: &Versions) -> StoreResult<()> {
    let mut change = Tally::default();
    for (cell, n) in values(connection, workspace, form)? {
        let value = versions.counted_as(&cell.question, &cell.value);
        value.into_iter().for_each(|value| change.add(Cell { value, ..cell.clone() }, n));
        change.add(cell, -n);
    }
    figures::apply(connection, workspace, form, &change)?;
    let mut pen = figures::pen(connection, workspace, form)?;
    pen.count_values_as(|question, value| versions.counted_as(question, value));
    figures::set_pen(connection, workspace, form, &pen)
}

fn values(connection: &Connection, workspace: WorkspaceId, form: Uuid) -> StoreResult<Vec<(Cell, i64)>> {
    let mut statement = connection.prepare_cached(sql::COUNTERS_OF_KIND)?;
    let rows = statement.query_map(params![workspace.0, form, Kind::Value.code()], |row| {
        let segment = Arc::new(Segment { layout: row.get(4)?, locale: row.get(5)?, touchpoint: row.get(6)? });
        let (question, value, version, day) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((Cell { kind: Kind::Value, question, value, version, day, segment }, row.get(7)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
