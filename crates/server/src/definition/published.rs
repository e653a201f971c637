//! A published version, read once and shared by all requests about it.

use super::RegexHost;
use crate::results::catalog::Catalog;
use crate::store::{FormRecord, VersionRecord};
use axum::body::Bytes;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::sync::Arc;
use tessera_api::forms::{Audience, FormTeaser};
use tessera_form::{Form, Verdict};
use uuid::Uuid;

/// A version with all that the server asks of it.
#[derive(Debug)]
pub struct Published {
    /// The form's key.
    pub id: Uuid,
    /// Part of the address.
    pub slug: String,
    /// From 1.
    pub version: u32,
    /// Whose answers.
    pub audience: Audience,
    /// The sanitised definition.
    pub definition: Arc<Value>,
    /// The same, printed once for all who are sent it.
    pub text: Bytes,
    /// What tells this text from any other.
    pub digest: [u8; 32],
    /// Its questions as figures need them.
    pub catalog: Arc<Catalog>,
    /// The languages it is written in, its own first.
    pub locales: Vec<String>,
    form: Arc<Form>,
    is_light: bool,
}

/// A form of no more than so many questions, in a definition of no more than so many bytes, has no expression or pattern that a small
/// response could make take long.
const LIGHT_QUESTIONS: usize = 100;
const LIGHT_BYTES: usize = 64 << 10;

impl Published {
    /// Reads a version.
    #[must_use]
    pub fn read(form: &FormRecord, version: &VersionRecord) -> Self {
        let definition: Value = serde_json::from_str(&version.definition).unwrap_or_default();
        let text = definition.to_string();
        let digest = Sha256::digest(&text).into();
        let read = Form::from_value(&definition).form;
        let is_light = version.definition.len() <= LIGHT_BYTES && read.questions().take(LIGHT_QUESTIONS + 1).count() <= LIGHT_QUESTIONS;
        Self {
            id: form.id,
            slug: form.slug.clone(),
            version: version.version,
            audience: form.audience,
            catalog: Arc::new(Catalog::read(&read, &definition)),
            definition: Arc::new(definition),
            locales: read.locales(),
            form: Arc::new(read),
            is_light,
            text: Bytes::from(text),
            digest,
        }
    }

    /// Whether a question of this name is in the form.
    #[must_use]
    pub fn has_question(&self, name: &str) -> bool {
        self.form.id(name).is_some()
    }

    /// Whether a small response is checked so soon that it may be done where it arrives.
    #[must_use]
    pub fn is_light(&self) -> bool {
        self.is_light
    }

    /// Whether the plain programs of a respondent can show all of it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.form.is_plain()
    }

    /// Replays the answers through the engine as those of somebody who answered here at `now_millis`.
    #[must_use]
    pub fn verify(&self, answers: &Map<String, Value>, completed: bool, locale: &str, now_millis: i64) -> Verdict {
        tessera_form::verify(&self.form, Arc::new(RegexHost::new(now_millis)), answers, completed, locale)
    }

    /// Names of the questions that were seen and not answered.
    #[must_use]
    pub fn skipped(&self, verdict: &Verdict) -> Vec<String> {
        // A set, since both lists may be 5,000 long.
        let visible: HashSet<&str> = verdict.visible.iter().map(String::as_str).collect();
        let seen = self.catalog.questions().iter().filter(|question| visible.contains(question.name.as_str()));
        seen.filter(|question| question.answer_in(&verdict.data).is_none()).map(|question| question.name.clone()).collect()
    }

    /// What the front page says about it.
    #[must_use]
    pub fn teaser(&self) -> FormTeaser {
        let questions = self.form.questions().filter(|question| question.has_input && question.repeated_in.is_none()).count();
        FormTeaser {
            slug: self.slug.clone(),
            title: self.definition.get("title").cloned().unwrap_or_else(|| Value::String(self.slug.clone())),
            description: self.definition.get("description").cloned(),
            questions: u32::try_from(questions).unwrap_or(u32::MAX),
            locales: self.locales.clone(),
        }
    }
}
