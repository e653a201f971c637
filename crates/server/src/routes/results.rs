//! Figures, comments, rows: all through the query door in `crate::results`.

use crate::app::App;
use crate::clock::day_from_text;
use crate::http::access::{May, ResponsesRead, ResponsesWrite, ResultsRead};
use crate::http::{Failure, cursor, reply};
use crate::results::door::{self, Asked};
use crate::results::export::{Format, export, page};
use crate::results::filter::Filter;
use crate::results::search::Search;
use crate::routes::forms::ListQuery;
use crate::store::Segment;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tessera_api::figures::{Comment, Results};
use tessera_api::responses::{ResponseDetail, ResponseRow};
use tessera_api::{Page, Problem, ProblemKind, paths};
use uuid::Uuid;

/// Which answers; all when nothing is asked for. Employees' forms have only the whole.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ResultsQuery {
    /// First day, `YYYY-MM-DD` in the time zone of the workspace.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// Instead of both: so many days, today the last of them; 1 to 3660.
    last_days: Option<u32>,
    /// `desktop`, `mobile` or `tv`.
    layout: Option<String>,
    /// BCP 47 language of the interface.
    locale: Option<String>,
    /// Where people met the form.
    touchpoint: Option<String>,
}

/// More days than this are asked for by name.
const MOST_DAYS: u32 = 3660;

impl ResultsQuery {
    fn filter(self, app: &App) -> Result<Filter, Failure> {
        let day = |text: Option<String>, name| match text {
            Some(text) => day_from_text(&text).map(Some).ok_or_else(|| Failure::field(name, "day-format")),
            None => Ok(None),
        };
        let (mut from, mut to) = (day(self.from, "from")?, day(self.to, "to")?);
        if let Some(days) = self.last_days {
            if from.is_some() || to.is_some() {
                return Err(Failure::field("last_days", "days-twice"));
            }
            if days == 0 || days > MOST_DAYS {
                return Err(Failure::field("last_days", "days-range"));
            }
            let today = app.today();
            (from, to) = (Some(today - i64::from(days) + 1), Some(today));
        }
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(Failure::field("to", "days-order"));
        }
        let segment = Segment {
            layout: self.layout.unwrap_or_default(),
            locale: self.locale.unwrap_or_default(),
            touchpoint: self.touchpoint.unwrap_or_default(),
        };
        Ok(Filter { from, to, segment })
    }
}

/// Figures of a form, each with the answers it rests on; beside those of the period before, where first and last day are given.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/results", tag = "results", security(("session" = []), ("key" = ["results:read"])), params(("slug" = String, Path), ResultsQuery),
    responses((status = 200, body = Results), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn results(
    State(app): State<App>,
    _may: May<ResultsRead>,
    Path(slug): Path<String>,
    query: Result<Query<ResultsQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let filter = query.map_err(malformed)?.0.filter(&app)?;
    Ok(reply::json(StatusCode::OK, &door::results(&app, &slug, &filter).await?))
}

/// Which page.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CommentsQuery {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Words that all have to be in the text; capitals and accents do not matter.
    q: Option<String>,
    /// First day, `YYYY-MM-DD` in the time zone of the workspace.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// Instead of both: so many days, today the last of them; 1 to 3660.
    last_days: Option<u32>,
    /// `desktop`, `mobile` or `tv`.
    layout: Option<String>,
    /// BCP 47 language of the interface.
    locale: Option<String>,
    /// Where people met the form.
    touchpoint: Option<String>,
}

impl CommentsQuery {
    fn asked(self, app: &App) -> Result<Asked, Failure> {
        let Self { q, from, to, last_days, layout, locale, touchpoint, .. } = self;
        let search = Search::typed(&q.unwrap_or_default()).ok_or_else(|| Failure::field("q", "search-length"))?;
        let filter = ResultsQuery { from, to, last_days, layout, locale, touchpoint }.filter(app)?;
        Ok(Asked { filter, search })
    }
}

