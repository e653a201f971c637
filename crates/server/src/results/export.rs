//! Rows of customers' forms as a file, written while it is sent: memory stays the same however many there are.

use super::catalog::Shape;
use super::counted::Versions;
use super::{csv, door};
use crate::app::App;
use crate::clock::rfc3339;
use crate::http::Failure;
use crate::store::{FormRecord, StoreError, StoredResponse};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::{Map, Value};
use tessera_api::ProblemKind;
use tessera_api::forms::Audience;
use tessera_api::responses::ResponseRow;
use uuid::Uuid;

/// Rows of a chunk.
const ROWS: u32 = 500;

/// What the file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// A table for spreadsheets.
    Csv,
    /// A JSON object a line; nothing is lost.
    Jsonl,
}

impl Format {
    /// Media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Jsonl => "application/x-ndjson",
        }
    }

    /// Ending of the file's name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// A page of the responses of a form, in the order of their ids, from behind `after`; and the id to go on from, when there are more.
pub(crate) async fn page(app: &App, slug: &str, after: Uuid, limit: u32) -> Result<(Vec<ResponseRow>, Option<Uuid>), Failure> {
    let form = find(app, slug).await?;
    let mut rows = app.store().rows(app.workspace(), form.id, after, limit + 1).await?;
    let has_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    Ok((rows.into_iter().map(shown).collect(), next))
}

/// The form whose single answers may leave the server; those of employees never may.
async fn find(app: &App, slug: &str) -> Result<FormRecord, Failure> {
    let form = door::find(app, slug).await?;
    if form.audience == Audience::Employees { Err(Failure::new(ProblemKind::Anonymous)) } else { Ok(form) }
}

/// All responses of a form, in chunks. Single answers of employees are never given out.
pub(crate) async fn export(
    app: &App,
    slug: &str,
    format: Format,
) -> Result<impl Stream<Item = Result<String, StoreError>> + Send + 'static, Failure> {
    let form = find(app, slug).await?;
    let columns = columns(&door::versions(app, &form).await?);
    let head = match format {
        Format::Csv => {
            csv::BYTE_ORDER_MARK.to_owned()
                + &csv::line(CIRCUMSTANCES.into_iter().map(str::to_owned).chain(columns.iter().map(|column| csv::text_cell(&column.head))))
        }
        Format::Jsonl => String::new(),
    };
    let app = app.clone();
    Ok(stream::try_unfold((Some(Uuid::nil()), head), move |(after, head)| {
        let (app, columns) = (app.clone(), columns.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let rows = app.store().rows(app.workspace(), form.id, after, ROWS).await?;
            let is_full = u32::try_from(rows.len()).is_ok_and(|read| read == ROWS);
            let next = rows.last().filter(|_| is_full).map(|row| row.id);
            let chunk = rows.into_iter().fold(head, |text, row| text + &write(row, &columns, format));
            Ok(Some((chunk, (next, String::new()))))
        }
    }))
}

const CIRCUMSTANCES: [&str; 8] = ["response_id", "version", "completed", "started_at", "saved_at", "locale", "layout", "touchpoint"];

/// A column of answers: all of one, or one row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    head: String,
    key: String,
    row: Option<String>,
}

impl Column {
    fn cell(&self, answers: &Map<String, Value>) -> String {
        let answer = answers.get(&self.key).and_then(|answer| self.row.as_ref().map_or(Some(answer), |row| answer.get(row)));
        answer.map(csv::answer_cell).unwrap_or_default()
    }
}

/// The columns of answers, in the order of the newest form, then those of hidden fields. An answer with rows has a column for each.
fn columns(versions: &Versions) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut add = |column: Column| {
        // Questions may share a key (`valueName`).
        if !columns.contains(&column) {
            columns.push(column);
        }
    };
    for question in versions.questions() {
        let whole = |key: String| Column { head: key.clone(), key, row: None };
        if let Some(row) = &question.row {
            add(Column { head: format!("{}.{row}", question.key), key: question.key.clone(), row: Some(row.clone()) });
        } else if question.shape != Shape::Rows {
            add(whole(question.key.clone()));
        }
        if question.has_aside {
            add(whole(format!("{}-Comment", question.key)));
        }
    }
    for name in versions.hidden() {
        add(Column { head: name.clone(), key: name.clone(), row: None });
    }
    columns
}

fn write(row: StoredResponse, columns: &[Column], format: Format) -> String {
    let row = shown(row);
    match format {
        Format::Csv => {
            let circumstances = [
                row.response_id,
                row.version.to_string(),
                row.completed.to_string(),
                row.started_at,
                row.saved_at,
                csv::text_cell(&row.locale),
                csv::text_cell(&row.layout),
                csv::text_cell(&row.touchpoint),
            ];
            let answers = columns.iter().map(|column| column.cell(&row.answers));
            csv::line(circumstances.into_iter().chain(answers))
        }
        Format::Jsonl => serde_json::to_string(&row).unwrap_or_default() + "\n",
    }
}

fn shown(row: StoredResponse) -> ResponseRow {
    let touchpoint = row.touchpoint().to_owned();
    ResponseRow {
        response_id: row.id.to_string(),
        version: row.version,
        completed: row.completed,
        started_at: rfc3339(row.started_at),
        saved_at: rfc3339(row.saved_at),
        locale: row.meta.locale,
        layout: row.meta.layout,
        touchpoint,
        answers: row.answers,
    }
}
