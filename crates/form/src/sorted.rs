//! The two collections of the engine: an index of names, made once, and a set of numbers taken from in order.
//!
//! Plain sorted lists: of `BTreeMap` and `HashMap` each new type is kilobytes of code that a respondent's browser has to load.

/// Numbers by name.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// The names, by their hash: each with the range of its numbers.
    names: Vec<Name>,
    numbers: Vec<u32>,
}

#[derive(Debug)]
struct Name {
    hash: u32,
    name: String,
    from: u32,
    to: u32,
}

impl Index {
    /// An index of pairs; the numbers of a name are kept in ascending order, each once.
    pub(crate) fn new(pairs: Vec<(String, u32)>) -> Index {
        let mut pairs: Vec<(u32, String, u32)> = pairs.into_iter().map(|(name, number)| (hash(&name), name, number)).collect();
        pairs.sort_unstable();
        let mut index = Index::default();
        for (hash, name, number) in pairs {
            let at = index.numbers.len() as u32;
            match index.names.last_mut() {
                Some(last) if last.name == name => {
                    if index.numbers.last() == Some(&number) {
                        continue;
                    }
                    last.to = at + 1;
                }
                _ => index.names.push(Name { hash, name, from: at, to: at + 1 }),
            }
            index.numbers.push(number);
        }
        index
    }

    /// The numbers of a name.
    pub(crate) fn get(&self, name: &str) -> &[u32] {
        let hash = hash(name);
        let first = self.names.partition_point(|known| known.hash < hash);
        let same = self.names.iter().skip(first).take_while(|known| known.hash == hash);
        for known in same {
            if known.name == name {
                return self.numbers.get(known.from as usize..known.to as usize).unwrap_or_default();
            }
        }
        &[]
    }

    /// The first number of a name.
    pub(crate) fn first(&self, name: &str) -> Option<u32> {
        self.get(name).first().copied()
    }

    /// Every name, in no order.
    #[cfg(feature = "diagnostics")]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|known| known.name.as_str())
    }
}

/// FNV-1a: short names, and no attacker who gains by a collision (the search behind it is by name).
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A set of numbers, ascending. Taking from its front is free, as is adding at its end.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    numbers: Vec<u64>,
    /// How many at the front are taken.
    taken: usize,
}

impl Numbers {
    /// Adds a number.
    pub(crate) fn insert(&mut self, number: u64) {
        if self.numbers.last().is_none_or(|last| *last < number) {
            self.numbers.push(number);
            return;
        }
        let at = self.place(number);
        if self.numbers.get(at) != Some(&number) {
            self.numbers.insert(at, number);
        }
    }

    /// Takes a number out.
    pub(crate) fn remove(&mut self, number: u64) {
        let at = self.place(number);
        if self.numbers.get(at) != Some(&number) {
            return;
        }
        if at == self.taken {
            self.taken += 1;
            if self.is_empty() {
                self.clear();
            }
        } else {
            self.numbers.remove(at);
        }
    }

    /// Takes out the numbers of which `keeps` is not true.
    pub(crate) fn retain(&mut self, keeps: &dyn Fn(u64) -> bool) {
        self.numbers.drain(..self.taken);
        self.taken = 0;
        self.numbers.retain(|number| keeps(*number));
    }

    /// The first number that is not below `least`.
    pub(crate) fn next(&self, least: u64) -> Option<u64> {
        self.numbers.get(self.place(least)).copied()
    }

    pub(crate) fn contains(&self, number: u64) -> bool {
        self.next(number) == Some(number)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.taken >= self.numbers.len()
    }

    pub(crate) fn clear(&mut self) {
        self.numbers.clear();
        self.taken = 0;
    }

    /// The numbers in order.
    pub(crate) fn as_slice(&self) -> &[u64] {
        self.numbers.get(self.taken..).unwrap_or_default()
    }

    /// Where a number is or belongs.
    fn place(&self, number: u64) -> usize {
        self.taken + self.as_slice().partition_point(|other| *other < number)
    }
}

/// Sorts words, for [`has_word`].
pub(crate) fn sort_words(words: &mut Vec<String>) {
    words.sort_unstable();
    words.dedup();
}

/// Whether a word is among sorted ones.
pub(crate) fn has_word(words: &[String], word: &str) -> bool {
    let at = words.partition_point(|other| other.as_str() < word);
    words.get(at).is_some_and(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::{Index, Numbers};

    #[test]
    fn names_have_their_numbers_in_order() {
        let pairs = [("b", 2), ("a", 7), ("b", 1), ("a", 7)];
        let index = Index::new(pairs.map(|(name, number)| (name.to_owned(), number)).to_vec());
        assert_eq!((index.get("a"), index.get("b"), index.get("c")), (&[7][..], &[1, 2][..], &[][..]));
    }

    #[test]
    fn numbers_are_taken_in_order() {
        let mut numbers = Numbers::default();
        [5, 3, 9, 3, 7].into_iter().for_each(|number| numbers.insert(number));
        assert_eq!(numbers.as_slice(), [3, 5, 7, 9]);
        numbers.remove(3);
        numbers.insert(4);
        numbers.remove(7);
        numbers.remove(8);
        assert_eq!((numbers.next(5), numbers.contains(7), numbers.as_slice()), (Some(5), false, &[4, 5, 9][..]));
        numbers.retain(&|number| number == 5);
        numbers.remove(5);
        assert!(numbers.is_empty());
        numbers.insert(1);
        assert_eq!(numbers.as_slice(), [1]);
    }
}
