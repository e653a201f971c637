//! `size`: the bytes each page loads, as they are shipped, held against their budgets.
//!
//! Two limits: the budget, which `size --check` holds us to, and what the page weighed when it was last made lighter
//! (`size.json` beside this crate's manifest), which the full test run holds us to, so that a page over its budget can only lose weight.

use crate::build;
use crate::project::Project;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::path::Path;

/// What is loaded when a page is opened on one kind of screen, and the most that all of it together may weigh.
struct Load {
    /// The program that runs.
    program: &'static str,
    page: &'static str,
    address: &'static str,
    /// Message areas, in one language.
    areas: &'static [&'static str],
    /// Brotli bytes.
    budget: u64,
}

const LOADS: [Load; 7] = [
    Load { program: "respond", page: "respond.html", address: "/s/{slug}", areas: &["respond"], budget: 130_000 },
    Load { program: "tv", page: "respond.html", address: "/s/{slug} on a television", areas: &["respond"], budget: 130_000 },
    Load {
        program: "respond-all",
        page: "respond-all.html",
        address: "/s/{slug} of all types",
        areas: &["respond", "all"],
        budget: 130_000,
    },
    Load {
        program: "tv-all",
        page: "respond-all.html",
        address: "/s/{slug} of all types on a television",
        areas: &["respond", "all"],
        budget: 130_000,
    },
    Load { program: "app", page: "app.html", address: "/portal", areas: &["respond", "portal"], budget: 250_000 },
    Load { program: "editor", page: "editor.html", address: "/portal/forms/{slug}/edit", areas: &["respond", "portal"], budget: 250_000 },
    // Once the editor is on the screen, beside it.
    Load {
        program: "preview",
        page: "editor.html",
        address: "the editor's previews",
        areas: &["respond", "all", "preview"],
        budget: 260_000,
    },
];

#[derive(Clone, Copy, Default)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl std::ops::AddAssign for Bytes {
    fn add_assign(&mut self, other: Bytes) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// Growth that is not yet called growth, in per cent.
const SLACK_PERCENT: u64 = 2;

/// Builds the release and prints what each page weighs. True when every page is within its budget.
pub(crate) fn size(project: &Project) -> Result<bool> {
    let mut within = true;
    for (Load { program, budget, .. }, total) in weights(project)? {
        let verdict = if total.brotli > budget { "TOO HEAVY" } else { "within" };
        println!("  {program}: {verdict}, {} of {budget} bytes brotli", total.brotli);
        within &= total.brotli <= budget;
    }
    Ok(within)
}

/// Builds the release. True when no page is both over its budget and heavier than it was recorded.
pub(crate) fn no_growth(project: &Project) -> Result<bool> {
    let file = project.root.join("crates/xtask/size.json");
    let recorded: Value = serde_json::from_str(&std::fs::read_to_string(&file).with_context(|| file.display().to_string())?)?;
    let mut held = true;
    for (Load { program, budget, .. }, total) in weights(project)? {
        let before = recorded.get(program).and_then(Value::as_u64).with_context(|| format!("size.json says nothing of {program}"))?;
        let limit = budget.max(before + before * SLACK_PERCENT / 100);
        let verdict = if total.brotli > limit { "HAS GROWN" } else { "has not grown" };
        println!("  {program}: {verdict}, {} bytes brotli, recorded {before}, budget {budget}", total.brotli);
        held &= total.brotli <= limit;
    }
    Ok(held)
}

fn weights(project: &Project) -> Result<Vec<(Load, Bytes)>> {
    build::build(project, true)?;
    LOADS.into_iter().map(|load| weigh(&project.dist(), &load).map(|bytes| (load, bytes))).collect()
}

fn weigh(dist: &Path, load: &Load) -> Result<Bytes> {
    let html = std::fs::read_to_string(dist.join(load.page)).context(load.page)?;
    let mut files = vec![format!("/{}", load.page)];
    files.extend(["src", "href"].iter().flat_map(|name| attributes(&html, name)));
    let programs = meta(&html, "programs")?;
    let program =
        programs.get(load.program).and_then(Value::as_object).with_context(|| format!("{} has no {}", load.page, load.program))?;
    files.extend(program.values().filter_map(|file| file.as_str().map(str::to_owned)));
    files.extend(heaviest_messages(dist, &meta(&html, "messages")?, load.areas)?);
    println!("{:<42} {:>9} {:>9} {:>9}", load.address, "raw", "gzip", "brotli");
    let mut total = Bytes::default();
    for file in files {
        let bytes = measure(dist, &file)?;
        println!("  {file:<40} {:>9} {:>9} {:>9}", bytes.raw, bytes.gzip, bytes.brotli);
        total += bytes;
    }
    println!("  {:<40} {:>9} {:>9} {:>9}", "in all", total.raw, total.gzip, total.brotli);
    Ok(total)
}

/// Sizes as a browser gets them: what does not shrink is sent as it is.
fn measure(dist: &Path, file: &str) -> Result<Bytes> {
    let path = file.trim_start_matches('/');
    let length = |name: &str| std::fs::metadata(dist.join(name)).map(|about| about.len());
    let raw = length(path).with_context(|| path.to_owned())?;
    Ok(Bytes { raw, gzip: length(&format!("{path}.gz")).unwrap_or(raw), brotli: length(&format!("{path}.br")).unwrap_or(raw) })
}

/// Addresses of ours in one attribute, wherever it stands.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).filter(|value| value.starts_with('/')).map(str::to_owned).collect()
}

/// What the page says in one of its metas.
fn meta(html: &str, name: &str) -> Result<Value> {
    let start = format!("<meta name=\"tessera:{name}\" content=\"");
    let content =
        html.split_once(&start).and_then(|(_, rest)| rest.split('"').next()).with_context(|| format!("the page has no {name}"))?;
    Ok(serde_json::from_str(&content.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"))?)
}

/// The message files of the language in which they weigh most.
fn heaviest_messages(dist: &Path, messages: &Value, areas: &[&str]) -> Result<Vec<String>> {
    let mut heaviest = (0, Vec::new());
    for language in messages.as_object().into_iter().flatten().map(|(_, areas)| areas) {
        let files: Vec<String> = areas.iter().filter_map(|area| Some(language.get(area)?.as_str()?.to_owned())).collect();
        let mut weight = 0;
        for file in &files {
            weight += measure(dist, file)?.brotli;
        }
        if weight > heaviest.0 {
            heaviest = (weight, files);
        }
    }
    Ok(heaviest.1)
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn own_addresses_are_found_in_a_page() {
        let html = "<link rel=\"icon\" href=\"/icon.svg\" /><a href=\"https://else.example/\"></a><script src=\"/assets/a.js\">";
        assert_eq!(attributes(html, "href"), ["/icon.svg"]);
        assert_eq!(attributes(html, "src"), ["/assets/a.js"]);
    }
}
