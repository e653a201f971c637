//! What the server does with a survey definition: reads it with the engine, sanitises its markup, places remarks in its text.
//!
//! Knows neither the store nor HTTP.

pub mod scan;

use crate::results::catalog::Catalog;
use serde_json::Value;
use std::sync::Arc;
use tessera_api::forms::Audience;
use uuid::Uuid;

/// A published version, read once and shared.
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
    pub catalog: Catalog,
}
