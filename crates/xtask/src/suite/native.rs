//! Tests that need no browser, counted from what cargo prints.

use super::Count;
use crate::project::{Project, cargo};
use anyhow::{Context as _, Result};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// All crates.
pub(super) fn workspace(project: &Project) -> Result<Count> {
    tests(project, &["--workspace"])
}

/// The app's library once more with all it has, compiled for this machine; and of the previews what is theirs alone.
pub(super) fn app(project: &Project) -> Result<Count> {
    let mut count = tests(project, &["--package", "tessera", "--lib", "--features", "app,all-types"])?;
    count += tests(project, &["--package", "tessera", "--lib", "--features", "preview", "preview::"])?;
    Ok(count)
}

fn tests(project: &Project, arguments: &[&str]) -> Result<Count> {
    let mut command = Command::new(cargo());
    command.args(["test", "--no-fail-fast"]).args(arguments).current_dir(&project.root);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let mut count = Count::default();
    for line in BufReader::new(child.stdout.take().context("cargo's output")?).lines() {
        let line = line?;
        match counted(&line) {
            Some(more) => count += more,
            // A thousand dots say nothing; what failed does.
            None if line.ends_with(" ... ok") || line.is_empty() || line.starts_with("running ") => {}
            None => println!("{line}"),
        }
    }
    // A crate that does not compile has no tests to fail.
    if !child.wait()?.success() && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}

/// `test result: ok. 12 passed; 0 failed; …`
fn counted(line: &str) -> Option<Count> {
    let rest = line.strip_prefix("test result: ")?;
    let number = |name: &str| {
        rest.split([' ', ';', '.']).collect::<Vec<_>>().windows(2).find(|pair| pair.last() == Some(&name))?.first()?.parse().ok()
    };
    Some(Count { passed: number("passed")?, failed: number("failed")? })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn results_are_counted() {
        let count = counted("test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s").unwrap();
        assert_eq!((count.passed, count.failed), (12, 3));
        assert!(counted("test a ... ok").is_none());
    }
}
