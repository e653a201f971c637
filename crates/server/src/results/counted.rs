//! Counters as they are read: sums by question and value, only over versions whose answers add up.

use super::catalog::{Catalog, OTHER, Question, Shape};
use super::ranks;
use super::tally::{Cell, Kind};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The counters of a form.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Each counter summed over the days.
    pub sums: Vec<(Cell, u64)>,
    /// Counters of values by day, of the questions asked for.
    pub daily: Vec<(Cell, u64)>,
    /// First and last day (since 1970) with a finished response.
    pub days: Option<(i64, i64)>,
    /// Unfinished responses by the last question shown, saved so lately that their people have not left yet.
    pub lately: BTreeMap<String, u64>,
}

/// The versions of a form, newest first, with the questions of all of them.
#[derive(Clone, Debug)]
pub struct Versions {
    newest_first: Vec<(u32, Arc<Catalog>)>,
}

impl Versions {
    /// From the catalogs by version, in any order.
    pub fn new(mut catalogs: Vec<(u32, Arc<Catalog>)>) -> Self {
        catalogs.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
        Self { newest_first: catalogs }
    }

    /// Each question as its newest version has it: those of the newest form in its order, then those dropped since.
    pub fn questions(&self) -> Vec<&Question> {
        let mut seen = HashSet::new();
        let all = self.newest_first.iter().flat_map(|(_, catalog)| catalog.questions());
        all.filter(|question| seen.insert(&question.name)).collect()
    }

    /// Names of what links may give along: those of the newest form, then those dropped since.
    pub fn hidden(&self) -> Vec<&String> {
        let mut seen = HashSet::new();
        self.newest_first.iter().flat_map(|(_, catalog)| catalog.hidden()).filter(|name| seen.insert(*name)).collect()
    }

    /// The catalog of a version.
    pub fn catalog(&self, version: u32) -> Option<&Catalog> {
        self.newest_first.iter().find(|(number, _)| *number == version).map(|(_, catalog)| &**catalog)
    }

    /// What a value that was counted without its version is counted as today; `None` where no version has it and none offers "other".
    pub fn counted_as(&self, name: &str, value: &str) -> Option<String> {
        let questions: Vec<&Question> = self.newest_first.iter().filter_map(|(_, catalog)| catalog.question(name)).collect();
        if questions.iter().all(|question| question.shape != Shape::Closed) {
            return Some(value.to_owned());
        }
        let parsed = serde_json::from_str(value).unwrap_or_default();
        let mut all = questions.into_iter().filter_map(|question| question.counted_as(&parsed));
        let first = all.next()?;
        Some(if first == OTHER { all.find(|text| text != OTHER).unwrap_or(first) } else { first })
    }

    /// Whether answers under this version count for the question of this name. Under version 0 are those of employees, which no longer tell
    /// theirs: they count where it does not matter.
    fn adds_up(&self, version: u32, name: &str) -> bool {
        let Some((_, newest)) = self.newest(name) else { return false };
        let asked = self.newest_first.iter().filter(|(number, _)| version == 0 || *number == version);
        let mut asked = asked.filter_map(|(_, catalog)| catalog.question(name)).peekable();
        asked.peek().is_some() && asked.all(|older| newest.adds_up_with(older))
    }

    /// The question of this name that was asked last, with the version that did.
    fn newest(&self, name: &str) -> Option<(u32, &Question)> {
        self.newest_first.iter().find_map(|(number, catalog)| Some((*number, catalog.question(name)?)))
    }

    /// The first question of a version to be whose answers would not add up with those that were given under its name, and the version that
    /// asked for them.
    pub fn changed_in<'a>(&self, next: &'a Catalog) -> Option<(&'a str, u32)> {
        next.questions().iter().find_map(|question| {
            let (version, older) = self.newest(&question.name)?;
            (!question.adds_up_with(older)).then_some((question.name.as_str(), version))
        })
    }
}

/// What is counted at one question, or at the form as a whole.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    plain: BTreeMap<Kind, u64>,
    values: BTreeMap<String, u64>,
    seconds: BTreeMap<u64, u64>,
    ranks: BTreeMap<String, BTreeMap<u64, u64>>,
    weeks: BTreeMap<i64, BTreeMap<String, u64>>,
}

