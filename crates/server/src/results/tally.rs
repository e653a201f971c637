//! What one response adds to the counters: pure, so that taking an answer back is the same arithmetic with the other sign.

use super::catalog::{Catalog, Question, Shape};
use super::ranks;
use crate::store::{Segment, StoredResponse};
use serde_json::Value;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use tessera_api::forms::Audience;

/// By which rules [`share_of`] counts; another number whenever they change. A database whose counters were made by other rules is counted
/// anew when it is opened, so that taking a share away still takes what was put in.
pub const RULES: u32 = 2;

/// What is counted. The numbers are stored: never change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The form was shown.
    Shown = 1,
    /// At least one answer is stored.
    Started = 2,
    /// Completed.
    Finished = 3,
    /// Finished with an answer to the question.
    Answered = 4,
    /// Finished, saw the question and left it out.
    Skipped = 5,
    /// Finished with this value among the answers to the question.
    Value = 6,
    /// Finished with words of one's own at the question.
    Texts = 7,
    /// The question was shown.
    Reached = 8,
    /// Not finished, and the question is the last one shown.
    Resting = 9,
    /// Finished after so many active seconds at the question; in all, where the question is empty.
    Seconds = 10,
    /// Finished with this value at this rank: `2 "b"`.
    Rank = 11,
    /// Finished whenever, counted on the day of the beginning: how many of those who started then came through.
    Through = 12,
}

impl Kind {
    const ALL: [Self; 12] = [
        Self::Shown,
        Self::Started,
        Self::Finished,
        Self::Answered,
        Self::Skipped,
        Self::Value,
        Self::Texts,
        Self::Reached,
        Self::Resting,
        Self::Seconds,
        Self::Rank,
        Self::Through,
    ];

    /// The number it is stored under.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The kind stored under this number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// What is counted.
    pub kind: Kind,
    /// Name of the question; empty where the whole form is meant.
    pub question: String,
    /// The value as JSON text; empty where none is meant.
    pub value: String,
    /// Version of the form.
    pub version: u32,
    /// Days of the workspace since 1970-01-01: of the finish for what is counted at the finish, else of the beginning.
    pub day: i64,
    /// The part of the answers it counts in.
    pub segment: Arc<Segment>,
}

/// Changes of counters. Cells that do not change are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<Cell, i64>);

impl Tally {
    /// Adds `n` to a counter.
    pub fn add(&mut self, cell: Cell, n: i64) {
        match self.0.entry(cell) {
            Entry::Vacant(place) if n != 0 => drop(place.insert(n)),
            Entry::Vacant(_) => {}
            Entry::Occupied(mut place) => {
                *place.get_mut() += n;
                if *place.get() == 0 {
                    place.remove();
                }
            }
        }
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: Self) {
        other.0.into_iter().for_each(|(cell, n)| self.add(cell, n));
    }

    /// Takes all of `other` away.
    pub fn subtract(&mut self, other: Self) {
        other.0.into_iter().for_each(|(cell, n)| self.add(cell, -n));
    }

    /// The counters and what they change by.
    pub fn iter(&self) -> impl Iterator<Item = (&Cell, i64)> {
        self.0.iter().map(|(cell, n)| (cell, *n))
    }

    /// Takes out what is counted at the finish; the anonymity gate holds it back (see [`super::gate`]).
    pub fn split_off_finished(&mut self) -> Self {
        let early = |cell: &Cell| matches!(cell.kind, Kind::Shown | Kind::Started | Kind::Reached | Kind::Resting);
        let (early, finished) = std::mem::take(&mut self.0).into_iter().partition(|(cell, _)| early(cell));
        self.0 = early;
        Self(finished)
    }
}

/// What one view of a form adds.
pub fn of_view(version: u32, day: i64, segment: &Segment) -> Tally {
    let mut sheet = Sheet { version, day, segment: Arc::new(segment.clone()), tally: Tally::default() };
    sheet.count(Kind::Shown, "", String::new());
    sheet.tally
}

/// The change that turns the share of `before` in the counters into that of `after`.
pub fn change(catalog: &Catalog, audience: Audience, before: Option<&StoredResponse>, after: &StoredResponse) -> Tally {
    let mut tally = share_of(catalog, audience, after);
    if let Some(before) = before {
        tally.subtract(share_of(catalog, audience, before));
    }
    tally
}

