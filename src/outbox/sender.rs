//! Puts saves on the device and sends them: at once, when the network is back, on the next visit to any page, and with the page that goes.

use super::{
    db::{Coming, Db, Fate, Shelf},
    drafts::form_key,
    entry::{Entry, Refusal, backoff_millis},
    lock,
    status::{Delivery, Status},
};
use crate::{
    client::{Client, ClientError, json, random_uuid},
    signal::{RwSignal, Signal, StoredValue},
};
use js_sys::Array;
use leptos::{ev, prelude::*, task::spawn_local};
use serde_json::Value;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use tessera_api::{ProblemKind, responses::Receipt};
use wasm_bindgen::{JsCast as _, JsValue};

pub(super) struct Inner {
    pub(super) db: Db,
    /// Where the saves are: there too, until it refused one. From then on in this page, which sends them as long as it is open.
    saves: RefCell<Db>,
    /// The newest save of this page, for the moment the page goes: there is no time to read storage then.
    newest: RefCell<Option<Entry>>,
    timer: RefCell<Option<TimeoutHandle>>,
    is_sending: RefCell<bool>,
}

/// The outbox of this page. A handle.
#[derive(Clone, Copy)]
pub struct Outbox {
    pub(super) inner: StoredValue<Rc<Inner>>,
    pub(super) status: RwSignal<Status>,
}

impl Inner {
    fn saves(&self) -> Db {
        self.saves.borrow().clone()
    }
}

impl Outbox {
    /// Opens the device's storage and begins to send what earlier visits left. Of a test nothing is put down and nothing sent.
    pub async fn open(owner: Owner, is_test: bool) -> Self {
        let db = if is_test { Db::memory() } else { Db::open().await };
        let status = Status { is_durable: db.is_durable(), is_test, ..Status::default() };
        let inner = Rc::new(Inner {
            saves: db.clone().into(),
            db,
            newest: RefCell::default(),
            timer: RefCell::default(),
            is_sending: RefCell::default(),
        });
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
        if self.status.with_untracked(|status| status.is_test) {
            let (step, completed) = (0, save.get("completed") == Some(&Value::Bool(true)));
            return self.status.update(|status| status.delivery = Delivery::Arrived(Receipt { response_id, step, completed }));
        }
        let entry =
            Entry { key: random_uuid(), response_id, save, language: language.to_owned(), tries: 0, not_before: 0.0, refusal: None };
        self.with(|inner| *inner.newest.borrow_mut() = Some(entry.clone()));
        self.status.update(|status| status.delivery = Delivery::OnTheWay);
        let Some(inner) = self.inner.try_get_value() else { return };
        let kept = put(&inner.saves(), &entry);
        spawn_local(async move {
            if kept.await.is_none() {
                self.fall_back(&inner);
            }
            self.flush();
        });
    }

    /// Tries everything that waits, however long it still had to.
    pub fn send_now(self) {
        self.release("");
    }

    /// A form takes answers: what came while it was closed is tried again, under the key that it had.
    pub fn send_reopened(self, slug: &str) {
        self.release(slug);
    }

    /// Makes due what waits, and what the form of this slug refused as closed.
    fn release(self, slug: &str) {
        let (Some(inner), slug) = (self.inner.try_get_value(), slug.to_owned()) else { return };
        let is_held = Rc::new(move |entry: &Entry| match &entry.refusal {
            Some(refusal) => refusal.closed && json::string(&entry.save, "form").is_some_and(|form| form == slug),
            None => entry.not_before > 0.0,
        });
        spawn_local(async move {
            let saves = inner.saves();
            for entry in entries(saves.all(Shelf::Saves).await).into_iter().filter(|entry| is_held(entry)) {
                let is_held = Rc::clone(&is_held);
                revise(&saves, &entry.response_id, move |stored| match stored.filter(|stored| is_held(stored)) {
                    Some(stored) => becomes(&Entry { not_before: 0.0, refusal: None, ..stored }),
                    None => Fate::Stays,
                })
                .await;
            }
            self.flush();
        });
    }

