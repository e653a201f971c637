//! Keeps the answers: on the device after every change, in the outbox page by page, for good at the end.

use super::{Page, dom, track::Track, typed::typed};
use crate::{
    client::{Meta, Save},
    modality::Layout,
    outbox::{Delivery, Draft},
    signal::StoredValue,
    view::{after, on_window},
    widgets::survey::{Event, Question, SurveyStore},
};
use leptos::{ev, prelude::*};
use serde_json::{Map, Value};
use std::time::Duration;
use tessera_api::forms::Audience;
use tessera_form::State;

/// A burst of key strokes is kept once.
const SETTLE: Duration = Duration::from_millis(250);

/// Steps left out when a draft is taken up. A page that goes may have sent more than it could still put down, and the server drops what comes
/// under a step that it has: with room between them nothing that is answered now is taken for old.
const ROOM: u32 = 16;

struct Inner {
    slug: String,
    version: u32,
    audience: Audience,
    response_id: String,
    step: u32,
    /// What the last save held: the same again is not worth sending.
    sent: Option<(Map<String, Value>, bool)>,
    track: Track,
    timer: Option<TimeoutHandle>,
    /// The device has something of it, which has to follow even when everything is taken back.
    is_kept: bool,
}

/// Keeps one response. A handle.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    page: Page,
    store: SurveyStore,
    inner: StoredValue<Inner>,
}

impl Keeper {
    /// Keeps everything that happens in `store` from now on.
    pub(super) fn start(
        page: Page,
        store: SurveyStore,
        slug: &str,
        version: u32,
        audience: Audience,
        response_id: String,
        draft: Option<Draft>,
    ) -> Self {
        let is_kept = draft.is_some();
        let (step, track) =
            draft.map_or_else(Default::default, |draft| (draft.step.saturating_add(ROOM), Track::resume(draft.shown, draft.active_millis)));
        let inner = Inner { slug: slug.to_owned(), version, audience, response_id, step, sent: None, track, timer: None, is_kept };
        let keeper = Self { page, store, inner: StoredValue::new(inner) };
        keeper.note_place();
        store.listen(move |_, event| keeper.on_event(event));
        // Hidden is the last moment a phone promises; what follows may be the end of the tab.
        on_window(ev::visibilitychange, move |_| keeper.on_visibility());
        on_window(ev::pagehide, move |_| keeper.put_away());
        keeper.watch_refusals();
        keeper.catch_up();
        keeper
    }

    fn on_event(self, event: &Event) {
        self.note_place();
        match event {
            Event::Changed => self.keep_soon(),
            Event::Moved => {
                self.save(false);
                // After it, with the step it took.
                self.keep_now();
            }
            Event::Completed => {
                self.save(true);
                self.page.outbox.drop_draft(&self.inner.with_value(|inner| inner.slug.clone()));
            }
        }
    }

    /// Where the person is, for what was shown and for how long.
    fn note_place(self) {
        let store = self.store;
        let name = |question: Question| question.view.with_untracked(|view| view.name.to_string());
        let stops = store.questions();
        let is_page = self.page.layout.layout_untracked() == Layout::Desktop;
        // No layout says where it begins before it is drawn, and a new page is there before the place on it is.
        let active = store.active().get_untracked();
        let here = stops
            .iter()
            .find(|question| Some(question.id) == active)
            .or_else(|| stops.iter().find(|question| !is_page || question.takes_answer()))
            .copied()
            .map(name);
        let shown: Vec<String> = if is_page { stops.into_iter().map(name).collect() } else { here.iter().cloned().collect() };
        let is_over = store.state().get_untracked() == State::Completed;
        let now = js_sys::Date::now();
        self.inner.update_value(|inner| {
            inner.track.show(shown, here.clone().filter(|_| !is_over));
            inner.track.at(here.filter(|_| dom::is_visible() && !is_over), now);
        });
    }

    fn on_visibility(self) {
        self.note_place();
        if !dom::is_visible() {
            self.put_away();
        }
    }

    /// Everything onto the device and into the outbox, now.
    fn put_away(self) {
        if self.store.state().get_untracked() != State::Completed {
            self.save(false);
            self.keep_now();
        }
    }

