//! The remote, drawn: what each key does now.

use super::context::{Overlay, use_tv};
use crate::{
    i18n::keys::respond::tv as keys,
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use tessera_form::State;

/// The foot of the screen. Screen readers hear the same from the focused thing itself.
#[component]
pub(super) fn Foot() -> impl IntoView {
    let tv = use_tv();
    let back = move || {
        tv.i18n.text(match tv.overlay.get() {
            Some(Overlay::Keyboard(_)) => keys::BACK_KEYBOARD,
            Some(Overlay::Choices(_) | Overlay::Languages) => keys::BACK_LIST,
            Some(Overlay::Leave) => keys::STAY,
            None if tv.store.state().get() == State::Completed => keys::LEAVE,
            None if tv.walk.can_go_back() => keys::BACK_QUESTION,
            None => keys::LEAVE,
        })
    };
    let ok = move || tv.scope.focused().with(|focused| focused.ok.clone());
    view! {
        <footer class="tv-foot" aria-hidden="true">
            <ul class="tv-keys">
                <li><span class="tv-key">{icon(Icon::ARROWS)}</span><span>{move || tv.i18n.text(keys::MOVE)}</span></li>
                <li><span class="tv-key">{move || tv.i18n.text(keys::KEY_OK)}</span><span class="tv-does">{ok}</span></li>
                <li><span class="tv-key">{move || tv.i18n.text(keys::KEY_BACK)}</span><span>{back}</span></li>
            </ul>
        </footer>
    }
    .into_any()
}
