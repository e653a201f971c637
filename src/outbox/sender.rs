//! Puts saves on the device and sends them: at once, when the network is back, on the next visit to any page, and with the page that goes.

use super::{
    db::{Db, Shelf},
    entry::{Draft, Entry, Refusal, backoff_millis},
    lock,
    status::{Delivery, Status},
};
use crate::{
    client::{Client, ClientError, json, random_uuid},
    signal::{RwSignal, Signal, StoredValue},
};
use leptos::{ev, prelude::*, task::spawn_local};
use serde_json::Value;
use std::{cell::RefCell, rc::Rc, time::Duration};
use tessera_api::{ProblemKind, responses::Receipt};

struct Inner {
    db: Db,
    /// The newest save of this page, for the moment the page goes: there is no time to read storage then.
    newest: RefCell<Option<Entry>>,
    timer: RefCell<Option<TimeoutHandle>>,
    is_sending: RefCell<bool>,
}

/// The outbox of this page. A handle.
#[derive(Clone, Copy)]
pub struct Outbox {
    inner: StoredValue<Rc<Inner>>,
    status: RwSignal<Status>,
}

impl Outbox {
    /// Opens the device's storage and begins to send what earlier visits left.
    pub async fn open(owner: Owner) -> Self {
        let db = Db::open().await;
        let status = Status { is_durable: db.is_durable(), ..Status::default() };
        let inner = Rc::new(Inner { db, newest: RefCell::default(), timer: RefCell::default(), is_sending: RefCell::default() });
        let outbox = owner.with(|| Self { inner: StoredValue::new(inner), status: RwSignal::new(status) });
        window_event_listener(ev::online, move |_| outbox.send_now());
        window_event_listener_untyped("pagehide", move |_| outbox.leave());
        outbox.send_now();
        outbox
    }

    /// How the saves are getting on.
    #[must_use]
    pub fn status(self) -> Signal<Status> {
        self.status.read_only()
    }

    /// Keeps a save and sends it. A save of the same response that still waits is replaced: this one holds all of it.
    pub fn save(self, response_id: &str, save: Value, language: &str) {
        let response_id = response_id.to_owned();
        let entry =
            Entry { key: random_uuid(), response_id, save, language: language.to_owned(), tries: 0, not_before: 0.0, refusal: None };
        self.with(|inner| *inner.newest.borrow_mut() = Some(entry.clone()));
        self.status.update(|status| status.delivery = Delivery::OnTheWay);
        let Some(inner) = self.inner.try_get_value() else { return };
        spawn_local(async move {
            if !put(&inner.db, &entry).await {
                self.status.update(|status| status.is_durable = false);
            }
            self.flush();
        });
    }

    /// Tries everything that waits, however long it still had to.
    pub fn send_now(self) {
        let Some(inner) = self.inner.try_get_value() else { return };
        spawn_local(async move {
            for entry in entries(&inner.db).await.into_iter().filter(|entry| entry.refusal.is_none() && entry.not_before > 0.0) {
                put(&inner.db, &Entry { not_before: 0.0, ..entry }).await;
            }
            self.flush();
        });
    }

    /// The survey kept under a slug.
    pub async fn draft(self, slug: &str) -> Option<Draft> {
        let inner = self.inner.try_get_value()?;
        let text = inner.db.get(Shelf::Drafts, slug).await?;
        // A draft of an earlier program that this one cannot read is no draft: the person starts anew.
        Draft::read(&json::parse(&text)?)
    }

