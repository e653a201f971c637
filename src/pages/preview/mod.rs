//! The editor's previews: a form as a desktop, a phone and a television show it, all three over one session, while it is being written.
//!
//! A program of its own, since it holds every layout and the engine: the portal brings it to the page of the editor alone. The two talk over
//! one element of the page (see [`said`]); nothing is shared in memory. Invariant: there is no client and no outbox behind these views, so
//! what is answered here reaches nobody and is counted nowhere.

mod bar;
mod device;
mod follow;
mod place;
mod said;
mod views;

use crate::{
    client::json,
    i18n::{I18n, Locale, negotiate},
    pages::{load_messages, respond::Asker},
    signal::{RwSignal, Signal, StoredValue},
    view::{Child as _, Mounted, View, after},
    widgets::{
        announce::Announcer,
        survey::{Browser, SurveyStore},
    },
};
use device::{Device, Wear};
use follow::{begin, follow};
use leptos::{
    mount::{UnmountHandle, mount_to_renderer},
    prelude::Owner,
    task::spawn_local,
};
use serde_json::{Map, Value};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};
use web_sys::HtmlElement;

/// The words of the previews themselves, and of what is in them.
const AREAS: [&str; 3] = ["respond", "all", "preview"];

/// The previews on the page, and where.
struct OnPage {
    place: HtmlElement,
    definition: RwSignal<Option<Rc<str>>>,
    _mounted: UnmountHandle<Mounted>,
}

thread_local! {
    static ON_PAGE: RefCell<Option<OnPage>> = const { RefCell::new(None) };
}

/// Starts the program, which waits for the portal to say what to show and where.
pub fn run() {
    said::listen(|place| match place {
        Some(place) => show(place),
        None => drop(ON_PAGE.take()),
    });
}

/// Shows what stands at this place now.
fn show(place: HtmlElement) {
    let definition = said::definition(&place);
    let known = ON_PAGE.with_borrow(|on_page| on_page.as_ref().filter(|on_page| on_page.place == place).map(|on_page| on_page.definition));
    if let Some(known) = known {
        if known.with_untracked(|known| *known != definition) {
            known.set(definition);
        }
        return;
    }
    // What an earlier page left goes first.
    drop(ON_PAGE.take());
    let (asker, locale) = (said::asker(&place), said::locale());
    let made: Rc<Cell<Option<Previews>>> = Rc::default();
    let mounted = mount_to_renderer(&place, {
        let made = Rc::clone(&made);
        move || {
            let previews = Previews::new(asker, locale);
            made.set(Some(previews));
            previews.begin()
        }
    });
    if let Some(previews) = made.take() {
        previews.definition.set(definition);
        ON_PAGE.set(Some(OnPage { place, definition: previews.definition, _mounted: mounted }));
    }
}

/// A session that is shown.
struct Open {
    store: SurveyStore,
    /// What the form answered by itself.
    given: Map<String, Value>,
    /// Everything made for it.
    owner: Owner,
}

/// The previews. A handle: copies share everything.
#[derive(Clone, Copy)]
pub(super) struct Previews {
    /// The words around the frames, in the portal's language.
    chrome: I18n,
    /// The words in the frames.
    views: I18n,
    devices: [Device; 3],
    definition: RwSignal<Option<Rc<str>>>,
    /// The languages the form is written in; where it is in none of ours, all, for the interface at least.
    offered: RwSignal<Vec<Locale>>,
    /// What the author wants to see it in, before what the portal speaks.
    chosen: RwSignal<Option<Locale>>,
    /// The device shown where there is room for one.
    shown: RwSignal<usize>,
    wear: RwSignal<Wear>,
    /// Who asks, and whom.
    asker: StoredValue<Asker>,
    open: StoredValue<Option<Open>>,
    owner: StoredValue<Owner>,
}

