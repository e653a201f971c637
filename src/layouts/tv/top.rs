//! The top of the screen: whose questions these are, the language, how far the person is.

use super::{
    context::{Overlay, Tv},
    parts::{line, place},
};
use crate::{
    i18n::keys::respond::{menu, tv as keys},
    signal::Signal,
    view::{El, el, show},
    widgets::{
        icon::{Icon, icon},
        progress::{Place, progress_tiles},
    },
};
use leptos::ev;
use tessera_form::State;

/// Name, language, progress.
pub(super) fn top(tv: Tv, workspace: String, notice: Signal<String>, has_languages: impl Fn() -> bool + Send + Sync + 'static) -> El {
    let at = Signal::derive(move || {
        let progress = tv.store.progress().get();
        Place::choose(tv.walk.place(), (progress.page.saturating_add(1), progress.pages))
    });
    let own_name = move || tv.i18n.locale().own_name().to_owned();
    let language = move || {
        let button = place("tv-tile tv-language", "language", tv.i18n.live(keys::OK_LANGUAGES))
            .attr("aria-label", move || tv.fill(menu::LANGUAGE, "name", tv.i18n.locale().own_name()))
            .on(ev::click, move |_| tv.overlay.set(Some(Overlay::Languages)))
            .child(el("span").class("tv-in").child((icon(Icon::GLOBE), el("span").text(own_name))));
        el("div")
            .attr("data-group", "top")
            .attr("data-program", "row")
            .attr("data-block", "left right")
            .attr("data-aside", "")
            .child(button)
    };
    let progress = move || {
        let words = el("span").class("num").attr("aria-hidden", "true").text(move || at.get().words(tv.i18n));
        el("div").class("tv-progress").child((progress_tiles(at), words))
    };
    let end = (show(has_languages, language), show(move || tv.store.state().get() == State::Running, progress));
    el("header").class("tv-top").child((
        el("p").class("tv-brand").child(el("bdi").text(workspace)),
        line("p", "tv-notice", move || notice.get()).attr("role", "status"),
        el("div").class("tv-top-end").child(end),
    ))
}
