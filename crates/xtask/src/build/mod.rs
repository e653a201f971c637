//! The build of the app: cargo, wasm-bindgen, wasm-opt and esbuild for each program, then styles, messages, icons and pages, all into
//! `dist/`. A step whose input did not change is skipped: its result lies under the hash of that input.
//!
//! What `dist/` holds, and how it wants to be served:
//! - `respond.html` and `respond-all.html` (for `/s/{slug}`, as its form needs), `app.html` (hub and portal), `editor.html` (where surveys
//!   are written) and what its previews are framed in (`preview-near.html`, `preview-tv.html`): no-cache;
//! - `assets/<name>.<hash>.<extension>`: immutable, cached for ever;
//! - icons, `manifest.webmanifest` and the like at the root: short-lived;
//! - in a release, a `.br` and a `.gz` beside everything that shrinks.

mod dist;
mod messages;
mod names;
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

/// A program for the browser.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    bin: &'static str,
    features: &'static str,
    sheet: &'static str,
}

/// The programs. On the respondent's page one of two runs, by the kind of screen; where a form asks more than most, one of the two that know
/// all types of question: the same, built with more. The portal's editor is
/// a program of its own, and beside it runs `preview`, which has every layout.
pub(crate) const PROGRAMS: [Program; 7] = [
    Program { name: "respond", bin: "respond", features: "respond", sheet: "respond" },
    Program { name: "tv", bin: "tv", features: "respond", sheet: "tv" },
    Program { name: "respond-all", bin: "respond", features: "all-types", sheet: "respond-all" },
    Program { name: "tv-all", bin: "tv", features: "all-types", sheet: "tv-all" },
    Program { name: "app", bin: "app", features: "app", sheet: "app" },
    Program { name: "editor", bin: "editor", features: "app", sheet: "app" },
    Program { name: "preview", bin: "preview", features: "preview", sheet: "preview" },
];

/// A page of the app.
struct Page {
    name: &'static str,
    /// The messages it needs first, areas with blanks between.
    area: &'static str,
    /// Which programs can run in it.
    programs: &'static [&'static str],
    /// The one that starts in it, where that is not for the screen to say.
    program: Option<&'static str>,
    /// What the names of those end with that it starts by itself.
    tier: &'static str,
}

/// What can run on a respondent's page, whatever it starts with: somebody midway in another version may need the others.
const RESPONDENTS: &[&str] = &["respond", "tv", "respond-all", "tv-all"];

const PAGES: [Page; 4] = [
    Page { name: "respond", area: "respond", programs: RESPONDENTS, program: None, tier: "" },
    Page { name: "respond-all", area: "respond all", programs: RESPONDENTS, program: None, tier: "-all" },
    Page { name: "app", area: "portal", programs: &["app"], program: Some("app"), tier: "" },
    Page { name: "editor", area: "portal", programs: &["editor", "preview"], program: Some("editor"), tier: "" },
];

/// What a frame of the editor's previews shows before something is put into it: the sheets, and no script. The names are known to the server.
const FRAMES: [(&str, &str); 2] = [("preview-near", "respond-all"), ("preview-tv", "tv-all")];

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
    for Program { name, bin, features, sheet } in PROGRAMS {
        let program = wasm::build(&context, name, bin, features)?;
        let glue = dist.add_hashed(name, "js", program.glue);
        let wasm = dist.add_hashed(name, "wasm", program.wasm);
        addresses.insert(name.to_owned(), json!({"glue": glue, "wasm": wasm, "sheet": sheets.of(sheet)?}));
    }
    let template = std::fs::read_to_string(project.root.join("index.html"))?;
    for Page { name, area, programs, program, tier } in PAGES {
        let programs = addresses.iter().filter(|(program, _)| programs.contains(&program.as_str()));
        let parts = page::Parts {
            area,
            tier,
            program,
            programs: programs.map(|(program, files)| (program.clone(), files.clone())).collect(),
            boot: boot.clone(),
            sheet: sheets.of(styles::START)?,
            messages: &messages,
            sentences: &sentences,
        };
        dist.add(&format!("{name}.html"), page::assemble(&template, &parts)?.into_bytes());
    }
    for (name, sheet) in FRAMES {
        dist.add(&format!("{name}.html"), page::frame(sheets.of(styles::START)?, sheets.of(sheet)?).into_bytes());
    }
    step("write dist", || dist.write(&context))?;
    println!("Built dist/ ({}) in {:.1} s", if release { "release" } else { "debug" }, start.elapsed().as_secs_f64());
    Ok(())
}
