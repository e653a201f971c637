//! `POST /api/v1/responses`: one save of one response.
//!
//! For employees' forms nothing is kept that could tell who answered or when: random ids, the day, no circumstances.

use crate::app::App;
use crate::clock::DAY_MILLIS;
use crate::definition::Published;
use crate::http::access::{Anybody, ResponsesWrite};
use crate::http::body::Keyed;
use crate::http::{Failure, LANGUAGES, field_error, reply};
use crate::store::{SaveRecord, Segment};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tessera_api::forms::Audience;
use tessera_api::responses::{Receipt, ResponseMeta, SaveResponse};
use tessera_api::{Problem, ProblemKind};
use uuid::Uuid;

/// Bytes of one text.
const TEXT_BYTES: usize = 32 << 10;
/// A save this small to a light form is checked where it arrives: in less time than it takes to wake another thread, twice.
const LIGHT_BYTES: usize = 8 << 10;
/// A question is not looked at for longer than this.
const LONGEST_ACTIVE_MILLIS: u64 = 86_400_000;

/// One save: all answers so far. Repeats, reorderings and lost acknowledgements end in one response.
#[utoipa::path(post, path = "/api/v1/responses", tag = "public", security((), ("key" = ["responses:write"])), request_body = SaveResponse,
    params(("Idempotency-Key" = String, Header, min_length = 1, max_length = 128, description = "A UUID made for this save")),
    responses((status = 200, body = Receipt), (status = 404, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn save(
    State(app): State<App>,
    _anybody: Anybody<ResponsesWrite>,
    Keyed { value: save, hashes, size }: Keyed<SaveResponse>,
) -> Result<Response, Failure> {
    let _guard = app.in_flight().enter(hashes)?;
    let form = app.published(&save.form, save.version).await?;
    let id = response_id(&save.response_id, form.audience)?;
    if save.step == 0 {
        return Err(Failure::field("step", "step-zero"));
    }
    refuse_long_texts(&save.answers)?;
    let now = app.now();
    let SaveResponse { step, completed, mut answers, meta, .. } = save;
    if form.audience == Audience::Employees {
        // What a link gives along could tell whose it was.
        form.catalog.hidden().iter().for_each(|name| drop(answers.remove(name)));
    }
    let (at, meta) = match form.audience {
        Audience::Customers => (now, plausible(&form, meta)),
        Audience::Employees => (app.today() * DAY_MILLIS, ResponseMeta::default()),
    };
    let segment = segment_of(&form, meta.layout.clone(), &meta.locale, meta.touchpoint.clone());
    let is_light = size <= LIGHT_BYTES && form.is_light();
    let (answers, skipped) = check(Arc::clone(&form), answers, completed, meta.locale.clone(), now, is_light).await?;
    let (key, body, day) = (hashes.key, hashes.body, app.today());
    let record = SaveRecord { form, id, step, completed, answers, skipped, meta, key, body, segment, at, day, now };
    let saved = app.store().save_response(app.workspace(), record).await?;
    Ok(reply::json(StatusCode::OK, &saved.receipt))
}

/// The id of a response, refused when it is not of the kind this form takes: a UUIDv7 tells its millisecond.
pub(super) fn response_id(text: &str, audience: Audience) -> Result<Uuid, Failure> {
    let id = Uuid::try_parse(text).ok().filter(|id| id.to_string() == text.to_ascii_lowercase());
    let id = id.ok_or_else(|| Failure::field("response_id", "id-format"))?;
    match (id.get_version_num(), audience) {
        (4, _) | (7, Audience::Customers) => Ok(id),
        (7, Audience::Employees) => Err(Failure::field("response_id", "id-tells-time")),
        _ => Err(Failure::field("response_id", "id-format")),
    }
}

/// Replays the answers through the engine: what cannot be is refused, what was invisible dropped. Gives the answers to keep, and the
/// names of the questions that were seen and skipped.
async fn check(
    form: Arc<Published>,
    answers: Map<String, Value>,
    completed: bool,
    locale: String,
    now: i64,
    is_light: bool,
) -> Result<(Map<String, Value>, Vec<String>), Failure> {
    let check = move || {
        let verdict = form.verify(&answers, completed, &locale, now);
        let skipped = form.skipped(&verdict);
        (verdict, skipped)
    };
    let (verdict, skipped) = if is_light {
        check()
    } else {
        tokio::task::spawn_blocking(check).await.map_err(|_panicked| Failure::new(ProblemKind::Internal))?
    };
    if verdict.errors.is_empty() {
        Ok((verdict.data, skipped))
    } else {
        Err(Failure::new(ProblemKind::InvalidAnswers).errors(verdict.errors))
    }
}

fn refuse_long_texts(answers: &Map<String, Value>) -> Result<(), Failure> {
    let long = answers.iter().filter(|(_, value)| has_long_text(value));
    let errors: BTreeMap<_, _> = long.map(|(name, _)| (name.clone(), vec![field_error("text-too-long")])).collect();
    if errors.is_empty() { Ok(()) } else { Err(Failure::new(ProblemKind::InvalidAnswers).errors(errors)) }
}

/// The depth of `value` is limited by the body's scan.
fn has_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() > TEXT_BYTES,
        Value::Array(items) => items.iter().any(has_long_text),
        Value::Object(members) => members.values().any(has_long_text),
        _ => false,
    }
}

