//! A page at a time on a large canvas: a silent rail, one column of questions, and air.

use super::{Frame, PreviewPages, Primary, focus_after, place_on_page};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    modality::Layout,
    widgets::{
        icon::{Icon, icon},
        panel::{Elements, GroupErrors},
        progress::{progress_tiles, time_left},
        question::{focus_id, words},
        summary::ErrorSummary,
        survey::SurveyStore,
    },
};
use leptos::{ev, prelude::*};
use tessera_form::State;

/// The layout.
#[component]
pub fn DesktopLayout(store: SurveyStore, frame: Frame) -> impl IntoView {
    let i18n = use_i18n();
    let is_summary_shown = RwSignal::new(false);
    let state = store.state();
    let Frame { workspace, promise, saved, tools, notice } = frame;

    let advance = move || {
        let Some(primary) = Primary::of_untracked(store) else { return };
        let step = primary.run(store);
        is_summary_shown.set(!step.ok);
        if step.ok {
            to_top();
        }
        if store.state().get_untracked() == State::Preview {
            focus_id("preview-title".to_owned());
        } else {
            focus_after(store, &step);
        }
    };
    let back = move |_| {
        is_summary_shown.set(false);
        let step = if state.get_untracked() == State::Preview { store.cancel_preview(None) } else { store.prev() };
        to_top();
        focus_after(store, &step);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            // The box that has the focus hears of leaving it first, so that what stands in it is read.
            leave_field();
            advance();
        }
    };
    // One tile is lifted from the start: the first that asks something.
    if store.active().get_untracked().is_none()
        && let Some(first) = store.questions().into_iter().find(|question| question.takes_answer())
    {
        store.enter(first.id);
    }

    let place = Signal::derive(move || place_on_page(store));
    let left = move || {
        let progress = store.progress().get();
        time_left(i18n, progress.questions.saturating_sub(progress.answered))
    };
    let title = move || {
        store.locale().track();
        store.read(tessera_form::Session::title).map(|title| words(&title))
    };
    let is_first_page = move || store.progress().get().page == 0;
    let description = move || {
        store.locale().track();
        store.read(tessera_form::Session::description).map(|text| words(&text)).filter(|_| is_first_page())
    };
    let page_title = move || store.page().with(|page| page.title.as_ref().map(words));
    let page_hint = move || store.page().with(|page| page.description.as_ref().map(words));
    let can_go_back = move || store.buttons().get().prev || state.get() == State::Preview;
    let is_preview = move || state.get() == State::Preview;
    view! {
        <div class="survey-l">
            <header class="top">
                <span class="brand"><i class="brand-mark" aria-hidden="true"></i><bdi>{workspace}</bdi></span>
                <span class="push"></span>
                <span class="t-meta quiet">{move || saved.get()}</span>
                {tools()}
            </header>
            <aside class="rail" aria-label=move || i18n.text(keys::progress::LABEL)>
                <Show when=move || { store.progress().get().questions > 0 && state.get() != State::Starting }>
                    {progress_tiles(place)}
                    <p class="t-label num">{move || place.get().words(i18n)}</p>
                    <p class="t-meta">{left}</p>
                </Show>
            </aside>
            <main on:keydown=on_key>
                <div class="intro">
                    {move || title().map(|title| view! { <h1 class="t-lead quiet">{title.view()}</h1> })}
                    {move || description().map(|text| view! { <p class="intro-text">{text.view()}</p> })}
                    <Show when=is_first_page><p class="t-meta intro-promise">{move || promise.get()}</p></Show>
                    {move || page_title().map(|title| view! { <h2 class="t-heading intro-page">{title.view()}</h2> })}
                    {move || page_hint().map(|text| view! { <p class="question-hint">{text.view()}</p> })}
                </div>
                {notice()}
                <ErrorSummary store is_shown=is_summary_shown/>
                <Show when=is_preview fallback=move || view! {
                    <div class="questions">
                        <GroupErrors errors=Signal::derive_local(move || store.page().with(|page| page.errors.clone()))/>
                        <Elements elements=Signal::derive_local(move || store.page().with(|page| page.elements.clone())) layout=Layout::Desktop/>
                    </div>
                }><PreviewPages store/></Show>
                <div class="actions">
                    {move || Primary::of(store).map(|primary| view! {
                        <button type="button" class="button button-primary" on:click=move |_| advance()>
                            {primary.word(i18n)}{icon(if primary == Primary::Send { Icon::SEND } else { Icon::FORWARD })}
                        </button>
                    })}
                    <Show when=can_go_back><button type="button" class="button button-quiet" on:click=back>{move || i18n.text(keys::BACK)}</button></Show>
                    {move || if is_summary_shown.get() {
                        view! { <span class="push t-meta">{i18n.text(keys::errors::KEPT)}</span> }.into_any()
                    } else {
                        view! { <span class="push t-meta quiet actions-keys"><span class="kbd">{i18n.text(keys::KEY_CTRL)}</span>" "<span class="kbd">{i18n.text(keys::KEY_ENTER)}</span>" "{i18n.text(keys::GOES_ON)}</span> }.into_any()
                    }}
                </div>
            </main>
        </div>
    }
    .into_any()
}

fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

fn leave_field() {
    crate::widgets::question::blur_active();
}
