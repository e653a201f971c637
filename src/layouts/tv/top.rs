//! The top of the screen: whose questions these are, the language, how far the person is.

use super::context::{Overlay, use_tv};
use crate::{
    i18n::keys::respond::tv as keys,
    widgets::{
        icon::{Icon, icon},
        progress::{Place, progress_tiles},
    },
};
use leptos::prelude::*;
use tessera_form::State;

/// Name, language, progress.
#[component]
pub(super) fn Top(workspace: Signal<String>, notice: Signal<String>, has_languages: Signal<bool>) -> impl IntoView {
    let tv = use_tv();
    let place = Signal::derive(move || {
        let progress = tv.store.progress().get();
        Place::choose(tv.walk.place(), (progress.page.saturating_add(1), progress.pages))
    });
    let is_running = move || tv.store.state().get() == State::Running;
    view! {
        <header class="tv-top">
            <p class="tv-brand"><bdi>{move || workspace.get()}</bdi></p>
            <p class="tv-notice" role="status">{move || notice.get()}</p>
            <div class="tv-top-end">
                <Show when=move || has_languages.get()>
                    <div data-group="top" data-program="row" data-block="left right" data-aside="">
                        <button type="button" class="tv-tile tv-language" data-focus="language" data-ok=move || tv.i18n.text(keys::OK_LANGUAGES)
                            aria-label=move || tv.fill(crate::i18n::keys::respond::menu::LANGUAGE, "name", tv.i18n.locale().own_name())
                            on:click=move |_| tv.overlay.set(Some(Overlay::Languages))
                        ><span class="tv-in">{icon(Icon::GLOBE)}<span>{move || tv.i18n.locale().own_name()}</span></span></button>
                    </div>
                </Show>
                <Show when=is_running>
                    <div class="tv-progress">{progress_tiles(place)}<span class="num" aria-hidden="true">{move || place.get().words(tv.i18n)}</span></div>
                </Show>
            </div>
        </header>
    }
    .into_any()
}
