//! Forms, drafts and versions in SQLite.

use super::{SqliteStore, log, sql};
use crate::definition::laid_out;
use crate::results::tally::Kind;
use crate::store::{
    DraftRecord, EndingRecord, FormRecord, FormStore, NewFormRecord, StoreError, StoreResult, VersionHead, VersionRecord, WorkspaceId,
    Write,
};
use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::json;
use tessera_api::forms::{Audience, FormState};
use uuid::Uuid;

#[async_trait]
impl FormStore for SqliteStore {
    async fn create_form(&self, workspace: WorkspaceId, form: NewFormRecord, write: Write) -> StoreResult<FormRecord> {
        self.write(move |tx| {
            let inserted = tx.prepare_cached(sql::INSERT_FORM)?.execute(params![
                workspace.0,
                form.id,
                form.slug,
                form.name,
                audience_name(form.audience),
                form.listed,
                form.draft,
                write.at,
                form.source
            ])?;
            if inserted == 0 {
                return Err(StoreError::SlugTaken);
            }
            log::append(tx, workspace, write.at, "form.created", &json!({ "form": form.slug }))?;
            if form.publish {
                publish(tx, workspace, &require(tx, workspace, &form.slug)?, &write)?;
            }
            finish(tx, workspace, &form.slug, write)
        })
        .await
    }

    async fn form(&self, workspace: WorkspaceId, slug: &str) -> StoreResult<Option<FormRecord>> {
        let slug = slug.to_owned();
        self.find(move |connection| find(connection, workspace, &slug)).await
    }

    async fn form_by_id(&self, workspace: WorkspaceId, form: Uuid) -> StoreResult<Option<FormRecord>> {
        self.find(move |connection| {
            let found = connection.prepare_cached(sql::FORM_BY_ID)?.query_row(params![workspace.0, form], form_from_row);
            Ok(found.optional()?)
        })
        .await
    }