impl Counts {
    /// Those of each question, by name; those of the form as a whole under the empty name.
    pub fn gather<'a>(counted: &'a Counted, versions: &Versions) -> HashMap<&'a str, Self> {
        let mut adding_up = HashMap::new();
        let mut adds_up = |cell: &'a Cell| {
            let (name, version) = (cell.question.as_str(), cell.version);
            name.is_empty() || *adding_up.entry((name, version)).or_insert_with(|| versions.adds_up(version, name))
        };
        let mut all: HashMap<&str, Self> = HashMap::new();
        for (cell, n) in &counted.sums {
            if adds_up(cell) {
                all.entry(&cell.question).or_default().add(cell, *n);
            }
        }
        for (cell, n) in &counted.daily {
            if adds_up(cell) {
                let week = all.entry(&cell.question).or_default().weeks.entry(monday(cell.day)).or_default();
                *week.entry(cell.value.clone()).or_default() += n;
            }
        }
        all
    }

    fn add(&mut self, cell: &Cell, n: u64) {
        match cell.kind {
            Kind::Value => *self.values.entry(cell.value.clone()).or_default() += n,
            Kind::Seconds => *self.seconds.entry(cell.value.parse().unwrap_or(0)).or_default() += n,
            Kind::Rank => {
                if let Some((rank, value)) = ranks::of_cell(&cell.value) {
                    *self.ranks.entry(value.to_owned()).or_default().entry(rank).or_default() += n;
                }
            }
            kind => *self.plain.entry(kind).or_default() += n,
        }
    }

    /// How often.
    pub fn get(&self, kind: Kind) -> u64 {
        self.plain.get(&kind).copied().unwrap_or(0)
    }

    /// Values with how often each was given.
    pub fn values(&self) -> &BTreeMap<String, u64> {
        &self.values
    }

    /// Values that were put in order, with how often each came at each rank.
    pub fn ranks(&self) -> &BTreeMap<String, BTreeMap<u64, u64>> {
        &self.ranks
    }

    /// The values that are numbers.
    pub fn numbers(&self) -> Vec<(f64, u64)> {
        self.values.iter().filter_map(|(value, n)| Some((value.parse().ok()?, *n))).collect()
    }

    /// Active seconds with how many took so long.
    pub fn seconds(&self) -> Vec<(f64, u64)> {
        // At most an hour, so the conversion is exact.
        self.seconds.iter().map(|(seconds, n)| (f64::from(u32::try_from(*seconds).unwrap_or(u32::MAX)), *n)).collect()
    }

    /// Values by week, each week named by its Monday (days since 1970), oldest first.
    pub fn weeks(&self) -> &BTreeMap<i64, BTreeMap<String, u64>> {
        &self.weeks
    }
}

/// The Monday of the week a day lies in. Day 0, 1 January 1970, was a Thursday.
fn monday(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use tessera_form::Form;

    fn catalog(definition: &Value) -> Arc<Catalog> {
        Arc::new(Catalog::read(&Form::from_value(definition).form, definition))
    }

    fn scale(name: &str, last: u32) -> Value {
        json!({ "elements": [{ "type": "rating", "name": name, "metric": "csat", "rateMin": 1, "rateMax": last }] })
    }

    #[test]
    fn weeks_begin_on_monday() {
        for (day, expected) in [(0, -3), (3, -3), (4, 4), (10, 4), (11, 11), (-4, -10)] {
            assert_eq!(monday(day), expected, "{day}");
        }
    }

    #[test]
    fn answers_on_another_scale_are_not_added() {
        let versions = Versions::new(vec![(1, catalog(&scale("q", 7))), (2, catalog(&scale("q", 5))), (3, catalog(&scale("q", 5)))]);
        let cell = |version| Cell { kind: Kind::Value, question: "q".into(), value: "5".into(), version, day: 0, segment: Arc::default() };
        let counted = Counted { sums: vec![(cell(1), 100), (cell(2), 10), (cell(3), 1)], ..Counted::default() };
        assert_eq!(Counts::gather(&counted, &versions)["q"].values()["5"], 11);
    }

    /// As they were when a form of employees could still change a scale.
    #[test]
    fn answers_without_a_version_are_not_added_where_a_scale_has_changed() {
        let cell = Cell { kind: Kind::Value, question: "q".into(), value: "5".into(), version: 0, day: 0, segment: Arc::default() };
        let counted = Counted { sums: vec![(cell, 100)], ..Counted::default() };
        for (first, expected) in [(5, Some(100)), (7, None)] {
            let versions = Versions::new(vec![(1, catalog(&scale("q", first))), (2, catalog(&scale("q", 5)))]);
            assert_eq!(Counts::gather(&counted, &versions).get("q").map(|counts| counts.values()["5"]), expected);
        }
    }

    #[test]
    fn questions_dropped_since_come_last() {
        let versions = Versions::new(vec![(1, catalog(&scale("old", 5))), (2, catalog(&scale("new", 5)))]);
        let names: Vec<_> = versions.questions().iter().map(|question| question.name.clone()).collect();
        assert_eq!(names, ["new", "old"]);
    }
}
