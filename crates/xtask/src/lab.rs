//! `lab`: the samples on a television of 2019. The released program serves, QtWebEngine 69 shows, and everything is answered by the keys of a
//! remote control; what the server then has must be what was answered. Pictures of it are kept in `docs/pictures/old-engine`.

use crate::program::{Program, Published, samples};
use crate::project::Project;
use crate::shell::run;
use crate::{build, serve, tools};
use anyhow::Result;
use std::process::Command;

const FORMS: [Published<'static>; 4] = [
    Published { sample: "tv", slug: "tv", audience: "customers" },
    Published { sample: "installation", slug: "installation", audience: "customers" },
    Published { sample: "support", slug: "support", audience: "customers" },
    Published { sample: "pulse", slug: "pulse", audience: "employees" },
];

pub(crate) fn lab(project: &Project) -> Result<()> {
    let python = tools::old_browser(project)?;
    build::build(project, true)?;
    let program = serve::build_server(project, true)?;
    let folder = project.target.join("lab");
    let server = Program::start(project, &program, &folder, &FORMS)?;
    let pictures = project.root.join("docs/pictures/old-engine");
    std::fs::create_dir_all(&pictures)?;
    // Where the browser keeps what it keeps: nothing of the person's own is touched.
    let home = folder.join("home");
    std::fs::create_dir_all(&home)?;
    let mut command = Command::new(python);
    command.arg(project.root.join("tests/old-engine/sofa.py")).arg(format!("http://{}", server.address));
    command.arg(server.data.join("tessera.sqlite")).arg(samples(project)).arg(pictures);
    run(command.env("HOME", &home).env("XDG_RUNTIME_DIR", &home).env("PYTHONWARNINGS", "ignore"))
}
