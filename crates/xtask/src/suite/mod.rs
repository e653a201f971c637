//! `test`: everything CI runs, each step with its time, ending in one line `N passed, N failed`.

mod journeys;
mod native;
mod old_engines;

use crate::project::Project;
use crate::{build, check, conform, contract, serve, size};
use anyhow::Result;
use std::time::Instant;

/// How many checks of a step held.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    /// One check.
    pub(crate) fn one(held: bool) -> Count {
        Count { passed: u64::from(held), failed: u64::from(!held) }
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

type Step = fn(&Project) -> Result<Count>;

/// In the order of how soon they answer; what a later step needs, an earlier one has built.
const STEPS: [(&str, Step); 10] = [
    ("check", |project| {
        let mut count = Count::default();
        for (_, held) in check::results(project)? {
            count += Count::one(held);
        }
        Ok(count)
    }),
    ("native tests", native::workspace),
    ("native tests of the app", native::app),
    ("conform", |project| conform::floors(project).map(|(passed, failed)| Count { passed, failed })),
    ("release build of the app", |project| build::build(project, true).map(|()| Count::one(true))),
    ("size", |project| size::no_growth(project).map(Count::one)),
    ("old engines", old_engines::validate),
    ("release build of the server", |project| serve::build_server(project, true).map(|_| Count::one(true))),
    ("contract", |project| contract::contract(project).map(|()| Count::one(true))),
    ("browser journeys", journeys::run),
];

/// Runs every step, also after one failed. True when nothing failed.
pub(crate) fn test(project: &Project) -> bool {
    let mut total = Count::default();
    let mut lines = Vec::new();
    for (name, step) in STEPS {
        println!("\n── {name}");
        let start = Instant::now();
        let count = step(project).unwrap_or_else(|error| {
            println!("{error:#}");
            Count::one(false)
        });
        lines.push(format!("{name:<30} {:>6.0} s {:>6} passed {:>4} failed", start.elapsed().as_secs_f64(), count.passed, count.failed));
        total += count;
    }
    println!("\n{}", lines.join("\n"));
    println!("{} passed, {} failed", total.passed, total.failed);
    total.failed == 0
}
