//! Customer satisfaction: per cent of answers in the top boxes of the scale, with Wilson's interval.
//!
//! Which boxes count is fixed by the number of steps (the definition Formbricks documents; on five steps the usual "4 and 5"): of 3 the
//! top one, of 4 to 7 the top two, of 10 the top three. Other scales have no agreed definition and give none.

use crate::estimate::Estimate;
use crate::proportion::share;

/// How many of the top steps count as satisfied on a scale of so many steps.
#[must_use]
pub fn top_boxes(steps: usize) -> Option<usize> {
    match steps {
        3 => Some(1),
        4..=7 => Some(2),
        10 => Some(3),
        _ => None,
    }
}

/// Per cent satisfied, from the counts of all steps in ascending order, steps nobody chose included.
#[must_use]
pub fn satisfied(counts: &[u64]) -> Option<Estimate> {
    let top = top_boxes(counts.len())?;
    share(counts.iter().rev().take(top).sum(), counts.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scale_counts_its_own_top_boxes() {
        for (counts, value) in [
            (&[1, 1, 2][..], 50.0),
            (&[1, 1, 1, 1], 50.0),
            (&[2, 0, 0, 3, 5], 80.0),
            (&[1, 1, 1, 1, 1, 3], 50.0),
            (&[0, 0, 0, 0, 4, 2, 2], 50.0),
            (&[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 30.0),
        ] {
            let found = satisfied(counts).unwrap();
            assert!((found.value - value).abs() < 1e-9, "{counts:?}: {found:?}");
            assert_eq!(found.n, counts.iter().sum::<u64>());
        }
    }

    #[test]
    fn scales_without_an_agreed_definition_and_no_answers_give_none() {
        assert!([0, 1, 2, 8, 9, 11].iter().all(|steps| top_boxes(*steps).is_none()));
        assert_eq!(satisfied(&[0; 5]), None);
        assert_eq!(satisfied(&[1; 11]), None);
    }

    /// 87 % of 604 is shown with 84 to 90 in the design's picture.
    #[test]
    fn interval_is_wilson() {
        let found = satisfied(&[20, 20, 39, 200, 325]).unwrap();
        assert_eq!((found.low.round(), found.value.round(), found.high.round()), (84.0, 87.0, 89.0));
    }
}
