//! One question a screen on a phone: the question rests on its answers, both near the thumb.

mod advance;
mod dom;
mod swipe;

pub use swipe::{Finger, Swipe};

use super::{Frame, PreviewPages, Primary};
use crate::{
    i18n::{Direction, keys::respond as keys, use_i18n},
    modality::Layout,
    widgets::{
        icon::{Icon, icon},
        progress::{Place, progress_tiles},
        question::{QuestionTile, focus_id, focus_question, focus_title, words},
        survey::{SurveyStore, Walk, Went},
        toast::{Toaster, toast_place},
    },
};
use advance::advance_by_itself;
use dom::{Touch, follow_keyboard, is_line};
use leptos::{ev, prelude::*};
use tessera_form::State;

/// The layout.
#[component]
pub fn MobileLayout(store: SurveyStore, frame: Frame) -> impl IntoView {
    let i18n = use_i18n();
    let walk = Walk::new(store);
    let toaster = Toaster::new();
    let refused = RwSignal::new(false);
    let state = store.state();
    let Frame { promise, saved, tools, notice, .. } = frame;
    follow_keyboard();

    // The place is the store's from the first screen on, so that another layout takes over at the same question.
    Effect::new(move |_| {
        if let Some(question) = walk.current() {
            store.enter(question.id);
        }
    });
    let after = move |went: Went| {
        refused.set(went == Went::Refused);
        match (went, untrack(|| walk.current())) {
            (Went::Refused, Some(question)) => focus_question(question),
            (Went::On, Some(question)) => focus_title(question),
            (Went::Out, _) if state.get_untracked() == State::Preview => focus_id("preview-title".to_owned()),
            _ => {}
        }
    };
    let forward = move || {
        toaster.hide();
        if state.get_untracked() == State::Preview {
            let step = store.complete();
            super::focus_after(store, &step);
        } else {
            crate::widgets::question::blur_active();
            after(walk.forward());
        }
    };
    let back = move || {
        let went = if state.get_untracked() == State::Preview { store.cancel_preview(None).ok } else { walk.back() };
        if went {
            after(Went::On);
        }
    };
    advance_by_itself(store, walk, toaster, Callback::new(after));

    let touch = Touch::new();
    let on_up = move |event: ev::TouchEvent| {
        let is_rtl = i18n.locale().direction() == Direction::Rtl;
        match touch.up(&event, is_rtl) {
            Some(Swipe::Forward) if !untrack(|| walk.is_last()) => forward(),
            Some(Swipe::Back) => back(),
            _ => {}
        }
    };
    // Enter in a line of text goes on, as the key on the phone's keyboard says.
    let on_key = move |event: ev::KeyboardEvent| {
        let in_line = is_line(&event);
        if event.key() == "Enter" && !event.is_composing() && (in_line || event.ctrl_key()) {
            event.prevent_default();
            forward();
        }
    };
    let place = Signal::derive(move || {
        let progress = store.progress().get();
        Place::choose(walk.place(), (progress.page + 1, progress.pages))
    });
    let title = move || {
        store.locale().track();
        store.read(tessera_form::Session::title).map(|title| words(&title))
    };
    let is_preview = move || state.get() == State::Preview;
    let is_first = move || walk.place().0 <= 1 && !is_preview();
    let can_go_back = move || is_preview() || walk.can_go_back();
    let word = move || match Primary::of(store) {
        Some(Primary::Send) if !walk.is_last() && !is_preview() => Primary::Next.word(i18n),
        Some(Primary::Check) if !walk.is_at_end() => Primary::Next.word(i18n),
        Some(primary) => primary.word(i18n),
        None => Primary::Next.word(i18n),
    };
    let current = Memo::new(move |_| walk.current().map(|question| question.id));
    let tile =
        move || current.get().and_then(|id| store.question(id)).map(|question| view! { <QuestionTile question layout=Layout::Mobile/> });
    view! {
        <div class="survey-s" class:is-refused=move || refused.get()>
            <header>
                <span class="progress">{progress_tiles(place)}</span>
                <span class="t-meta num">{move || place.get().words(i18n)}</span>
                <span class="push t-meta quiet survey-s-saved">{move || saved.get()}</span>
                {tools()}
            </header>
            <main on:keydown=on_key
                on:touchstart=move |event| touch.down(&event) on:touchmove=move |event| touch.moves(&event)
                on:touchend=on_up on:touchcancel=move |_| touch.lost()
            >
                {notice()}
                <div class="survey-s-context">
                    {move || title().map(|title| view! { <h1 class="t-meta">{title.view()}</h1> })}
                    <Show when=is_first><p class="t-meta quiet">{move || promise.get()}</p></Show>
                </div>
                <Show when=is_preview fallback=move || tile><PreviewPages store/></Show>
            </main>
            {toast_place(toaster)}
            <footer>
                <Show when=can_go_back>
                    <button type="button" class="button button-icon" aria-label=move || i18n.text(keys::BACK) on:click=move |_| back()>{icon(Icon::BACK)}</button>
                </Show>
                <button type="button" class="button button-primary" on:click=move |_| forward()>{word}</button>
            </footer>
        </div>
    }
    .into_any()
}
