//! Customer effort, in its two incompatible editions. They are two types of figures and never averaged with each other.
//!
//! 2010 (Dixon, Freeman and Toman, Harvard Business Review, July-August 2010): "How much effort did you personally have to put forth to
//! handle your request?", 1 very low to 5 very high; the mean; lower is better. 2013: "... made it easy for me to handle my issue", 1
//! strongly disagree to 7 strongly agree; higher is better; reported as mean, per cent easy (5 to 7) and net ease (6 and 7 less 1 to 3).

use crate::estimate::Estimate;
use crate::mean::mean_on_scale;
use crate::nps::Split;
use crate::proportion::share;

/// The edition of 2010: the mean of steps 1 to 5; lower is better.
#[must_use]
pub fn effort(counts: &[u64; 5]) -> Option<Estimate> {
    mean_on_scale(&steps(counts), 1.0, 5.0)
}

/// The edition of 2013: counts of steps 1 to 7; higher is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ease(pub [u64; 7]);

impl Ease {
    /// Mean of the steps.
    #[must_use]
    pub fn mean(&self) -> Option<Estimate> {
        mean_on_scale(&steps(&self.0), 1.0, 7.0)
    }

    /// Per cent who gave 5, 6 or 7.
    #[must_use]
    pub fn easy(&self) -> Option<Estimate> {
        let [.., five, six, seven] = self.0;
        share(five + six + seven, self.0.iter().sum())
    }

    /// Per cent who gave 6 or 7, less per cent who gave 1, 2 or 3: -100 to 100 points. A difference of two shares of one sample, so its
    /// interval is that of a net promoter score.
    #[must_use]
    pub fn net(&self) -> Option<Estimate> {
        let [one, two, three, four, five, six, seven] = self.0;
        Split { promoters: six + seven, passives: four + five, detractors: one + two + three }.score()
    }
}

/// Steps from 1 with their counts.
fn steps(counts: &[u64]) -> Vec<(f64, u64)> {
    counts
        .iter()
        .scan(0.0, |step, count| {
            *step += 1.0;
            Some((*step, *count))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effort_is_the_mean_of_five_steps() {
        let found = effort(&[4, 3, 2, 1, 0]).unwrap();
        assert!((found.value - 2.0).abs() < 1e-12);
        assert!(found.low > 1.0 && found.high < 3.0);
    }

    #[test]
    fn ease_is_reported_in_three_named_ways() {
        let ease = Ease([1, 1, 2, 2, 4, 6, 4]);
        assert!((ease.mean().unwrap().value - 5.05).abs() < 1e-12);
        assert!((ease.easy().unwrap().value - 70.0).abs() < 1e-9);
        assert!((ease.net().unwrap().value - 30.0).abs() < 1e-9);
    }

    #[test]
    fn no_answers_give_no_figures() {
        assert_eq!(effort(&[0; 5]), None);
        let none = Ease::default();
        assert_eq!((none.mean(), none.easy(), none.net()), (None, None, None));
    }

    #[test]
    fn every_interval_contains_its_figure_and_lies_in_range() {
        for seed in 0..500_u64 {
            let mut counts = [0; 7];
            counts.iter_mut().enumerate().for_each(|(index, count)| *count = ((seed * 7919) >> index) % 11);
            let ease = Ease(counts);
            for (figure, min, max) in [(ease.mean(), 1.0, 7.0), (ease.easy(), 0.0, 100.0), (ease.net(), -100.0, 100.0)] {
                assert_eq!(figure.is_none(), counts.iter().sum::<u64>() == 0);
                let Some(figure) = figure else { continue };
                assert!(min <= figure.low && figure.low <= figure.value && figure.value <= figure.high && figure.high <= max, "{figure:?}");
            }
        }
    }
}
