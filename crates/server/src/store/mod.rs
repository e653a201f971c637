//! The seam between the server and its database: few verbs, each one durable when it returns.
//!
//! Invariants: every verb names its workspace; times come in as milliseconds UTC (the store has no clock); what a writing verb
//! returned `Ok` for survives a kill. SQL stays behind this seam. `tests/store` holds the suite an implementation has to pass.

mod records;
pub mod sqlite;

pub use records::*;

use crate::definition::Published;
use crate::results::{counted::Counted, filter::Filter, words::After};
use async_trait::async_trait;
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Uuid;

/// Why a verb did nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// The slug belongs to another form.
    #[error("slug taken")]
    SlugTaken,
    /// There are as many as there may be.
    #[error("too many")]
    TooMany,
    /// Somebody with this e-mail exists.
    #[error("e-mail taken")]
    EmailTaken,
    /// The draft changed meanwhile.
    #[error("stale revision")]
    Stale,
    /// The form takes no responses.
    #[error("closed")]
    Closed,
    /// The response was taken away.
    #[error("erased")]
    Erased,
    /// The response belongs to another form or another version of it.
    #[error("response belongs to version {version}")]
    OtherVersion {
        /// The version it was begun with; 0 when the form is another one.
        version: u32,
    },
    /// The idempotency key came with another body before.
    #[error("idempotency key reused")]
    KeyReused,
    /// Too much waits to be written.
    #[error("write queue full")]
    Busy,
    /// The disk is full.
    #[error("disk full")]
    DiskFull,
    /// The store is shutting down.
    #[error("store closed")]
    Gone,
    /// The database failed.
    #[error("database: {0}")]
    Database(String),
}

/// Shorthand.
pub type StoreResult<T> = Result<T, StoreError>;

/// Forms, their drafts and versions.
#[async_trait]
pub trait FormStore {
    /// A new form with its draft, published at once when asked.
    async fn create_form(&self, workspace: WorkspaceId, form: NewFormRecord, write: Write) -> StoreResult<FormRecord>;
    /// The form of this slug.
    async fn form(&self, workspace: WorkspaceId, slug: &str) -> StoreResult<Option<FormRecord>>;
    /// The form of this key.
    async fn form_by_id(&self, workspace: WorkspaceId, form: Uuid) -> StoreResult<Option<FormRecord>>;
    /// Forms in the order of their slugs, from behind `after`.
    async fn forms(&self, workspace: WorkspaceId, after: &str, limit: u32) -> StoreResult<Vec<FormRecord>>;
    /// Forms that take responses at `now` and that their owners list on the front page, with their newest definition.
    async fn listed_forms(&self, workspace: WorkspaceId, now: i64) -> StoreResult<Vec<(FormRecord, VersionRecord)>>;
    /// A new draft in the place of revision `revision`.
    async fn edit_draft(
        &self,
        workspace: WorkspaceId,
        slug: &str,
        revision: u64,
        edit: DraftRecord,
        write: Write,
    ) -> StoreResult<FormRecord>;
    /// The draft of revision `revision` becomes the next version, and the form live.
    async fn publish_draft(&self, workspace: WorkspaceId, slug: &str, revision: u64, write: Write) -> StoreResult<FormRecord>;
    /// The published versions, newest first.
    async fn versions(&self, workspace: WorkspaceId, form: Uuid) -> StoreResult<Vec<VersionHead>>;
    /// Closes or reopens a form that was published; whoever opens it again is rid of an end that has passed, as is who publishes it.
    async fn set_open(&self, workspace: WorkspaceId, slug: &str, open: bool, write: Write) -> StoreResult<FormRecord>;
    /// When it takes its last response and what is said from then on, in the place of what was.
    async fn set_ending(&self, workspace: WorkspaceId, slug: &str, ending: EndingRecord, write: Write) -> StoreResult<FormRecord>;
    /// A published version; the newest when none is named.
    async fn version(&self, workspace: WorkspaceId, slug: &str, version: Option<u32>) -> StoreResult<Option<(FormRecord, VersionRecord)>>;
}

/// Responses and views.
#[async_trait]
pub trait ResponseStore {
    /// One save of one response: the highest step wins, a completed response never changes.
    async fn save_response(&self, workspace: WorkspaceId, save: SaveRecord) -> StoreResult<Saved>;
    /// What is kept of a response. Never leaves the server as it is.
    async fn response(&self, workspace: WorkspaceId, id: Uuid) -> StoreResult<Option<StoredResponse>>;
    /// Somebody was shown the form; counted once an id.
    async fn record_view(&self, workspace: WorkspaceId, view: ViewRecord) -> StoreResult<()>;
}

/// Taking away. Figures follow, exactly.
#[async_trait]
pub trait EraseStore {
    /// One response with its view and its share in the counters. A save that comes for it later is refused.
    async fn erase_response(&self, workspace: WorkspaceId, form: Arc<Published>, id: Uuid, at: i64) -> StoreResult<()>;
    /// The form whose draft has revision `revision`, with its versions and everything that was answered.
    async fn delete_form(&self, workspace: WorkspaceId, slug: &str, revision: u64, at: i64) -> StoreResult<()>;
}

