//! `tessera publish`: a file becomes a form, or the next version of one.

use super::client::Client;
use super::{Data, check, parse_slug, say};
use anyhow::{Context as _, bail};
use axum::http::StatusCode;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use tessera_api::forms::{Audience, DraftEdit, FormDetail, NewForm};
use tessera_api::paths;

#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The survey, SurveyJS JSON
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
    /// Its part of the address: /s/SLUG
    #[arg(long, value_parser = parse_slug)]
    slug: String,
    /// Its name in the portal; the survey's title when absent
    #[arg(long)]
    name: Option<String>,
    /// Whose answers it takes; cannot be changed later
    #[arg(long, value_enum)]
    audience: Option<AudienceName>,
    /// Show it on the public front page
    #[arg(long)]
    listed: bool,
    #[command(flatten)]
    data: Data,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AudienceName {
    Customers,
    Employees,
}

impl Publish {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let (source, report) = check::check(&self.file)?;
        if !report.publishable {
            bail!("{} is not published, because of the errors above", self.file.display());
        }
        let client = Client::connect(&self.data.folder).await?;
        let form = self.send(&client, source).await?;
        let said =
            format!("Published {} as version {} of {}/s/{}", self.file.display(), form.summary.version, client.base(), form.summary.slug);
        client.close().await;
        say(said)
    }

    async fn send(&self, client: &Client, source: String) -> anyhow::Result<FormDetail> {
        let found = client.get(&paths::form(&self.slug)).await?;
        if found.status == StatusCode::NOT_FOUND {
            let audience = self.audience.map(Audience::from).unwrap_or_default();
            let new = NewForm {
                slug: self.slug.clone(),
                name: self.name.clone(),
                audience,
                listed: self.listed,
                definition: None,
                source: Some(source),
                publish: true,
            };
            return client.post(paths::FORMS, &new).await?.success()?.json();
        }
        let found = found.success()?;
        let present: FormDetail = found.json()?;
        if self.audience.is_some_and(|audience| Audience::from(audience) != present.summary.audience) {
            bail!("/s/{} takes answers of others, and whose answers a form takes cannot be changed; choose another slug", self.slug);
        }
        if self.listed && !present.listed {
            bail!("/s/{} exists and is not on the front page; that is decided when a form is made", self.slug);
        }
        let revision = found.etag.context("the server's answer has no ETag")?;
        let edit = DraftEdit { name: self.name.clone(), definition: None, source: Some(source) };
        client.put(&paths::form_draft(&self.slug), revision, &edit).await?.success()?;
        client.post(&paths::form_publish(&self.slug), &json!({})).await?.success()?.json()
    }
}

impl From<AudienceName> for Audience {
    fn from(name: AudienceName) -> Self {
        match name {
            AudienceName::Customers => Self::Customers,
            AudienceName::Employees => Self::Employees,
        }
    }
}
