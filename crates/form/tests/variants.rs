//! Cases of our own, recorded from survey-core: around each rule the ways in which it could be understood otherwise. All must pass.

mod common;

use common::TestHost;
use serde_json::Value;
use std::sync::Arc;
use tessera_form::replay;

#[test]
fn each_rule_holds_in_its_variants() {
    let mut wrong = Vec::new();
    for line in include_str!("../../../tests/fixtures/conformance/variants.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("each line is a case");
        let seen = replay::run(&case, line, Arc::new(TestHost));
        wrong.extend(replay::compare(&case, &seen).map(|why| [case["id"].as_str().unwrap_or_default(), ": ", &why].concat()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
