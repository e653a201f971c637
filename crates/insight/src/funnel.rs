//! From shown to finished, and where people leave.
//!
//! There is no list of invited people behind a link or a widget, so nothing here is a response rate (AAPOR keeps that word for invited
//! samples). Shown, started (at least one answer stored) and finished are counted once a response.

use crate::estimate::Estimate;
use crate::proportion::share;

/// How long an unfinished response rests before its person counts as gone.
pub const IDLE_MILLIS: i64 = 30 * 60 * 1000;

/// Per cent of those shown the form who stored an answer.
#[must_use]
pub fn start_rate(shown: u64, started: u64) -> Option<Estimate> {
    share(started, shown)
}

/// Per cent of those who started who finished.
#[must_use]
pub fn completion_rate(started: u64, finished: u64) -> Option<Estimate> {
    share(finished, started)
}

/// Per cent of those who reached a question who left there. `exits` are unfinished responses, [gone](has_left), whose last question shown
/// it is. Questions skipped by the form's logic are not reached.
#[must_use]
pub fn drop_off(reached: u64, exits: u64) -> Option<Estimate> {
    share(exits, reached)
}

/// Whether the person of an unfinished response counts as gone, by when it was last saved.
#[must_use]
pub fn has_left(last_saved_millis: i64, now_millis: i64) -> bool {
    now_millis.saturating_sub(last_saved_millis) >= IDLE_MILLIS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 71 %, 68 to 74, of 861 in the design's picture.
    #[test]
    fn completion_rate_of_the_design_comes_out() {
        let found = completion_rate(861, 612).unwrap();
        assert_eq!((found.low.round(), found.value.round(), found.high.round(), found.n), (68.0, 71.0, 74.0, 861));
    }

    #[test]
    fn nobody_shown_started_or_there_gives_no_rate() {
        assert_eq!((start_rate(0, 0), completion_rate(0, 0), drop_off(0, 0)), (None, None, None));
    }

    #[test]
    fn person_has_left_after_half_an_hour() {
        assert!(!has_left(0, IDLE_MILLIS - 1));
        assert!(has_left(0, IDLE_MILLIS));
        assert!(!has_left(5, 0), "a clock that went back sends nobody away");
    }
}