/// What one response, as it is kept, has added to the counters.
pub fn share_of(catalog: &Catalog, audience: Audience, response: &StoredResponse) -> Tally {
    let segment = Arc::new(response.segment.clone());
    let mut sheet = Sheet { version: response.version, day: response.started_day, segment, tally: Tally::default() };
    if response.completed || !response.answers.is_empty() {
        sheet.count(Kind::Started, "", String::new());
    }
    let shown: BTreeSet<&str> = response.meta.shown.iter().map(String::as_str).collect();
    for name in shown.into_iter().filter(|name| catalog.question(name).is_some()) {
        sheet.count(Kind::Reached, name, String::new());
    }
    if !response.completed {
        if catalog.question(&response.meta.last_shown).is_some() {
            sheet.count(Kind::Resting, &response.meta.last_shown, String::new());
        }
        return sheet.tally;
    }
    if audience == Audience::Customers {
        sheet.count(Kind::Through, "", String::new());
    }
    sheet.day = response.saved_day;
    sheet.count(Kind::Finished, "", String::new());
    let skipped: HashSet<&str> = response.skipped.iter().map(String::as_str).collect();
    catalog.questions().iter().for_each(|question| sheet.answer(question, response, skipped.contains(question.name.as_str())));
    if audience == Audience::Customers {
        sheet.times(catalog, response);
    }
    sheet.tally
}

struct Sheet {
    version: u32,
    day: i64,
    segment: Arc<Segment>,
    tally: Tally,
}

impl Sheet {
    fn count(&mut self, kind: Kind, question: &str, value: String) {
        let segment = Arc::clone(&self.segment);
        self.tally.add(Cell { kind, question: question.to_owned(), value, version: self.version, day: self.day, segment }, 1);
    }

    fn answer(&mut self, question: &Question, response: &StoredResponse, skipped: bool) {
        if !texts_of(question, response).is_empty() {
            self.count(Kind::Texts, &question.name, String::new());
        }
        let Some(answer) = question.answer_in(&response.answers) else {
            if skipped {
                self.count(Kind::Skipped, &question.name, String::new());
            }
            return;
        };
        self.count(Kind::Answered, &question.name, String::new());
        if question.shape == Shape::Entries {
            let entries = answer.as_array().map_or(0, Vec::len);
            self.count(Kind::Value, &question.name, entries.to_string());
        }
        if question.shape == Shape::Number {
            value_text(answer).into_iter().for_each(|value| self.count(Kind::Value, &question.name, value));
        }
        if question.shape == Shape::Closed {
            let values = given(answer).iter().filter_map(|value| question.counted_as(value));
            values.collect::<BTreeSet<_>>().into_iter().for_each(|value| self.count(Kind::Value, &question.name, value));
        }
        if question.shape == Shape::Ranked {
            let ranked = (1_u64..).zip(given(answer)).filter_map(|(rank, value)| Some((rank, question.counted_as(value)?)));
            ranked.for_each(|(rank, value)| self.count(Kind::Rank, &question.name, ranks::cell(rank, &value)));
        }
    }

    fn times(&mut self, catalog: &Catalog, response: &StoredResponse) {
        let times = &response.meta.active_millis;
        for (name, millis) in times.iter().filter(|(name, millis)| **millis > 0 && catalog.question(name).is_some()) {
            self.count(Kind::Seconds, name, seconds(*millis));
        }
        let total = times.values().fold(0_u64, |sum, millis| sum.saturating_add(*millis));
        if total > 0 {
            self.count(Kind::Seconds, "", seconds(total));
        }
    }
}

/// Whole seconds, at most an hour: the median asks for no more, and counters stay few.
fn seconds(millis: u64) -> String {
    (millis.saturating_add(500) / 1000).min(3600).to_string()
}

/// A value as the text it is counted under. 5 and 5.0 are one value; an object is none.
pub fn value_text(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::Number(number) if number.is_f64() => {
            let real = number.as_f64()?;
            // Whole numbers within 2^53 are exact as f64, and are written without a fraction.
            Some(if real.fract() == 0.0 && real.abs() < 9e15 { format!("{real:.0}") } else { number.to_string() })
        }
        _ => Some(value.to_string()),
    }
}

/// One value, or several.
fn given(answer: &Value) -> &[Value] {
    answer.as_array().map_or(std::slice::from_ref(answer), Vec::as_slice)
}

/// What somebody wrote at a question: the answer itself where words are asked for, the words that stand in the place of a choice, and those
/// beside an answer.
pub fn texts_of<'a>(question: &Question, response: &'a StoredResponse) -> Vec<&'a str> {
    let own = question.answer_in(&response.answers).map(given).unwrap_or_default().iter();
    let own = own.filter_map(|value| if question.shape == Shape::Words { value.as_str() } else { question.own_words(value) });
    let aside = question.has_aside.then(|| response.answers.get(&format!("{}-Comment", question.key))).flatten();
    let texts = own.chain(aside.and_then(Value::as_str));
    texts.filter(|text| !text.trim().is_empty()).collect()
}
