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
        if is_taken && !self.replace {
            bail!("the data folder {} holds a database already; add --replace to put it aside", path.display());
        }
        // The new one is whole and on the disk before the old one is touched: a full disk changes nothing.
        let part = with_suffix(&database, ".part");
        if let Err(error) = self.copy_to(&part) {
            drop(std::fs::remove_file(&part));
            return Err(error.context(format!("{} cannot be restored; nothing was changed", self.file.display())));
        }
        let kept = if is_taken { Some(make_kept(&folder).await?) } else { None };
        let replaced = kept.as_deref().map_or(Ok(()), |kept| put_aside(&database, kept)).and_then(|()| {
            std::fs::rename(&part, &database).with_context(|| format!("{} cannot be written", database.display()))?;
            sync_folder_of(&database)
        });
        replaced.with_context(|| match &kept {
            Some(kept) => format!("what {} held before is in {}, if not in its place", path.display(), kept.display()),
            None => format!("{} was not restored", self.file.display()),
        })?;
        say(format!("{} holds what is in {}", path.display(), self.file.display()))?;
        kept.map_or(Ok(()), |kept| say(format!("What it held before is in {}", kept.display())))
    }

    fn copy_to(&self, part: &Path) -> anyhow::Result<()> {
        write_private(part, "")?;
        std::fs::copy(&self.file, part)?;
        Ok(File::options().write(true).open(part)?.sync_all()?)
    }
}

/// A folder for what is there. It is somebody's answers: they are moved, never removed.
async fn make_kept(folder: &Folder) -> anyhow::Result<PathBuf> {
    // What a killed server left in the log of writes goes into the one file. One that cannot be opened is moved as it is.
    if let Ok(store) = SqliteStore::open(folder.path()) {
        store.close().await;
    }
    let kept = folder.path().join(format!("replaced-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&kept).with_context(|| format!("{} cannot be made", kept.display()))?;
    Ok(kept)
}

fn put_aside(database: &Path, kept: &Path) -> anyhow::Result<()> {
    for suffix in SUFFIXES {
        let from = with_suffix(database, suffix);
        if from.exists() {
            let to = with_suffix(&kept.join(FILE_NAME), suffix);
            // The database keeps its name until the new one takes it, where the disk can: a server that starts in between must not begin anew.
            let linked = if suffix.is_empty() { std::fs::hard_link(&from, &to) } else { Err(std::io::ErrorKind::Unsupported.into()) };
            linked.or_else(|_| std::fs::rename(&from, &to)).with_context(|| format!("{} cannot be moved", from.display()))?;
        }
    }
    sync_folder_of(&kept.join(FILE_NAME))
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
