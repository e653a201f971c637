//! Reads the catalog of a form from the engine's form, and what is no matter of the engine from the definition.

use super::{Catalog, Question, Shape, known};
use serde_json::{Map, Value};
use std::collections::HashMap;
use tessera_api::figures::ScoreKind;
use tessera_form::{Form, QuestionInfo};

impl Catalog {
    /// Reads them. `definition` is what `form` was made from: what only figures need (`metric`, `inputType`) is no matter of the engine.
    pub fn read(form: &Form, definition: &Value) -> Self {
        let locale = form.locales().into_iter().next().unwrap_or_default();
        let mut raw = HashMap::new();
        collect(definition, &mut raw);
        let kept = form.questions().filter(|info| info.has_input && info.repeated_in.is_none() && info.type_name != "expression");
        let mut questions = Vec::new();
        for info in kept {
            let question = question(form, &info, &locale, raw.get(info.name).copied());
            let rows = rows(form, &info, &locale, &question);
            questions.push(question);
            questions.extend(rows);
        }
        Self::new(questions, form.hidden_fields().map(str::to_owned).collect())
    }
}

/// The rows of a matrix as questions. Where a question has the name of a row the form is ambiguous (`{a.b}` is either), and the row is left out:
/// its answers are in the export, and in no figure of another question.
fn rows(form: &Form, info: &QuestionInfo<'_>, locale: &str, question: &Question) -> Vec<Question> {
    let columns = form.column_texts(info.id, locale);
    let of = |(row, text): (String, String)| {
        let name = format!("{}.{row}", question.name);
        form.id(&name).is_none().then(|| Question {
            name,
            row: Some(row),
            title: format!("{}: {text}", question.title),
            shape: Shape::Closed,
            known: known(&columns),
            choices: columns.clone(),
            has_aside: false,
            parts: Vec::new(),
            metric: None,
            ..question.clone()
        })
    };
    form.row_texts(info.id, locale).into_iter().filter_map(of).collect()
}

/// What is asked in each of the panels that repeat: to be read in a response, and no question of the catalog.
fn parts(form: &Form, info: &QuestionInfo<'_>, locale: &str) -> Vec<Question> {
    let inner = form.questions().filter(|inner| inner.has_input && inner.repeated_in == Some(info.id));
    inner.map(|inner| question(form, &inner, locale, None)).collect()
}

fn question(form: &Form, info: &QuestionInfo<'_>, locale: &str, raw: Option<&Map<String, Value>>) -> Question {
    let word = |property: &str| raw.and_then(|raw| raw.get(property)).and_then(Value::as_str).unwrap_or_default();
    let choices = form.choice_texts(info.id, locale);
    let shape = match (info.type_name, word("inputType")) {
        ("comment", _) | ("text", "" | "text") => Shape::Words,
        ("text", "number" | "range") => Shape::Number,
        ("matrix", _) => Shape::Rows,
        ("ranking", _) => Shape::Ranked,
        ("paneldynamic", _) => Shape::Entries,
        _ if !choices.is_empty() => Shape::Closed,
        _ => Shape::Other,
    };
    let mut question = Question {
        name: info.name.to_owned(),
        key: info.value_name.to_owned(),
        row: None,
        title: info.title(locale).string.to_string(),
        kind: info.type_name.to_owned(),
        shape,
        metric: None,
        known: known(&choices),
        choices,
        has_aside: info.has_comment || info.has_other,
        has_other: info.has_other,
        parts: if shape == Shape::Entries { parts(form, info, locale) } else { Vec::new() },
    };
    let declared = serde_json::from_value(Value::from(word("metric"))).ok();
    question.metric = declared.filter(|metric| fits(*metric, question.steps().as_deref()));
    question
}

/// Whether a scale is the one a measure is defined on. A net promoter score of 1 to 10 is another measure, and refused.
fn fits(metric: ScoreKind, steps: Option<&[i64]>) -> bool {
    let run = |first: i64, last: i64| steps.is_some_and(|steps| (first..=last).eq(steps.iter().copied()));
    match metric {
        ScoreKind::Nps | ScoreKind::Enps => run(0, 10),
        ScoreKind::Csat => steps.is_some_and(|steps| tessera_insight::csat::top_boxes(steps.len()).is_some()),
        ScoreKind::Ces1 => run(1, 5),
        ScoreKind::Ces2 => run(1, 7),
    }
}

/// Pointers of the metrics of a definition that give no score, each with the steps it would need.
pub fn unfit_metrics(catalog: &Catalog, definition: &Value) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    look_for_metrics(catalog, definition, "", &mut found);
    found
}

fn look_for_metrics(catalog: &Catalog, value: &Value, pointer: &str, found: &mut Vec<(String, &'static str)>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| look_for_metrics(catalog, item, &format!("{pointer}/{index}"), found));
        }
        Value::Object(object) => {
            let name = object.get("name").and_then(Value::as_str).unwrap_or_default();
            if let Some(metric) = object.get("metric")
                && catalog.question(name).is_some_and(|question| question.metric.is_none())
            {
                let needed = match serde_json::from_value(metric.clone()) {
                    Ok(ScoreKind::Nps | ScoreKind::Enps) => "steps 0 to 10",
                    Ok(ScoreKind::Csat) => "3 to 7 steps, or 10",
                    Ok(ScoreKind::Ces1) => "steps 1 to 5",
                    Ok(ScoreKind::Ces2) => "steps 1 to 7",
                    Err(_) => "to be one of nps, enps, csat, ces1, ces2",
                };
                found.push((format!("{pointer}/metric"), needed));
            }
            for key in ["pages", "elements", "questions"] {
                object.get(key).into_iter().for_each(|inner| look_for_metrics(catalog, inner, &format!("{pointer}/{key}"), found));
            }
        }
        _ => {}
    }
}

