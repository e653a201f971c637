//! Survey cases recorded from survey-core, replayed on this engine.
//!
//! Reads the file in `TESSERA_SURVEYS`, else the whole suite beside the repository, else the part of it kept in `tests/fixtures`.

mod common;

use common::TestHost;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tessera_form::replay;

/// Shares that must pass, in per cent: of tier 1, and of all.
const WANTED: (usize, usize) = (85, 60);

fn file() -> PathBuf {
    if let Ok(named) = std::env::var("TESSERA_SURVEYS") {
        return named.into();
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let whole = root.join("../../../shared/conformance/surveys.jsonl");
    if whole.exists() { whole } else { root.join("../../tests/fixtures/conformance/surveys.jsonl") }
}

#[test]
fn recorded_surveys_run_as_in_survey_core() {
    let text = std::fs::read_to_string(file()).expect("the cases are there");
    let only = std::env::var("CASE").ok();
    let mut tally: BTreeMap<(u64, String), (usize, Vec<String>)> = BTreeMap::new();
    let (mut passed, mut all) = (BTreeMap::<u64, usize>::new(), BTreeMap::<u64, usize>::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).expect("each line is a case");
        let id = case["id"].as_str().unwrap_or_default().to_owned();
        if only.as_ref().is_some_and(|only| !id.starts_with(only.as_str())) {
            continue;
        }
        let tier = case["tier"].as_u64().unwrap_or(0);
        let family = case["family"].as_str().unwrap_or_default().to_owned();
        let seen = replay::run(&case, line, Arc::new(TestHost));
        let entry = tally.entry((tier, family)).or_default();
        *all.entry(tier).or_default() += 1;
        match replay::compare(&case, &seen) {
            None => {
                entry.0 += 1;
                *passed.entry(tier).or_default() += 1;
            }
            Some(why) => entry.1.push(format!("{id}: {why}")),
        }
    }
    for ((tier, family), (good, bad)) in &tally {
        println!("tier {tier} {family}: {good} of {}", good + bad.len());
        for why in bad {
            println!("    {why}");
        }
    }
    let sum = |counts: &BTreeMap<u64, usize>| counts.values().sum::<usize>();
    println!("{} passed, {} failed; tier 1: {:?} of {:?}", sum(&passed), sum(&all) - sum(&passed), passed.get(&1), all.get(&1));
    if only.is_none() {
        let share = |good: usize, of: usize| good * 100 / of.max(1);
        assert!(share(passed.get(&1).copied().unwrap_or(0), all.get(&1).copied().unwrap_or(0)) >= WANTED.0);
        assert!(share(sum(&passed), sum(&all)) >= WANTED.1);
    }
}
