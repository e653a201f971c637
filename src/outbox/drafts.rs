//! The survey a person is in the middle of, and the form it is of, on the device.

use super::{Draft, Outbox, db::Shelf, lock};
use crate::client::json;
use leptos::task::spawn_local;

/// What becomes of a draft, given the one on the device; `None` when that stays.
pub type Change = Box<dyn FnOnce(Option<Draft>) -> Option<Draft>>;

impl Outbox {
    /// The survey kept under a slug.
    pub async fn draft(self, slug: &str) -> Option<Draft> {
        let inner = self.inner.try_get_value()?;
        let text = inner.db.get(Shelf::Drafts, slug).await?.as_string()?;
        // A draft of an earlier program that this one cannot read is no draft: the person starts anew.
        let draft = Draft::read(&json::parse(&text)?);
        self.note_kept(draft.is_some());
        draft
    }

    /// Changes the survey kept under a slug while no other tab does.
    pub async fn change_draft(self, slug: String, change: Change) {
        let work = async move {
            let kept = self.draft(&slug).await;
            if let Some(draft) = change(kept) {
                self.keep_draft(&slug, &draft);
            }
        };
        lock::alone(lock::DRAFTS, Box::pin(work)).await;
    }

    /// Keeps the survey a person is in the middle of. Asked for at once: storage does what it is asked in order.
    pub fn keep_draft(self, slug: &str, draft: &Draft) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let kept = inner.db.write(&[(Shelf::Drafts, slug, Some(&json::print(&draft.json())))]);
        self.note_kept(true);
        spawn_local(async move { self.note_loss(kept.await.is_none()) });
    }

    /// The device would not take something.
    pub(super) fn note_loss(self, is_lost: bool) {
        if is_lost {
            self.status.update(|status| status.is_durable = false);
        }
    }

    /// The device has something of what is being answered, if it `is_kept`.
    pub fn note_kept(self, is_kept: bool) {
        if is_kept && self.status.with_untracked(|status| !status.is_kept) {
            self.status.update(|status| status.is_kept = true);
        }
    }

    /// Keeps a form as the server sent it, so that a person midway can go on where there is no network.
    pub fn keep_form(self, slug: &str, text: &str) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let kept = inner.db.write(&[(Shelf::Drafts, &form_key(slug), Some(text))]);
        // Without it, answering goes on as long as the page is open.
        spawn_local(async move { drop(kept.await) });
    }

    /// The form kept under a slug.
    pub async fn form(self, slug: &str) -> Option<String> {
        let inner = self.inner.try_get_value()?;
        inner.db.get(Shelf::Drafts, &form_key(slug)).await?.as_string()
    }
}

/// Beside the draft; no slug has a slash.
pub(super) fn form_key(slug: &str) -> String {
    ["form/", slug].concat()
}
