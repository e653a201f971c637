//! The folder that is served: collected first, then written so that a server reading it meanwhile finds every page whole.

use super::Context;
use crate::shell::{read, write_if_changed};
use crate::tools::short_hash;
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Kinds of file that shrink when compressed.
const COMPRESSIBLE: [&str; 9] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Files by their path in `dist/`.
pub(super) struct Dist {
    /// The folder of the hashed ones.
    hashed: &'static str,
    files: BTreeMap<String, Vec<u8>>,
}

impl Dist {
    pub(super) fn new(hashed: &'static str) -> Self {
        Dist { hashed, files: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, path: &str, content: Vec<u8>) {
        self.files.insert(path.to_owned(), content);
    }

    /// Adds `<name>.<hash>.<extension>` and gives its address.
    pub(super) fn add_hashed(&mut self, name: &str, extension: &str, content: Vec<u8>) -> String {
        let path = format!("{}/{name}.{}.{extension}", self.hashed, short_hash(&content));
        self.add(&path, content);
        format!("/{path}")
    }

    /// Everything in `public/` under its own name, except the start script, which is shipped hashed.
    pub(super) fn add_public(&mut self, folder: &Path) -> Result<()> {
        for path in files_below(folder)? {
            let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
            if name != "boot.js" {
                self.add(&name, std::fs::read(&path)?);
            }
        }
        Ok(())
    }

    /// Into a folder that holds other things too.
    pub(super) fn write_among(&self, folder: &Path) -> Result<()> {
        for (path, content) in &self.files {
            write_if_changed(&folder.join(path), content)?;
        }
        Ok(())
    }

    /// Assets first, pages last, then what an earlier build left behind.
    pub(super) fn write(mut self, context: &Context<'_>) -> Result<()> {
        if context.release {
            self.compress(context)?;
        }
        let dist = context.project.dist();
        let is_page = |path: &str| path.contains(".html");
        for (path, content) in self.files.iter().filter(|(path, _)| !is_page(path)) {
            write_if_changed(&dist.join(path), content)?;
        }
        for (path, content) in self.files.iter().filter(|(path, _)| is_page(path)) {
            write_if_changed(&dist.join(path), content)?;
        }
        let wanted: BTreeSet<PathBuf> = self.files.keys().map(|path| dist.join(path)).collect();
        for path in files_below(&dist)? {
            if !wanted.contains(&path) {
                std::fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Brotli and gzip siblings, by Node's own zlib, kept under the hash of what they came from.
    fn compress(&mut self, context: &Context<'_>) -> Result<()> {
        let folder = context.work.join("compressed");
        std::fs::create_dir_all(&folder)?;
        let mut stems = Vec::new();
        for (path, content) in &self.files {
            let extension = path.rsplit('.').next().unwrap_or_default();
            if COMPRESSIBLE.contains(&extension) {
                stems.push((path.clone(), folder.join(short_hash(content))));
            }
        }
        let mut missing = Vec::new();
        for (path, stem) in &stems {
            if !stem.with_extension("gz").is_file()
                && let Some(content) = self.files.get(path)
            {
                std::fs::write(stem, content)?;
                missing.push(stem);
            }
        }
        if !missing.is_empty() {
            read(Command::new("node").arg(context.project.root.join("tools/compress.mjs")).args(&missing))?;
        }
        for (path, stem) in stems {
            for extension in ["br", "gz"] {
                let content = std::fs::read(stem.with_extension(extension))?;
                if self.files.get(&path).is_some_and(|raw| content.len() < raw.len()) {
                    self.files.insert(format!("{path}.{extension}"), content);
                }
            }
        }
        Ok(())
    }
}

/// All files in a folder and the folders in it; none when it is not there.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
