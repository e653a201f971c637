//! What goes through the store's seam: plain records.

use crate::definition::Published;
use serde_json::Value;
use std::sync::Arc;
use tessera_api::forms::{Audience, FormState};
use tessera_api::keys::Scope;
use tessera_api::responses::{Receipt, ResponseMeta};
use uuid::Uuid;

/// A session ends this long after its beginning.
pub const SESSION_LIFE_MILLIS: i64 = 12 * 3_600_000;
/// A session ends this long after its last use.
pub const SESSION_IDLE_MILLIS: i64 = 8 * 3_600_000;

/// The workspace a verb works in; leads every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorkspaceId(pub Uuid);

/// A form without its versions.
#[derive(Clone, Debug, PartialEq)]
pub struct FormRecord {
    /// Key.
    pub id: Uuid,
    /// Part of the address.
    pub slug: String,
    /// Name in the portal.
    pub name: String,
    /// Whose answers.
    pub audience: Audience,
    /// On the front page.
    pub listed: bool,
    /// Whether its owner lets it take responses; [`Self::state_at`] says whether it does.
    pub state: FormState,
    /// Newest version, 0 before the first.
    pub version: u32,
    /// Finished responses, all versions.
    pub finished: u64,
    /// Counts the drafts; the `ETag`.
    pub revision: u64,
    /// The draft as it would be published, JSON text; `null` while its text cannot be read.
    pub draft: String,
    /// The draft's text as its author wrote it.
    pub source: String,
    /// Last change of the draft.
    pub changed_at: i64,
    /// From when it takes no more responses.
    pub ends_at: Option<i64>,
    /// What its page says then: JSON, a text for each language.
    pub closing: Option<String>,
}

impl FormRecord {
    /// Whether it takes responses at an instant: the one place that knows what an end is, beside the statements of the store.
    #[must_use]
    pub fn state_at(&self, now: i64) -> FormState {
        match self.state {
            FormState::Live if self.is_over(now) => FormState::Closed,
            state => state,
        }
    }

    /// Whether its end has passed.
    #[must_use]
    pub fn is_over(&self, now: i64) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }
}

/// An end to be.
#[derive(Clone, Debug)]
pub struct EndingRecord {
    /// From when it takes no more responses.
    pub ends_at: Option<i64>,
    /// JSON, a text for each language.
    pub closing: Option<String>,
}

/// A form to be.
#[derive(Clone, Debug)]
pub struct NewFormRecord {
    /// Key.
    pub id: Uuid,
    /// Part of the address.
    pub slug: String,
    /// Name in the portal.
    pub name: String,
    /// Whose answers.
    pub audience: Audience,
    /// On the front page.
    pub listed: bool,
    /// The draft as it would be published, JSON text; `null` while its text cannot be read.
    pub draft: String,
    /// Its text as its author wrote it.
    pub source: String,
    /// Make it version 1 at once.
    pub publish: bool,
}

/// A draft to be.
#[derive(Clone, Debug)]
pub struct DraftRecord {
    /// A new name, when it changes.
    pub name: Option<String>,
    /// The definition as it would be published, JSON text; `null` while the text cannot be read.
    pub draft: String,
    /// The text as its author wrote it.
    pub source: String,
}

/// A published version. Never changes.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionRecord {
    /// Its form.
    pub form: Uuid,
    /// From 1.
    pub version: u32,
    /// JSON text.
    pub definition: String,
    /// The text it was made of, as its author wrote it.
    pub source: String,
    /// When.
    pub published_at: i64,
}

/// A published version without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionHead {
    /// From 1.
    pub version: u32,
    /// When.
    pub published_at: i64,
    /// The name of who published it, where somebody did who has one.
    pub published_by: Option<String>,
    /// Finished responses that are counted.
    pub finished: u64,
}

/// The circumstances of a write.
pub struct Write {
    /// When.
    pub at: i64,
    /// The name of who asked for it, where somebody did who has one.
    pub by: Option<String>,
    /// The idempotency key it came with, kept in the same transaction.
    pub claim: Option<Claim>,
}

/// How the answer to a request is written down once the form it is about is known.
pub type Render = Box<dyn FnOnce(&FormRecord) -> String + Send>;

/// A request's idempotency key with the answer to keep.
pub struct Claim {
    /// SHA-256 of the key: the log of keys must not name requests.
    pub key: [u8; 32],
    /// SHA-256 over key, path and body.
    pub body: [u8; 32],
    /// Status of the answer.
    pub status: u16,
    /// Makes the body of the answer.
    pub render: Render,
    /// When it may be forgotten.
    pub expires_at: i64,
}

/// How a store is doing, counted from its opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// Writes that wait to be written.
    pub waiting: u64,
    /// Writes that are on the disk.
    pub writes: u64,
    /// Batches that brought them there.
    pub batches: u64,
    /// Batches that failed.
    pub failures: u64,
    /// Microseconds that batches took, their syncing included.
    pub batch_micros: u64,
    /// The last write that was tried found no room on the disk.
    pub is_full: bool,
}

