//! The data folder and its one owner.
//!
//! Who holds the lock on the file `lock` owns the folder; the system frees it when the process ends, however it ends. A server writes
//! down beside it how commands reach it (`running.json`, readable by its user alone).

use crate::routes::is_scratch;
use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The folder, owned until this is dropped.
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

/// How commands reach the server that owns the folder.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Running {
    pub(super) address: SocketAddr,
    pub(super) token: String,
    /// What addresses begin with that are told to somebody.
    pub(super) base: String,
}

impl Folder {
    /// Makes the folder when it is not there, and takes it; `None` when somebody else has it.
    pub(super) fn take(path: &Path) -> anyhow::Result<Option<Self>> {
        make_private(path).with_context(|| format!("the data folder {} cannot be made", path.display()))?;
        let lock_path = path.join("lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .with_context(|| format!("{} cannot be written", lock_path.display()))?;
        match lock.try_lock() {
            Ok(()) => {
                let folder = Self { path: path.to_owned(), _lock: lock };
                folder.forget_running()?;
                folder.sweep();
                Ok(Some(folder))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", lock_path.display())),
        }
    }

    /// Copies that were being sent when a server was killed.
    fn sweep(&self) {
        let files = std::fs::read_dir(&self.path).into_iter().flatten().flatten();
        for file in files.filter(|file| file.file_name().to_str().is_some_and(is_scratch)) {
            // One that stays takes room, and no more.
            drop(std::fs::remove_file(file.path()));
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells commands how to reach this server.
    pub(super) fn note_running(&self, running: &Running) -> anyhow::Result<()> {
        write_private(&running_path(&self.path), &serde_json::to_string(running)?)
    }

    /// Takes the note away, also one that a killed server left.
    pub(super) fn forget_running(&self) -> anyhow::Result<()> {
        let path = running_path(&self.path);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} cannot be removed", path.display()))
            }
            _ => Ok(()),
        }
    }
}

/// Answers are nobody's business but the owner's.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// How to reach the server that owns the folder, once it is up.
pub(super) fn running(folder: &Path) -> Option<Running> {
    serde_json::from_str(&std::fs::read_to_string(running_path(folder)).ok()?).ok()
}

fn running_path(folder: &Path) -> PathBuf {
    folder.join("running.json")
}

/// A file that only its owner reads; never a half-written one.
pub(super) fn write_private(path: &Path, content: &str) -> anyhow::Result<()> {
    let part = path.with_extension("part");
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written = options.open(&part).and_then(|mut file| {
        file.write_all(content.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    });
    if let Err(error) = written {
        bail!("{} cannot be written: {error}", path.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_owner_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let first = Folder::take(&path).unwrap().unwrap();
        assert!(Folder::take(&path).unwrap().is_none());
        first.note_running(&Running { address: "127.0.0.1:1".parse().unwrap(), token: "t".into(), base: String::new() }).unwrap();
        assert_eq!(running(&path).unwrap().token, "t");
        drop(first);
        let _second = Folder::take(&path).unwrap().unwrap();
        assert!(running(&path).is_none(), "the note of a killed server is gone");
    }

    #[test]
    fn taking_a_folder_removes_what_a_killed_server_was_sending_and_nobodys_backup() {
        let folder = tempfile::tempdir().unwrap();
        let sent = "backup-0123456789abcdef0123456789abcdef.part";
        for name in [sent, "backup-mon.db", "backup-tue.part"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let _taken = Folder::take(folder.path()).unwrap().unwrap();
        let has = |name: &str| folder.path().join(name).exists();
        assert!(!has(sent) && has("backup-mon.db") && has("backup-tue.part"));
    }

    #[cfg(unix)]
    #[test]
    fn private_files_are_read_by_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.txt");
        write_private(&path, "x").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