impl Previews {
    fn new(asker: Asker, locale: Locale) -> Self {
        let words = || I18n::new(locale, crate::i18n::Messages::default());
        let (chrome, views) = (words(), words());
        // What the layouts find.
        views.provide();
        Self {
            chrome,
            views,
            devices: Device::all(),
            definition: RwSignal::new(None),
            offered: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
            shown: RwSignal::new(0),
            wear: RwSignal::new(said::wear()),
            asker: StoredValue::new(asker),
            open: StoredValue::new(None),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The frames and what stands around them; nothing before its words are there.
    fn begin(self) -> View {
        let announcer = Announcer::new();
        announcer.provide();
        let is_worded = RwSignal::new(false);
        spawn_local(async move {
            let locale = self.chrome.locale_untracked();
            let messages = load_messages(locale, &AREAS).await.unwrap_or_default();
            self.chrome.switch(locale, messages.clone());
            self.views.switch(locale, messages);
            is_worded.set(true);
        });
        said::follow_page(move || self.follow_page());
        let is_here = Signal::derive(move || self.devices.iter().all(|device| device.arrived.get() > 0));
        after(move || {
            self.definition.track();
            if is_here.get() {
                self.renew(false);
                said::measure();
            }
        });
        after(move || {
            let (locale, wear) = (self.views.locale(), self.wear.get());
            for device in self.devices {
                device.arrived.track();
                device.mark(locale, &wear);
            }
        });
        (move || is_worded.get().then(|| bar::around(self, announcer))).view()
    }

    /// The portal changed its language or its look.
    fn follow_page(self) {
        self.wear.set(said::wear());
        let locale = said::locale();
        if locale != self.chrome.locale_untracked() {
            spawn_local(async move {
                if let Ok(messages) = load_messages(locale, &AREAS).await {
                    self.chrome.switch(locale, messages);
                }
            });
        }
    }

    /// Reads the text there is now and shows it, going on where the previews are or, where the author asks for it, from the beginning.
    fn renew(self, anew: bool) {
        let Some(definition) = self.definition.get_untracked().and_then(|text| json::parse(&text)) else { return };
        let form = Arc::new(Browser::read(&definition, json::parse, json::print));
        let written: Vec<Locale> = form.locales().iter().filter_map(|tag| Locale::from_tag(tag)).collect();
        let offered: Vec<Locale> =
            crate::i18n::LOCALES.into_iter().filter(|locale| written.is_empty() || written.contains(locale)).collect();
        let locale = self.locale_for(&offered);
        let before = self.open.try_update_value(Option::take).flatten();
        let kept = before.as_ref().filter(|_| !anew);
        let begun = match kept {
            Some(open) => open.store.read(|old| follow(form, Arc::new(Browser), locale.tag(), old, &open.given)),
            None => begin(form, Arc::new(Browser), locale.tag()),
        };
        let owner = self.owner.with_value(Owner::child);
        let store = owner.with(|| SurveyStore::new(begun.session));
        if let Some(open) = kept {
            place::take_over(open.store, store, &self.devices);
        }
        if self.offered.with_untracked(|known| *known != offered) {
            self.offered.set(offered);
        }
        let wear = self.wear.get_untracked();
        for device in self.devices {
            device.mark(locale, &wear);
            device.draw(&owner, || views::survey(self, device, store));
        }
        if let Some(before) = before {
            before.owner.cleanup();
        }
        self.open.set_value(Some(Open { store, given: begun.given, owner }));
        if locale != self.views.locale_untracked() {
            self.speak(locale);
        }
    }

    /// What was chosen, then what the portal speaks, as far as the form is written in it.
    fn locale_for(self, offered: &[Locale]) -> Locale {
        let asked = [self.chosen.get_untracked(), Some(self.chrome.locale_untracked())];
        negotiate(asked.into_iter().flatten().map(Locale::tag), offered)
    }

    /// Another language, chosen here or in one of the frames. Answers, places and errors stay.
    fn choose(self, locale: Locale) {
        self.chosen.set(Some(locale));
        self.speak(locale);
    }

    fn speak(self, locale: Locale) {
        spawn_local(async move {
            let Ok(messages) = load_messages(locale, &AREAS).await else { return };
            self.views.switch(locale, messages);
            self.open.with_value(|open| {
                if let Some(open) = open {
                    open.store.set_locale(locale.tag());
                }
            });
        });
    }

    /// Begins anew, with no answers.
    fn start_again(self) {
        self.renew(true);
    }

    /// Somebody left the television: whoever comes next finds the beginning once it is finished, and the question otherwise.
    fn leave(self, device: Device) {
        let is_done = self.open.with_value(|open| {
            let open = open.as_ref()?;
            let is_done = open.store.state().get_untracked() == tessera_form::State::Completed;
            if !is_done {
                // Whatever lay over the question goes.
                device.draw(&open.owner, || views::survey(self, device, open.store));
            }
            Some(is_done)
        });
        if is_done == Some(true) {
            self.start_again();
        }
        bar::take_focus();
    }
}
