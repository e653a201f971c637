//! `bench`: acknowledged saves a second through the released server, as a multiple of what the disk syncs in the same minute.
//!
//! What a disk syncs changes thirtyfold with its mood, so a rate alone says nothing: each round measures the disk, then the server on it.

mod client;
mod disk;

use crate::program::{Program, Published};
use crate::project::Project;
use crate::serve;
use anyhow::{Context as _, Result};
use client::Rate;
use std::time::Duration;

const ROUNDS: usize = 3;
const DISK: Duration = Duration::from_secs(3);
const ONE: Duration = Duration::from_secs(4);
const MANY: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 256;
/// Saves for each sync of the disk, on a machine whose disk is not its fastest part.
const WANTED: f64 = 20.0;

/// One round.
struct Round {
    syncs: f64,
    alone: Rate,
    together: Rate,
}

pub(crate) fn bench(project: &Project) -> Result<()> {
    let program = serve::build_server(project, true)?;
    let folder = project.target.join("bench");
    let form = Published { sample: "installation", slug: client::SLUG, audience: "customers" };
    let server = Program::start(project, &program, &folder, &[form])?;
    println!("syncs: 4 KiB appended and synced, one after the other; saves: twelve answers checked, counted and acknowledged over HTTP");
    let mut rounds = Vec::new();
    for number in 1..=ROUNDS {
        let round = Round {
            syncs: disk::syncs(&folder, DISK)?,
            alone: client::saves(&server.address, 1, ONE)?,
            together: client::saves(&server.address, CONNECTIONS, MANY)?,
        };
        println!("round {number}: {round}");
        rounds.push(round);
    }
    drop(server);
    std::fs::remove_dir_all(&folder)?;
    let mut ratios: Vec<f64> = rounds.iter().map(Round::ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios.get(ROUNDS / 2).copied().context("a round")?;
    println!("saves per sync, median: {ratio:.1} (wanted {WANTED}): {}", if ratio >= WANTED { "reached" } else { "missed" });
    Ok(())
}

impl Round {
    fn ratio(&self) -> f64 {
        self.together.each_second / self.syncs
    }
}

impl std::fmt::Display for Round {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { syncs, alone, together } = self;
        write!(
            f,
            "{syncs:.0} syncs/s; one connection {alone}; {CONNECTIONS} connections {together}: {:.1} saves per sync, {:.1} times one connection",
            self.ratio(),
            together.each_second / alone.each_second
        )
    }
}
