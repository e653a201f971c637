//! The door itself: what routes and commands may ask for. Everything that leaves the server about answers leaves here.

use super::assemble::{self, Read};
use super::counted::Versions;
use super::filter::Filter;
use super::search::Search;
use super::single;
use super::words::{self, After, Shuffled};
use crate::app::App;
use crate::definition::Published;
use crate::http::{Failure, cursor};
use crate::store::{FormRecord, StoredResponse};
use std::sync::Arc;
use tessera_api::figures::{Comment, Results};
use tessera_api::forms::Audience;
use tessera_api::responses::ResponseDetail;
use tessera_api::{Page, ProblemKind};
use tessera_insight::funnel::IDLE_MILLIS;
use uuid::Uuid;

/// Rows read at a time.
const ROWS: u32 = 200;
/// Rows looked at for one page of comments, at most; where hardly anybody writes, a page may come short and still have a next one.
const ROWS_OF_PAGE: u32 = 5_000;

/// Which comments are asked for.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Of which answers.
    pub(crate) filter: Filter,
    /// With which words in them.
    pub(crate) search: Search,
}

/// The results of a part of a form's answers. Of employees' forms there is only the whole: what two parts have in common would tell on single people.
pub(crate) async fn results(app: &App, slug: &str, filter: &Filter) -> Result<Results, Failure> {
    let form = find(app, slug).await?;
    refuse_parts(&form, filter)?;
    let versions = versions(app, &form).await?;
    let scores = versions.questions().into_iter().filter(|question| question.metric.is_some());
    let daily = scores.map(|question| question.name.clone()).collect();
    let (store, workspace) = (app.store(), app.workspace());
    let lately_since = app.now() - IDLE_MILLIS;
    let counted = store.counted(workspace, form.id, filter.clone(), daily, lately_since).await?;
    let before = match filter.before() {
        Some(before) => Some((store.counted(workspace, form.id, before.clone(), Vec::new(), lately_since).await?, before)),
        None => None,
    };
    let segments = store.segments(workspace, form.id).await?;
    let before = before.as_ref().map(|(counted, filter)| (filter, counted));
    let read = Read { filter, counted: &counted, before, segments: &segments };
    Ok(Results { state: form.state_at(app.now()), ..assemble::results(&form, &versions, &read) })
}

fn refuse_parts(form: &FormRecord, filter: &Filter) -> Result<(), Failure> {
    if form.audience == Audience::Employees && !filter.is_everything() {
        return Err(Failure::new(ProblemKind::Anonymous));
    }
    Ok(())
}

/// A page of what people wrote.
pub(crate) async fn comments(app: &App, slug: &str, asked: &Asked, cursor: Option<&str>) -> Result<Page<Comment>, Failure> {
    let form = find(app, slug).await?;
    refuse_parts(&form, &asked.filter)?;
    let versions = versions(app, &form).await?;
    let list = format!("comments/{}", form.id.simple());
    let key = cursor.map(|cursor| cursor::read(app, &list, cursor)).transpose()?;
    let (items, next) = match form.audience {
        Audience::Customers => of_customers(app, &form, &versions, asked, key.as_deref()).await?,
        Audience::Employees => of_employees(app, &form, &versions, asked, key.as_deref()).await?,
    };
    Ok(Page { items, next: next.map(|key| cursor::write(app, &list, &key)) })
}

/// Comments, and the key behind which they go on.
type Comments = (Vec<Comment>, Option<Vec<u8>>);

async fn of_customers(app: &App, form: &FormRecord, versions: &Versions, asked: &Asked, key: Option<&[u8]>) -> Result<Comments, Failure> {
    let mut after = key.map(|key| After::from_key(key).ok_or_else(Failure::cursor)).transpose()?;
    let mut items = Vec::new();
    for _ in 0..ROWS_OF_PAGE / ROWS {
        let rows = app.store().finished(app.workspace(), form.id, asked.filter.clone(), after, ROWS).await?;
        let is_last = u32::try_from(rows.len()).is_ok_and(|read| read < ROWS);
        for row in &rows {
            // Comments of one response stay on one page.
            if items.len() >= words::PAGE {
                return Ok((items, after.map(|after| after.key().to_vec())));
            }
            let said = versions.catalog(row.version).map(|catalog| words::of_customer(catalog, row)).unwrap_or_default();
            items.extend(said.into_iter().filter(|comment| asked.search.finds(&comment.text)));
            after = Some(After { saved_at: row.saved_at, id: row.id });
        }
        if is_last {
            return Ok((items, None));
        }
    }
    Ok((items, after.map(|after| after.key().to_vec())))
}

async fn of_employees(app: &App, form: &FormRecord, versions: &Versions, asked: &Asked, key: Option<&[u8]>) -> Result<Comments, Failure> {
    let mut shuffled = Shuffled::behind(key).ok_or_else(Failure::cursor)?;
    let mut after = Uuid::nil();
    loop {
        let (rows, last) = app.store().readable(app.workspace(), form.id, after, ROWS).await?;
        for row in &rows {
            versions.catalog(row.version).into_iter().for_each(|catalog| shuffled.put(catalog, row, &asked.search));
        }
        let Some(last) = last else { break };
        after = last;
    }
    let (items, next) = shuffled.finish();
    Ok((items, next.map(|place| place.to_vec())))
}

/// One response of a customers' form. Those of employees are not there, nor is it told that there is one.
pub(crate) async fn response(app: &App, id: Uuid) -> Result<ResponseDetail, Failure> {
    let (form, published, response) = find_response(app, id).await?;
    Ok(single::detail(&form, &published.catalog, response))
}

/// Takes one response of a customers' form away.
pub(crate) async fn erase(app: &App, id: Uuid) -> Result<(), Failure> {
    let (_, published, _) = find_response(app, id).await?;
    Ok(app.store().erase_response(app.workspace(), published, id, app.now()).await?)
}

async fn find_response(app: &App, id: Uuid) -> Result<(FormRecord, Arc<Published>, StoredResponse), Failure> {
    let unknown = || Failure::new(ProblemKind::NotFound);
    let response = app.store().response(app.workspace(), id).await?.ok_or_else(unknown)?;
    let form = app.store().form_by_id(app.workspace(), response.form).await?;
    let form = form.filter(|form| form.audience == Audience::Customers).ok_or_else(unknown)?;
    let published = app.published(&form.slug, response.version).await?;
    Ok((form, published, response))
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
