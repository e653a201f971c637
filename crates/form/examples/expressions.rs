//! How many expressions a second: `cargo run --release -p tessera_form --example expressions -- SET.json`, where the set has
//! `contexts` (answers by name) and `expressions` (`e`, and in `ctx` the one-letter names of the contexts).
#![expect(clippy::print_stdout, reason = "a command-line program talks on its standard output")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use tessera_form::Moment;
use tessera_form::expr::{Expression, JsonScope};

const NOW: Moment = Moment { unix_millis: 1_741_947_630_000, offset_minutes: 0 };
const ROUND: Duration = Duration::from_millis(50);

/// The best of seven rounds: how often `work`, which does `unit` things, does one a second.
fn rate(unit: usize, mut work: impl FnMut()) -> f64 {
    let round = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        let mut times = 0;
        while start.elapsed() < ROUND {
            work();
            times += 1;
        }
        (times * unit) as f64 / start.elapsed().as_secs_f64()
    };
    (0..7).map(|_| round(&mut work)).fold(0.0, f64::max)
}

fn text_of<'j>(entry: &'j Json, member: &str) -> Option<&'j str> {
    entry.get(member).and_then(Json::as_str)
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    let set: Json = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let mut cases = Vec::new();
    let mut texts = Vec::new();
    for entry in set.get("expressions").and_then(Json::as_array).ok_or("no expressions")? {
        let text = text_of(entry, "e").ok_or("no expression text")?;
        texts.push(text);
        for context in text_of(entry, "ctx").unwrap_or_default().chars() {
            let data = set.pointer(&format!("/contexts/{context}")).ok_or("no such context")?;
            cases.push((Expression::parse(text)?, JsonScope::new(data, NOW), text_of(entry, "id").unwrap_or("?")));
        }
    }
    let all = rate(cases.len(), || {
        for (expression, scope, _) in &cases {
            black_box(expression.evaluate(scope));
        }
    });
    println!("evaluate, all {}: {all:.0} a second", cases.len());
    for (expression, scope, id) in &cases {
        let nanoseconds = 1e9 / rate(100, || (0..100).for_each(|_| drop(black_box(expression.evaluate(scope)))));
        println!("  {id}: {nanoseconds:.0} ns");
    }
    let parse = rate(texts.len(), || {
        for text in &texts {
            black_box(Expression::parse(text)).ok();
        }
    });
    println!("parse, all {}: {parse:.0} a second", texts.len());
    Ok(())
}
