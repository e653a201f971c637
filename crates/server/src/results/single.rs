//! One response as its readers see it: each answer in the words of the form it answers.

use super::catalog::{Catalog, Question};
use super::tally::value_text;
use crate::clock::rfc3339;
use crate::store::{FormRecord, StoredResponse};
use serde_json::Value;
use tessera_api::responses::{GivenAnswer, ResponseDetail};

/// A customer's response.
pub(super) fn detail(form: &FormRecord, catalog: &Catalog, response: StoredResponse) -> ResponseDetail {
    let touchpoint = response.touchpoint().to_owned();
    let mut other = response.answers;
    let mut answers = Vec::new();
    for question in catalog.questions() {
        // Questions that share a key (`valueName`) share the answer; rows of a table have each their own part of it.
        let value = question.answer_in(&other).cloned();
        let comment = question.has_aside.then(|| other.get(&aside_of(question))).flatten().and_then(Value::as_str).map(str::to_owned);
        if value.is_none() && comment.is_none() && !response.skipped.contains(&question.name) {
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

/// A value in words: the text of a choice, what was typed as it was typed. Values made of others have none.
fn texts(question: &Question, value: &Value) -> Vec<String> {
    let single = std::slice::from_ref(value);
    let values = value.as_array().map_or(single, Vec::as_slice);
    values.iter().filter_map(|value| text(question, value)).collect()
}

fn text(question: &Question, value: &Value) -> Option<String> {
    let key = value_text(value)?;
    let known = question.choices.iter().find(|(choice, _)| value_text(choice).as_ref() == Some(&key));
    Some(known.map_or_else(|| value.as_str().map_or(key, str::to_owned), |(_, text)| text.clone()))
}
