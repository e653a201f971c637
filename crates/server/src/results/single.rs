//! One response as its readers see it: each answer in the words of the form it answers.

use super::catalog::{Catalog, Question, Shape};
use super::tally::value_text;
use crate::clock::rfc3339;
use crate::store::{FormRecord, StoredResponse};
use serde_json::{Map, Value};
use tessera_api::responses::{GivenAnswer, ResponseDetail};

/// A customer's response.
pub(super) fn detail(form: &FormRecord, catalog: &Catalog, response: StoredResponse) -> ResponseDetail {
    let touchpoint = response.touchpoint().to_owned();
    let mut other = response.answers;
    let mut answers = Vec::new();
    for question in catalog.questions() {
        // Questions that share a key (`valueName`) share the answer; rows of a table have each their own part of it.
        let is_table = question.shape == Shape::Rows && question.row.is_none();
        // What is in the rows of a table is told at its rows, and what was not entered is no answer.
        let value = question.answer_in(&other).filter(|value| !is_table && !is_blank(value)).cloned();
        let comment = question.has_aside.then(|| other.get(&aside_of(question))).flatten().and_then(Value::as_str).map(str::to_owned);
        if value.is_none() && comment.is_none() && (is_table || !response.skipped.contains(&question.name)) {
            continue;
        }
        answers.push(GivenAnswer {
            question: question.name.clone(),
            title: question.title.clone(),
            kind: question.kind.clone(),
            texts: value.as_ref().map(|value| texts(question, value)).unwrap_or_default(),
            value,
            comment,
        });
    }
    for question in catalog.questions() {
        other.remove(&question.key);
        other.remove(&aside_of(question));
    }
    let millis = response.meta.active_millis.values().fold(0_u64, |sum, millis| sum.saturating_add(*millis));
    ResponseDetail {
        response_id: response.id.to_string(),
        form: form.slug.clone(),
        form_name: form.name.clone(),
        version: response.version,
        completed: response.completed,
        started_at: rfc3339(response.started_at),
        saved_at: rfc3339(response.saved_at),
        locale: response.meta.locale,
        layout: response.meta.layout,
        touchpoint,
        seconds: (millis > 0).then_some(millis / 1000),
        answers,
        other,
    }
}

fn aside_of(question: &Question) -> String {
    format!("{}-Comment", question.key)
}

/// Whether nothing was answered: panels that stand there untouched are objects without a member.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(members) => members.values().all(is_blank),
        _ => false,
    }
}

/// A value in words: the text of a choice, what was typed as it was typed, a line for each entry.
fn texts(question: &Question, value: &Value) -> Vec<String> {
    if question.shape == Shape::Entries {
        let entries = value.as_array().into_iter().flatten().filter_map(Value::as_object);
        return entries.map(|entry| said_in(question, entry)).filter(|said| !said.is_empty()).collect();
    }
    let single = std::slice::from_ref(value);
    let values = value.as_array().map_or(single, Vec::as_slice);
    values.iter().filter_map(|value| text(question, value)).collect()
}

/// `Town: Rognan; Line: fiber`
fn said_in(question: &Question, entry: &Map<String, Value>) -> String {
    let part = |part: &Question| {
        let said = texts(part, part.answer_in(entry)?).join(", ");
        (!said.is_empty()).then(|| format!("{}: {said}", part.title))
    };
    question.parts.iter().filter_map(part).collect::<Vec<_>>().join("; ")
}

fn text(question: &Question, value: &Value) -> Option<String> {
    let key = value_text(value)?;
    let known = question.choices.iter().find(|(choice, _)| value_text(choice).as_ref() == Some(&key));
    Some(known.map_or_else(|| value.as_str().map_or(key, str::to_owned), |(_, text)| text.clone()))
}
