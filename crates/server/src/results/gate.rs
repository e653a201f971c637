//! The anonymity gate: what employees answered goes into the counters in groups of five, never one by one.
//!
//! **Why.** A threshold alone does not protect. Whoever reads "mean 4.0 of 9 answers" before and "mean 3.7 of 10" after a colleague said
//! "I have just sent mine" has read that answer (10 x 3.7 - 9 x 4.0 = 1). So the gate decides when answers are *counted*, not when figures are *shown*: the
//! counters never hold a state from which one answer could be subtracted, and no reader of them can forget the rule.
//!
//! **How.**
//! 1. A finished response goes into this pen. Nothing of it is counted until five are in the pen; then the pen is opened once, for all questions at the same
//!    moment. Would each question open when its own fifth answer comes, the moment would tell who answered which question.
//! 2. Of each question only whole groups of five answers leave the pen, in the order of arrival. Where a question was left out by some, its rest waits for the next
//!    opening. So each figure rests on a multiple of five answers, and any two states of it differ by a sum over five answers or more.
//! 3. A counter leaves the pen with the day of the opening and without a version: the days on which single people answered do not show.
//! 4. Words are read from rows, so the pen remembers which rows are not to be read yet: words become readable by ten responses at a time. A new
//!    comment may come from any of ten people.
//!
//! It does not protect from five people who all say the same, or from four who put together what they know; `docs/architecture.md` says so.

use super::tally::{Cell, Kind, Tally};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// Answers in a group; fewest answers a figure rests on.
pub const GROUP: u64 = 5;
/// Responses by which words become readable.
pub const WORDS_GROUP: u64 = 10;

/// Rounds down to what may be shown.
pub fn in_steps(count: u64) -> u64 {
    count / GROUP * GROUP
}

/// What waits, of one form. Kept in the same transaction as the responses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pen {
    /// Responses since the last opening, less than [`GROUP`].
    finished: u64,
    /// By question: groups of answers, the last one possibly not full.
    groups: BTreeMap<String, Vec<Group>>,
    /// By question: how many left it out.
    skipped: BTreeMap<String, i64>,
    /// Responses whose words cannot be read yet, less than [`WORDS_GROUP`]; sorted, so that they do not tell their order.
    unread: BTreeSet<Uuid>,
}

/// Answers to one question that are counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    answers: u64,
    /// By kind and value.
    counts: Vec<(u8, String, i64)>,
}

impl Group {
    fn count(&mut self, kind: Kind, value: &str, n: i64) {
        match self.counts.iter_mut().find(|(code, known, _)| *code == kind.code() && known == value) {
            Some((_, _, count)) => *count += n,
            None => self.counts.push((kind.code(), value.to_owned(), n)),
        }
    }
}

impl Pen {
    /// Takes in what a finished response adds to the counters; gives back what may be counted now, dated `today` (days since 1970).
    pub fn take_in(&mut self, response: Uuid, finished: &Tally, today: i64) -> Tally {
        self.unread.insert(response);
        if u64::try_from(self.unread.len()).is_ok_and(|unread| unread >= WORDS_GROUP) {
            self.unread.clear();
        }
        let mut by_question: BTreeMap<&str, Vec<(&Cell, i64)>> = BTreeMap::new();
        finished.iter().for_each(|(cell, n)| by_question.entry(&cell.question).or_default().push((cell, n)));
        by_question.retain(|_, cells| cells.iter().any(|(cell, _)| cell.kind == Kind::Answered));
        for (name, cells) in by_question {
            let groups = self.groups.entry(name.to_owned()).or_default();
            if groups.last().is_none_or(|group| group.answers == GROUP) {
                groups.push(Group::default());
            }
            if let Some(group) = groups.last_mut() {
                group.answers += 1;
                cells.into_iter().for_each(|(cell, n)| group.count(cell.kind, &cell.value, n));
            }
        }
        for (cell, n) in finished.iter().filter(|(cell, _)| cell.kind == Kind::Skipped) {
            *self.skipped.entry(cell.question.clone()).or_default() += n;
        }
        self.finished += 1;
        if self.finished == GROUP { self.open(today) } else { Tally::default() }
    }

