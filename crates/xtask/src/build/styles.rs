//! Style sheets, joined from `style/`, and the start script, made small.
//!
//! There is no list of files to keep. A page links the sheet `start` (what lies in `style/` itself: tokens, and what is seen before a program
//! has started); each program brings its own: `tv` every `*.tv.css`, `respond` the rest but the folders `desk` and `preview`, `app` the rest but
//! `preview`, which is all that the program `preview` brings; the folder `all` is
//! for `tv-all` and `respond-all` only, which have what `tv` and `respond` have beside it. The order within
//! is free, because `layers.css`, which all but the flat one begin with, fixes the order of the layers, and everything in a folder but a
//! `*.tv.css` lies in one.

use super::{Context, dist::Dist, dist::files_below};
use crate::shell::{read, write_if_changed};
use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sheets and the engines they are written for. The layered ones are dropped whole by engines without `@layer`; the flat ones are
/// read by all.
const SHEETS: [(&str, &str); 7] = [
    (START, "chrome99,firefox97,safari15.4"),
    ("respond", "chrome99,firefox97,safari15.4"),
    ("app", "chrome99,firefox97,safari15.4"),
    ("respond-all", "chrome99,firefox97,safari15.4"),
    ("preview", "chrome99,firefox97,safari15.4"),
    ("tv", "chrome68"),
    ("tv-all", "chrome68"),
];

/// The sheet that pages link.
pub(super) const START: &str = "start";

/// Addresses of the built sheets by name.
pub(super) struct Sheets(Vec<(&'static str, String)>);

impl Sheets {
    /// The sheet of a page, or of a program.
    pub(super) fn of(&self, wanted: &str) -> Result<&str> {
        let found = self.0.iter().find(|(name, _)| *name == wanted).map(|(_, address)| address.as_str());
        found.with_context(|| format!("no style sheet `{wanted}`"))
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

/// What each layered sheet begins with.
const LAYERS: &str = "layers.css";

/// The files of one sheet, the order of the layers first.
fn parts<'a>(sheet: &str, files: &'a [PathBuf]) -> Vec<&'a Path> {
    let mut parts: Vec<&Path> = files.iter().map(PathBuf::as_path).filter(|path| belongs(sheet, path)).collect();
    parts.sort_by_key(|path| (*path != Path::new(LAYERS), path.components().count(), *path));
    parts
}

fn belongs(sheet: &str, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_root = path.components().count() == 1;
    let is_for_all = path.starts_with("all");
    match sheet {
        "tv" => name.ends_with(".tv.css") && !is_for_all,
        "tv-all" => name.ends_with(".tv.css"),
        _ if name.ends_with(".tv.css") => false,
        _ if name == LAYERS => true,
        START => is_root,
        "preview" => path.starts_with("preview"),
        _ if path.starts_with("preview") => false,
        "respond" => !is_root && !path.starts_with("desk") && !is_for_all,
        "respond-all" => !is_root && !path.starts_with("desk"),
        _ => !is_root && !is_for_all,
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
    fn sheets_take_what_belongs_to_them_layers_first() {
        let files: Vec<PathBuf> = [
            "all/matrix.css",
            "all/matrix.tv.css",
            "boot.css",
            "desk/hub.css",
            "layers.css",
            "pages/respond.css",
            "preview/previews.css",
            "tokens.css",
            "widgets/rating.css",
            "widgets/rating.tv.css",
        ]
        .iter()
        .map(PathBuf::from)
        .collect();
        let names = |sheet| parts(sheet, &files).into_iter().map(Path::to_str).map(Option::unwrap).collect::<Vec<_>>();
        assert_eq!(names("start"), ["layers.css", "boot.css", "tokens.css"]);
        assert_eq!(names("respond"), ["layers.css", "pages/respond.css", "widgets/rating.css"]);
        assert_eq!(names("respond-all"), ["layers.css", "all/matrix.css", "pages/respond.css", "widgets/rating.css"]);
        assert_eq!(names("preview"), ["layers.css", "preview/previews.css"]);
        assert_eq!(names("tv"), ["widgets/rating.tv.css"]);
        assert_eq!(names("tv-all"), ["all/matrix.tv.css", "widgets/rating.tv.css"]);
        assert_eq!(names("app"), ["layers.css", "desk/hub.css", "pages/respond.css", "widgets/rating.css"]);
    }
}