    fn keep_soon(self) {
        let is_waiting = self.inner.with_value(|inner| inner.timer.is_some());
        if !is_waiting {
            let handle = set_timeout_with_handle(move || self.keep_now(), SETTLE).ok();
            self.inner.update_value(|inner| inner.timer = handle);
        }
    }

    fn keep_now(self) {
        if let Some(handle) = self.inner.try_update_value(|inner| inner.timer.take()).flatten() {
            handle.clear();
        }
        if self.store.state().get_untracked() == State::Completed {
            return;
        }
        let draft = self.draft();
        let is_worth_it = !self.store.data().is_empty() || draft.typed.as_array().is_some_and(|typed| !typed.is_empty());
        self.inner.update_value(|inner| {
            inner.is_kept |= is_worth_it;
            if inner.is_kept {
                self.page.outbox.keep_draft(&inner.slug, &draft);
            }
        });
    }

    /// The survey as it is.
    pub(super) fn draft(self) -> Draft {
        let snapshot = self.store.snapshot();
        let active = self.store.active().get_untracked().map(|id| id.0);
        self.inner.update_value(|inner| inner.track.tick(js_sys::Date::now()));
        self.inner.with_value(|inner| Draft {
            response_id: inner.response_id.clone(),
            version: inner.version,
            step: inner.step,
            snapshot,
            active,
            shown: inner.track.shown().to_vec(),
            active_millis: inner.track.active_millis().to_vec(),
            typed: typed(self.store),
        })
    }

    /// Into the outbox, when there is something new in it.
    fn save(self, completed: bool) {
        let answers = self.store.data();
        let is_known = self.inner.with_value(|inner| match &inner.sent {
            Some((sent, done)) => *done == completed && *sent == answers,
            None => answers.is_empty() && !completed,
        });
        if is_known {
            return;
        }
        let locale = self.page.i18n.locale_untracked();
        let layout = self.page.layout.layout_untracked();
        let save = self.inner.try_update_value(|inner| {
            inner.step = inner.step.saturating_add(1);
            inner.sent = Some((answers.clone(), completed));
            inner.track.tick(js_sys::Date::now());
            // Of employees nothing leaves the device but the answers.
            let meta = (inner.audience == Audience::Customers).then(|| Meta {
                locale: locale.tag(),
                layout: layout.name(),
                touchpoint: &self.page.address.touchpoint,
                last_shown: inner.track.last_shown(),
                shown: inner.track.shown(),
                active_millis: inner.track.active_millis(),
            });
            let save = Save {
                response_id: &inner.response_id,
                form: &inner.slug,
                version: inner.version,
                step: inner.step,
                answers,
                completed,
                meta,
            };
            (inner.response_id.clone(), save.json())
        });
        if let Some((response_id, save)) = save {
            self.page.outbox.save(&response_id, save, locale.tag());
        }
    }

    /// What the server will not take for a reason the person can mend goes back to them, on the page where it is.
    fn watch_refusals(self) {
        let status = self.page.outbox.status();
        after(move || {
            let refusal = status.with(|status| match &status.delivery {
                Delivery::Refused(refusal) if !refusal.errors.is_empty() => Some(refusal.clone()),
                _ => None,
            });
            if let Some(refusal) = refusal {
                let step = self.store.show_server_errors(&refusal.errors);
                // The same answers may be sent again once they were looked at.
                self.inner.update_value(|inner| inner.sent = None);
                crate::layouts::focus_after(self.store, &step);
            }
        });
    }

    /// Another tab of the same response may have gone further: what came under an older step was dropped, and goes again under a newer.
    fn catch_up(self) {
        let status = self.page.outbox.status();
        after(move || {
            let ahead = status.with(|status| match &status.delivery {
                Delivery::Arrived(receipt) if !receipt.completed => Some(receipt.step),
                _ => None,
            });
            if let Some(step) = ahead.filter(|step| self.inner.with_value(|inner| *step > inner.step)) {
                self.inner.update_value(|inner| {
                    inner.step = step;
                    inner.sent = None;
                });
                untrack(|| self.save(self.store.state().get_untracked() == State::Completed));
            }
        });
    }
}