    fn open(&mut self, today: i64) -> Tally {
        let mut out = Tally::default();
        let cell = |kind: Kind, question: &str, value: &str| Cell {
            kind,
            question: question.to_owned(),
            value: value.to_owned(),
            version: 0,
            day: today,
            segment: Arc::default(),
        };
        out.add(cell(Kind::Finished, "", ""), i64::try_from(std::mem::take(&mut self.finished)).unwrap_or(0));
        for (question, n) in std::mem::take(&mut self.skipped) {
            out.add(cell(Kind::Skipped, &question, ""), n);
        }
        for (question, groups) in &mut self.groups {
            let full = groups.extract_if(.., |group| group.answers == GROUP);
            for (code, value, n) in full.flat_map(|group| group.counts) {
                Kind::from_code(code).into_iter().for_each(|kind| out.add(cell(kind, question, &value), n));
            }
        }
        self.groups.retain(|_, groups| !groups.is_empty());
        out
    }

    /// Writes the values that wait as they are counted today: `counted_as` is given the question and the value.
    pub fn count_values_as(&mut self, counted_as: impl Fn(&str, &str) -> Option<String>) {
        for (question, groups) in &mut self.groups {
            for group in groups {
                for (code, value, n) in std::mem::take(&mut group.counts) {
                    let is_value = code == Kind::Value.code();
                    let value = if is_value { counted_as(question, &value) } else { Some(value) };
                    Kind::from_code(code).zip(value).into_iter().for_each(|(kind, value)| group.count(kind, &value, n));
                }
            }
        }
    }

    /// Responses whose words cannot be read yet.
    pub fn unread(&self) -> &BTreeSet<Uuid> {
        &self.unread
    }

    /// How many of the answers to a question wait here; for the recount.
    #[cfg(test)]
    pub fn waiting(&self, question: &str) -> u64 {
        self.groups.get(question).into_iter().flatten().map(|group| group.answers).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(values: &[(&str, i64)], skipped: &[&str]) -> Tally {
        let mut tally = Tally::default();
        let mut count = |kind, question: &str, value: String| {
            tally.add(Cell { kind, question: question.to_owned(), value, version: 1, day: 7, segment: Arc::default() }, 1)
        };
        count(Kind::Finished, "", String::new());
        for (question, value) in values {
            count(Kind::Answered, question, String::new());
            count(Kind::Value, question, value.to_string());
        }
        skipped.iter().for_each(|question| count(Kind::Skipped, question, String::new()));
        tally
    }

    fn get(tally: &Tally, kind: Kind, question: &str) -> i64 {
        tally.iter().filter(|(cell, _)| cell.kind == kind && cell.question == question).map(|(_, n)| n).sum()
    }

    #[test]
    fn nothing_is_counted_before_the_fifth_and_then_all_at_once() {
        let mut pen = Pen::default();
        for index in 0..23 {
            let out = pen.take_in(Uuid::from_u128(index), &answers(&[("q", 1)], &[]), 9);
            let expected = if index % 5 == 4 { 5 } else { 0 };
            assert_eq!(
                (get(&out, Kind::Finished, ""), get(&out, Kind::Answered, "q"), get(&out, Kind::Value, "q")),
                (expected, expected, expected)
            );
            assert!(out.iter().all(|(cell, _)| cell.day == 9 && cell.version == 0));
        }
    }

    /// Whatever some leave out: each opening adds a multiple of five answers to each question, all openings fall on every fifth response, and
    /// nothing is lost or counted twice.
    #[test]
    fn figures_move_by_whole_groups_whatever_is_left_out() {
        let mut state = 1_u64;
        let mut pen = Pen::default();
        let (mut sent, mut counted) = (0, 0);
        for index in 0..500_u128 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let takes_part = state >> 40 & 3 != 0;
            let tally = if takes_part { answers(&[("all", 3), ("some", 2)], &[]) } else { answers(&[("all", 3)], &["some"]) };
            sent += u64::from(takes_part);
            let out = pen.take_in(Uuid::from_u128(index), &tally, 0);
            let some = get(&out, Kind::Answered, "some");
            assert_eq!(some % 5, 0);
            assert!(index % 5 == 4 || out == Tally::default());
            counted += u64::try_from(some).unwrap();
            assert_eq!(counted + pen.waiting("some"), sent);
            assert!(pen.waiting("some") < 10);
        }
    }

    #[test]
    fn words_are_readable_by_ten_responses() {
        let mut pen = Pen::default();
        for index in 1..=25_usize {
            pen.take_in(Uuid::from_u128(u128::try_from(index).unwrap()), &answers(&[], &[]), 0);
            assert_eq!(pen.unread().len(), index % 10);
        }
    }

    #[test]
    fn a_pen_survives_being_written_down() {
        let mut pen = Pen::default();
        pen.take_in(Uuid::from_u128(1), &answers(&[("q", 4)], &["r"]), 0);
        let text = serde_json::to_string(&pen).unwrap();
        assert_eq!(serde_json::from_str::<Pen>(&text).unwrap(), pen);
    }
}
