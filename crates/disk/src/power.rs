//! What a disk may hold when the power comes back, worked out from its record.

use crate::disk::{Entry, Files, put};
use crate::luck::Luck;
use std::collections::BTreeMap;

/// What becomes of what was not synced. What was synced stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// All of it is lost.
    Lost,
    /// All of it is there, as after a kill.
    Kept,
    /// Each sector of each write by chance, so also a later one without an earlier one.
    Scattered {
        /// Bytes of a sector.
        sector: usize,
    },
    /// In order up to some write, and of that one some sectors from its beginning.
    Torn {
        /// Bytes of a sector.
        sector: usize,
    },
}

/// A file's content that is safe, and what was done to it since.
#[derive(Default)]
struct File<'a> {
    safe: Vec<u8>,
    since: Vec<&'a Entry>,
}

/// The files after a power cut right behind the entries given, which are a record from its beginning.
#[must_use]
pub fn left_after_cut(record: &[Entry], fate: Fate, luck: &mut Luck) -> Files {
    let mut files: BTreeMap<usize, File<'_>> = BTreeMap::new();
    let mut safe_names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut renamed: Vec<&Entry> = Vec::new();
    for entry in record {
        match entry {
            Entry::Create { .. } | Entry::Delete { .. } => renamed.push(entry),
            Entry::SyncFolder => renamed.drain(..).for_each(|entry| name(&mut safe_names, entry)),
            Entry::Write { file, .. } | Entry::Resize { file, .. } => files.entry(*file).or_default().since.push(entry),
            Entry::Sync { file } => {
                let File { safe, since } = files.entry(*file).or_default();
                since.drain(..).for_each(|entry| change(safe, entry));
            }
        }
    }
    // File systems keep the order of names, if nothing else.
    let kept = match fate {
        Fate::Lost => 0,
        Fate::Kept => renamed.len(),
        Fate::Scattered { .. } | Fate::Torn { .. } => luck.below(renamed.len() + 1),
    };
    renamed.iter().take(kept).for_each(|entry| name(&mut safe_names, entry));
    let left = safe_names.into_iter().map(|(name, file)| {
        let file = files.remove(&file).unwrap_or_default();
        (name.to_owned(), content(file, fate, luck))
    });
    left.collect()
}

fn name<'a>(names: &mut BTreeMap<&'a str, usize>, entry: &'a Entry) {
    match entry {
        Entry::Create { name, file } => drop(names.insert(name, *file)),
        Entry::Delete { name } => drop(names.remove(name.as_str())),
        _ => {}
    }
}

fn change(content: &mut Vec<u8>, entry: &Entry) {
    match entry {
        Entry::Write { at, bytes, .. } => put(content, *at, bytes),
        Entry::Resize { len, .. } => content.resize(*len, 0),
        _ => {}
    }
}

fn content(File { mut safe, since }: File<'_>, fate: Fate, luck: &mut Luck) -> Vec<u8> {
    match fate {
        Fate::Lost => {}
        Fate::Kept => since.iter().for_each(|entry| change(&mut safe, entry)),
        Fate::Scattered { sector } => {
            for entry in since {
                match entry {
                    Entry::Write { at, bytes, .. } => {
                        sectors(*at, bytes, sector).filter(|_| luck.toss()).for_each(|(at, bytes)| put(&mut safe, at, bytes));
                    }
                    _ if luck.toss() => change(&mut safe, entry),
                    _ => {}
                }
            }
        }
        Fate::Torn { sector } => {
            let whole = luck.below(since.len() + 1);
            since.iter().take(whole).for_each(|entry| change(&mut safe, entry));
            if let Some(Entry::Write { at, bytes, .. }) = since.get(whole) {
                let pieces: Vec<_> = sectors(*at, bytes, sector).collect();
                let written = luck.below(pieces.len() + 1);
                pieces.into_iter().take(written).for_each(|(at, bytes)| put(&mut safe, at, bytes));
            }
        }
    }
    safe
}

/// A write in pieces that end where the drive's sectors do.
fn sectors(at: usize, bytes: &[u8], sector: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = (at, bytes);
    std::iter::from_fn(move || {
        let (at, bytes) = rest;
        let len = (sector - at % sector).min(bytes.len());
        let (piece, behind) = bytes.split_at_checked(len)?;
        rest = (at + len, behind);
        (!piece.is_empty()).then_some((at, piece))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(at: usize, bytes: &[u8]) -> Entry {
        Entry::Write { file: 0, at, bytes: bytes.to_vec() }
    }

    fn begun() -> Vec<Entry> {
        vec![Entry::Create { name: "a".into(), file: 0 }, Entry::SyncFolder, write(0, b"12345678"), Entry::Sync { file: 0 }]
    }

    #[test]
    fn what_was_synced_stays_and_the_rest_may_go() {
        let record = [begun(), vec![write(2, b"abcd"), Entry::Delete { name: "a".into() }]].concat();
        let left = |fate| left_after_cut(&record, fate, &mut Luck::new(1)).remove("a");
        assert_eq!(left(Fate::Lost).as_deref(), Some(&b"12345678"[..]));
        assert_eq!(left(Fate::Kept), None, "its name went");
        let unnamed = [Entry::Create { name: "a".into(), file: 0 }, write(0, b"1"), Entry::Sync { file: 0 }];
        assert!(left_after_cut(&unnamed, Fate::Lost, &mut Luck::new(1)).is_empty(), "a file without a name is not found");
    }

    #[test]
    fn chance_gives_every_outcome_and_no_other() {
        let record = [begun(), vec![write(2, b"abcd")]].concat();
        let outcomes = |fate| {
            let mut luck = Luck::new(7);
            let all = (0..200).map(|_| String::from_utf8(left_after_cut(&record, fate, &mut luck).remove("a").unwrap()).unwrap());
            all.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        };
        assert_eq!(outcomes(Fate::Torn { sector: 4 }), ["12345678", "12ab5678", "12abcd78"]);
        assert_eq!(outcomes(Fate::Scattered { sector: 4 }), ["12345678", "1234cd78", "12ab5678", "12abcd78"]);
    }
}
