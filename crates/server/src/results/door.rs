//! The door itself: what routes and commands may ask for. Everything that leaves the server about answers leaves here.

use super::assemble;
use super::counted::Versions;
use super::words::{self, After, Shuffled};
use crate::app::App;
use crate::http::Failure;
use crate::store::FormRecord;
use std::sync::Arc;
use tessera_api::figures::{Comment, Results};
use tessera_api::forms::Audience;
use tessera_api::{Page, ProblemKind};
use tessera_insight::funnel::IDLE_MILLIS;
use uuid::Uuid;

/// Rows read at a time.
const ROWS: u32 = 200;
/// Rows looked at for one page of comments, at most; where hardly anybody writes, a page may come short and still have a next one.
const ROWS_OF_PAGE: u32 = 5_000;

/// The results of a form.
pub(crate) async fn results(app: &App, slug: &str) -> Result<Results, Failure> {
    let form = find(app, slug).await?;
    let versions = versions(app, &form).await?;
    let scores = versions.questions().into_iter().filter(|question| question.metric.is_some());
    let daily = scores.map(|question| question.name.clone()).collect();
    let counted = app.store().counted(app.workspace(), form.id, daily, app.now() - IDLE_MILLIS).await?;
    Ok(assemble::results(&form, &versions, &counted))
}

/// A page of what people wrote.
pub(crate) async fn comments(app: &App, slug: &str, cursor: Option<&str>) -> Result<Page<Comment>, Failure> {
    let form = find(app, slug).await?;
    let versions = versions(app, &form).await?;
    match form.audience {
        Audience::Customers => of_customers(app, &form, &versions, cursor).await,
        Audience::Employees => of_employees(app, &form, &versions, cursor).await,
    }
}

async fn of_customers(app: &App, form: &FormRecord, versions: &Versions, cursor: Option<&str>) -> Result<Page<Comment>, Failure> {
    let mut after = cursor.map(|cursor| After::from_cursor(cursor).ok_or_else(bad_cursor)).transpose()?;
    let mut items = Vec::new();
    for _ in 0..ROWS_OF_PAGE / ROWS {
        let rows = app.store().finished(app.workspace(), form.id, after, ROWS).await?;
        let is_last = u32::try_from(rows.len()).is_ok_and(|read| read < ROWS);
        for row in &rows {
            // Comments of one response stay on one page.
            if items.len() >= words::PAGE {
                return Ok(Page { items, next: after.map(|after| after.cursor()) });
            }
            items.extend(versions.catalog(row.version).map(|catalog| words::of_customer(catalog, row)).unwrap_or_default());
            after = Some(After { saved_at: row.saved_at, id: row.id });
        }
        if is_last {
            return Ok(Page { items, next: None });
        }
    }
    Ok(Page { items, next: after.map(|after| after.cursor()) })
}

async fn of_employees(app: &App, form: &FormRecord, versions: &Versions, cursor: Option<&str>) -> Result<Page<Comment>, Failure> {
    let mut shuffled = Shuffled::behind(cursor).ok_or_else(bad_cursor)?;
    let mut after = Uuid::nil();
    loop {
        let (rows, last) = app.store().readable(app.workspace(), form.id, after, ROWS).await?;
        for row in &rows {
            versions.catalog(row.version).into_iter().for_each(|catalog| shuffled.put(catalog, row));
        }
        let Some(last) = last else { break };
        after = last;
    }
    let (items, next) = shuffled.finish();
    Ok(Page { items, next })
}

/// The form; 404 when there is none of this slug.
pub(crate) async fn find(app: &App, slug: &str) -> Result<FormRecord, Failure> {
    app.store().form(app.workspace(), slug).await?.ok_or_else(|| Failure::new(ProblemKind::NotFound))
}

/// All published versions of a form.
pub(crate) async fn versions(app: &App, form: &FormRecord) -> Result<Versions, Failure> {
    let mut catalogs = Vec::new();
    for version in 1..=form.version {
        catalogs.push((version, Arc::clone(&app.published(&form.slug, version).await?.catalog)));
    }
    Ok(Versions::new(catalogs))
}

fn bad_cursor() -> Failure {
    Failure::field("cursor", "cursor-format")
}