/// The objects of a definition that have a type and a name, by name; the first wins, as in the engine.
fn collect<'a>(value: &'a Value, found: &mut HashMap<&'a str, &'a Map<String, Value>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(object) => {
            if let (Some(Value::String(_)), Some(Value::String(name))) = (object.get("type"), object.get("name")) {
                found.entry(name).or_insert(object);
            }
            for key in ["pages", "elements", "questions"] {
                object.get(key).into_iter().for_each(|inner| collect(inner, found));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(definition: &Value) -> Catalog {
        Catalog::read(&Form::from_value(definition).form, definition)
    }

    #[test]
    fn questions_of_panels_are_found_and_what_takes_no_answer_is_not() {
        let catalog = read(&json!({ "elements": [
            { "type": "html", "name": "note", "html": "x" },
            { "type": "panel", "name": "p", "elements": [{ "type": "comment", "name": "words" }] },
            { "type": "text", "name": "n", "inputType": "number" },
            { "type": "text", "name": "mail", "inputType": "email" },
            { "type": "boolean", "name": "b" },
        ] }));
        let shapes: Vec<_> = catalog.questions().iter().map(|question| (question.name.as_str(), question.shape)).collect();
        assert_eq!(shapes, [("words", Shape::Words), ("n", Shape::Number), ("mail", Shape::Other), ("b", Shape::Closed)]);
    }

    #[test]
    fn each_row_of_a_matrix_is_a_question_behind_it() {
        let columns = json!([1, { "value": 2, "text": "good" }]);
        let catalog = read(&json!({ "elements": [
            { "type": "matrix", "name": "m", "title": "How was it?", "valueName": "k", "columns": columns, "rows": ["a", { "value": "b", "text": "The guide" }, "c"] },
            { "type": "boolean", "name": "m.c" },
        ] }));
        let shapes: Vec<_> = catalog.questions().iter().map(|question| (question.name.as_str(), question.shape)).collect();
        assert_eq!(shapes, [("m", Shape::Rows), ("m.a", Shape::Closed), ("m.b", Shape::Closed), ("m.c", Shape::Closed)]);
        let row = catalog.question("m.b").unwrap();
        assert_eq!((row.key.as_str(), row.row.as_deref(), row.title.as_str()), ("k", Some("b"), "How was it?: The guide"));
        assert_eq!(row.choices, [(json!(1), "1".to_owned()), (json!(2), "good".to_owned())]);
        assert_eq!(row.answer_in(json!({ "k": { "b": 2 } }).as_object().unwrap()), Some(&json!(2)));
        assert_eq!(row.answer_in(json!({ "k": { "a": 2 } }).as_object().unwrap()), None);
        assert_eq!(catalog.question("m.c").unwrap().kind, "boolean");
    }

    #[test]
    fn a_metric_counts_only_on_its_own_scale() {
        for (metric, low, high, expected) in [
            ("nps", 0, 10, Some(ScoreKind::Nps)),
            ("nps", 1, 10, None),
            ("enps", 0, 10, Some(ScoreKind::Enps)),
            ("csat", 1, 5, Some(ScoreKind::Csat)),
            ("csat", 0, 10, None),
            ("ces1", 1, 5, Some(ScoreKind::Ces1)),
            ("ces2", 1, 7, Some(ScoreKind::Ces2)),
            ("ces2", 1, 5, None),
            ("loyalty", 0, 10, None),
        ] {
            let definition = json!({ "elements": [
                { "type": "rating", "name": "r", "metric": metric, "rateMin": low, "rateMax": high }
            ] });
            assert_eq!(read(&definition).question("r").unwrap().metric, expected, "{metric} {low} to {high}");
        }
    }

    #[test]
    fn a_metric_that_gives_no_score_is_reported_where_it_stands() {
        let rating = |name: &str, metric: Value, last: u32| json!({ "type": "rating", "name": name, "metric": metric, "rateMin": 1, "rateMax": last });
        let definition = json!({ "pages": [{ "elements": [
            rating("good", json!("ces2"), 7),
            { "type": "panel", "name": "p", "elements": [rating("short", json!("nps"), 10), rating("odd", json!(3), 5)] }
        ] }] });
        let found = unfit_metrics(&read(&definition), &definition);
        assert_eq!(
            found,
            [
                ("/pages/0/elements/1/elements/0/metric".to_owned(), "steps 0 to 10"),
                ("/pages/0/elements/1/elements/1/metric".to_owned(), "to be one of nps, enps, csat, ces1, ces2"),
            ]
        );
    }

    #[test]
    fn every_sample_has_the_scores_it_declares() {
        for (definition, scores) in [
            (include_str!("../../samples/installation.json"), 8),
            (include_str!("../../samples/support.json"), 2),
            (include_str!("../../samples/pulse.json"), 1),
            (include_str!("../../samples/tv.json"), 2),
        ] {
            let catalog = read(&serde_json::from_str(definition).unwrap());
            assert_eq!(catalog.questions().iter().filter(|question| question.metric.is_some()).count(), scores);
        }
    }
}
