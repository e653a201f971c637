//! The browser journeys: Playwright against the released program.

use super::Count;
use crate::project::Project;
use crate::tools;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The search for barriers runs two at a time; whatever holds a time runs alone.
const RUNS: [&[&str]; 2] = [
    &["--project=accessible", "--workers=2"],
    &["--project=desktop", "--project=mobile", "--project=tv", "--project=delivery", "--project=portal"],
];

pub(super) fn run(project: &Project) -> Result<Count> {
    tools::for_tests(project)?;
    let folder = project.root.join("tests/browser");
    let mut whole = Count::default();
    for chosen in RUNS {
        let count = run_chosen(project, &folder, chosen)?;
        whole.passed += count.passed;
        whole.failed += count.failed;
    }
    Ok(whole)
}

fn run_chosen(project: &Project, folder: &Path, chosen: &[&str]) -> Result<Count> {
    let report = project.target.join("journeys.json");
    if report.exists() {
        std::fs::remove_file(&report)?;
    }
    let status = Command::new("node")
        .args(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"])
        .args(chosen)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("TESSERA_PROGRAM", project.target.join("release/tessera"))
        .current_dir(folder)
        .status()?;
    let report: Value = serde_json::from_slice(&std::fs::read(&report).context("Playwright wrote no report")?)?;
    let number = |name: &str| report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64).unwrap_or(0);
    // A journey that holds at the second attempt only is a journey that fails now and then.
    let mut count = Count { passed: number("expected"), failed: number("unexpected") + number("flaky") };
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}
