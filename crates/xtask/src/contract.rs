//! `contract`: requests made from the OpenAPI document of the released server, good ones and bad ones; every answer must be one that the
//! document describes, and none a failure of the server.

use crate::program::{Program, Published};
use crate::project::Project;
use crate::shell::run;
use crate::{serve, tools};
use anyhow::{Context as _, Result};
use std::process::Command;

const FORMS: [Published<'static>; 2] = [
    Published { sample: "tv", slug: "tv", audience: "customers" },
    Published { sample: "support", slug: "support", audience: "customers" },
];
const SCOPES: [&str; 5] = ["forms:read", "forms:write", "responses:read", "responses:write", "results:read"];

pub(crate) fn contract(project: &Project) -> Result<()> {
    let schemathesis = tools::schemathesis(project)?;
    let program = serve::build_server(project, true)?;
    let folder = project.target.join("contract");
    let server = Program::start(project, &program, &folder, &FORMS)?;
    let scopes = SCOPES.iter().flat_map(|scope| ["--scope", scope]);
    let told = server.tell(["key", "add", "contract"].into_iter().chain(scopes))?;
    let key = told.split_whitespace().find(|word| word.starts_with("tsr_live_")).context("the new key")?;
    // It writes beside where it runs, and the project's folders are no place for that.
    for name in ["schemathesis.toml", "hooks.py"] {
        std::fs::copy(project.root.join("tests/contract").join(name), folder.join(name))?;
    }
    let mut command = Command::new(schemathesis);
    command.args(["--config-file", "schemathesis.toml", "run"]).arg(format!("http://{}/api/openapi.json", server.address));
    run(command.env("TESSERA_KEY", key).env("PYTHONDONTWRITEBYTECODE", "1").current_dir(&folder))
}