    /// Takes up what another program of this page knew.
    pub fn resume(self, delivery: Delivery) {
        self.status.update(|status| status.delivery = delivery);
    }

    /// What another program of this page left on its way may arrive by that program's hands, which tells nobody here. `sent` is its receipt,
    /// true once nobody sends any more and it waits no longer.
    pub fn follow(self, sent: Receipt) {
        let Some(inner) = self.inner.try_get_value() else { return };
        if !self.status.with_untracked(|status| status.is_durable && status.delivery == Delivery::Waiting) {
            return;
        }
        spawn_local(async move {
            lock::alone(lock::SENDING, Box::pin(async {})).await;
            let left = inner.db.get(Shelf::Saves, &sent.response_id).await;
            let is_newest = inner.newest.borrow().is_none();
            if is_newest && left.is_some_and(|left| left.is_undefined()) {
                self.status.update(|status| {
                    if status.delivery == Delivery::Waiting {
                        status.delivery = Delivery::Arrived(sent);
                    }
                });
            }
        });
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
            lock::alone(lock::SENDING, Box::pin(async move { self.send_due(&round).await })).await;
            inner.is_sending.replace(false);
            self.plan(&inner).await;
        });
    }

    async fn send_due(self, inner: &Rc<Inner>) {
        let mut tried: Vec<String> = Vec::new();
        loop {
            let now = js_sys::Date::now();
            let saves = inner.saves();
            let texts = saves.all(Shelf::Saves).await;
            if texts.is_none() && saves.is_durable() {
                // The browser has lost its storage, or took it away.
                self.fall_back(inner);
                continue;
            }
            let waiting = waiting(texts);
            let due = waiting.into_iter().find(|entry| entry.not_before <= now && !tried.contains(&entry.key));
            let Some(entry) = due else { return };
            tried.push(entry.key.clone());
            let result = client_of(&entry).save_response(json::print(&entry.save), &entry.key).await;
            self.settle(inner, &saves, entry, result).await;
        }
    }

    async fn settle(self, inner: &Rc<Inner>, saves: &Db, mut entry: Entry, result: Result<Receipt, ClientError>) {
        let delivery = outcome(&mut entry, result);
        let fate = if matches!(delivery, Delivery::Arrived(_)) { Fate::Goes } else { becomes(&entry) };
        let is_replaced = Rc::new(Cell::new(false));
        let kept = revise(saves, &entry.response_id, {
            let (key, is_replaced) = (entry.key.clone(), is_replaced.clone());
            move |stored| {
                is_replaced.set(stored.is_some_and(|stored| stored.key != key));
                if is_replaced.get() { Fate::Stays } else { fate }
            }
        });
        let is_kept = kept.await.is_some();
        // What became of an older save says nothing about the newer one, which is on its way.
        if !is_replaced.get() {
            if matches!(delivery, Delivery::Arrived(_)) && !saves.is_durable() {
                self.drop_draft(&entry);
            }
            self.tell(inner, &entry, delivery);
        }
        if !is_kept {
            self.fall_back(inner);
        }
    }

    /// The device does not take or give saves any more: this page keeps its newest itself, and sends that as long as it is open. What is on
    /// the device goes out on a later visit.
    fn fall_back(self, inner: &Inner) {
        self.note_loss(true);
        if inner.saves().is_durable() {
            let memory = Db::memory();
            if let Some(newest) = &*inner.newest.borrow() {
                // Done at once, as everything in memory.
                drop(put(&memory, newest));
            }
            inner.saves.replace(memory);
        }
    }

    /// Of a finished response that the device would not take the draft was left, for the case that the page goes before the server has it.
    fn drop_draft(self, entry: &Entry) {
        if let (Some(inner), Some(slug)) = (self.inner.try_get_value(), finished(entry)) {
            let gone = inner.db.write(&[(Shelf::Drafts, &slug, None), (Shelf::Drafts, &form_key(&slug), None)]);
            spawn_local(async move { drop(gone.await) });
        }
    }

    fn tell(self, inner: &Rc<Inner>, entry: &Entry, delivery: Delivery) {
        let mut newest = inner.newest.borrow_mut();
        let is_ours = newest.as_ref().is_none_or(|newest| newest.response_id == entry.response_id && !is_before(entry, newest));
        if newest.as_ref().is_some_and(|newest| newest.key == entry.key) {
            *newest = matches!(delivery, Delivery::Waiting).then(|| entry.clone());
        }
        drop(newest);
        if is_ours {
            self.status.update(|status| status.delivery = delivery);
        }
    }

    fn ours(self, inner: &Rc<Inner>) -> Option<String> {
        inner.newest.borrow().as_ref().map(|entry| entry.response_id.clone())
    }

    /// Wakes up for the earliest save that waits.
    async fn plan(self, inner: &Rc<Inner>) {
        let waiting = waiting(inner.saves().all(Shelf::Saves).await);
        // Another program of this page may have taken over meanwhile; it plans for itself.
        if self.inner.try_get_value().is_none() {
            return;
        }
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

/// Whoever answers, refusals come in the language that was on the screen.
fn client_of(entry: &Entry) -> Client {
    Client::speaking(&entry.language)
}

fn refusal_of(error: ClientError) -> Refusal {
    let closed = error.kind() == Some(ProblemKind::Closed);
    match error {
        ClientError::Problem { problem, .. } => Refusal { words: problem.detail.unwrap_or(problem.title), closed, errors: problem.errors },
        _ => Refusal { closed, ..Refusal::default() },
    }
}

/// What a save's answer means, noted in the save.
fn outcome(entry: &mut Entry, result: Result<Receipt, ClientError>) -> Delivery {
    match result {
        Ok(receipt) => Delivery::Arrived(receipt),
        Err(error) if error.may_pass() => {
            entry.tries = entry.tries.saturating_add(1);
            entry.not_before = js_sys::Date::now() + backoff_millis(entry.tries, js_sys::Math::random());
            Delivery::Waiting
        }
        Err(error) => {
            let refusal = refusal_of(error);
            entry.refusal = Some(refusal.clone());
            Delivery::Refused(refusal)
        }
    }
}

/// Whether a save was made before another of the same response, which may have been put down after the answer to it.
fn is_before(entry: &Entry, other: &Entry) -> bool {
    json::whole(&entry.save, "step") < json::whole(&other.save, "step")
}

/// The saves that wait: those refused only stay to be shown, or until their form is open again.
fn waiting(texts: Option<JsValue>) -> Vec<Entry> {
    entries(texts).into_iter().filter(|entry| entry.refusal.is_none()).collect()
}

fn entries(texts: Option<JsValue>) -> Vec<Entry> {
    let texts = texts.map(Array::unchecked_from_js).unwrap_or_default();
    texts.iter().filter_map(|text| read(&text.as_string()?)).collect()
}

/// Puts a save on the device. The last of a response takes the place of the draft: both are done, or neither.
fn put(db: &Db, entry: &Entry) -> Coming {
    let (text, slug) = (text(entry), finished(entry).unwrap_or_default());
    let form = form_key(&slug);
    let steps = [(Shelf::Saves, &*entry.response_id, Some(&*text)), (Shelf::Drafts, &slug, None), (Shelf::Drafts, &form, None)];
    db.write(if slug.is_empty() { steps.get(..1).unwrap_or_default() } else { &steps })
}

/// The form of which a save is the last.
fn finished(entry: &Entry) -> Option<String> {
    entry.save.get("completed").and_then(Value::as_bool).filter(|completed| *completed)?;
    json::string(&entry.save, "form")
}

/// Decides what becomes of the save of a response, given the one on the device at that moment.
fn revise(db: &Db, response_id: &str, decide: impl FnOnce(Option<Entry>) -> Fate + 'static) -> Coming {
    db.revise(Shelf::Saves, response_id, Box::new(move |text| decide(text.and_then(|text| read(&text)))))
}

fn becomes(entry: &Entry) -> Fate {
    Fate::Becomes(text(entry))
}

fn text(entry: &Entry) -> String {
    json::print(&entry.json())
}

fn read(text: &str) -> Option<Entry> {
    Entry::read(json::parse(text)?)
}
