//! Locks that connections hold on a file, and on the eight places of the memory they share about its log.

use std::collections::BTreeMap;

/// `SQLITE_LOCK_*`, in their order.
pub(crate) type Level = i32;
pub(crate) const NONE: Level = 0;
pub(crate) const SHARED: Level = 1;
pub(crate) const RESERVED: Level = 2;
pub(crate) const PENDING: Level = 3;
pub(crate) const EXCLUSIVE: Level = 4;

/// All locks on one file, by connection.
#[derive(Default)]
pub(crate) struct Locks {
    levels: BTreeMap<u64, Level>,
    places: BTreeMap<u64, Places>,
}

/// One bit a place.
#[derive(Clone, Copy, Default)]
struct Places {
    shared: u8,
    exclusive: u8,
}

impl Locks {
    /// Takes a lock of the file unless another connection is in the way.
    pub(crate) fn lock(&mut self, who: u64, level: Level) -> bool {
        let own = self.level(who);
        if own >= level {
            return true;
        }
        let others = self.highest_of_others(who);
        let is_free = match level {
            SHARED => others < PENDING,
            RESERVED | PENDING => others < RESERVED,
            _ => others == NONE,
        };
        if is_free {
            self.levels.insert(who, level);
        } else if level == EXCLUSIVE && others < RESERVED {
            // Nobody new comes in, so that those who read now are the last to be waited for.
            self.levels.insert(who, PENDING);
        }
        is_free
    }

    pub(crate) fn unlock(&mut self, who: u64, level: Level) {
        if level == NONE {
            self.levels.remove(&who);
        } else if self.level(who) > level {
            self.levels.insert(who, level);
        }
    }

    pub(crate) fn is_reserved(&self) -> bool {
        self.levels.values().any(|level| *level >= RESERVED)
    }

    /// Takes places together for reading, or for oneself alone.
    pub(crate) fn take(&mut self, who: u64, places: u8, alone: bool) -> bool {
        let in_the_way = |others: &Places| (others.exclusive | if alone { others.shared } else { 0 }) & places != 0;
        if self.places.iter().any(|(other, held)| *other != who && in_the_way(held)) {
            return false;
        }
        let own = self.places.entry(who).or_default();
        if alone {
            own.exclusive |= places;
        } else {
            own.shared |= places;
        }
        true
    }

    pub(crate) fn give_back(&mut self, who: u64, places: u8) {
        if let Some(own) = self.places.get_mut(&who) {
            own.shared &= !places;
            own.exclusive &= !places;
        }
    }

    /// The connection is gone from the shared memory.
    pub(crate) fn leave(&mut self, who: u64) {
        self.places.remove(&who);
    }

    fn level(&self, who: u64) -> Level {
        self.levels.get(&who).copied().unwrap_or(NONE)
    }

    fn highest_of_others(&self, who: u64) -> Level {
        self.levels.iter().filter(|(other, _)| **other != who).map(|(_, level)| *level).max().unwrap_or(NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writes_where_nobody_reads() {
        let mut locks = Locks::default();
        assert!(locks.lock(1, SHARED) && locks.lock(2, SHARED));
        assert!(locks.lock(1, RESERVED) && !locks.lock(2, RESERVED));
        assert!(!locks.lock(1, EXCLUSIVE), "somebody reads");
        assert!(!locks.lock(3, SHARED), "and is the last one");
        locks.unlock(2, NONE);
        assert!(locks.lock(1, EXCLUSIVE) && locks.is_reserved());
        locks.unlock(1, NONE);
        assert!(locks.lock(3, SHARED) && !locks.is_reserved());
    }

    #[test]
    fn places_are_shared_or_held_alone() {
        let mut locks = Locks::default();
        assert!(locks.take(1, 0b01, false) && locks.take(2, 0b01, false));
        assert!(!locks.take(3, 0b11, true));
        locks.give_back(1, 0b01);
        locks.leave(2);
        assert!(locks.take(3, 0b11, true) && !locks.take(1, 0b10, false));
    }
}
