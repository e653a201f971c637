//! `tessera backup` and `tessera restore`: everything in one file, and back.

use super::client::Client;
use super::folder::{Folder, write_private};
use super::{Data, say};
use crate::routes::BACKUP;
use crate::store::LogStore as _;
use crate::store::sqlite::{FILE_NAME, SqliteStore};
use anyhow::{Context as _, bail};
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Endings of the files that a database is.
const SUFFIXES: [&str; 3] = ["-wal", "-shm", ""];

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to be; one that is there is replaced once the new one is whole
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// A file that `tessera backup` made
    file: PathBuf,
    /// Put it in the place of what the data folder holds, which is kept beside it
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    data: Data,
}

impl Backup {
    /// Writes beside the file and looks whether the copy is whole, before it takes the place of the one before.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let client = Client::connect_to_kept(&self.data.folder).await?;
        let part = with_suffix(&self.file, ".part");
        let copied = copy_to(&part, &client).await;
        client.close().await;
        let done = copied.and_then(|()| Ok(SqliteStore::examine(&part)?));
        let done = done.and_then(|()| Ok(std::fs::rename(&part, &self.file)?)).and_then(|()| sync_folder_of(&self.file));
        if done.is_err() {
            drop(std::fs::remove_file(&part));
        }
        done.with_context(|| format!("{} was not written", self.file.display()))?;
        let bytes = std::fs::metadata(&self.file).map(|file| file.len()).unwrap_or(0);
        say(format!("Everything is in {} ({} KiB)", self.file.display(), bytes.div_ceil(1024)))
    }
}

async fn copy_to(part: &Path, client: &Client) -> anyhow::Result<()> {
    // Made as one that its owner alone reads.
    write_private(part, "")?;
    let mut out = File::options().write(true).open(part).with_context(|| format!("{} cannot be written", part.display()))?;
    client.copy(BACKUP, &mut out).await?;
    Ok(out.sync_all()?)
}

impl Restore {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let path = &self.data.folder;
        SqliteStore::examine(&self.file).with_context(|| format!("{} cannot be restored", self.file.display()))?;
        let Some(folder) = Folder::take(path)? else {
            bail!("a server (or command) uses the data folder {}; stop it first, or give another folder with --data", path.display());
        };
        let database = folder.path().join(FILE_NAME);
        let is_taken = SUFFIXES.iter().any(|suffix| with_suffix(&database, suffix).exists());
        let kept = if is_taken { Some(self.put_aside(&folder, &database).await?) } else { None };
        let part = with_suffix(&database, ".part");
        write_private(&part, "")?;
        let copied = std::fs::copy(&self.file, &part).and_then(|_bytes| File::options().write(true).open(&part)?.sync_all());
        copied.and_then(|()| std::fs::rename(&part, &database)).with_context(|| format!("{} cannot be written", database.display()))?;
        sync_folder_of(&database)?;
        say(format!("{} holds what is in {}", path.display(), self.file.display()))?;
        kept.map_or(Ok(()), |kept| say(format!("What it held before is in {}", kept.display())))
    }

    /// What is there is somebody's answers: it is moved, never removed.
    async fn put_aside(&self, folder: &Folder, database: &Path) -> anyhow::Result<PathBuf> {
        if !self.replace {
            bail!("the data folder {} holds a database already; add --replace to put it aside", folder.path().display());
        }
        // What a killed server left in the log of writes goes into the one file. One that cannot be opened is moved as it is.
        if let Ok(store) = SqliteStore::open(folder.path()) {
            store.close().await;
        }
        let kept = folder.path().join(format!("replaced-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&kept).with_context(|| format!("{} cannot be made", kept.display()))?;
        for suffix in SUFFIXES {
            let from = with_suffix(database, suffix);
            if from.exists() {
                let to = with_suffix(&kept.join(FILE_NAME), suffix);
                std::fs::rename(&from, &to).with_context(|| format!("{} cannot be moved", from.display()))?;
            }
        }
        Ok(kept)
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A new name is on the disk when its folder is.
fn sync_folder_of(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
