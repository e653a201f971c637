//! The first start: sample surveys with people who answered them, and a sign-in whose password only this installation has.

use super::folder::{Folder, write_private};
use crate::app::{About, App, AppOptions};
use crate::assets::Assets;
use crate::clock::{Clock as _, SystemClock, Zone};
use crate::http::{Front, generate_password, hash_password};
use crate::routes::{prepare_form, router};
use crate::samples::generate::{SEED, SampleClock, generate};
use crate::samples::{SAMPLES, WORKSPACE};
use crate::store::sqlite::{FILE_NAME, SqliteStore};
use crate::store::{FormStore as _, LogStore as _, PeopleStore as _, UserRecord, Write};
use anyhow::{Context as _, anyhow};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tessera_api::forms::NewForm;
use uuid::Uuid;

const EMAIL: &str = "owner@nordlys.example";

/// The sign-in of the first start.
pub(super) struct SignIn {
    pub(super) email: String,
    pub(super) password: String,
}

/// Loads the samples into an empty folder; `None` when this is not the first start.
pub(super) async fn start(folder: &Folder, zone: Zone) -> anyhow::Result<Option<SignIn>> {
    let unfinished = folder.path().join("samples-loading");
    let database = folder.path().join(FILE_NAME);
    if unfinished.exists() {
        // A first start that was broken off; there is nothing in it but half of the samples.
        for suffix in ["", "-wal", "-shm"] {
            let mut path = database.clone().into_os_string();
            path.push(suffix);
            drop(std::fs::remove_file(path));
        }
    } else if database.exists() {
        return Ok(None);
    }
    write_private(&unfinished, "")?;
    super::say("First start: loading the sample surveys and their answers")?;
    let sign_in = load(folder, zone).await?;
    std::fs::write(marker(folder), "")?;
    std::fs::remove_file(&unfinished).with_context(|| format!("{} cannot be removed", unfinished.display()))?;
    Ok(Some(sign_in))
}

async fn load(folder: &Folder, zone: Zone) -> anyhow::Result<SignIn> {
    let end = SystemClock.now_millis();
    let clock = SampleClock { end };
    let store = Arc::new(SqliteStore::open(folder.path())?);
    let app = App::new(AppOptions {
        store: Arc::clone(&store) as Arc<dyn crate::store::Store>,
        clock: Arc::new(clock),
        zone,
        workspace_name: WORKSPACE.to_owned(),
        about: About::default(),
        public_url: None,
        front: Front::default(),
        assets: Assets::Loaded(BTreeMap::new()),
        scratch: folder.path().to_owned(),
        operator_token: None,
    })
    .await?;
    let sign_in = add_owner(folder, &app, &store, end).await?;
    clock.at(None, publish(&app, &store)).await?;
    let generated = generate(&router(app), end, SEED).await?;
    store.close().await;
    super::say(format!("  {} responses to {} surveys, {} of them finished", generated.responses, SAMPLES.len(), generated.finished))?;
    Ok(sign_in)
}

async fn publish(app: &App, store: &SqliteStore) -> anyhow::Result<()> {
    for sample in SAMPLES {
        let form = NewForm {
            slug: sample.slug.to_owned(),
            name: Some(sample.name.to_owned()),
            audience: sample.audience,
            listed: true,
            definition: None,
            source: Some(sample.definition.to_owned()),
            publish: true,
        };
        let (record, _diagnostics) =
            prepare_form(form).await.map_err(|failure| anyhow!("the sample {} is refused: {failure:?}", sample.slug))?;
        store.create_form(app.workspace(), record, Write { at: app.now(), by: None, claim: None }).await?;
    }
    Ok(())
}

async fn add_owner(folder: &Folder, app: &App, store: &SqliteStore, at: i64) -> anyhow::Result<SignIn> {
    let sign_in = SignIn { email: EMAIL.to_owned(), password: generate_password()? };
    let password_hash = hash_password(&sign_in.password)?;
    let user = UserRecord { id: Uuid::now_v7(), email: sign_in.email.clone(), name: "Owner".to_owned(), password_hash };
    store.create_user(app.workspace(), user, at).await?;
    write_private(&sign_in_path(folder), &format!("{}\n{}\n", sign_in.email, sign_in.password))?;
    Ok(sign_in)
}

/// Where the sign-in of the first start is kept.
pub(super) fn sign_in_path(folder: &Folder) -> PathBuf {
    folder.path().join("sign-in.txt")
}

/// Whether the samples were loaded into this folder.
pub(super) fn has_samples(folder: &Folder) -> bool {
    marker(folder).exists()
}

fn marker(folder: &Folder) -> PathBuf {
    folder.path().join("samples-loaded")
}
