//! A draft that saves itself: under the tag of the draft it was made from, one save at a time, kept on the device until the server has it.
//!
//! Whoever saves second is told and chooses; nothing typed is ever replaced without being asked for.

use crate::{
    client::{Client, ClientError, Tagged, portal::DraftForm},
    pages::{
        desk::{Language, Session, Unsaved, use_language, use_session, use_unsaved},
        portal::source::Source,
    },
    signal::{RwSignal, StoredValue},
    view::{after, on_window},
};
use js_sys::Date;
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;
use tessera_api::ProblemKind;

/// After the last key. Long enough for a sentence, short enough that nobody thinks of saving.
const PAUSE: Duration = Duration::from_millis(1_200);
/// Between tries while there is no connection; a connection that comes back is told sooner.
const AGAIN: Duration = Duration::from_secs(15);

/// How the text stands to what the server has.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Saving {
    /// The server has it.
    Saved,
    /// Typed, not sent.
    Waiting,
    /// On its way.
    Sending,
    /// No answer came; it is tried again by itself.
    Offline,
    /// Somebody else saved meanwhile; a person has to choose.
    Stale,
    /// Refused.
    Failed(ClientError),
}

#[derive(Clone, Copy)]
pub(super) struct Saver {
    source: Source,
    slug: StoredValue<String>,
    /// Of the draft that the text was made from.
    tag: StoredValue<String>,
    /// What the server has under that tag.
    saved: RwSignal<String>,
    /// When it got it, in the browser's time.
    at: RwSignal<f64>,
    state: RwSignal<Saving>,
    timer: StoredValue<Option<TimeoutHandle>>,
    unsaved: Unsaved,
    language: Language,
    session: Session,
}

impl Saver {
    /// Begins with what the server has, or with what was typed here before and never reached it.
    pub(super) fn new(slug: &str, source: Source, loaded: Tagged<DraftForm>) -> Self {
        let Tagged { body, tag } = loaded;
        let changed_at = Date::new(&body.summary.changed_at.into()).get_time();
        let saver = Self {
            source,
            slug: StoredValue::new(slug.to_owned()),
            tag: StoredValue::new(tag.clone()),
            saved: RwSignal::new(body.source.clone()),
            at: RwSignal::new(changed_at),
            state: RwSignal::new(Saving::Saved),
            timer: StoredValue::new(None),
            unsaved: use_unsaved(),
            language: use_language(),
            session: use_session(),
        };
        match source.kept().filter(|kept| *kept != body.source) {
            Some(kept) => {
                let base = saver.unsaved.with_value(|unsaved| unsaved.text(&saver.base()));
                source.type_in(kept);
                // Made from a draft that is not the newest any more: as if both had been open at once.
                if base.is_some_and(|base| base != tag) {
                    saver.state.set(Saving::Stale);
                }
            }
            None => source.show(body.source),
        }
        after(move || {
            source.text().track();
            untrack(|| saver.changed());
        });
        on_window(ev::online, move |_| {
            source.recheck();
            saver.send_if(Saving::Offline);
        });
        on_cleanup(move || saver.stop());
        saver
    }

    /// How it stands; tracked.
    pub(super) fn state(self) -> Saving {
        self.state.get()
    }

    /// When the server last got it, in the browser's time; tracked.
    pub(super) fn at(self) -> f64 {
        self.at.get()
    }

    /// Sends what is not sent; then whether the server has the text as it is.
    pub(super) async fn flush(self) -> bool {
        while self.is_behind()
            && matches!(self.state.get_untracked(), Saving::Saved | Saving::Waiting | Saving::Offline | Saving::Failed(_))
        {
            self.stop();
            self.save().await;
            if matches!(self.state.get_untracked(), Saving::Offline | Saving::Failed(_)) {
                break;
            }
        }
        !self.is_behind()
    }

    /// The tag of the draft that the server has, once nothing is waiting.
    pub(super) fn tag(self) -> String {
        self.tag.get_value()
    }

    /// Somebody else's draft has taken the place of this one.
    pub(super) fn overtaken(self) {
        self.state.set(Saving::Stale);
    }