fn is_tag(tag: &str) -> bool {
    tag.len() <= 35 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_layout(name: &str) -> bool {
    ["desktop", "mobile", "tv"].contains(&name)
}

/// Touchpoints are named by who shares a link, in small letters: a name must not be a way to mark a single person.
fn is_touchpoint(name: &str) -> bool {
    name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Where somebody is counted, as far as it can be true. A language that nobody can have read the form in is none: segments are counted apart
/// for ever, and anybody may name one. How many touchpoints are counted apart, the store limits.
pub(super) fn segment_of(form: &Published, layout: String, locale: &str, touchpoint: String) -> Segment {
    let spoken = form.locales.iter().map(String::as_str).chain(LANGUAGES);
    Segment {
        layout: Some(layout).filter(|layout| is_layout(layout)).unwrap_or_default(),
        locale: spoken.into_iter().find(|tag| tag.eq_ignore_ascii_case(locale)).unwrap_or_default().to_owned(),
        touchpoint: Some(touchpoint).filter(|name| is_touchpoint(name)).unwrap_or_default(),
    }
}

/// The known ones of some names, each where it came first. A set, since they may be a megabyte.
fn each_once(names: Vec<String>, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut seen = HashSet::new();
    names.into_iter().filter(|name| is_known(name) && seen.insert(name.clone())).collect()
}

/// The circumstances as far as they can be true: known layouts, questions of this form, times within a day.
fn plausible(form: &Published, meta: ResponseMeta) -> ResponseMeta {
    let shown = each_once(meta.shown, |name| form.has_question(name));
    ResponseMeta {
        locale: Some(meta.locale).filter(|tag| is_tag(tag)).unwrap_or_default(),
        layout: Some(meta.layout).filter(|layout| is_layout(layout)).unwrap_or_default(),
        touchpoint: Some(meta.touchpoint).filter(|name| is_touchpoint(name)).unwrap_or_default(),
        last_shown: Some(meta.last_shown).filter(|name| form.has_question(name)).unwrap_or_default(),
        shown,
        active_millis: meta
            .active_millis
            .into_iter()
            .filter(|(name, _)| form.has_question(name))
            .map(|(name, millis)| (name, millis.min(LONGEST_ACTIVE_MILLIS)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn names_are_kept_once_however_many_come() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(each_once(names(&["b", "x", "a", "b", "a"]), |name| name != "x"), ["b", "a"]);
        let began = Instant::now();
        let many = (0..140_000).map(|index| format!("question-{:04}", 4_999 - index % 5_000)).collect();
        assert_eq!(each_once(many, |_| true).len(), 5_000);
        // Looking each one up in the list takes ten times as long.
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    }
}
