//! `conform`: does our form engine do what survey-core does? Replays files of recorded cases and counts, by family and tier.

mod expressions;
mod surveys;

use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tessera_form::{Host, Moment};

/// The instant at which the cases were recorded: 2025-03-14T10:20:30Z.
const NOW: Moment = Moment { unix_millis: 1_741_947_630_000, offset_minutes: 0 };

/// The surroundings of the recorded cases.
struct Recorded;

impl Host for Recorded {
    fn now(&self) -> Moment {
        NOW
    }

    fn regex_matches(&self, pattern: &str, case_insensitive: bool, text: &str) -> Option<bool> {
        let regex = regex::RegexBuilder::new(pattern).case_insensitive(case_insensitive).build().ok()?;
        Some(regex.is_match(text))
    }
}

/// What became of one case.
pub(crate) struct Outcome {
    id: String,
    family: String,
    tier: u64,
    /// What went wrong, if something did.
    failure: Option<String>,
}

impl Outcome {
    fn passed(case: &Json) -> Self {
        Self {
            id: case["id"].as_str().unwrap_or("?").into(),
            family: case["family"].as_str().unwrap_or("?").into(),
            tier: case["tier"].as_u64().unwrap_or(0),
            failure: None,
        }
    }

    fn failed(case: &Json, why: &str) -> Self {
        Self { failure: Some(why.into()), ..Self::passed(case) }
    }
}

/// Replays the files named by `--expressions F` and `--surveys F`; without either, those beside the project or, where there are
/// none, the part of them kept in it. True when every case passed.
pub(crate) fn conform(project: &Project, arguments: &[String]) -> Result<bool> {
    let mut outcomes = Vec::new();
    for (kind, file) in files(project, arguments)? {
        outcomes.extend(replay_file(kind, &file)?);
    }
    report(&outcomes);
    Ok(outcomes.iter().all(|outcome| outcome.failure.is_none()))
}

/// A floor below which the engine must not fall: of what kind of case, up to which tier, at least how many in a hundred.
const FLOORS: [(Kind, u64, usize); 3] = [(Kind::Expressions, 2, 100), (Kind::Surveys, 1, 85), (Kind::Surveys, u64::MAX, 60)];

/// How many of the floors hold, for `cargo xtask test`.
pub(crate) fn floors(project: &Project) -> Result<(u64, u64)> {
    let (mut held, mut broken) = (0, 0);
    let mut replayed = Vec::new();
    for (kind, file) in files(project, &[])? {
        replayed.push((kind, replay_file(kind, &file)?));
    }
    for (kind, tier, floor) in FLOORS {
        let of_kind = replayed.iter().filter(|(other, _)| *other == kind).flat_map(|(_, outcomes)| outcomes);
        let cases: Vec<&Outcome> = of_kind.filter(|outcome| outcome.tier <= tier).collect();
        let passed = cases.iter().filter(|outcome| outcome.failure.is_none()).count();
        let is_held = !cases.is_empty() && passed * 100 >= floor * cases.len();
        let tiers = if tier == u64::MAX { "all tiers".to_owned() } else { format!("tiers up to {tier}") };
        println!("{kind:?}, {tiers}: {passed} of {}, at least {floor} % wanted", cases.len());
        if is_held { held += 1 } else { broken += 1 }
    }
    Ok((held, broken))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Expressions,
    Surveys,
}

fn files(project: &Project, arguments: &[String]) -> Result<Vec<(Kind, PathBuf)>> {
    let mut files = Vec::new();
    let mut rest = arguments.iter();
    while let Some(option) = rest.next() {
        let kind = match option.as_str() {
            "--expressions" => Kind::Expressions,
            "--surveys" => Kind::Surveys,
            unknown => bail!("no option `{unknown}`; known here: --expressions F, --surveys F"),
        };
        files.push((kind, rest.next().with_context(|| format!("{option} wants a file"))?.into()));
    }
    if files.is_empty() {
        let shared = project.root.join("../shared/conformance");
        let folder = if shared.is_dir() { shared } else { project.root.join("tests/fixtures/conformance") };
        files.push((Kind::Expressions, folder.join("expressions.jsonl")));
        files.push((Kind::Surveys, folder.join("surveys.jsonl")));
    }
    Ok(files)
}

fn replay_file(kind: Kind, file: &Path) -> Result<Vec<Outcome>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let replay = match kind {
        Kind::Expressions => expressions::replay,
        Kind::Surveys => surveys::replay,
    };
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            let case = serde_json::from_str(line).with_context(|| format!("{}:{}", file.display(), at + 1))?;
            Ok(replay(&case, line))
        })
        .collect()
}

fn report(outcomes: &[Outcome]) {
    let mut counts: BTreeMap<(u64, &str), (usize, usize)> = BTreeMap::new();
    for outcome in outcomes {
        let (passed, all) = counts.entry((outcome.tier, &outcome.family)).or_default();
        *passed += usize::from(outcome.failure.is_none());
        *all += 1;
        if let Some(failure) = &outcome.failure {
            println!("{} (tier {}): {failure}", outcome.id, outcome.tier);
        }
    }
    for ((tier, family), (passed, all)) in counts {
        println!("tier {tier}  {family:<20} {passed:>5} of {all}");
    }
    let passed = outcomes.iter().filter(|outcome| outcome.failure.is_none()).count();
    println!("{passed} passed, {} failed", outcomes.len() - passed);
}

/// Whether two observations are the same: numbers within one part in 10^12, objects whatever the order of their members.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
        }
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_comparison_sees_differences() {
        assert!(same(&json!({"a": 1, "b": [0.3]}), &json!({"b": [0.1 + 0.2], "a": 1.0})));
        for (a, b) in [(json!(1), json!(1.000_001)), (json!([1, 2]), json!([2, 1])), (json!({"a": 1}), json!({})), (json!("1"), json!(1))] {
            assert!(!same(&a, &b), "{a} {b}");
        }
        let case = json!({"id": "x", "family": "f", "tier": 1, "expr": "{a} + 1", "values": {"a": 1}, "expect": 3, "cond": false});
        assert!(expressions::replay(&case, "").failure.is_some());
    }

    #[test]
    fn kept_cases_pass() -> Result<()> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/conformance/expressions.jsonl");
        let outcomes = replay_file(Kind::Expressions, &file)?;
        assert!(outcomes.len() > 400, "{} cases", outcomes.len());
        let failed: Vec<_> =
            outcomes.iter().filter_map(|outcome| outcome.failure.as_ref().map(|why| format!("{}: {why}", outcome.id))).collect();
        assert!(failed.is_empty(), "{}", failed.join("\n"));
        Ok(())
    }
}
