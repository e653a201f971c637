//! The portal's forms: list, make, edit, publish, close, check.

use crate::app::App;
use crate::clock::rfc3339;
use crate::definition::{DEFINITION_BYTES, Examined, check_source, examine, laid_out};
use crate::http::access::{FormsRead, FormsWrite, May};
use crate::http::body::{Json, Keyed, KeyedEmpty};
use crate::http::{Failure, cursor, keys, reply};
use crate::results::catalog::Catalog;
use crate::results::door;
use crate::results::gate::in_steps;
use crate::routes::ending::{closing_of, ending_of};
use crate::store::{DraftRecord, FormRecord, NewFormRecord, Write};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tessera_api::forms::{Audience, CheckReport, CheckRequest, DraftEdit, FormDetail, FormState, FormSummary, LinkField, NewForm};
use tessera_api::{Page, Problem, ProblemKind, paths};
use tessera_form::{Diagnostic, Form};
use uuid::Uuid;

const LONGEST_NAME: usize = 200;

/// Which page of the list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `next` of the page before.
    pub(super) cursor: Option<String>,
    /// 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
}

/// Forms in the order of their slugs.
#[utoipa::path(get, path = "/api/v1/forms", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), params(ListQuery),
    responses((status = 200, body = Page<FormSummary>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn list(
    State(app): State<App>,
    _may: May<FormsRead>,
    query: Result<Query<ListQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Failure> {
    let Query(query) = query.map_err(|error| Failure::new(ProblemKind::Malformed).param("reason", error.body_text()))?;
    let limit = cursor::limit(query.limit)?;
    let after = query.cursor.map(|text| cursor::read(&app, paths::FORMS, &text)).transpose()?.unwrap_or_default();
    let after = String::from_utf8_lossy(&after).into_owned();
    let mut forms = app.store().forms(app.workspace(), &after, limit + 1).await?;
    let more = forms.len() > limit as usize;
    forms.truncate(limit as usize);
    let next = forms.last().filter(|_| more).map(|form| cursor::write(&app, paths::FORMS, form.slug.as_bytes()));
    let page = Page { items: forms.iter().map(|form| summary(&app, form)).collect(), next };
    Ok(cursor::link_next(reply::json(StatusCode::OK, &page), paths::FORMS, limit, page.next.as_deref()))
}

/// A new form, published at once when asked.
#[utoipa::path(post, path = "/api/v1/forms", tag = "forms", security(("session" = []), ("key" = ["forms:write"])), request_body = NewForm, params(("Idempotency-Key" = String, Header, min_length = 1, max_length = 128)),
    responses((status = 201, body = FormDetail), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn create(
    State(app): State<App>,
    may: May<FormsWrite>,
    Keyed { value: new, hashes, .. }: Keyed<NewForm>,
) -> Result<Response, Failure> {
    let _guard = app.in_flight().enter(hashes)?;
    if let Some(answer) = keys::replay(&app, hashes).await? {
        return Ok(answer);
    }
    let (record, remarks) = prepare(new).await?;
    let at = app.now();
    let render = render(&app, remarks.clone());
    let claim = Some(hashes.claim(StatusCode::CREATED, at, render));
    let form = app.store().create_form(app.workspace(), record, Write { at, by: may.name, claim }).await?;
    Ok(answer(&app, StatusCode::CREATED, &form, remarks))
}

/// Checks a form to be, and makes it ready for the store. Also the road of `tessera publish`.
pub(crate) async fn prepare(new: NewForm) -> Result<(NewFormRecord, Remarks), Failure> {
    if !is_slug(&new.slug) {
        return Err(Failure::field("slug", "slug-format"));
    }
    let source = written(new.definition, new.source)?;
    let (source, examined) = examine_in_background(source).await?;
    if new.publish && !examined.is_publishable() {
        return Err(Failure::new(ProblemKind::InvalidForm).diagnostics(examined.diagnostics));
    }
    let name = new.name.or_else(|| examined.title.clone()).unwrap_or_else(|| new.slug.clone());
    let record = NewFormRecord {
        id: Uuid::now_v7(),
        name: check_name(name)?,
        slug: new.slug,
        audience: new.audience,
        listed: new.listed,
        draft: examined.definition.to_string(),
        source,
        publish: new.publish,
    };
    Ok((record, Remarks::of(examined)))
}

/// One form with its draft.
#[utoipa::path(get, path = "/api/v1/forms/{slug}", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), params(("slug" = String, Path)),
    responses((status = 200, body = FormDetail, headers(("ETag" = String))), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn show(State(app): State<App>, _may: May<FormsRead>, Path(slug): Path<String>) -> Result<Response, Failure> {
    let form = find(&app, &slug).await?;
    let remarks = diagnose(&form).await?;
    Ok(answer(&app, StatusCode::OK, &form, remarks))
}

/// Deletes the form of the revision named by `If-Match`, its versions, and everything that was answered.
#[utoipa::path(delete, path = "/api/v1/forms/{slug}", tag = "forms", security(("session" = []), ("key" = ["forms:write"])),
    params(("slug" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub(super) async fn delete(
    State(app): State<App>,
    _may: May<FormsWrite>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    app.store().delete_form(app.workspace(), &slug, expected(&headers)?, app.now()).await?;
    app.forget(&slug);
    Ok(StatusCode::NO_CONTENT)
}

/// The revision that `If-Match` names.
fn expected(headers: &HeaderMap) -> Result<u64, Failure> {
    let expected = headers.get(header::IF_MATCH).ok_or_else(|| Failure::new(ProblemKind::MatchMissing))?;
    expected.to_str().ok().and_then(reply::revision).ok_or_else(|| Failure::new(ProblemKind::Stale))
}

/// A new draft in the place of the one named by `If-Match`.
#[utoipa::path(put, path = "/api/v1/forms/{slug}/draft", tag = "forms", security(("session" = []), ("key" = ["forms:write"])), request_body = DraftEdit,
    params(("slug" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = FormDetail, headers(("ETag" = String))), (status = 401, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub(super) async fn edit_draft(
    State(app): State<App>,
    may: May<FormsWrite>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Json(edit): Json<DraftEdit>,
) -> Result<Response, Failure> {
    let revision = expected(&headers)?;
    let name = edit.name.map(check_name).transpose()?;
    let (source, examined) = examine_in_background(written(edit.definition, edit.source)?).await?;
    let record = DraftRecord { name, draft: examined.definition.to_string(), source };
    let form = app.store().edit_draft(app.workspace(), &slug, revision, record, Write { at: app.now(), by: may.name, claim: None }).await?;
    Ok(answer(&app, StatusCode::OK, &form, Remarks::of(examined)))
}

/// The draft becomes the next version; with `If-Match` only the one that it names.
#[utoipa::path(post, path = "/api/v1/forms/{slug}/publish", tag = "forms", security(("session" = []), ("key" = ["forms:write"])),
    params(("slug" = String, Path), ("Idempotency-Key" = String, Header, min_length = 1, max_length = 128), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = FormDetail), (status = 401, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn publish(
    State(app): State<App>,
    may: May<FormsWrite>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    KeyedEmpty(hashes): KeyedEmpty,
) -> Result<Response, Failure> {
    let _guard = app.in_flight().enter(hashes)?;
    if let Some(answer) = keys::replay(&app, hashes).await? {
        return Ok(answer);
    }
    let form = find(&app, &slug).await?;
    if headers.contains_key(header::IF_MATCH) && expected(&headers)? != form.revision {
        return Err(Failure::new(ProblemKind::Stale));
    }
    let (_, examined) = examine_in_background(form.source.clone()).await?;
    if !examined.is_publishable() {
        return Err(Failure::new(ProblemKind::InvalidForm).diagnostics(examined.diagnostics));
    }
    refuse_other_scales(&app, &form, examined.definition.clone()).await?;
    let at = app.now();
    let remarks = Remarks::of(examined);
    let claim = hashes.claim(StatusCode::OK, at, render(&app, remarks.clone()));
    let form = app.store().publish_draft(app.workspace(), &slug, form.revision, Write { at, by: may.name, claim: Some(claim) }).await?;
    Ok(answer(&app, StatusCode::OK, &form, remarks))
}

/// Employees' answers are counted without their version, so none could be told from one on another scale.
async fn refuse_other_scales(app: &App, form: &FormRecord, next: Value) -> Result<(), Failure> {
    if form.audience == Audience::Customers {
        return Ok(());
    }
    let versions = door::versions(app, form).await?;
    let reading = tokio::task::spawn_blocking(move || Catalog::read(&Form::from_value(&next).form, &next));
    let next = reading.await.map_err(|_panicked| Failure::new(ProblemKind::Internal))?;
    match versions.changed_in(&next) {
        Some((name, version)) => Err(Failure::question_changed(name, version)),
        None => Ok(()),
    }
}

/// No more responses.
#[utoipa::path(post, path = "/api/v1/forms/{slug}/close", tag = "forms", security(("session" = []), ("key" = ["forms:write"])), params(("slug" = String, Path), ("Idempotency-Key" = String, Header, min_length = 1, max_length = 128)),
    responses((status = 200, body = FormDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn close(
    State(app): State<App>,
    _may: May<FormsWrite>,
    Path(slug): Path<String>,
    KeyedEmpty(hashes): KeyedEmpty,
) -> Result<Response, Failure> {
    set_open(&app, &slug, hashes, false).await
}

/// Responses again.
#[utoipa::path(post, path = "/api/v1/forms/{slug}/reopen", tag = "forms", security(("session" = []), ("key" = ["forms:write"])), params(("slug" = String, Path), ("Idempotency-Key" = String, Header, min_length = 1, max_length = 128)),
    responses((status = 200, body = FormDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn reopen(
    State(app): State<App>,
    _may: May<FormsWrite>,
    Path(slug): Path<String>,
    KeyedEmpty(hashes): KeyedEmpty,
) -> Result<Response, Failure> {
    set_open(&app, &slug, hashes, true).await
}

/// Remarks about a definition, each with its place in the text. Nothing is stored.
#[utoipa::path(post, path = "/api/v1/forms/check", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), request_body = CheckRequest,
    responses((status = 200, body = CheckReport), (status = 401, body = Problem), (status = 413, body = Problem)))]
pub(super) async fn check(_may: May<FormsRead>, Json(request): Json<CheckRequest>) -> Result<Response, Failure> {
    let report = tokio::task::spawn_blocking(move || check_source(&request.source)).await;
    Ok(reply::json(StatusCode::OK, &report.map_err(|_panicked| Failure::new(ProblemKind::Internal))?))
}

async fn set_open(app: &App, slug: &str, hashes: keys::KeyHashes, open: bool) -> Result<Response, Failure> {
    let _guard = app.in_flight().enter(hashes)?;
    if let Some(answer) = keys::replay(app, hashes).await? {
        return Ok(answer);
    }
    let remarks = diagnose(&find(app, slug).await?).await?;
    let at = app.now();
    let claim = hashes.claim(StatusCode::OK, at, render(app, remarks.clone()));
    let form = app.store().set_open(app.workspace(), slug, open, Write { at, by: None, claim: Some(claim) }).await?;
    Ok(answer(app, StatusCode::OK, &form, remarks))
}

pub(super) async fn find(app: &App, slug: &str) -> Result<FormRecord, Failure> {
    app.store().form(app.workspace(), slug).await?.ok_or_else(|| Failure::new(ProblemKind::NotFound))
}

pub(super) async fn diagnose(form: &FormRecord) -> Result<Remarks, Failure> {
    Ok(Remarks::of(examine_in_background(form.source.clone()).await?.1))
}

/// The text that came, in whichever of the two ways.
fn written(definition: Option<Box<RawValue>>, source: Option<String>) -> Result<String, Failure> {
    let source = match (definition, source) {
        (Some(definition), None) => laid_out(definition.get()),
        // Editors on some systems put a byte order mark in front.
        (None, Some(source)) => source.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(source),
        _ => return Err(Failure::field("definition", "definition-or-source")),
    };
    if source.len() > DEFINITION_BYTES {
        Err(Failure::new(ProblemKind::TooLarge).param("limit", DEFINITION_BYTES >> 10))
    } else {
        Ok(source)
    }
}

/// Reading a large definition takes too long for a thread that serves requests.
async fn examine_in_background(source: String) -> Result<(String, Examined), Failure> {
    let examining = tokio::task::spawn_blocking(move || {
        let examined = examine(&source);
        (source, examined)
    });
    examining.await.map_err(|_panicked| Failure::new(ProblemKind::Internal))
}

/// What reading a definition brought to light.
#[derive(Clone)]
pub(crate) struct Remarks {
    pub(crate) diagnostics: Vec<Diagnostic>,
    locales: Vec<String>,
    given: Vec<LinkField>,
}

impl Remarks {
    fn of(examined: Examined) -> Self {
        Self { diagnostics: examined.diagnostics, locales: examined.locales, given: examined.given }
    }
}

pub(super) fn answer(app: &App, status: StatusCode, form: &FormRecord, remarks: Remarks) -> Response {
    reply::with_etag(reply::json(status, &detail(app, form, remarks)), form.revision)
}

fn render(app: &App, remarks: Remarks) -> impl FnOnce(&FormRecord) -> String + Send + 'static {
    let app = app.clone();
    move |form| serde_json::to_string(&detail(&app, form, remarks)).unwrap_or_default()
}

fn detail(app: &App, form: &FormRecord, remarks: Remarks) -> FormDetail {
    let Remarks { diagnostics, locales, given } = remarks;
    FormDetail {
        summary: summary(app, form),
        listed: form.listed,
        closing: closing_of(form),
        time_zone: app.zone().name().to_owned(),
        locales,
        given,
        source: form.source.clone(),
        draft: serde_json::from_str(&form.draft).unwrap_or_default(),
        diagnostics,
    }
}

fn summary(app: &App, form: &FormRecord) -> FormSummary {
    let now = app.now();
    let finished = match form.audience {
        Audience::Customers => form.finished,
        Audience::Employees => in_steps(form.finished),
    };
    FormSummary {
        slug: form.slug.clone(),
        name: form.name.clone(),
        audience: form.audience,
        state: if form.version == 0 { FormState::Draft } else { form.state_at(now) },
        ends: ending_of(app, form, now),
        version: form.version,
        finished,
        changed_at: rfc3339(form.changed_at),
    }
}

fn check_name(name: String) -> Result<String, Failure> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME { Err(Failure::field("name", "name-length")) } else { Ok(name) }
}

/// Whether a form may have this part of an address.
pub(crate) fn is_slug(slug: &str) -> bool {
    // "check" would hide behind the address of the check.
    let letters = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (1..=64).contains(&slug.len()) && letters && !slug.starts_with('-') && !slug.ends_with('-') && slug != "check"
}