/// An API key as it is kept: the secret itself is with whoever made it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyRecord {
    /// Part of its address, and of the key itself.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// SHA-256 of the whole key. Its 256 random bits need no slow hash.
    pub secret_hash: [u8; 32],
    /// Who made it; nobody when a command did.
    pub person: Option<Uuid>,
    /// When.
    pub created_at: i64,
    /// The last day on which it counts, counted from 1970-01-01.
    pub last_day: Option<i64>,
    /// The day of its last use.
    pub used_day: Option<i64>,
}

/// An idempotency key with the answer to keep, where that is known beforehand.
#[derive(Clone, Debug)]
pub struct Noted {
    /// SHA-256 of the key.
    pub key: [u8; 32],
    /// SHA-256 over key, path and body.
    pub body: [u8; 32],
    /// Status of the answer.
    pub status: u16,
    /// Body of the answer.
    pub answer: String,
    /// When it may be forgotten.
    pub expires_at: i64,
}

/// An answer given to an earlier request with the same key.
#[derive(Clone, Debug, PartialEq)]
pub struct AnsweredRecord {
    /// SHA-256 over key, path and body.
    pub body: [u8; 32],
    /// Status of the answer.
    pub status: u16,
    /// Body of the answer.
    pub answer: String,
}

/// Touchpoints that a form is counted by, at most: each is a segment of its own for ever, and whoever answers may name one.
pub const MOST_TOUCHPOINTS: u32 = 200;

/// The part of the answers a response belongs to. Empty texts where it is not known, and all of them for employees' forms.
///
/// Kept with the response as it was when it was counted, so that taking it away takes it from where it was put.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Segment {
    /// `desktop`, `mobile` or `tv`.
    pub layout: String,
    /// BCP 47 language of the interface.
    pub locale: String,
    /// Where the person met the form, as the link says; empty also where that came after [`MOST_TOUCHPOINTS`] others.
    pub touchpoint: String,
}

/// One save of a response, checked and cleaned.
pub struct SaveRecord {
    /// The form version it answers.
    pub form: Arc<Published>,
    /// Made by the client.
    pub id: Uuid,
    /// Grows with each save.
    pub step: u32,
    /// Whether the person finished.
    pub completed: bool,
    /// The answers, invisible ones dropped.
    pub answers: serde_json::Map<String, Value>,
    /// Names of the questions that are visible and not answered; figures count them beside the answers, never below.
    pub skipped: Vec<String>,
    /// How it was answered; empty for employees' forms.
    pub meta: ResponseMeta,
    /// SHA-256 of the idempotency key.
    pub key: [u8; 32],
    /// SHA-256 over key, path and body.
    pub body: [u8; 32],
    /// Where it is counted.
    pub segment: Segment,
    /// When; for employees' forms the day.
    pub at: i64,
    /// The same as a day of the workspace, counted from 1970-01-01.
    pub day: i64,
    /// The instant itself, for the end of the form; not kept.
    pub now: i64,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// What is held now.
    pub receipt: Receipt,
    /// Whether this request changed anything.
    pub changed: bool,
}

/// A response as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredResponse {
    /// Made by the client.
    pub id: Uuid,
    /// Its form.
    pub form: Uuid,
    /// The version it answers.
    pub version: u32,
    /// Highest step.
    pub step: u32,
    /// Whether it is finished.
    pub completed: bool,
    /// The answers.
    pub answers: serde_json::Map<String, Value>,
    /// How it was answered; empty for employees' forms.
    pub meta: ResponseMeta,
    /// First save; for employees' forms the day.
    pub started_at: i64,
    /// Last save that changed it; for employees' forms the day.
    pub saved_at: i64,
    /// The day of the first save in the workspace, counted from 1970-01-01.
    pub started_day: i64,
    /// The day of the last one.
    pub saved_day: i64,
    /// Where it is counted.
    pub segment: Segment,
    /// Names of the questions that were visible and not answered at the last save.
    pub skipped: Vec<String>,
}

impl StoredResponse {
    /// Where the person met the form, counted apart or not.
    #[must_use]
    pub fn touchpoint(&self) -> &str {
        if self.meta.touchpoint.is_empty() { &self.segment.touchpoint } else { &self.meta.touchpoint }
    }
}

/// Somebody was shown a form.
#[derive(Clone, Debug)]
pub struct ViewRecord {
    /// The form version.
    pub form: Arc<Published>,
    /// The response id it will have, should it start.
    pub id: Uuid,
    /// Where it is counted.
    pub segment: Segment,
    /// When; for employees' forms the day.
    pub at: i64,
    /// The same as a day of the workspace, counted from 1970-01-01.
    pub day: i64,
    /// The instant itself, for the end of the form; not kept.
    pub now: i64,
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq)]
pub struct UserRecord {
    /// Key.
    pub id: Uuid,
    /// Lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// PHC string.
    pub password_hash: String,
}

/// A session. The id itself is only in the person's cookie.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRecord {
    /// SHA-256 of the id.
    pub id_hash: [u8; 32],
    /// Whose.
    pub user: Uuid,
    /// Beginning.
    pub begun_at: i64,
    /// Last use, to the minute.
    pub used_at: i64,
}

/// One event of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRecord {
    /// Place in the log.
    pub seq: u64,
    /// When; for employees' responses the day.
    pub at: i64,
    /// `form.created`, `response.completed`, ...
    pub kind: String,
    /// What it is about, JSON.
    pub data: String,
}
