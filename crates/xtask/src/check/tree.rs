//! The project's own text files in memory, so that a rule can be tried on a tree with an offence in it.

use anyhow::Result;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Folders that are made, fetched or somebody's own.
const SKIPPED: [&str; 7] = ["target", "dist", "data", "node_modules", "test-results", "pictures", "fixtures"];

/// Endings of the files that rules read.
const READ: [&str; 13] = ["rs", "toml", "css", "js", "mjs", "ts", "json", "html", "md", "sql", "txt", "sh", "webmanifest"];

/// Files by their path from the root, with `/` between the parts.
#[derive(Clone)]
pub(crate) struct Tree {
    files: BTreeMap<String, Arc<str>>,
}

impl Tree {
    pub(crate) fn read(root: &Path) -> Result<Tree> {
        let mut files = BTreeMap::new();
        let mut open = vec![root.to_path_buf()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if name.starts_with('.') || SKIPPED.contains(&name.as_str()) {
                    continue;
                }
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().and_then(|e| e.to_str()).is_some_and(|extension| READ.contains(&extension)) {
                    let relative = path.strip_prefix(root)?.components().map(|part| part.as_os_str().to_string_lossy());
                    files.insert(relative.collect::<Vec<_>>().join("/"), std::fs::read_to_string(&path)?.into());
                }
            }
        }
        Ok(Tree { files })
    }

    /// The same tree with one file more, or another text in it.
    pub(crate) fn with(&self, path: &str, content: &str) -> Tree {
        let mut files = self.files.clone();
        files.insert(path.to_owned(), content.into());
        Tree { files }
    }

    /// Files whose path starts and ends so.
    pub(crate) fn files<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files.iter().filter(move |(path, _)| path.starts_with(start) && path.ends_with(end)).map(|(path, text)| (&**path, &**text))
    }

    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|text| &**text)
    }
}
