//! The shipped files in the JavaScript engines of old TV sets: the modules must compile and the scripts must parse.

use super::Count;
use crate::project::Project;
use crate::shell::read;
use crate::tools;
use anyhow::Result;
use std::process::Command;

pub(super) fn validate(project: &Project) -> Result<Count> {
    let mut count = Count::default();
    for (major, node) in tools::old_nodes(project)? {
        let result = read(Command::new(node).arg(project.root.join("tools/old-engine.js")).arg(project.dist().join("assets")));
        println!("Node {major}: {}", result.as_ref().map_or_else(|error| format!("{error:#}"), |said| said.trim().to_owned()));
        count += Count::one(result.is_ok());
    }
    Ok(count)
}
