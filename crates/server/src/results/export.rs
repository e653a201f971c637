//! Rows of customers' forms as a file, written while it is sent: memory stays the same however many there are.

use super::counted::Versions;
use super::{csv, door};
use crate::app::App;
use crate::clock::rfc3339;
use crate::http::Failure;
use crate::store::{StoreError, StoredResponse};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::{Value, json};
use tessera_api::ProblemKind;
use tessera_api::forms::Audience;
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

/// All responses of a form, in chunks. Single answers of employees are never given out.
pub(crate) async fn export(
    app: &App,
    slug: &str,
    format: Format,
) -> Result<impl Stream<Item = Result<String, StoreError>> + Send + 'static, Failure> {
    let form = door::find(app, slug).await?;
    if form.audience == Audience::Employees {
        return Err(Failure::new(ProblemKind::Anonymous));
    }
    let columns = columns(&door::versions(app, &form).await?);
    let head = match format {
        Format::Csv => {
            csv::BYTE_ORDER_MARK.to_owned()
                + &csv::line(CIRCUMSTANCES.into_iter().map(str::to_owned).chain(columns.iter().map(|key| csv::text_cell(key))))
        }
        Format::Jsonl => String::new(),
    };
    let app = app.clone();
    Ok(stream::try_unfold((Some(Uuid::nil()), head), move |(after, head)| {
        let (app, columns) = (app.clone(), columns.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let rows = app.store().rows(app.workspace(), form.id, after, ROWS).await?;
            let chunk = rows.iter().fold(head, |text, row| text + &write(row, &columns, format));
            let is_full = u32::try_from(rows.len()).is_ok_and(|read| read == ROWS);
            let next = rows.last().filter(|_| is_full).map(|row| row.id);
            Ok(Some((chunk, (next, String::new()))))
        }
    }))
}

const CIRCUMSTANCES: [&str; 8] = ["response_id", "version", "completed", "started_at", "saved_at", "locale", "layout", "touchpoint"];

/// The keys of answers, in the order of the newest form.
fn columns(versions: &Versions) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for question in versions.questions() {
        let aside = question.has_aside.then(|| format!("{}-Comment", question.key));
        for key in std::iter::once(question.key.clone()).chain(aside) {
            // Questions may share a key (`valueName`).
            if !columns.contains(&key) {
                columns.push(key);
            }
        }
    }
    columns
}

fn write(row: &StoredResponse, columns: &[String], format: Format) -> String {
    let (started_at, saved_at) = (rfc3339(row.started_at), rfc3339(row.saved_at));
    match format {
        Format::Csv => {
            let circumstances = [
                row.id.to_string(),
                row.version.to_string(),
                row.completed.to_string(),
                started_at,
                saved_at,
                csv::text_cell(&row.meta.locale),
                csv::text_cell(&row.meta.layout),
                csv::text_cell(&row.segment.touchpoint),
            ];
            let answers = columns.iter().map(|key| row.answers.get(key).map(csv::answer_cell).unwrap_or_default());
            csv::line(circumstances.into_iter().chain(answers))
        }
        Format::Jsonl => {
            let object: Value = json!({
                "response_id": row.id,
                "version": row.version,
                "completed": row.completed,
                "started_at": started_at,
                "saved_at": saved_at,
                "locale": row.meta.locale,
                "layout": row.meta.layout,
                "touchpoint": row.segment.touchpoint,
                "answers": row.answers,
            });
            object.to_string() + "\n"
        }
    }
}