    /// Their text goes in the place of the own.
    pub(super) fn take_theirs(self) {
        self.settle(|saver, theirs| {
            saver.source.forget();
            saver.saved.set(theirs.source.clone());
            saver.state.set(Saving::Saved);
            saver.source.show(theirs.source);
        });
    }

    /// The own text goes in the place of theirs.
    pub(super) fn keep_mine(self) {
        self.settle(|saver, theirs| {
            saver.saved.set(theirs.source);
            saver.state.set(Saving::Waiting);
            saver.send();
        });
    }

    /// Tries again now.
    pub(super) fn retry(self) {
        self.state.set(Saving::Waiting);
        self.send();
    }

    fn base(self) -> String {
        self.slug.with_value(|slug| ["draft.", slug, ".base"].concat())
    }

    fn is_behind(self) -> bool {
        self.source.text().with_untracked(|text| self.saved.with_untracked(|saved| text != saved))
    }

    fn client(self) -> Client {
        Client::new(untrack(|| self.language.i18n().locale()))
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn changed(self) {
        match self.state.get_untracked() {
            Saving::Sending => {}
            Saving::Stale => self.keep_base(),
            _ if self.is_behind() => {
                self.keep_base();
                self.state.set(Saving::Waiting);
                self.send_after(PAUSE);
            }
            // Back to what the server has.
            _ => {
                self.stop();
                self.source.forget();
                self.state.set(Saving::Saved);
            }
        }
    }

    /// What the text was made from is kept with it.
    fn keep_base(self) {
        let tag = self.tag.get_value();
        self.unsaved.with_value(|unsaved| unsaved.keep(&self.base(), &tag));
    }

    fn send_after(self, pause: Duration) {
        self.stop();
        if let Ok(timer) = set_timeout_with_handle(move || self.send(), pause) {
            self.timer.set_value(Some(timer));
        } else {
            self.send();
        }
    }

    fn send_if(self, state: Saving) {
        if self.state.get_untracked() == state {
            self.send();
        }
    }

    fn send(self) {
        self.stop();
        if self.is_behind() && !matches!(self.state.get_untracked(), Saving::Sending | Saving::Stale) {
            leptos::task::spawn_local(async move {
                self.save().await;
            });
        }
    }

    async fn save(self) {
        self.state.set(Saving::Sending);
        let text = self.source.text().get_untracked();
        let (slug, tag) = (self.slug.get_value(), self.tag.get_value());
        let came = match self.client().save_draft(&slug, &text, &tag).await {
            // Perhaps by the very same text: its answer was lost, and so it was sent twice.
            Err(error) if error.kind() == Some(ProblemKind::Stale) => match self.client().form(&slug).await {
                Ok(theirs) if theirs.body.source == text => Ok(theirs.tag),
                _ => Err(error),
            },
            came => came,
        };
        // The page may be gone; then the text stays kept on the device, or is saved and found to be so.
        if self.tag.try_get_value().is_none() {
            return;
        }
        match came {
            Ok(tag) => {
                self.tag.set_value(tag);
                self.at.set(Date::now());
                self.saved.set(text);
                self.state.set(Saving::Saved);
                self.changed();
            }
            Err(ClientError::Offline) => {
                self.state.set(Saving::Offline);
                self.send_after(AGAIN);
            }
            Err(error) if error.kind() == Some(ProblemKind::Stale) => self.state.set(Saving::Stale),
            Err(error) => {
                self.session.notices(&error);
                self.state.set(Saving::Failed(error));
            }
        }
    }

    /// Fetches what is there now, for `done` to go on with.
    fn settle(self, done: fn(Self, DraftForm)) {
        leptos::task::spawn_local(async move {
            match self.client().form(&self.slug.get_value()).await {
                Ok(theirs) => {
                    self.tag.set_value(theirs.tag);
                    done(self, theirs.body);
                }
                Err(error) if self.session.notices(&error) => {}
                Err(error) => self.state.set(Saving::Failed(error)),
            }
        });
    }
}
