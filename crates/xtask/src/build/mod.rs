//! The build of the app: cargo, wasm-bindgen, wasm-opt and esbuild for each program, then styles, messages, icons and pages, all into
//! `dist/`. A step whose input did not change is skipped: its result lies under the hash of that input.
//!
//! What `dist/` holds, and how it wants to be served:
//! - `respond.html` (for `/s/{slug}`) and `app.html` (hub and portal): no-cache;
//! - `assets/<name>.<hash>.<extension>`: immutable, cached for ever;
//! - icons, `manifest.webmanifest` and the like at the root: short-lived;
//! - in a release, a `.br` and a `.gz` beside everything that shrinks.

mod dist;
mod messages;
mod page;
mod styles;
mod trunk;
mod wasm;

use crate::project::Project;
use crate::shell::step;
use crate::tools::{self, BuildTools};
use anyhow::Result;
use serde_json::json;
use std::path::PathBuf;
use std::time::Instant;

pub(crate) use trunk::hook as trunk_hook;

/// The programs with the features each is built with. On the respondent's page one of two runs, by the kind of screen.
pub(crate) const PROGRAMS: [(&str, &str); 3] = [("respond", "respond"), ("tv", "respond"), ("app", "app")];

/// The pages, the messages each needs first, and which programs can run in it.
const PAGES: [(&str, &str, &[&str]); 2] = [("respond", "respond", &["respond", "tv"]), ("app", "portal", &["app"])];

/// What one build has at hand.
struct Context<'a> {
    project: &'a Project,
    tools: BuildTools,
    release: bool,
    /// Results of the steps, apart for debug and release.
    work: PathBuf,
}

impl<'a> Context<'a> {
    fn new(project: &'a Project, tools: BuildTools, release: bool) -> Result<Self> {
        let work = project.target.join("web").join(if release { "release" } else { "debug" });
        std::fs::create_dir_all(&work)?;
        Ok(Context { project, tools, release, work })
    }
}

/// Builds everything into `dist/`.
pub(crate) fn build(project: &Project, release: bool) -> Result<()> {
    let start = Instant::now();
    let tools = tools::for_build(project)?;
    let context = Context::new(project, tools, release)?;

    let mut dist = dist::Dist::new("assets");
    let catalogs = messages::read(project)?;
    let messages = messages::add(&catalogs, &mut dist)?;
    let sentences = messages::of_page(&catalogs)?;
    let boot = dist.add_hashed("boot", "js", styles::script(&context, "public/boot.js")?);
    let sheets = styles::add(&context, &mut dist)?;
    dist.add_public(&project.root.join("public"))?;
    let mut addresses = serde_json::Map::new();
    for (name, features) in PROGRAMS {
        let program = wasm::build(&context, name, features)?;
        let glue = dist.add_hashed(name, "js", program.glue);
        let wasm = dist.add_hashed(name, "wasm", program.wasm);
        addresses.insert(name.to_owned(), json!({"glue": glue, "wasm": wasm, "sheet": sheets.of(name)?}));
    }
    let template = std::fs::read_to_string(project.root.join("index.html"))?;
    for (name, area, programs) in PAGES {
        let programs = addresses.iter().filter(|(program, _)| programs.contains(&program.as_str()));
        let parts = page::Parts {
            area,
            programs: programs.map(|(program, files)| (program.clone(), files.clone())).collect(),
            boot: boot.clone(),
            sheet: sheets.of(styles::START)?,
            messages: &messages,
            sentences: &sentences,
        };
        dist.add(&format!("{name}.html"), page::assemble(&template, &parts)?.into_bytes());
    }
    step("write dist", || dist.write(&context))?;
    println!("Built dist/ ({}) in {:.1} s", if release { "release" } else { "debug" }, start.elapsed().as_secs_f64());
    Ok(())
}
