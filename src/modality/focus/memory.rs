//! What the walk so far says about the next step.

use super::{Direction, Rect};

/// Remembers the last move, the column or row being walked along, the last focused thing of each group, and where the focus was.
#[derive(Clone, Debug)]
pub struct Memory<K> {
    pub(super) last_move: Option<Move<K>>,
    pub(super) goal: Option<Goal>,
    /// Group key, node key; the latest last.
    pub(super) visited: Vec<(K, K)>,
    pub(super) last: Option<Place<K>>,
}

#[derive(Clone, Debug)]
pub(super) struct Move<K> {
    pub(super) from: K,
    pub(super) to: K,
    pub(super) direction: Direction,
    /// How many moves in a row, this one the last, only took back the one before.
    pub(super) taken_back: u8,
}

/// The line a walk along one axis keeps to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal {
    pub(super) is_horizontal: bool,
    pub(super) middle: f64,
}

#[derive(Clone, Debug)]
pub(super) struct Place<K> {
    pub(super) key: K,
    pub(super) group: K,
    pub(super) rect: Rect,
}

impl<K> Default for Memory<K> {
    fn default() -> Self {
        Self { last_move: None, goal: None, visited: Vec::new(), last: None }
    }
}

impl<K: Clone + PartialEq> Memory<K> {
    /// To be called whenever something other than an arrow happened (OK, a pointer, another screen): the opposite arrow then no longer
    /// undoes, and a new walk begins.
    pub fn forget_move(&mut self) {
        self.last_move = None;
        self.goal = None;
    }

    /// Whether the focus was noted last at `key`, which is at `rect` now; then that is noted too.
    pub fn is_still_at(&mut self, key: &K, rect: Rect) -> bool {
        let last = self.last.as_mut().filter(|place| place.key == *key);
        last.map(|place| place.rect = rect).is_some()
    }

    pub(super) fn visit(&mut self, place: Place<K>) {
        self.visited.retain(|(group, _)| *group != place.group);
        self.visited.push((place.group.clone(), place.key.clone()));
        self.last = Some(place);
    }

    pub(super) fn last_in(&self, group: &K) -> Option<&K> {
        self.visited.iter().find(|(key, _)| key == group).map(|(_, node)| node)
    }
}
