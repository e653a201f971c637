//! The power goes, hundreds of times: whatever was acknowledged is there when it comes back, and without `synchronous=FULL` it would not be.
//!
//! The store writes to a disk in memory that keeps a record (`tessera_disk`). From each moment of the record the disk is made as the power
//! might leave it, opened by the store again, and held against what had been acknowledged by then.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that panics fails its test, as it should")]
#![expect(clippy::print_stdout, reason = "how many cuts lost how much is for people to read, beside what is asserted")]

mod life;
#[path = "../store/recount.rs"]
mod recount;
mod room;
mod verdict;

use life::{Life, Safety};
use tessera_disk::{Entry, Fate, Luck};
use verdict::Verdict;

const SEED: u64 = 20_261_122;
const FATES: [Fate; 6] = [
    Fate::Lost,
    Fate::Kept,
    Fate::Scattered { sector: 512 },
    Fate::Scattered { sector: 4096 },
    Fate::Torn { sector: 512 },
    Fate::Torn { sector: 4096 },
];

/// What came of all cuts of one life.
struct Outcome {
    cuts: usize,
    losses: usize,
    worst: usize,
}

#[tokio::test]
async fn what_was_acknowledged_outlives_every_power_cut() {
    let full = cut_everywhere(Safety::Full).await;
    assert!(full.cuts >= 200, "{}", full.cuts);
    assert_eq!((full.losses, full.worst), (0, 0), "cuts that lost something acknowledged, and how many saves the worst of them");
    // The control: the same with less safety loses something, so this test would have seen it.
    let normal = cut_everywhere(Safety::Normal).await;
    assert!(normal.cuts >= 200 && normal.losses > 0, "{} cuts, {} losses", normal.cuts, normal.losses);
}

async fn cut_everywhere(safety: Safety) -> Outcome {
    let life = Life::live(safety, SEED).await;
    let mut luck = Luck::new(SEED);
    let mut outcome = Outcome { cuts: 0, losses: 0, worst: 0 };
    for moment in moments(&life, &mut luck) {
        let fate = FATES[luck.below(FATES.len())];
        let Verdict { lost } = verdict::after_cut(&life, moment, fate, &mut luck).await;
        outcome.cuts += 1;
        outcome.losses += usize::from(lost > 0);
        outcome.worst = outcome.worst.max(lost);
    }
    println!(
        "{safety:?}: {} saves in {} batches, {} entries on record; {} power cuts, {} lost something acknowledged, the worst {} saves",
        life.saves(),
        life.batches.len(),
        life.record.len(),
        outcome.cuts,
        outcome.losses,
        outcome.worst
    );
    outcome
}

/// Before and after every sync and every acknowledgement, and once somewhere between any two of those.
fn moments(life: &Life, luck: &mut Luck) -> Vec<usize> {
    let syncs = life.record.iter().enumerate().filter(|(_, entry)| matches!(entry, Entry::Sync { .. })).map(|(index, _)| index);
    let mut marks: Vec<usize> =
        syncs.flat_map(|index| [index, index + 1]).chain(life.batches.iter().map(|batch| batch.acknowledged)).collect();
    marks.push(life.record.len());
    marks.sort_unstable();
    marks.dedup();
    let between: Vec<usize> =
        marks.windows(2).filter(|pair| pair[1] - pair[0] > 1).map(|pair| pair[0] + 1 + luck.below(pair[1] - pair[0] - 1)).collect();
    marks.extend(between);
    marks.sort_unstable();
    marks
}
