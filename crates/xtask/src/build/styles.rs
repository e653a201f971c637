//! Style sheets, joined from `style/`, and the start script, made small.
//!
//! There is no list of files to keep: `tokens.css` first, then the rest of `style/` and its folders. The order within is free, because
//! tokens.css fixes the order of the layers and everything but a `*.tv.css` lies in one. A file in `pages/` belongs to the page of that
//! name: the respondent's page gets `pages/respond*.css` only, the other program gets everything.

use super::{Context, dist::Dist, dist::files_below};
use crate::shell::{read, write_if_changed};
use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sheets and the engines they are written for. The layered ones are dropped whole by engines without `@layer`; the TV sheet is
/// flat, is read by all, and lies after them.
const SHEETS: [(&str, &str); 3] =
    [("respond", "chrome99,firefox97,safari15.4"), ("app", "chrome99,firefox97,safari15.4"), ("tv", "chrome68")];

/// Addresses of the built sheets by name.
pub(super) struct Sheets(Vec<(&'static str, String)>);

impl Sheets {
    /// What this program's page links, in order.
    pub(super) fn of(&self, program: &str) -> Vec<String> {
        self.0.iter().filter(|(name, _)| *name == program || *name == "tv").map(|(_, address)| address.clone()).collect()
    }
}

pub(super) fn add(context: &Context<'_>, dist: &mut Dist) -> Result<Sheets> {
    let style = context.project.root.join("style");
    let files: Vec<PathBuf> = files_below(&style)?
        .iter()
        .filter_map(|path| Some(path.strip_prefix(&style).ok()?.to_path_buf()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    let mut sheets = Vec::new();
    for (name, target) in SHEETS {
        let parts = parts(name, &files);
        if parts.is_empty() {
            continue;
        }
        let entry = context.work.join(format!("{name}.entry.css"));
        let imports = parts.iter().try_fold(String::new(), |mut imports, path| -> Result<String> {
            writeln!(imports, "@import \"{}\";", style.join(path).display())?;
            Ok(imports)
        })?;
        write_if_changed(&entry, imports.as_bytes())?;
        let mut command = Command::new(&context.tools.esbuild);
        command.arg(&entry).args(["--bundle", "--log-level=warning", "--external:*.svg", "--external:*.woff2"]);
        command.arg(format!("--target={target}"));
        if context.release {
            command.arg("--minify");
        }
        let content = read(&mut command).with_context(|| format!("the style sheet `{name}`"))?;
        sheets.push((name, dist.add_hashed(name, "css", content.into_bytes())));
    }
    Ok(Sheets(sheets))
}

/// The files of one sheet, tokens first.
fn parts<'a>(sheet: &str, files: &'a [PathBuf]) -> Vec<&'a Path> {
    let mut parts: Vec<&Path> = files.iter().map(PathBuf::as_path).filter(|path| belongs(sheet, path)).collect();
    parts.sort_by_key(|path| (*path != Path::new("tokens.css"), path.components().count(), *path));
    parts
}

fn belongs(sheet: &str, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match sheet {
        "tv" => name.ends_with(".tv.css"),
        _ if name.ends_with(".tv.css") => false,
        "respond" => !path.starts_with("pages") || name.starts_with("respond"),
        _ => true,
    }
}

/// A script of ours as it is shipped. Written in the oldest JavaScript there is, so it is only made small, never changed.
pub(super) fn script(context: &Context<'_>, path: &str) -> Result<Vec<u8>> {
    let path = context.project.root.join(path);
    if !context.release {
        return std::fs::read(&path).with_context(|| path.display().to_string());
    }
    let mut command = Command::new(&context.tools.esbuild);
    command.arg(&path).args(["--minify", "--target=es5", "--log-level=warning"]);
    Ok(read(&mut command)?.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::parts;
    use std::path::{Path, PathBuf};

    #[test]
    fn sheets_take_what_belongs_to_them_tokens_first() {
        let files: Vec<PathBuf> =
            ["base.css", "pages/hub.css", "pages/respond.css", "tokens.css", "widgets/rating.css", "widgets/rating.tv.css"]
                .iter()
                .map(PathBuf::from)
                .collect();
        let names = |sheet| parts(sheet, &files).into_iter().map(Path::to_str).map(Option::unwrap).collect::<Vec<_>>();
        assert_eq!(names("respond"), ["tokens.css", "base.css", "pages/respond.css", "widgets/rating.css"]);
        assert_eq!(names("tv"), ["widgets/rating.tv.css"]);
        assert_eq!(names("app"), ["tokens.css", "base.css", "pages/hub.css", "pages/respond.css", "widgets/rating.css"]);
    }
}