    async fn forms(&self, workspace: WorkspaceId, after: &str, limit: u32) -> StoreResult<Vec<FormRecord>> {
        let after = after.to_owned();
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(sql::FORMS)?;
            let rows = statement.query_map(params![workspace.0, after, limit], form_from_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn listed_forms(&self, workspace: WorkspaceId, now: i64) -> StoreResult<Vec<(FormRecord, VersionRecord)>> {
        self.find(move |connection| {
            let mut statement = connection.prepare_cached(sql::LISTED_FORMS)?;
            let forms: Vec<FormRecord> = statement.query_map(params![workspace.0, now], form_from_row)?.collect::<Result<_, _>>()?;
            forms
                .into_iter()
                .map(|form| {
                    let version = version(connection, workspace, &form, form.version)?.ok_or(StoreError::NotFound)?;
                    Ok((form, version))
                })
                .collect()
        })
        .await
    }

    async fn edit_draft(
        &self,
        workspace: WorkspaceId,
        slug: &str,
        revision: u64,
        edit: DraftRecord,
        write: Write,
    ) -> StoreResult<FormRecord> {
        let slug = slug.to_owned();
        self.write(move |tx| {
            require(tx, workspace, &slug)?;
            let changed = tx.prepare_cached(sql::EDIT_DRAFT)?.execute(params![
                workspace.0,
                slug,
                revision,
                edit.draft,
                edit.name,
                write.at,
                edit.source
            ])?;
            if changed == 0 {
                return Err(StoreError::Stale);
            }
            log::append(tx, workspace, write.at, "form.edited", &json!({ "form": slug, "revision": revision + 1 }))?;
            finish(tx, workspace, &slug, write)
        })
        .await
    }

    async fn publish_draft(&self, workspace: WorkspaceId, slug: &str, revision: u64, write: Write) -> StoreResult<FormRecord> {
        let slug = slug.to_owned();
        self.write(move |tx| {
            let form = require(tx, workspace, &slug)?;
            if form.revision != revision {
                return Err(StoreError::Stale);
            }
            publish(tx, workspace, &form, &write)?;
            finish(tx, workspace, &slug, write)
        })
        .await
    }

    async fn versions(&self, workspace: WorkspaceId, form: Uuid) -> StoreResult<Vec<VersionHead>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(sql::VERSIONS)?;
            let rows = statement.query_map(params![workspace.0, form, Kind::Finished.code()], |row| {
                Ok(VersionHead { version: row.get(0)?, published_at: row.get(1)?, published_by: row.get(2)?, finished: row.get(3)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn set_open(&self, workspace: WorkspaceId, slug: &str, open: bool, write: Write) -> StoreResult<FormRecord> {
        let slug = slug.to_owned();
        self.write(move |tx| {
            let form = require(tx, workspace, &slug)?;
            if form.version == 0 {
                return Err(StoreError::NotFound);
            }
            let (state, kind) = if open { (FormState::Live, "form.reopened") } else { (FormState::Closed, "form.closed") };
            let is_forgotten = open && forget_past_ending(tx, workspace, &form, write.at)?;
            if form.state != state || is_forgotten {
                tx.prepare_cached(sql::SET_STATE)?.execute(params![workspace.0, form.id, state_name(state), form.version])?;
                log::append(tx, workspace, write.at, kind, &json!({ "form": slug }))?;
            }
            finish(tx, workspace, &slug, write)
        })
        .await
    }

    async fn set_ending(&self, workspace: WorkspaceId, slug: &str, ending: EndingRecord, write: Write) -> StoreResult<FormRecord> {
        let slug = slug.to_owned();
        self.write(move |tx| {
            let form = require(tx, workspace, &slug)?;
            if (form.ends_at, &form.closing) != (ending.ends_at, &ending.closing) {
                tx.prepare_cached(sql::SET_ENDING)?.execute(params![workspace.0, form.id, ending.ends_at, ending.closing])?;
                log::append(tx, workspace, write.at, "form.ending", &json!({ "form": slug, "ends_at": ending.ends_at }))?;
            }
            finish(tx, workspace, &slug, write)
        })
        .await
    }

    async fn version(&self, workspace: WorkspaceId, slug: &str, number: Option<u32>) -> StoreResult<Option<(FormRecord, VersionRecord)>> {
        let slug = slug.to_owned();
        self.find(move |connection| {
            let Some(form) = find(connection, workspace, &slug)? else {
                return Ok(None);
            };
            let version = version(connection, workspace, &form, number.unwrap_or(form.version))?;
            Ok(version.map(|version| (form, version)))
        })
        .await
    }
}

fn publish(tx: &Connection, workspace: WorkspaceId, form: &FormRecord, write: &Write) -> StoreResult<()> {
    let version = form.version + 1;
    tx.prepare_cached(sql::INSERT_VERSION)?.execute(params![workspace.0, form.id, version, form.draft, write.at, form.source, write.by])?;
    tx.prepare_cached(sql::SET_STATE)?.execute(params![workspace.0, form.id, state_name(FormState::Live), version])?;
    forget_past_ending(tx, workspace, form, write.at)?;
    log::append(tx, workspace, write.at, "form.published", &json!({ "form": form.slug, "version": version }))
}

/// Whoever opens a form again, or publishes it anew, wants answers: an end that has passed would take none.
fn forget_past_ending(tx: &Connection, workspace: WorkspaceId, form: &FormRecord, now: i64) -> StoreResult<bool> {
    Ok(tx.prepare_cached(sql::FORGET_PAST_ENDING)?.execute(params![workspace.0, form.id, now])? == 1)
}

/// The form as it is now, its answer noted under the request's key.
fn finish(tx: &Connection, workspace: WorkspaceId, slug: &str, write: Write) -> StoreResult<FormRecord> {
    let form = require(tx, workspace, slug)?;
    if let Some(claim) = write.claim {
        let answer = (claim.render)(&form);
        log::keep_key(tx, workspace, &claim.key, &claim.body, claim.status, &answer, Some(claim.expires_at))?;
    }
    Ok(form)
}

fn require(connection: &Connection, workspace: WorkspaceId, slug: &str) -> StoreResult<FormRecord> {
    find(connection, workspace, slug)?.ok_or(StoreError::NotFound)
}

pub(super) fn find(connection: &Connection, workspace: WorkspaceId, slug: &str) -> StoreResult<Option<FormRecord>> {
    Ok(connection.prepare_cached(sql::FORM)?.query_row(params![workspace.0, slug], form_from_row).optional()?)
}

fn version(connection: &Connection, workspace: WorkspaceId, form: &FormRecord, version: u32) -> StoreResult<Option<VersionRecord>> {
    let found = connection.prepare_cached(sql::VERSION)?.query_row(params![workspace.0, form.id, version], |row| {
        let definition: String = row.get(2)?;
        let source = written(row.get(4)?, &definition);
        Ok(VersionRecord { form: row.get(0)?, version: row.get(1)?, definition, source, published_at: row.get(3)? })
    });
    Ok(found.optional()?)
}

/// The text somebody wrote; of what was kept before texts were, the definition.
fn written(source: Option<String>, definition: &str) -> String {
    source.unwrap_or_else(|| laid_out(definition))
}

fn form_from_row(row: &Row<'_>) -> rusqlite::Result<FormRecord> {
    let draft: String = row.get(9)?;
    let source = written(row.get(11)?, &draft);
    Ok(FormRecord {
        id: row.get(0)?,
        slug: row.get(1)?,
        name: row.get(2)?,
        audience: audience_named(row.get_ref(3)?.as_str()?),
        listed: row.get(4)?,
        state: state_from_name(row.get_ref(5)?.as_str()?),
        version: row.get(6)?,
        finished: row.get(7)?,
        revision: row.get(8)?,
        draft,
        source,
        changed_at: row.get(10)?,
        ends_at: row.get(12)?,
        closing: row.get(13)?,
    })
}

pub(super) fn audience_named(name: &str) -> Audience {
    if name == "employees" { Audience::Employees } else { Audience::Customers }
}

fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Customers => "customers",
        Audience::Employees => "employees",
    }
}

fn state_name(state: FormState) -> &'static str {
    match state {
        FormState::Draft => "draft",
        FormState::Live => "live",
        FormState::Closed => "closed",
    }
}

fn state_from_name(name: &str) -> FormState {
    match name {
        "live" => FormState::Live,
        "closed" => FormState::Closed,
        _ => FormState::Draft,
    }
}
