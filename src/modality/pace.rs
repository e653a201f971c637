//! Timing of input, with the time handed in: how fast a held arrow moves and which of two Backs counts.

/// A held arrow moves at most once in so many milliseconds; faster, nobody sees where the ring is.
const REPEAT_MILLIS: f64 = 80.0;
/// A press of Back may arrive as a key and as a step in history; within so many milliseconds they are one.
const BACK_MILLIS: f64 = 300.0;

/// Slows a held key down.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    last: Option<f64>,
}

impl Pace {
    /// Whether this press counts. A press of its own always does.
    pub fn allows(&mut self, now_millis: f64, is_repeat: bool) -> bool {
        let allowed = !is_repeat || self.last.is_none_or(|last| now_millis - last >= REPEAT_MILLIS);
        if allowed {
            self.last = Some(now_millis);
        }
        allowed
    }
}

/// How a step back arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackSource {
    /// As a key.
    Key,
    /// As a step in the browser's history, which used up the sentinel entry.
    History,
}

/// Makes one step of what one press of Back sends.
#[derive(Clone, Copy, Debug, Default)]
pub struct BackGate {
    last: Option<f64>,
    has_sentinel: bool,
}

impl BackGate {
    /// Whether a sentinel entry must be pushed now, so that the next step in history stays on this page; true once until it is used up.
    pub fn wants_sentinel(&mut self) -> bool {
        !std::mem::replace(&mut self.has_sentinel, true)
    }

    /// Whether this Back is a step of its own. One from history needs the sentinel anew in any case.
    pub fn accepts(&mut self, source: BackSource, now_millis: f64) -> bool {
        if source == BackSource::History {
            self.has_sentinel = false;
        }
        let accepted = self.last.is_none_or(|last| now_millis - last >= BACK_MILLIS);
        if accepted {
            self.last = Some(now_millis);
        }
        accepted
    }

    /// How many entries of history to go back in order to leave the page.
    #[must_use]
    pub fn entries_to_leave(&self) -> i32 {
        if self.has_sentinel { -2 } else { -1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_arrow_moves_every_80_ms_and_a_tap_always() {
        let mut pace = Pace::default();
        let moves = [(0.0, false), (33.0, true), (66.0, true), (99.0, true), (132.0, true), (140.0, false), (200.0, true), (220.0, true)];
        let allowed: Vec<bool> = moves.iter().map(|(now, repeat)| pace.allows(*now, *repeat)).collect();
        assert_eq!(allowed, [true, false, false, true, false, true, false, true]);
    }

    #[test]
    fn one_press_is_one_step_though_key_and_history_both_tell() {
        let mut gate = BackGate::default();
        assert!(gate.wants_sentinel());
        assert!(!gate.wants_sentinel());
        assert!(gate.accepts(BackSource::Key, 1000.0));
        assert!(!gate.accepts(BackSource::History, 1040.0));
        assert!(gate.wants_sentinel(), "history used it up though the step did not count");
        assert!(gate.accepts(BackSource::History, 1400.0));
        assert!(!gate.accepts(BackSource::Key, 1410.0));
    }

    #[test]
    fn leaving_takes_the_sentinel_along() {
        let mut gate = BackGate::default();
        assert!(gate.wants_sentinel());
        assert_eq!(gate.entries_to_leave(), -2);
        assert!(gate.accepts(BackSource::History, 0.0));
        assert_eq!(gate.entries_to_leave(), -1);
    }
}
