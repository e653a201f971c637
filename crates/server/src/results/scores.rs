//! From counts to the scores a question declares, by the formulas of `tessera_insight`.

use super::catalog::Question;
use super::counted::Counts;
use crate::clock::{DAY_MILLIS, date};
use std::collections::BTreeMap;
use tessera_api::figures::{Estimate, Score, ScoreKind, WeekPoint};
use tessera_insight::ces::{self, Ease};
use tessera_insight::csat;
use tessera_insight::nps::Split;

/// Fewest answers a week is drawn from. With fewer the interval spans half the scale, and the line says nothing.
const WEEK_MINIMUM: u64 = 5;

/// An estimate as it goes over the wire.
pub(super) fn wire(estimate: tessera_insight::Estimate) -> Estimate {
    let tessera_insight::Estimate { value, low, high, n } = estimate;
    Estimate { value, low, high, n }
}

/// The score of a question, when it declares one and has answers.
pub(super) fn score(question: &Question, counts: &Counts) -> Option<Score> {
    let kind = question.metric?;
    let steps = question.steps()?;
    let whole = Sample::new(kind, &steps, counts.values());
    let (first, last) = (whole.steps.first()?.0, whole.steps.last()?.0);
    let weeks = counts.weeks().iter().filter_map(|(monday, values)| {
        let figure = Sample::new(kind, &steps, values).headline().filter(|figure| figure.n >= WEEK_MINIMUM)?;
        Some(WeekPoint { week: date(monday * DAY_MILLIS), figure: wire(figure) })
    });
    let [high_share, middle_share, low_share] = whole.shares().map(|share| share.map(wire));
    Some(Score {
        kind,
        headline: wire(whole.headline()?),
        mean: wire(tessera_insight::mean_on_scale(&whole.reals(), real(first), real(last))?),
        high_share,
        middle_share,
        low_share,
        weeks: weeks.collect(),
    })
}

/// Answers on a scale: all steps in order, those nobody chose included.
struct Sample {
    kind: ScoreKind,
    steps: Vec<(i64, u64)>,
}

impl Sample {
    fn new(kind: ScoreKind, steps: &[i64], values: &BTreeMap<String, u64>) -> Self {
        let count = |step: &i64| (*step, values.get(&step.to_string()).copied().unwrap_or(0));
        Self { kind, steps: steps.iter().map(count).collect() }
    }

    fn headline(&self) -> Option<tessera_insight::Estimate> {
        match self.kind {
            ScoreKind::Nps | ScoreKind::Enps => Split::from_counts(&self.steps)?.score(),
            ScoreKind::Csat => csat::satisfied(&self.counts()),
            ScoreKind::Ces1 => ces::effort(&self.counts().try_into().ok()?),
            ScoreKind::Ces2 => self.ease()?.easy(),
        }
    }

    /// The further shares each measure is reported with: high, middle, low.
    fn shares(&self) -> [Option<tessera_insight::Estimate>; 3] {
        match self.kind {
            ScoreKind::Nps | ScoreKind::Enps => {
                let split = Split::from_counts(&self.steps).unwrap_or_default();
                [split.promoter_share(), split.passive_share(), split.detractor_share()]
            }
            ScoreKind::Ces2 => {
                let ease = self.ease().unwrap_or_default();
                [ease.easy(), None, ease.net()]
            }
            ScoreKind::Csat | ScoreKind::Ces1 => [None; 3],
        }
    }

    fn ease(&self) -> Option<Ease> {
        self.counts().try_into().ok().map(Ease)
    }

    fn counts(&self) -> Vec<u64> {
        self.steps.iter().map(|(_, n)| *n).collect()
    }

    fn reals(&self) -> Vec<(f64, u64)> {
        self.steps.iter().map(|(step, n)| (real(*step), *n)).collect()
    }
}

/// A step as a number; steps are small.
pub(super) fn real(step: i64) -> f64 {
    i32::try_from(step).map_or(f64::NAN, f64::from)
}
