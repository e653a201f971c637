//! Which of our crates may depend on which, and what the pure ones must not reach even through others.

use super::ask;
use crate::project::Project;
use anyhow::{Result, bail};
use serde_json::Value;

/// Our crates and what they may depend on of ours, tests included.
const ARROWS: [(&str, &[&str]); 8] = [
    ("tessera", &["tessera_form", "tessera_api"]),
    ("tessera_form", &[]),
    ("tessera_insight", &[]),
    ("tessera_api", &["tessera_form"]),
    ("tessera_server", &["tessera_form", "tessera_api", "tessera_insight", "tessera", "tessera_disk"]),
    ("tessera_disk", &[]),
    ("tessera_embed", &["tessera"]),
    ("xtask", &["tessera_form"]),
];

/// What the pure crates must not reach: screens, clocks, input and output.
const IMPURE: [&str; 6] = ["leptos", "web-sys", "js-sys", "wasm-bindgen", "tokio", "getrandom"];

pub(super) fn arrows(project: &Project) -> Result<()> {
    let real: Vec<(String, Vec<String>)> = project.packages().map(|package| (text(package, "name"), ours(package))).collect();
    // First the proof: a form that knows the server, and a crate nobody has heard of.
    if broken("tessera_form", &["tessera_server".to_owned()]).is_empty() || broken("stray", &[]).is_empty() {
        bail!("the rule on crate arrows does not find what it forbids");
    }
    let mut found: Vec<String> = real.iter().flat_map(|(name, ours)| broken(name, ours)).collect();
    if reached(project, "tessera")?.is_empty() {
        bail!("the rule on pure crates finds no web-sys even under the app; it checks nothing");
    }
    for pure in ["tessera_form", "tessera_insight", "tessera_api"] {
        if real.iter().any(|(name, _)| name == pure) {
            found.extend(reached(project, pure)?.into_iter().map(|other| format!("{pure} reaches {other}; it must stay free of it")));
        }
    }
    if !found.is_empty() {
        bail!("{}", found.join("\n  "));
    }
    println!("crate arrows: in order");
    Ok(())
}

fn broken(name: &str, ours: &[String]) -> Vec<String> {
    let Some((_, may)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        return vec![format!("the crate {name} is not in the table of arrows; put it there and into docs/architecture.md")];
    };
    // A crate that names itself does so to have its features in its own tests.
    ours.iter()
        .filter(|other| *other != name && !may.contains(&other.as_str()))
        .map(|other| format!("{name} may not depend on {other}"))
        .collect()
}

/// Our crates among a package's dependencies: those that come from a folder.
fn ours(package: &Value) -> Vec<String> {
    let dependencies = package.get("dependencies").and_then(Value::as_array);
    let local = dependencies.into_iter().flatten().filter(|dependency| dependency.get("path").is_some_and(Value::is_string));
    local.map(|dependency| text(dependency, "name")).collect()
}

fn reached(project: &Project, package: &str) -> Result<Vec<&'static str>> {
    let tree = ask(project, &["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"])?;
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    Ok(IMPURE.into_iter().filter(|impure| names.contains(impure)).collect())
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}
