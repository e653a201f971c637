//! From counts to the scores a question declares, by the formulas of `tessera_insight`.

use super::catalog::Question;
use super::counted::Counts;
use crate::clock::{DAY_MILLIS, date};
use std::collections::BTreeMap;
use tessera_api::figures::{Change, Estimate, Score, ScoreKind, Verdict, WeekPoint};
use tessera_insight::ces::{self, Ease};
use tessera_insight::change::{self, mean_difference, part_of, share_difference};
use tessera_insight::csat;
use tessera_insight::nps::{self, Split};

/// Fewest answers a week is drawn from. With fewer the interval spans half the scale, and the line says nothing.
const WEEK_MINIMUM: u64 = 5;

/// An estimate as it goes over the wire.
pub(super) fn wire(estimate: tessera_insight::Estimate) -> Estimate {
    let tessera_insight::Estimate { value, low, high, n } = estimate;
    Estimate { value, low, high, n }
}

/// A figure beside the earlier one that it is measured from.
pub(super) fn changed(before: tessera_insight::Estimate, difference: tessera_insight::Estimate) -> Change {
    let verdict = match change::verdict(&difference) {
        change::Verdict::Real => Verdict::Real,
        change::Verdict::Chance => Verdict::Chance,
        change::Verdict::None => Verdict::None,
    };
    Change { before: wire(before), difference: wire(difference), verdict }
}

/// A share beside an earlier one.
pub(super) fn share_changed(now: &tessera_insight::Estimate, before: tessera_insight::Estimate) -> Option<Change> {
    Some(changed(before, share_difference(part_of(now), part_of(&before))?))
}

/// The score of a question, when it declares one and has answers; beside that of the counts before, where they are asked about.
pub(super) fn score(question: &Question, counts: &Counts, before: Option<&Counts>) -> Option<Score> {
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
        change: before.and_then(|before| whole.since(&Sample::new(kind, &steps, before.values()))),
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

    /// The headline beside that of an earlier sample, by the interval that belongs to the measure.
    fn since(&self, earlier: &Self) -> Option<Change> {
        let (now, before) = (self.headline()?, earlier.headline()?);
        match self.kind {
            ScoreKind::Nps | ScoreKind::Enps => {
                let [now, before_split] = [self, earlier].map(|sample| Split::from_counts(&sample.steps));
                Some(changed(before, nps::difference(&now?, &before_split?)?))
            }
            ScoreKind::Csat | ScoreKind::Ces2 => share_changed(&now, before),
            ScoreKind::Ces1 => Some(changed(before, mean_difference(&now, &before))),
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
