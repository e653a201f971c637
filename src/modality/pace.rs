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

/// Makes one step of what one press of Back sends: it may come as a key, as a step in history, or as both.
#[derive(Clone, Copy, Debug, Default)]
pub struct BackGate {
    last: Option<f64>,
}

impl BackGate {
    /// Whether this Back is a step of its own.
    pub fn accepts(&mut self, now_millis: f64) -> bool {
        let accepted = self.last.is_none_or(|last| now_millis - last >= BACK_MILLIS);
        if accepted {
            self.last = Some(now_millis);
        }
        accepted
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
        let counted = [1000.0, 1040.0, 1400.0, 1410.0].map(|now| gate.accepts(now));
        assert_eq!(counted, [true, false, true, false]);
    }
}
