//! The respondent's page: fetches a form, lets a person answer it in whatever layout suits their screen, keeps and sends the answers.

mod address;
mod dom;
mod done;
mod keep;
mod load;
mod notice;
mod program;
mod promise;
mod screen;
mod states;
mod tabs;
mod television;
mod tools;
mod track;
mod typed;

use crate::{
    client::ClientError,
    i18n::{I18n, Locale, Messages, negotiate},
    outbox::{Choices, Outbox},
    pages::load_messages,
    signal::{RwSignal, StoredValue},
    view::{Child, Mounted, View},
    widgets::announce::{Announcer, live_region},
};
use leptos::{
    mount::{UnmountHandle, mount_to_renderer},
    prelude::*,
    tachys::dom::body,
    task::spawn_local,
};
use load::Phase;
use program::{Handed, Program};
use std::{cell::RefCell, ops::Deref};

#[cfg(feature = "preview")]
pub(in crate::pages) use done::{Finished, finished};
#[cfg(feature = "app")]
pub(in crate::pages) use program::start;
pub use program::{NEAR, TELEVISION};
#[cfg(feature = "preview")]
pub(in crate::pages) use promise::{Asker, promised, promised_on_television};

/// The words it needs: those of types of question that few forms use only where there are some.
const AREAS: &[&str] = if program::IS_LARGER { &["respond", "all"] } else { &["respond"] };

thread_local! {
    /// The page on the screen, for the moment it has to go.
    static MOUNTED: RefCell<Option<UnmountHandle<Mounted>>> = const { RefCell::new(None) };
}

/// Starts the page in the document's body. The program's own `main` ends; the page stays.
pub fn run(program: &'static Program) {
    let mounted = mount_to_renderer(&body(), move || {
        let ready = RwSignal::new(None::<Page>);
        let owner = Owner::current().unwrap_or_default();
        spawn_local(async move {
            let address = address::read();
            let handed = Handed::take();
            let locale = first_locale(&address);
            // Without its messages the page could say nothing at all; keys showing themselves still let a person answer.
            let messages = load_messages(locale, AREAS).await.unwrap_or_default();
            dom::set_language(locale);
            let outbox = Outbox::open(owner.clone(), address.is_test).await;
            owner.clone().with(|| {
                let page = Page::new(program, address, locale, messages, outbox, owner);
                if !program.has(page.layout.layout_untracked()) {
                    program.start_other(handed.as_ref());
                    return page.leave();
                }
                match handed {
                    Some(handed) => page.take_up(handed),
                    None => page.load(),
                }
                ready.set(Some(page));
            });
        });
        Child::view(move || ready.get().map(respond_page))
    });
    MOUNTED.set(Some(mounted));
}

/// The language before the form is known: what the address asks for, an earlier choice, the browser's own.
fn first_locale(address: &address::Address) -> Locale {
    let chosen = Choices::Locale.read();
    let browser = dom::languages();
    let asked = address.language.as_deref().into_iter().chain(chosen.as_deref()).chain(browser.iter().map(String::as_str));
    negotiate(asked, &[])
}

/// The page. A handle, of one number.
#[derive(Clone, Copy)]
pub(super) struct Page(&'static Parts);

/// Everything the parts of this page share. A program has one page and ends with it.
pub(super) struct Parts {
    program: &'static Program,
    address: address::Address,
    i18n: I18n,
    outbox: Outbox,
    announcer: Announcer,
    phase: RwSignal<Phase>,
    layout: screen::Screen,
    look: tools::Look,
    /// The form as the server sent it.
    form: StoredValue<String>,
    /// What is made after something was waited for belongs to it, like everything made at once.
    owner: Owner,
}

impl Deref for Page {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Page {
    fn new(program: &'static Program, address: address::Address, locale: Locale, messages: Messages, outbox: Outbox, owner: Owner) -> Self {
        let i18n = I18n::new(locale, messages);
        let announcer = Announcer::new();
        i18n.provide();
        announcer.provide();
        let layout = screen::Screen::new(program);
        Self(Box::leak(Box::new(Parts {
            program,
            address,
            i18n,
            outbox,
            announcer,
            phase: RwSignal::new(Phase::Loading),
            layout,
            look: tools::Look::new(layout),
            form: StoredValue::new(String::new()),
            owner,
        })))
    }

    fn slug(&self) -> &'static str {
        &self.0.address.slug
    }

    /// Leaves the screen to the other program.
    fn leave(self) {
        // Later, since who calls this is part of what goes.
        spawn_local(async move {
            self.owner.cleanup();
            drop(MOUNTED.take());
        });
    }

    /// Changes the language of the interface and of the survey. Answers, place and errors stay.
    fn speak(self, locale: Locale) {
        spawn_local(async move {
            let Ok(messages) = load_messages(locale, AREAS).await else { return };
            self.i18n.switch(locale, messages);
            dom::set_language(locale);
            self.phase.with_untracked(|phase| {
                if let Phase::Answering(open) = phase {
                    open.store.set_locale(locale.tag());
                }
            });
        });
    }
}

/// The page.
fn respond_page(page: Page) -> View {
    let content = move || match page.phase.get() {
        Phase::Loading => states::loading(page).view(),
        Phase::Failed(error) => states::failed(page, error).view(),
        Phase::Unknown => states::unknown(page).view(),
        Phase::Closed { workspace, closing } => states::closed(page, workspace, closing).view(),
        Phase::Answering(open) => screen::answering(page, open),
    };
    (content, live_region(page.announcer)).view()
}

/// Whether an error means that there is no such form.
fn is_unknown(error: &ClientError) -> bool {
    error.kind() == Some(tessera_api::ProblemKind::NotFound)
}
