//! `check`: format, lints, and the project's own rules. A rule's silence counts only after it has found an offence planted for it: a
//! rule that looks in the wrong place is silent too.

mod code;
mod crates;
mod files;
mod layers;
mod lex;
mod messages;
mod screen;
mod styles;
mod tree;

use crate::project::{Project, cargo};
use crate::shell::{read, run};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;
use tree::Tree;

/// One thing found: where, and what to do about it.
pub(crate) struct Finding {
    path: String,
    line: usize,
    message: String,
    /// Worth a look, but nothing fails.
    warning: bool,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Finding { path: path.to_owned(), line, message: message.into(), warning: false }
    }
}

/// A rule over the text of the project.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    name: &'static str,
    /// Files that break it; each alone must be found out.
    planted: &'static [(&'static str, &'static str)],
    find: fn(&Tree) -> Vec<Finding>,
}

/// Everything; an error names what is not in order.
pub(crate) fn check(project: &Project, only_rules: bool) -> Result<()> {
    let mut results = rules(project)?;
    if !only_rules {
        results.extend(tools(project));
    }
    let broken: Vec<&str> = results.iter().filter(|(_, held)| !held).map(|(name, _)| *name).collect();
    if !broken.is_empty() {
        bail!("not in order: {}", broken.join(", "));
    }
    println!("All in order");
    Ok(())
}

/// Everything, each with whether it held.
pub(crate) fn results(project: &Project) -> Result<Vec<(&'static str, bool)>> {
    let mut results = rules(project)?;
    results.extend(tools(project));
    Ok(results)
}

/// What rustfmt, cargo and clippy say.
fn tools(project: &Project) -> Vec<(&'static str, bool)> {
    let mut results = vec![("crate arrows", told(crates::arrows(project)))];
    let format = run(Command::new(cargo()).args(["fmt", "--all", "--check"]).current_dir(&project.root));
    results.push(("format", told(format)));
    for (name, arguments) in CLIPPY {
        let start = Instant::now();
        let mut command = Command::new(cargo());
        command.args(["clippy", "--quiet"]).args(*arguments).args(["--", "--deny", "warnings"]).current_dir(&project.root);
        results.push((name, told(run(&mut command))));
        println!("{name}: {:.1} s", start.elapsed().as_secs_f64());
    }
    results
}

/// Whether it held; says what went wrong when it did not.
fn told(result: Result<()>) -> bool {
    result.inspect_err(|error| println!("  {error:#}")).is_ok()
}

/// The native workspace, and the app's library for the browser with each set of features it is built with.
const CLIPPY: &[(&str, &[&str])] = &[
    ("clippy, everything native", &["--workspace", "--all-targets"]),
    ("clippy, the library alone for the browser", &["--package", "tessera", "--lib", "--target", "wasm32-unknown-unknown"]),
    (
        "clippy, respond for the browser",
        &["--package", "tessera", "--bin", "respond", "--bin", "tv", "--features", "respond", "--target", "wasm32-unknown-unknown"],
    ),
    (
        "clippy, respond with all types for the browser",
        &["--package", "tessera", "--bin", "respond", "--bin", "tv", "--features", "all-types", "--target", "wasm32-unknown-unknown"],
    ),
    (
        "clippy, app for the browser",
        &["--package", "tessera", "--bin", "app", "--bin", "editor", "--features", "app", "--target", "wasm32-unknown-unknown"],
    ),
    (
        "clippy, previews for the browser",
        &["--package", "tessera", "--bin", "preview", "--features", "preview", "--target", "wasm32-unknown-unknown"],
    ),
];

/// The project's own rules, each with whether it held.
fn rules(project: &Project) -> Result<Vec<(&'static str, bool)>> {
    let tree = Tree::read(&project.root)?;
    let mut results = Vec::new();
    for rule in all_rules() {
        prove(&rule, &tree)?;
        let findings = (rule.find)(&tree);
        let errors = findings.iter().filter(|finding| !finding.warning).count();
        println!("{}: {}", rule.name, if errors == 0 { "in order".to_owned() } else { format!("{errors} found") });
        for finding in &findings {
            let kind = if finding.warning { "warning" } else { "error" };
            println!("  {kind}: {}:{}: {}", finding.path, finding.line, finding.message);
        }
        results.push((rule.name, errors == 0));
    }
    Ok(results)
}

fn all_rules() -> Vec<Rule> {
    [files::RULES, layers::RULES, code::RULES, styles::RULES, messages::RULES, screen::RULES].into_iter().flatten().copied().collect()
}

/// Plants each offence of the rule in a copy of the tree and looks for it.
fn prove(rule: &Rule, tree: &Tree) -> Result<()> {
    if rule.planted.is_empty() {
        bail!("the rule `{}` plants no offence, so nobody knows that it works", rule.name);
    }
    for (path, content) in rule.planted {
        let planted = tree.with(path, content);
        if !(rule.find)(&planted).iter().any(|finding| finding.path == *path) {
            bail!("the rule `{}` does not find the offence planted in {path}; it checks nothing", rule.name);
        }
    }
    Ok(())
}

/// What a quiet program prints, for rules that ask one.
fn ask(project: &Project, arguments: &[&str]) -> Result<String> {
    read(Command::new(cargo()).args(arguments).current_dir(&project.root))
}

#[cfg(test)]
mod tests {
    use super::{all_rules, prove, tree::Tree};
    use std::path::Path;

    #[test]
    fn every_rule_finds_what_is_planted_for_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let tree = Tree::read(root).unwrap();
        for rule in all_rules() {
            prove(&rule, &tree).unwrap();
        }
    }
}
