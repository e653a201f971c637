//! Doing something that cannot be undone: asked first, said when it did not work.

use super::mishap::{Coming, mishap};
use crate::{
    client::{Client, ClientError},
    i18n::{Key, keys::portal::remove as words, use_i18n},
    pages::{
        desk::{use_language, use_session},
        pieces::focus,
    },
    signal::RwSignal,
    view::{El, el},
};
use leptos::{ev, prelude::*};

/// What is said about it.
#[derive(Clone, Copy)]
pub(super) struct Removal {
    /// What the button offers.
    pub(super) offer: Key,
    /// The question.
    pub(super) ask: Key,
    /// What goes with it.
    pub(super) hint: Key,
    /// What the button says that does it.
    pub(super) act: Key,
}

/// Id of the button that asks, and of the one that leaves everything as it is.
const OFFER: &str = "delete";
const KEEP: &str = "delete-keep";

/// A button that asks once more, then runs `run`, then `gone`.
pub(super) fn remove(said: Removal, run: impl Fn(Client) -> Coming + 'static, gone: impl Fn() + Copy + 'static) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<ClientError>);
    let run = std::rc::Rc::new(run);
    let act = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let coming = run(Client::new(untrack(|| language.i18n().locale())));
        leptos::task::spawn_local(async move {
            match coming.await {
                Ok(()) => gone(),
                Err(error) => {
                    busy.set(false);
                    asking.set(false);
                    if !session.notices(&error) {
                        failure.set(Some(error));
                    }
                }
            }
        });
    };
    let really = move || {
        let act = act.clone();
        let delete = el("button").attr("type", "button").class("button").text(i18n.live(said.act));
        let delete = delete.attr("aria-disabled", move || busy.get().then_some("true")).on(ev::click, move |_| act());
        let keep = el("button").attr("type", "button").class("button button-quiet").attr("id", KEEP).text(i18n.live(words::KEEP));
        let keep = keep.on(ev::click, move |_| {
            asking.set(false);
            focus(OFFER);
        });
        let heading = el("p").attr("id", "delete-ask").child(el("b").text(i18n.live(said.ask)));
        let hint = el("p").attr("id", "delete-hint").text(i18n.live(said.hint));
        let note = el("div").class("note note-critical").attr("role", "alertdialog").attr("aria-labelledby", "delete-ask");
        let acts = el("div").class("note-acts").child((delete, keep));
        note.attr("aria-describedby", "delete-hint").child(el("div").child((heading, hint, acts)))
    };
    let offer = move || {
        el("button").attr("type", "button").class("button button-quiet").attr("id", OFFER).text(i18n.live(said.offer)).on(
            ev::click,
            move |_| {
                asking.set(true);
                focus(KEEP);
            },
        )
    };
    el("div").class("stack").child((
        move || failure.get().map(|error| mishap(i18n, error)),
        move || if asking.get() { really() } else { el("div").child(offer()) },
    ))
}
