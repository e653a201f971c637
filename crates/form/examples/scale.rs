//! How a session scales: a page of N choices, each shown only while the one before it is answered "yes".
//! `cargo run --release -p tessera_form --example scale -- 1000`
#![expect(clippy::print_stdout, reason = "a command-line program talks on its standard output")]

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Map, Value as Json, json};
use tessera_form::{Form, Host, Moment, Options, Session};

struct Still;

impl Host for Still {
    fn now(&self) -> Moment {
        Moment { unix_millis: 0, offset_minutes: 0 }
    }

    fn regex_matches(&self, _: &str, _: bool, _: &str) -> Option<bool> {
        None
    }
}

fn survey(count: usize, drops_hidden: bool) -> Json {
    // The first is always shown.
    let condition = |at: usize| if at > 1 { format!("{{q{}}} = 'yes'", at - 1) } else { String::new() };
    let question =
        |at: usize| json!({"type": "radiogroup", "name": format!("q{at}"), "choices": ["yes", "no"], "visibleIf": condition(at)});
    let elements: Vec<Json> = (1..=count).map(question).collect();
    json!({"clearInvisibleValues": if drops_hidden { "onHidden" } else { "none" }, "elements": elements})
}

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args().nth(1).map_or(Ok(1000), |text| text.parse())?;
    for drops_hidden in [false, true] {
        let definition = survey(count, drops_hidden);
        let data: Map<String, Json> = (1..=count).map(|at| (format!("q{at}"), json!("yes"))).collect();
        let start = Instant::now();
        let form = Arc::new(Form::from_value(&definition).form);
        let read = start.elapsed();
        let id = form.id("q1").ok_or("no q1")?;
        let start = Instant::now();
        let mut session = Session::new(form, Arc::new(Still), Options { data, ..Options::default() });
        let loaded = start.elapsed();
        let before = session.evaluations();
        let start = Instant::now();
        let changes = session.set(id, Some(json!("no")));
        let set = start.elapsed();
        println!(
            "{count} questions{}: read {read:.1?}, loaded {loaded:.1?}, one answer {set:.1?} ({} evaluations)",
            if drops_hidden { ", hidden answers dropped" } else { "" },
            session.evaluations() - before
        );
        drop(changes);
    }
    Ok(())
}