/// What people wrote. Of customers newest first; of employees from ten responses, without circumstances and shuffled.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/comments", tag = "results", security(("session" = []), ("key" = ["results:read"])), params(("slug" = String, Path), CommentsQuery),
    responses((status = 200, body = Page<Comment>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn comments(
    State(app): State<App>,
    _may: May<ResultsRead>,
    Path(slug): Path<String>,
    query: Result<Query<CommentsQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(mut query) = query.map_err(malformed)?;
    let cursor = query.cursor.take();
    let asked = query.asked(&app)?;
    Ok(reply::json(StatusCode::OK, &door::comments(&app, &slug, &asked, cursor.as_deref()).await?))
}

/// One response of a customers' form, each answer in the words of the form.
#[utoipa::path(get, path = "/api/v1/responses/{id}", tag = "results", security(("session" = []), ("key" = ["responses:read"])), params(("id" = String, Path)),
    responses((status = 200, body = ResponseDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn response(State(app): State<App>, _may: May<ResponsesRead>, Path(id): Path<String>) -> Result<Response, Failure> {
    Ok(reply::json(StatusCode::OK, &door::response(&app, id_of(&id)?).await?))
}

/// Deletes one response of a customers' form; all figures follow. A device that still has it cannot bring it back.
#[utoipa::path(delete, path = "/api/v1/responses/{id}", tag = "results", security(("session" = []), ("key" = ["responses:write"])), params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn erase(State(app): State<App>, _may: May<ResponsesWrite>, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    door::erase(&app, id_of(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is no id is the id of nothing.
fn id_of(text: &str) -> Result<Uuid, Failure> {
    Uuid::try_parse(text).map_err(|_no_id| Failure::new(ProblemKind::NotFound))
}

/// What the file is to be.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ExportQuery {
    /// `csv` or `jsonl`.
    #[param(inline)]
    format: Format,
}

/// All responses as a file. Refused for employees' forms.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/export", tag = "results", security(("session" = []), ("key" = ["responses:read"])), params(("slug" = String, Path), ExportQuery),
    responses((status = 200, content((String = "text/csv"), (String = "application/x-ndjson"))), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn rows(
    State(app): State<App>,
    _may: May<ResponsesRead>,
    Path(slug): Path<String>,
    query: Result<Query<ExportQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(ExportQuery { format }) = query.map_err(malformed)?;
    let file = export(&app, &slug, format).await?;
    // A slug is letters, digits and hyphens, so it needs no quoting.
    let disposition = format!("attachment; filename=\"{slug}.{}\"", format.extension());
    let headers = [(header::CONTENT_TYPE, format.media_type()), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, [(header::CONTENT_DISPOSITION, disposition)], Body::from_stream(file)).into_response())
}

/// Responses to a customers' form, one by one, in the order of their ids. Refused for employees' forms.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/responses", tag = "results", security(("session" = []), ("key" = ["responses:read"])), params(("slug" = String, Path), ListQuery),
    responses((status = 200, body = Page<ResponseRow>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn responses(
    State(app): State<App>,
    _may: May<ResponsesRead>,
    Path(slug): Path<String>,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(query) = query.map_err(malformed)?;
    let (limit, list) = (cursor::limit(query.limit)?, paths::form_responses(&slug));
    let after = query.cursor.map(|text| cursor::read(&app, &list, &text)).transpose()?;
    let after = after.and_then(|key| Uuid::from_slice(&key).ok()).unwrap_or(Uuid::nil());
    let (items, next) = page(&app, &slug, after, limit).await?;
    let page = Page { items, next: next.map(|id| cursor::write(&app, &list, id.as_bytes())) };
    Ok(cursor::link_next(reply::json(StatusCode::OK, &page), &list, limit, page.next.as_deref()))
}

fn malformed(error: QueryRejection) -> Failure {
    Failure::new(ProblemKind::Malformed).param("reason", error.body_text())
}
