//! A finger drawn sideways: back or on. Plain numbers in, a decision out.

/// How far a finger moves before it is decided whether it scrolls or swipes.
const LOCK: f64 = 10.0;
/// The outer strip belongs to the system's own Back.
const EDGE: f64 = 24.0;
/// A swipe is at least this part of the width, or at least this fast (px/ms).
const SHARE: f64 = 0.3;
const SPEED: f64 = 0.4;

/// What a swipe asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swipe {
    /// Towards the end of the line: the question before.
    Back,
    /// Towards its start: the next question.
    Forward,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Idle,
    /// Not yet decided.
    Down {
        x: f64,
        y: f64,
        at: f64,
    },
    Sideways {
        x: f64,
        at: f64,
    },
    /// It scrolls, or began where swipes do not count.
    Ignored,
}

/// One finger on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finger {
    phase: Phase,
}

impl Default for Finger {
    fn default() -> Self {
        Self { phase: Phase::Idle }
    }
}

impl Finger {
    /// It comes down. `is_taken` where the element under it has a sideways gesture of its own.
    pub fn down(&mut self, x: f64, y: f64, at_millis: f64, width: f64, is_taken: bool) {
        let near_edge = x < EDGE || x > width - EDGE;
        self.phase = if near_edge || is_taken { Phase::Ignored } else { Phase::Down { x, y, at: at_millis } };
    }

    /// It moves. The first ten pixels decide between scrolling and swiping for good.
    pub fn moves(&mut self, x: f64, y: f64) {
        if let Phase::Down { x: from_x, y: from_y, at } = self.phase {
            let (dx, dy) = ((x - from_x).abs(), (y - from_y).abs());
            if dx.max(dy) >= LOCK {
                self.phase = if dx > dy { Phase::Sideways { x: from_x, at } } else { Phase::Ignored };
            }
        }
    }

    /// It goes up.
    pub fn up(&mut self, x: f64, at_millis: f64, width: f64, is_rtl: bool) -> Option<Swipe> {
        let Phase::Sideways { x: from, at } = std::mem::replace(&mut self.phase, Phase::Idle) else { return None };
        let way = x - from;
        let speed = way.abs() / (at_millis - at).max(1.0);
        // Short and fast is a flick; a trembling finger is neither far nor, over ten pixels, fast.
        let counts = way.abs() >= width * SHARE || (speed >= SPEED && way.abs() >= LOCK * 2.0);
        let forward = (way < 0.0) != is_rtl;
        counts.then_some(if forward { Swipe::Forward } else { Swipe::Back })
    }

    /// The system took it over (a scroll, a call).
    pub fn lost(&mut self) {
        self.phase = Phase::Idle;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swipe(from: (f64, f64), to: (f64, f64), millis: f64, is_rtl: bool) -> Option<Swipe> {
        let mut finger = Finger::default();
        finger.down(from.0, from.1, 0.0, 360.0, false);
        finger.moves((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        finger.moves(to.0, to.1);
        finger.up(to.0, millis, 360.0, is_rtl)
    }

    #[test]
    fn far_or_fast_sideways_is_a_swipe() {
        assert_eq!(swipe((300.0, 400.0), (180.0, 410.0), 1000.0, false), Some(Swipe::Forward));
        assert_eq!(swipe((100.0, 400.0), (160.0, 400.0), 100.0, false), Some(Swipe::Back));
        assert_eq!(swipe((100.0, 400.0), (160.0, 400.0), 1000.0, false), None);
    }

    #[test]
    fn right_to_left_mirrors() {
        assert_eq!(swipe((300.0, 400.0), (150.0, 400.0), 300.0, true), Some(Swipe::Back));
    }

    #[test]
    fn scrolling_and_the_edge_are_left_alone() {
        assert_eq!(swipe((200.0, 400.0), (120.0, 200.0), 100.0, false), None);
        assert_eq!(swipe((10.0, 400.0), (300.0, 400.0), 100.0, false), None);
        let mut finger = Finger::default();
        finger.down(200.0, 0.0, 0.0, 360.0, true);
        finger.moves(20.0, 0.0);
        assert_eq!(finger.up(20.0, 50.0, 360.0, false), None);
    }
}
