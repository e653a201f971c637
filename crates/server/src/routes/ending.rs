//! When a form takes its last response, and what its page says from then on.
//!
//! The server's clock decides, at the moment a request comes: an answer finished on a device before the end and sent after it comes too late, as
//! it does when somebody closes the form. What a device says of its own time is no proof.

use super::forms::{answer, diagnose, find};
use crate::app::App;
use crate::clock::{End, rfc3339};
use crate::http::Failure;
use crate::http::access::{FormsWrite, May};
use crate::http::body::Json;
use crate::store::{EndingRecord, FormRecord, Write};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};
use tessera_api::Problem;
use tessera_api::forms::{Ending, FormDetail, NewEnding};

/// Characters of the closing words in one language.
const LONGEST: usize = 2_000;
/// Languages of the closing words.
const MOST_LANGUAGES: usize = 64;

/// A last day, perhaps a time of it, and closing words, in the place of what was. A later end opens again what an earlier one closed.
#[utoipa::path(put, path = "/api/v1/forms/{slug}/ending", tag = "forms", security(("session" = []), ("key" = ["forms:write"])), request_body = NewEnding,
    params(("slug" = String, Path)),
    responses((status = 200, body = FormDetail, headers(("ETag" = String))), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn set(
    State(app): State<App>,
    _may: May<FormsWrite>,
    Path(slug): Path<String>,
    Json(new): Json<NewEnding>,
) -> Result<Response, Failure> {
    let form = find(&app, &slug).await?;
    let ends_at = instant(&app, &new)?;
    let now = app.now();
    // To close at once there is "close"; but the words may change after the end.
    if ends_at.is_some_and(|end| end <= now) && ends_at != form.ends_at {
        return Err(Failure::field("day", "end-past"));
    }
    let ending = EndingRecord { ends_at, closing: closing(new.closing)? };
    let remarks = diagnose(&form).await?;
    let form = app.store().set_ending(app.workspace(), &slug, ending, Write { at: now, by: None, claim: None }).await?;
    Ok(answer(&app, StatusCode::OK, &form, remarks))
}

fn instant(app: &App, new: &NewEnding) -> Result<Option<i64>, Failure> {
    let Some(day) = &new.day else {
        return if new.time.is_none() { Ok(None) } else { Err(Failure::field("day", "end-day")) };
    };
    let end = End::read(day, new.time.as_deref());
    let end = end.map_err(|part| Failure::field(part, if part == "day" { "end-day" } else { "end-time" }))?;
    app.zone().instant(end).map(Some).ok_or_else(|| Failure::field("day", "end-day"))
}

/// The words as they are kept: trimmed, without empty ones. Text for text nodes; markup in it is shown as it was typed.
fn closing(words: Option<Value>) -> Result<Option<String>, Failure> {
    let wrong = || Failure::field("closing", "closing-words");
    let texts = match words.unwrap_or_default() {
        Value::Null => return Ok(None),
        Value::String(text) => Map::from_iter([("default".to_owned(), Value::String(text))]),
        Value::Object(texts) if texts.len() <= MOST_LANGUAGES => texts,
        _ => return Err(wrong()),
    };
    let mut kept = Map::new();
    for (language, text) in texts {
        let text = text.as_str().map(str::trim).ok_or_else(wrong)?;
        let is_tag = (2..=35).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_tag || text.chars().count() > LONGEST {
            return Err(wrong());
        }
        if !text.is_empty() {
            kept.insert(language, text.into());
        }
    }
    Ok((!kept.is_empty()).then(|| Value::Object(kept).to_string()))
}

/// The closing words of a form.
pub(super) fn closing_of(form: &FormRecord) -> Option<Value> {
    form.closing.as_deref().and_then(|text| serde_json::from_str(text).ok())
}

/// The end of a form as people say it.
pub(super) fn ending_of(app: &App, form: &FormRecord, now: i64) -> Option<Ending> {
    let at = form.ends_at?;
    let end = app.zone().end(at)?;
    let time = end.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute()));
    Some(Ending { at: rfc3339(at), day: end.day.to_string(), time, is_over: form.is_over(now) })
}
