//! Fetching the form and finding out where the person was.

use super::{
    Page, is_unknown,
    keep::Keeper,
    program::{Handed, IS_LARGER},
    promise::Asker,
    typed::type_again,
};
use crate::{
    client::{Client, ClientError, json, live_form, random_uuid},
    i18n::{Locale, negotiate},
    outbox::{Choices, Draft, time_ordered_uuid},
    widgets::survey::{Browser, SurveyStore},
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use std::{rc::Rc, sync::Arc, time::Duration};
use tessera_api::{
    forms::{Audience, FormState, LiveForm},
    responses::{Receipt, View},
};
use tessera_form::{Options, Session};

/// How long until a failed load is tried again by itself.
const AGAIN: Duration = Duration::from_secs(30);

/// Where the page is.
#[derive(Clone)]
pub(super) enum Phase {
    /// Fetching.
    Loading,
    /// It could not be fetched.
    Failed(ClientError),
    /// There is no such form.
    Unknown,
    /// It takes no more answers.
    Closed {
        /// Who asked.
        workspace: String,
        /// What they say now, a text for each language.
        closing: Option<Value>,
    },
    /// A person answers it, or has.
    Answering(Rc<Open>),
}

/// A form that is being answered.
pub(super) struct Open {
    pub(super) store: SurveyStore,
    pub(super) workspace: String,
    /// Who runs it, where that name does not say it.
    pub(super) operator: Option<String>,
    /// Where it is written how personal data is treated.
    pub(super) privacy: Option<String>,
    /// What they say to answers that come too late, a text for each language.
    pub(super) closing: Option<Value>,
    pub(super) audience: Audience,
    /// Languages of the interface that the form is written in.
    pub(super) locales: Vec<Locale>,
    pub(super) keeper: Keeper,
    /// Whether another program of this page began it.
    pub(super) is_handed: bool,
}

impl Open {
    /// Who asks, and whom.
    pub(super) fn asker(&self) -> Asker {
        let Self { workspace, operator, privacy, audience, .. } = self;
        Asker { workspace: workspace.clone(), operator: operator.clone(), privacy: privacy.clone(), audience: *audience }
    }
}

impl Page {
    /// Fetches the form, now or again.
    pub(super) fn load(self) {
        if self.phase.with_untracked(|phase| matches!(phase, Phase::Answering(_))) {
            return;
        }
        self.phase.set(Phase::Loading);
        spawn_local(async move {
            let slug = self.slug();
            let draft = self.outbox.draft(slug).await;
            let client = Client::new(untrack(|| self.i18n.locale()));
            let mut result = client.live_form(slug, draft.as_ref().map(|draft| draft.version)).await;
            if draft.is_some() && result.as_ref().is_err_and(is_unknown) {
                // The version is gone; the form may still be there.
                result = client.live_form(slug, None).await;
            }
            if result.as_ref().is_ok_and(|(live, _)| live.state == FormState::Live) {
                self.outbox.send_reopened(slug);
            }
            if let (Some(draft), Err(ClientError::Offline)) = (&draft, &result)
                && let Some(kept) = self.outbox.form(slug).await.and_then(read).filter(|(form, _)| form.version == draft.version)
            {
                result = Ok(kept);
            }
            match result {
                Ok((live, text)) => {
                    self.outbox.keep_form(slug, &text);
                    self.form.set_value(text);
                    self.owner.with(|| self.open(live, draft, false));
                }
                Err(error) if is_unknown(&error) => self.phase.set(Phase::Unknown),
                Err(error) => {
                    self.phase.set(Phase::Failed(error));
                    set_timeout(move || self.load_if_failed(), AGAIN);
                }
            }
        });
    }

    /// Goes on where the other program of this page was.
    pub(super) fn take_up(self, handed: Handed) {
        let Handed { form, draft, delivery } = handed;
        let Some((live, form)) = read(form) else { return self.load() };
        self.form.set_value(form);
        self.outbox.resume(delivery);
        let (response_id, step) = (draft.response_id.clone(), draft.step);
        self.open(live, Some(draft), true);
        let completed = self.phase.with_untracked(
            |phase| matches!(phase, Phase::Answering(open) if open.store.state().get_untracked() == tessera_form::State::Completed),
        );
        self.outbox.follow(Receipt { response_id, step, completed });
    }

    /// Everything the other program needs to go on.
    pub(super) fn handed(self, open: &Open) -> Handed {
        let delivery = self.outbox.status().with_untracked(|status| status.delivery.clone());
        Handed { form: self.form.get_value(), draft: open.keeper.draft(), delivery }
    }

    /// Tries again, unless the person or the network did so first.
    pub(super) fn load_if_failed(self) {
        if self.phase.with_untracked(|phase| matches!(phase, Phase::Failed(_))) {
            self.load();
        }
    }

    fn open(self, live: LiveForm, draft: Option<Draft>, is_handed: bool) {
        let LiveForm { slug, version, state, audience, workspace, operator, privacy, closing, definition } = live;
        let Some(definition) = definition.filter(|_| state == FormState::Live) else {
            self.phase.set(Phase::Closed { workspace, closing });
            return;
        };
        let form = Arc::new(Browser::read(&definition, json::parse, json::print));
        if !IS_LARGER && !form.is_plain() {
            self.program.start_larger();
            return self.leave();
        }
        let locales: Vec<Locale> = form.locales().iter().filter_map(|tag| Locale::from_tag(tag)).collect();
        let locale = self.choose_locale(&locales);
        let draft = draft.filter(|draft| draft.version == version);
        let mut session = match &draft {
            Some(draft) => Session::restore(form, Arc::new(Browser), &draft.snapshot),
            None => Session::new(form, Arc::new(Browser), Options { locale: locale.tag().to_owned(), ..Options::default() }),
        };
        // The language may have been changed since: by the address, or on another page.
        drop(session.set_locale(locale.tag()));
        // Who is midway has answered for themselves. Of employees no hidden field is kept, so none may decide what they are asked.
        drop(session.take_given(&self.address.given, draft.is_none(), audience == Audience::Customers));
        let store = SurveyStore::new(session);
        if let Some(draft) = &draft {
            type_again(store, &draft.typed);
            if let Some(active) = draft.active.and_then(|place| store.read(|session| session.at_place(place))) {
                store.enter(active);
            }
        }
        let response_id = match (&draft, audience) {
            (Some(draft), _) => draft.response_id.clone(),
            (None, Audience::Employees) => random_uuid(),
            (None, Audience::Customers) => time_ordered_uuid(),
        };
        let is_new = draft.is_none();
        let keeper = Keeper::start(self, store, &slug, version, audience, response_id.clone(), draft);
        self.phase.set(Phase::Answering(Rc::new(Open {
            store,
            workspace,
            operator,
            privacy,
            closing,
            audience,
            locales,
            keeper,
            is_handed,
        })));
        if untrack(|| self.i18n.locale()) != locale {
            self.speak(locale);
        }
        if is_new && !self.address.is_test {
            let client = Client::new(locale);
            let (layout, touchpoint) = (self.layout.layout_untracked().name().to_owned(), self.address.touchpoint.clone());
            let view = View { response_id, version, locale: locale.tag().to_owned(), layout, touchpoint };
            spawn_local(async move { client.say_shown(&slug, &view).await });
        }
    }

    /// What the address asks for, then an earlier choice, then the browser's languages; only those the form is written in, but the person's
    /// own word counts even where the form has to fall back.
    fn choose_locale(self, offered: &[Locale]) -> Locale {
        let chosen = self.address.language.clone().or_else(|| Choices::Locale.read());
        if let Some(locale) = chosen.as_deref().and_then(Locale::from_tag) {
            return locale;
        }
        let browser = super::dom::languages();
        negotiate(browser.iter().map(String::as_str), offered)
    }
}

/// A form as it was kept.
fn read(text: String) -> Option<(LiveForm, String)> {
    Some((live_form(&mut json::parse(&text)?)?, text))
}
