//! The remote, drawn: what each key does now.

use super::context::{Overlay, Tv};
use crate::{
    i18n::keys::respond::{self, tv as keys},
    signal::Signal,
    view::{El, el, show},
    widgets::icon::{Icon, icon},
};
use tessera_form::State;

/// The foot of the screen: the keys, of which screen readers hear from the focused thing itself; on the first question also who asks.
pub(super) fn foot(tv: Tv, about: Signal<String>) -> El {
    let back = move || {
        tv.i18n.text(match tv.overlay.get() {
            Some(Overlay::Keyboard(_)) => keys::BACK_KEYBOARD,
            Some(Overlay::Choices(_) | Overlay::Languages) => keys::BACK_LIST,
            Some(Overlay::Leave) => keys::STAY,
            None if tv.is_holding.get() => respond::UNDO,
            None if tv.store.state().get() == State::Completed => keys::LEAVE,
            None if tv.can_go_back() => keys::BACK_QUESTION,
            None => keys::LEAVE,
        })
    };
    let ok = move || tv.scope.focused().with(|focused| focused.ok.clone());
    let row = |key: El, does: El| el("li").child((key.class("tv-key"), does));
    let keys = el("ul").class("tv-keys").attr("aria-hidden", "true").child((
        row(el("span").child(icon(Icon::ARROWS)), el("span").text(tv.i18n.live(keys::MOVE))),
        row(el("span").text(tv.i18n.live(keys::KEY_OK)), el("span").class("tv-does").text(ok)),
        row(el("span").text(tv.i18n.live(keys::KEY_BACK)), el("span").text(back)),
    ));
    let is_first = move || tv.walk.place().0 <= 1 && matches!(tv.store.state().get(), State::Starting | State::Running);
    let about = show(is_first, move || el("p").class("tv-about").text(move || about.get()));
    el("footer").class("tv-foot").child((keys, about))
}