    /// Keeps the survey a person is in the middle of.
    pub fn keep_draft(self, slug: &str, draft: &Draft) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let (slug, text) = (slug.to_owned(), json::print(&draft.json()));
        spawn_local(async move {
            if !inner.db.put(Shelf::Drafts, &slug, &text).await {
                self.status.update(|status| status.is_durable = false);
            }
        });
    }

    /// Forgets it, and the form it is of.
    pub fn drop_draft(self, slug: &str) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let (slug, form) = (slug.to_owned(), form_key(slug));
        spawn_local(async move {
            inner.db.delete(Shelf::Drafts, &slug).await;
            inner.db.delete(Shelf::Drafts, &form).await;
        });
    }

    /// Keeps a form as the server sent it, so that a person midway can go on where there is no network.
    pub fn keep_form(self, slug: &str, text: String) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let key = form_key(slug);
        spawn_local(async move {
            // Without it, answering goes on as long as the page is open.
            let _is_kept = inner.db.put(Shelf::Drafts, &key, &text).await;
        });
    }

    /// The form kept under a slug.
    pub async fn form(self, slug: &str) -> Option<String> {
        let inner = self.inner.try_get_value()?;
        inner.db.get(Shelf::Drafts, &form_key(slug)).await
    }

    /// Takes up what another program of this page knew.
    pub fn resume(self, delivery: Delivery) {
        self.status.update(|status| status.delivery = delivery);
    }

    fn with(self, run: impl FnOnce(&Inner)) {
        if let Some(inner) = self.inner.try_get_value() {
            run(&inner);
        }
    }

    /// The page goes: the newest save leaves with it. It stays in the outbox, since nobody will hear the answer.
    fn leave(self) {
        self.with(|inner| {
            if let Some(entry) = inner.newest.borrow().as_ref().filter(|entry| entry.refusal.is_none()) {
                client_of(entry).save_and_leave(&json::print(&entry.save), &entry.key);
            }
        });
    }

    /// Sends what is due, alone in this origin, then waits for what is due next.
    fn flush(self) {
        let Some(inner) = self.inner.try_get_value() else { return };
        if inner.is_sending.replace(true) {
            // The round that runs reads the storage again before it ends.
            return;
        }
        spawn_local(async move {
            let round = inner.clone();
            lock::alone(async move { self.send_due(&round).await }).await;
            inner.is_sending.replace(false);
            self.plan(&inner).await;
        });
    }

    async fn send_due(self, inner: &Rc<Inner>) {
        let mut tried: Vec<String> = Vec::new();
        loop {
            let now = js_sys::Date::now();
            let due = entries(&inner.db)
                .await
                .into_iter()
                .find(|entry| entry.refusal.is_none() && entry.not_before <= now && !tried.contains(&entry.key));
            let Some(entry) = due else { return };
            tried.push(entry.key.clone());
            let result = client_of(&entry).save_response(json::print(&entry.save), &entry.key).await;
            self.settle(inner, entry, result).await;
        }
    }

    async fn settle(self, inner: &Rc<Inner>, mut entry: Entry, result: Result<Receipt, ClientError>) {
        let id = entry.response_id.clone();
        let stored = inner.db.get(Shelf::Saves, &id).await.and_then(|text| read(&text));
        let is_newest = stored.is_none_or(|stored| stored.key == entry.key);
        let delivery = match result {
            Ok(receipt) => {
                if is_newest {
                    inner.db.delete(Shelf::Saves, &id).await;
                    forget_newest(inner, &entry.key);
                }
                Delivery::Arrived(receipt)
            }
            Err(error) if error.may_pass() => {
                entry.tries = entry.tries.saturating_add(1);
                entry.not_before = js_sys::Date::now() + backoff_millis(entry.tries, js_sys::Math::random());
                if is_newest {
                    put(&inner.db, &entry).await;
                }
                Delivery::Waiting
            }
            Err(error) => {
                let refusal = refusal_of(error);
                entry.refusal = Some(refusal.clone());
                if is_newest {
                    put(&inner.db, &entry).await;
                    forget_newest(inner, &entry.key);
                }
                Delivery::Refused(refusal)
            }
        };
        // What became of an older save says nothing about the newer one, which is on its way.
        if is_newest {
            self.tell(inner, &entry, delivery);
        }
    }

    fn tell(self, inner: &Rc<Inner>, entry: &Entry, delivery: Delivery) {
        let is_ours = self.ours(inner).is_none_or(|ours| ours == entry.response_id);
        if is_ours {
            self.status.update(|status| status.delivery = delivery);
        }
    }

    fn ours(self, inner: &Rc<Inner>) -> Option<String> {
        inner.newest.borrow().as_ref().map(|entry| entry.response_id.clone())
    }

    /// Wakes up for the earliest save that waits.
    async fn plan(self, inner: &Rc<Inner>) {
        let waiting: Vec<Entry> = entries(&inner.db).await.into_iter().filter(|entry| entry.refusal.is_none()).collect();
        let ours = self.ours(inner);
        let others = waiting.iter().filter(|entry| Some(&entry.response_id) != ours.as_ref()).count();
        if self.status.with_untracked(|status| status.others != others) {
            self.status.update(|status| status.others = others);
        }
        if let Some(handle) = inner.timer.borrow_mut().take() {
            handle.clear();
        }
        let Some(first) = waiting.iter().map(|entry| entry.not_before).min_by(f64::total_cmp) else { return };
        let wait = (first - js_sys::Date::now()).clamp(50.0, 300_000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped one line above")]
        let wait = Duration::from_millis(wait as u64);
        let handle = set_timeout_with_handle(move || self.flush(), wait).ok();
        inner.timer.replace(handle);
    }
}

/// Beside the draft; no slug has a slash.
fn form_key(slug: &str) -> String {
    ["form/", slug].concat()
}

/// Whoever answers, refusals come in the language that was on the screen.
fn client_of(entry: &Entry) -> Client {
    Client::speaking(&entry.language)
}

fn forget_newest(inner: &Rc<Inner>, key: &str) {
    let mut newest = inner.newest.borrow_mut();
    if newest.as_ref().is_some_and(|entry| entry.key == key) {
        *newest = None;
    }
}

fn refusal_of(error: ClientError) -> Refusal {
    let closed = error.kind() == Some(ProblemKind::Closed);
    match error {
        ClientError::Problem { problem, .. } => Refusal { words: problem.detail.unwrap_or(problem.title), closed, errors: problem.errors },
        _ => Refusal { closed, ..Refusal::default() },
    }
}

async fn entries(db: &Db) -> Vec<Entry> {
    db.all(Shelf::Saves).await.iter().filter_map(|text| read(text)).collect()
}

async fn put(db: &Db, entry: &Entry) -> bool {
    db.put(Shelf::Saves, &entry.response_id, &json::print(&entry.json())).await
}

fn read(text: &str) -> Option<Entry> {
    Entry::read(json::parse(text)?)
}
