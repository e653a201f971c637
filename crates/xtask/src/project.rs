//! Where things are: the project's root, cargo's target folder, the cache of tools that outlives both.

use anyhow::{Context as _, Result};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// The folders every command needs, and what cargo says about the workspace.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the person or CI put it.
    pub(crate) target: PathBuf,
    /// Tools in versions of their own, shared by all copies of the project of this person.
    pub(crate) cache: PathBuf,
    /// `cargo metadata` of the workspace's own packages.
    pub(crate) metadata: Value,
}

impl Project {
    pub(crate) fn find() -> Result<Project> {
        let here = std::env::current_dir()?;
        // Looked for from where the person stands, not baked in: copies of the project may share a target folder.
        let root = here.ancestors().find(|folder| folder.join("crates/xtask/Cargo.toml").is_file());
        let root = root.context("run this inside the project")?.to_path_buf();
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&root)
            .output()
            .context("cargo metadata")?;
        anyhow::ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let target = metadata.get("target_directory").and_then(Value::as_str).context("target_directory in cargo's metadata")?.into();
        let cache = match std::env::var_os("TESSERA_TOOLS") {
            Some(folder) => folder.into(),
            None => home()?.join(".cache/tessera/tools"),
        };
        Ok(Project { root, target, cache, metadata })
    }

    /// The folder the app is built into.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The workspace's own packages, as cargo's metadata has them.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &Value> {
        self.metadata.get("packages").and_then(Value::as_array).into_iter().flatten()
    }

    /// The version of a dependency in the lock file, so that tools stay in step with it.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock = std::fs::read_to_string(self.root.join("Cargo.lock"))?;
        locked_version(&lock, package).with_context(|| format!("{package} is not in Cargo.lock"))
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

/// The cargo that runs us, so that the toolchain stays the same.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

fn home() -> Result<PathBuf> {
    std::env::var_os("HOME").map(PathBuf::from).context("HOME is not set; set TESSERA_TOOLS to a folder for the tools")
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a-b\"\nversion = \"2.1.0\"\n";
        assert_eq!(locked_version(lock, "a-b").as_deref(), Some("2.1.0"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
