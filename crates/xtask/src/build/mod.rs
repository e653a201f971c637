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
use std::path::PathBuf;
use std::time::Instant;

pub(crate) use trunk::hook as trunk_hook;

/// The two programs, each with a page of its own.
pub(crate) const PROGRAMS: [&str; 2] = ["respond", "app"];

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
    for name in PROGRAMS {
        if !project.has_program(name) {
            println!("  no program `{name}` yet");
            continue;
        }
        let program = wasm::build(&context, name)?;
        let parts = page::Parts {
            program: name,
            glue: dist.add_hashed(name, "js", program.glue),
            wasm: dist.add_hashed(name, "wasm", program.wasm),
            boot: boot.clone(),
            sheets: sheets.of(name),
            messages: &messages,
            sentences: &sentences,
        };
        let template = std::fs::read_to_string(project.root.join("index.html"))?;
        dist.add(&format!("{name}.html"), page::assemble(&template, &parts)?.into_bytes());
    }
    step("write dist", || dist.write(&context))?;
    println!("Built dist/ ({}) in {:.1} s", if release { "release" } else { "debug" }, start.elapsed().as_secs_f64());
    Ok(())
}
