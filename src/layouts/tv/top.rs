//! The top of the screen: whose questions these are, the language, how far the person is.

use super::{
    TvFrame,
    context::{Overlay, Tv},
    parts::{line, place},
};
use crate::{
    i18n::keys::respond::{menu, tv as keys},
    modality::Color,
    signal::Signal,
    view::{El, el, show},
    widgets::{
        icon::{Icon, icon},
        progress::{Place, progress_tiles},
    },
};
use leptos::{ev, prelude::Callable as _};
use tessera_form::State;

/// Name, language, the way out of this layout, progress.
pub(super) fn top(tv: Tv, frame: &TvFrame, is_done: Signal<bool>) -> El {
    let at = Signal::derive(move || Place::among_questions(tv.walk.place()));
    let progress = move || {
        let words = el("span").class("num").attr("aria-hidden", "true").text(move || at.get().words(tv.i18n));
        el("div").class("tv-progress").child((progress_tiles(at), words))
    };
    let end = (buttons(tv, frame, is_done), show(move || tv.store.state().get() == State::Running, progress));
    let notice = frame.notice;
    el("header").class("tv-top").child((
        el("p").class("tv-brand").child(el("bdi").text(frame.workspace.clone())),
        line("p", "tv-notice", move || notice.get()).attr("role", "status"),
        el("div").class("tv-top-end").child(end),
    ))
}

/// What can be pressed up there. The finished page goes on in the language it was answered in.
fn buttons(tv: Tv, frame: &TvFrame, is_done: Signal<bool>) -> El {
    let TvFrame { is_by_choice, leave_layout, .. } = *frame;
    let has_choice = frame.languages.len() > 1;
    let own_name = move || tv.i18n.locale().own_name().to_owned();
    let language = move || {
        place("tv-tile tv-small", "language", tv.i18n.live(keys::OK_LANGUAGES))
            .attr("data-color", Color::Blue.name())
            .attr("aria-label", move || tv.fill(menu::LANGUAGE, "name", tv.i18n.locale().own_name()))
            .on(ev::click, move |_| tv.overlay.set(Some(Overlay::Languages)))
            .child(el("span").class("tv-in").child((icon(Icon::GLOBE), el("span").text(own_name))))
    };
    let leave = move || {
        place("tv-tile tv-small", "layout", tv.i18n.live(keys::LEAVE_LAYOUT))
            .on(ev::click, move |_| leave_layout.run(()))
            .child(el("span").class("tv-in").child((icon(Icon::LOOK), el("span").text(tv.i18n.live(keys::LEAVE_LAYOUT)))))
    };
    el("div")
        .class("tv-top-buttons")
        .attr("data-group", "top")
        .attr("data-program", "row")
        .attr("data-block", "left right")
        .attr("data-aside", "")
        .child((show(move || is_by_choice.get(), leave), show(move || has_choice && !is_done.get(), language)))
}
