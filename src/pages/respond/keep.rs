//! Keeps the answers: on the device after every change, in the outbox page by page, for good at the end.

use super::{Page, dom, tabs::Answers, track::Track, typed::typed};
use crate::{
    client::{Meta, Save},
    modality::Layout,
    outbox::{Delivery, Draft},
    signal::StoredValue,
    view::{after, on_window},
    widgets::survey::{Event, Question, SurveyStore},
};
use leptos::{ev, prelude::*, task::spawn_local};
use std::time::Duration;
use tessera_api::forms::Audience;
use tessera_form::State;

/// A burst of key strokes is kept once.
const SETTLE: Duration = Duration::from_millis(250);

/// Steps left out when a draft is taken up. A page that goes may have sent more than it could still put down, and the server drops what comes
/// under a step that it has: with room between them nothing that is answered now is taken for old.
pub(super) const ROOM: u32 = 16;

pub(super) struct Inner {
    pub(super) slug: String,
    pub(super) version: u32,
    audience: Audience,
    pub(super) response_id: String,
    pub(super) step: u32,
    /// What the last save held, or what the form itself answered: the same again is not worth sending.
    sent: Option<(Answers, bool)>,
    pub(super) track: Track,
    timer: Option<TimeoutHandle>,
    /// The device has something of it, which has to follow even when everything is taken back.
    pub(super) is_kept: bool,
    /// Something happened since it was last put on the device.
    is_changed: bool,
    /// The answers that this tab and the device last agreed on; at first those that the form itself gave.
    pub(super) known: Answers,
}

/// Keeps one response. A handle.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    pub(super) page: Page,
    pub(super) store: SurveyStore,
    pub(super) inner: StoredValue<Inner>,
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
        let (known, slug) = (store.snapshot().data(), slug.to_owned());
        page.outbox.note_kept(is_kept && !known.is_empty());
        let sent = (!is_kept).then(|| (store.data(), false));
        let inner = Inner { slug, version, audience, response_id, step, sent, track, timer: None, is_kept, is_changed: false, known };
        let keeper = Self { page, store, inner: StoredValue::new(inner) };
        keeper.note_place();
        store.listen(move |_, event| keeper.on_event(event));
        // Hidden is the last moment a phone promises; what follows may be the end of the tab.
        on_window(ev::visibilitychange, move |_| keeper.on_visibility());
        on_window(ev::pagehide, move |_| keeper.put_away());
        on_window(ev::focus, move |_| keeper.look());
        keeper.watch_refusals();
        keeper.catch_up();
        keeper
    }

    fn on_event(self, event: &Event) {
        match event {
            Event::Changed => {
                self.note_place();
                self.inner.update_value(|inner| inner.is_changed = true);
                self.keep_soon();
            }
            // After this task: the layout says then where on the new page the person is.
            Event::Moved => spawn_local(async move {
                if self.is_open() {
                    self.note_place();
                    self.send_and_keep().await;
                }
            }),
            Event::Completed => {
                self.note_place();
                if self.is_kept() {
                    self.save(true);
                } else {
                    // The device was never asked whether another tab has this response.
                    spawn_local(async move {
                        self.keep().await;
                        self.save(true);
                    });
                }
            }
        }
    }

    /// Whether there is still something to keep.
    pub(super) fn is_open(self) -> bool {
        // The other program of this page may have taken over while storage was waited for.
        self.inner.try_with_value(|_| ()).is_some() && self.store.state().get_untracked() != State::Completed
    }

    fn is_kept(self) -> bool {
        self.inner.with_value(|inner| inner.is_kept)
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
        if dom::is_visible() {
            self.look();
        } else if self.is_open() {
            spawn_local(self.send_and_keep());
        }
    }

    /// The page goes: there is no time left to ask what another tab kept.
    fn put_away(self) {
        if self.is_open() {
            self.save(false);
            if self.inner.with_value(|inner| inner.is_changed)
                && let Some(draft) = self.fresh_draft()
            {
                self.page.outbox.keep_draft(&self.inner.with_value(|inner| inner.slug.clone()), &draft);
            }
        }
    }

    /// Into the outbox, then onto the device with the step that took.
    async fn send_and_keep(self) {
        if !self.is_kept() {
            // Another tab may have begun this response: then it goes out under that one's name.
            self.keep().await;
        }
        if self.is_open() {
            self.save(false);
            self.keep().await;
        }
    }

    fn keep_soon(self) {
        let is_waiting = self.inner.with_value(|inner| inner.timer.is_some());
        if !is_waiting {
            let handle = set_timeout_with_handle(move || spawn_local(self.keep()), SETTLE).ok();
            self.inner.update_value(|inner| inner.timer = handle);
        }
    }

    /// Onto the device, together with what another tab kept there.
    async fn keep(self) {
        if let Some(handle) = self.inner.try_update_value(|inner| inner.timer.take()).flatten() {
            handle.clear();
        }
        self.exchange(Box::new(move |kept| {
            self.join(kept);
            self.is_open().then(|| self.fresh_draft()).flatten()
        }))
        .await;
    }

    /// The survey as it is, where it is worth keeping.
    fn fresh_draft(self) -> Option<Draft> {
        let draft = self.draft();
        let data = draft.snapshot.data();
        let is_typed = draft.typed.as_array().is_some_and(|typed| !typed.is_empty());
        let is_kept = self.inner.try_update_value(|inner| {
            inner.is_kept |= is_typed || data != inner.known;
            inner.is_changed = false;
            inner.known = data;
            inner.is_kept
        });
        is_kept.unwrap_or_default().then_some(draft)
    }

    /// The survey as it is.
    pub(super) fn draft(self) -> Draft {
        let snapshot = self.store.snapshot();
        let active = self.store.active().get_untracked().and_then(|id| self.store.read(|session| session.place_of(id)));
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
            let is_over = self.store.state().get_untracked() == State::Completed;
            // Two tabs may have taken the same step: then it is the other's that the server has, since ours would be the end.
            let overtakes = |step: &u32| self.inner.with_value(|inner| *step > inner.step || is_over && *step == inner.step);
            if let Some(step) = ahead.filter(overtakes) {
                self.inner.update_value(|inner| {
                    inner.step = step;
                    inner.sent = None;
                });
                untrack(|| self.save(is_over));
            }
        });
    }
}
