//! `GET /api/v1/stream`: what happens to forms and responses, as it happens, read from the event log.
//!
//! An event says that something changed and what it is about, never what anybody answered, nor which response somebody is midway in: who listens asks
//! for the figures anew. Whoever was away
//! resumes behind the last event that arrived (`Last-Event-ID`), so nothing is missed and nothing told twice.

use crate::app::App;
use crate::http::Failure;
use crate::http::access::{May, ResultsRead};
use crate::store::{EventRecord, StoreResult};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tessera_api::{Problem, ProblemKind};
use tokio::sync::watch;
use tokio::time::Instant;

/// Events read at a time.
const EVENTS: u32 = 200;
/// Whoever missed more is told to begin anew: asking for the figures once is less than hearing of each change.
const MOST_MISSED: u64 = 10_000;
/// Events of so long a time are told together, so that a rush of answers does not become a rush of questions.
const GATHER: Duration = Duration::from_millis(500);
/// A proxy closes what is silent for longer.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends after this long, and whoever goes on listening is asked again who they are.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// How soon a server that stops lets go of its listeners.
const DRAIN: Duration = Duration::from_millis(250);

/// What is listened to.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct StreamQuery {
    /// Of this form alone.
    form: Option<String>,
}

/// Server-sent events: `form.*`, `response.*` and, of employees' forms, `responses.counted`; `reset` where too much was missed to be told.
#[utoipa::path(get, path = "/api/v1/stream", tag = "results", security(("session" = []), ("key" = ["results:read"])),
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "Resume behind this event")),
    responses((status = 200, content_type = "text/event-stream", body = String), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub(super) async fn stream(
    State(app): State<App>,
    _may: May<ResultsRead>,
    headers: HeaderMap,
    query: Result<Query<StreamQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(query) = query.map_err(|error| Failure::new(ProblemKind::Malformed).param("reason", error.body_text()))?;
    let newest = app.store().newest_event(app.workspace()).await?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse::<u64>().ok());
    let is_lost = headers.contains_key("last-event-id") && last.is_none_or(|last| last > newest || newest - last > MOST_MISSED);
    let after = last.filter(|_| !is_lost).unwrap_or(newest);
    // Tells the browser how long to wait, and gives it a place to resume from before anything happens.
    let hello = Event::default().retry(Duration::from_secs(2)).id(after.to_string());
    let hello = if is_lost { hello.event("reset") } else { hello.event("hello") };
    let changes = app.store().changes();
    let ready = VecDeque::from([hello.data("{}")]);
    let listener = Listener { app, form: query.form, after, ready, changes, until: Instant::now() + LIFE, has_more: after < newest };
    let heartbeat = KeepAlive::new().interval(HEARTBEAT);
    let headers = [("cache-control", "no-store"), ("x-accel-buffering", "no")];
    Ok((headers, Sse::new(events(listener)).keep_alive(heartbeat)).into_response())
}

struct Listener {
    app: App,
    form: Option<String>,
    after: u64,
    ready: VecDeque<Event>,
    changes: watch::Receiver<u64>,
    until: Instant,
    /// Whether there may be more behind what was read.
    has_more: bool,
}

fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, async |mut listener| {
        loop {
            if let Some(event) = listener.ready.pop_front() {
                return Some((Ok(event), listener));
            }
            if !listener.wait().await {
                return None;
            }
            listener.read().await;
        }
    })
}

impl Listener {
    /// Waits until there is something to read. `false` when the stream has to end.
    async fn wait(&mut self) -> bool {
        loop {
            if self.app.is_draining() || Instant::now() >= self.until {
                return false;
            }
            if self.has_more {
                return true;
            }
            match tokio::time::timeout(DRAIN, self.changes.changed()).await {
                Ok(Ok(())) => {
                    tokio::time::sleep(GATHER).await;
                    // What came in meanwhile is read with it.
                    self.changes.mark_unchanged();
                    return true;
                }
                Ok(Err(_store_gone)) => return false,
                Err(_nothing_yet) => {}
            }
        }
    }

    /// Reads one batch: whoever does not read on is not read for either. Who fell far behind begins anew.
    async fn read(&mut self) {
        match self.batch().await {
            Ok(events) => self.ready.extend(events),
            // Nothing is lost: the next change reads from the same place.
            Err(error) => {
                self.has_more = false;
                tracing::warn!(%error, "events could not be read");
            }
        }
    }

    async fn batch(&mut self) -> StoreResult<Vec<Event>> {
        let (store, workspace) = (self.app.store(), self.app.workspace());
        let newest = store.newest_event(workspace).await?;
        if newest.saturating_sub(self.after) > MOST_MISSED {
            (self.after, self.has_more) = (newest, false);
            return Ok(vec![Event::default().id(newest.to_string()).event("reset").data("{}")]);
        }
        let found = store.events(workspace, self.after, EVENTS).await?;
        self.has_more = u32::try_from(found.len()).is_ok_and(|read| read >= EVENTS);
        self.after = found.last().map_or(self.after, |event| event.seq);
        Ok(found.into_iter().filter_map(|event| self.told(event)).collect())
    }

    fn told(&self, event: EventRecord) -> Option<Event> {
        if !event.kind.starts_with("form.") && !event.kind.starts_with("response") {
            return None;
        }
        let mut data: Value = serde_json::from_str(&event.data).ok()?;
        if self.form.as_ref().is_some_and(|form| data.get("form").and_then(Value::as_str) != Some(form)) {
            return None;
        }
        // Whoever knows the id of a response may go on with it, until it is finished: it is the person's own.
        if event.kind == "response.saved" {
            data.as_object_mut()?.remove("response");
        }
        Some(Event::default().id(event.seq.to_string()).event(event.kind).data(data.to_string()))
    }
}