/// What the query door reads. Rows are for it alone: no other road may lead them out.
#[async_trait]
pub trait FigureStore {
    /// The counters of a part of a form's answers: sums over the days, values by day of the questions `daily`, and how many unfinished responses were saved after
    /// `lately_since`. All from one instant.
    async fn counted(
        &self,
        workspace: WorkspaceId,
        form: Uuid,
        filter: Filter,
        daily: Vec<String>,
        lately_since: i64,
    ) -> StoreResult<Counted>;
    /// The segments somebody answered in.
    async fn segments(&self, workspace: WorkspaceId, form: Uuid) -> StoreResult<Vec<Segment>>;
    /// Finished responses, newest first, from behind `after`.
    async fn finished(
        &self,
        workspace: WorkspaceId,
        form: Uuid,
        filter: Filter,
        after: Option<After>,
        limit: u32,
    ) -> StoreResult<Vec<StoredResponse>>;
    /// Of at most `limit` responses from behind the id `after`, those whose words the anonymity gate gives free; and the last id looked at.
    async fn readable(
        &self,
        workspace: WorkspaceId,
        form: Uuid,
        after: Uuid,
        limit: u32,
    ) -> StoreResult<(Vec<StoredResponse>, Option<Uuid>)>;
    /// All responses in the order of their ids, from behind the id `after`.
    async fn rows(&self, workspace: WorkspaceId, form: Uuid, after: Uuid, limit: u32) -> StoreResult<Vec<StoredResponse>>;
}

/// People who sign in, and their sessions.
#[async_trait]
pub trait PeopleStore {
    /// A new person.
    async fn create_user(&self, workspace: WorkspaceId, user: UserRecord, at: i64) -> StoreResult<()>;
    /// By e-mail, lower case.
    async fn user_by_email(&self, workspace: WorkspaceId, email: &str) -> StoreResult<Option<UserRecord>>;
    /// How many there are.
    async fn count_users(&self, workspace: WorkspaceId) -> StoreResult<u64>;
    /// Changes the password and ends every session but the one that is begun in their place.
    async fn set_password(
        &self,
        workspace: WorkspaceId,
        user: Uuid,
        password_hash: String,
        session: Option<SessionRecord>,
        at: i64,
    ) -> StoreResult<()>;
    /// Begins a session.
    async fn begin_session(&self, workspace: WorkspaceId, session: SessionRecord) -> StoreResult<()>;
    /// The session with its person.
    async fn session(&self, workspace: WorkspaceId, id_hash: [u8; 32]) -> StoreResult<Option<(SessionRecord, UserRecord)>>;
    /// Notes that a session was used.
    async fn touch_session(&self, workspace: WorkspaceId, id_hash: [u8; 32], at: i64) -> StoreResult<()>;
    /// Ends one session.
    async fn end_session(&self, workspace: WorkspaceId, id_hash: [u8; 32], at: i64) -> StoreResult<()>;
    /// Ends all sessions of a person.
    async fn end_sessions_of(&self, workspace: WorkspaceId, user: Uuid, at: i64) -> StoreResult<()>;
}

/// API keys.
#[async_trait]
pub trait KeyStore {
    /// A new key, unless there are `most` already; its request's answer is noted with it.
    async fn create_key(&self, workspace: WorkspaceId, key: KeyRecord, most: u32, noted: Noted) -> StoreResult<()>;
    /// All keys, newest first.
    async fn keys(&self, workspace: WorkspaceId) -> StoreResult<Vec<KeyRecord>>;
    /// One key.
    async fn key(&self, workspace: WorkspaceId, id: &str) -> StoreResult<Option<KeyRecord>>;
    /// Notes the day of a use.
    async fn touch_key(&self, workspace: WorkspaceId, id: &str, day: i64) -> StoreResult<()>;
    /// The key counts no more.
    async fn revoke_key(&self, workspace: WorkspaceId, id: &str, at: i64) -> StoreResult<()>;
}

/// The event log, idempotency keys, and the store as a whole.
#[async_trait]
pub trait LogStore {
    /// The workspace of this installation, made on first use.
    async fn workspace(&self, at: i64) -> StoreResult<WorkspaceId>;
    /// Events behind `after`, oldest first.
    async fn events(&self, workspace: WorkspaceId, after: u64, limit: u32) -> StoreResult<Vec<EventRecord>>;
    /// The newest event's place in the log; 0 before the first.
    async fn newest_event(&self, workspace: WorkspaceId) -> StoreResult<u64>;
    /// Changes whenever something was written, so that whoever follows the log need not ask again and again.
    fn changes(&self) -> watch::Receiver<u64>;
    /// What a request with this key was answered.
    async fn answered(&self, workspace: WorkspaceId, key: [u8; 32]) -> StoreResult<Option<AnsweredRecord>>;
    /// Forgets keys and sessions that ran out.
    async fn sweep(&self, workspace: WorkspaceId, now: i64) -> StoreResult<()>;
    /// Whether a write would be taken now.
    async fn ready(&self) -> StoreResult<()>;
    /// Everything as it is at one instant, written to a new file; reads and writes go on meanwhile.
    async fn copy_to(&self, file: &std::path::Path) -> StoreResult<()>;
    /// How the store is doing.
    fn vitals(&self) -> Vitals;
    /// Writes what waits, then takes no more.
    async fn close(&self);
}

/// All of it. Other areas add their verbs as traits of their own.
pub trait Store: FormStore + ResponseStore + EraseStore + FigureStore + PeopleStore + KeyStore + LogStore + Send + Sync {}

impl<T: FormStore + ResponseStore + EraseStore + FigureStore + PeopleStore + KeyStore + LogStore + Send + Sync> Store for T {}
