//! What lies over the question: a list at the end edge, and the question whether to leave.

use super::{
    context::{Overlay, use_tv},
    list::{ListCounter, Options},
};
use crate::{
    i18n::{Locale, keys::respond::tv as keys},
    widgets::{
        icon::{Icon, icon},
        question::{Words, words},
        survey::Question,
    },
};
use leptos::prelude::*;

/// The sheet that is open, if any.
#[component]
pub(super) fn Sheets(languages: Signal<Vec<Locale>>, speak: Callback<Locale>, leave: Callback<()>) -> impl IntoView {
    let tv = use_tv();
    let open = Memo::new(move |_| tv.overlay.get().filter(|overlay| !matches!(overlay, Overlay::Keyboard(_))));
    move || match open.get() {
        Some(Overlay::Choices(question)) => choices(question),
        Some(Overlay::Languages) => language_list(languages, speak),
        Some(Overlay::Leave) => leaving(leave),
        _ => ().into_any(),
    }
}

/// A full-height list at the end edge.
fn side(name: &'static str, title: AnyView, count: AnyView, body: AnyView) -> AnyView {
    let title_id = ["tv-", name, "-title"].concat();
    let named_by = title_id.clone();
    view! {
        <div class="tv-scrim">
            <div class="tv-side" role="dialog" aria-modal="true" aria-labelledby=named_by data-layer=name data-group=name>
                <h2 class="tv-heading" id=title_id>{title}</h2>
                {body}
                <p class="tv-side-foot">{count}</p>
            </div>
        </div>
    }
    .into_any()
}

fn choices(question: Question) -> AnyView {
    let tv = use_tv();
    let after = Callback::new(move |()| {
        tv.overlay.set(None);
        let asks_words = crate::widgets::choice::with_list(question, |list| list.other.is_some()) == Some(true);
        if asks_words {
            tv.scope.go_to(&super::writing::Target::Other(question).key());
        } else {
            tv.offer_next(question);
        }
    });
    let title = move || question.view.with(|view| view.title.as_ref().map(words)).map(Words::view);
    side("choices", title.into_any(), view! { <ListCounter question/> }.into_any(), view! { <Options question after/> }.into_any())
}

fn language_list(languages: Signal<Vec<Locale>>, speak: Callback<Locale>) -> AnyView {
    let tv = use_tv();
    let choose = move |locale: Locale| {
        speak.run(locale);
        tv.overlay.set(None);
    };
    let row = move |locale: Locale| {
        let is_chosen = move || tv.i18n.locale() == locale;
        view! {
            <button type="button" class="tv-tile tv-option" class:is-chosen=is_chosen role="radio" lang=locale.tag()
                data-focus=["language-", locale.tag()].concat() data-ok=move || tv.fill(keys::OK_CHOOSE, "answer", locale.own_name())
                data-preferred=move || is_chosen().then_some("") aria-checked=move || if is_chosen() { "true" } else { "false" }
                on:click=move |_| choose(locale)
            ><span class="tv-in"><span class="tv-mark">{icon(Icon::CHECK)}</span><span>{locale.own_name()}</span></span></button>
        }
    };
    let body = view! {
        <div class="tv-list" role="radiogroup" aria-labelledby="tv-languages-title" data-group="languages-list" data-program="column"
            data-block="left right" data-scroll=""
        ><div class="tv-rows">{move || languages.get().into_iter().map(row).collect_view()}</div></div>
    };
    side("languages", (move || tv.i18n.text(keys::LANGUAGES)).into_any(), ().into_any(), body.into_any())
}

fn leaving(leave: Callback<()>) -> AnyView {
    let tv = use_tv();
    view! {
        <div class="tv-scrim tv-scrim-middle">
            <div class="tv-ask-leave" role="dialog" aria-modal="true" aria-labelledby="tv-leave-title" aria-describedby="tv-leave-text"
                data-layer="leave" data-group="leave" data-program="row"
            >
                <h2 class="tv-question" id="tv-leave-title">{move || tv.i18n.text(keys::LEAVE_TITLE)}</h2>
                <p class="tv-lead" id="tv-leave-text">{move || tv.i18n.text(keys::LEAVE_TEXT)}</p>
                <div class="tv-actions">
                    <button type="button" class="tv-tile tv-button" data-focus="stay" data-ok=move || tv.i18n.text(keys::STAY)
                        on:click=move |_| tv.overlay.set(None)
                    ><span class="tv-in">{move || tv.i18n.text(keys::STAY)}</span></button>
                    <button type="button" class="tv-tile tv-button" data-focus="leave" data-ok=move || tv.i18n.text(keys::LEAVE)
                        on:click=move |_| leave.run(())
                    ><span class="tv-in">{move || tv.i18n.text(keys::LEAVE)}</span></button>
                </div>
            </div>
        </div>
    }
    .into_any()
}
