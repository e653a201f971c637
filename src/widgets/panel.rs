//! What is on a page in order: questions, and panels that hold more of them.

use super::{
    icon::{Icon, icon},
    question::{QuestionTile, error_text, words},
    survey::{Element, Panel},
};
use crate::{i18n::use_i18n, modality::Layout};
use leptos::prelude::*;
use tessera_form::{FieldError, Kind};

/// A list of questions and panels. Those that stay keep their place in the document and so the focus.
#[component]
pub fn Elements(elements: Signal<Vec<Element>, LocalStorage>, layout: Layout) -> impl IntoView {
    let draw = move |element: Element| match element {
        Element::Question(question) => view! { <QuestionTile question layout/> }.into_any(),
        Element::Panel(panel) => view! { <PanelBox panel layout/> }.into_any(),
    };
    view! { <For each=move || elements.get() key=|element| element.id() children=draw/> }.into_any()
}

/// A panel with its title.
#[component]
fn PanelBox(panel: Panel, layout: Layout) -> impl IntoView {
    let id = ["q", &panel.id.0.to_string()].concat();
    let title_id = [id.as_str(), "-title"].concat();
    let heading = {
        let title_id = title_id.clone();
        move || {
            panel.node.with(|node| node.title.as_ref().map(words).map(|title| {
            let number = node.number.clone();
            view! { <h2 class="t-heading" id=title_id.clone()>{number.map(|number| view! { <span class="question-number num">{number}</span>" " })}{title.view()}</h2> }
        }))
        }
    };
    let hint = move || {
        panel.node.with(|node| node.description.as_ref().map(words)).map(|hint| view! { <p class="question-hint">{hint.view()}</p> })
    };
    view! {
        <section class="panel" role="group" id=id aria-labelledby=move || panel.node.with(|node| node.title.is_some()).then(|| title_id.clone())>
            {heading}{hint}
            <GroupErrors errors=Signal::derive_local(move || panel.node.with(|node| node.errors.clone()))/>
            <Elements elements=Signal::derive_local(move || panel.node.with(|node| node.elements.clone())) layout/>
        </section>
    }
    .into_any()
}

/// Errors of a panel or a page as a whole.
#[component]
pub fn GroupErrors(errors: Signal<Vec<FieldError>, LocalStorage>) -> impl IntoView {
    let i18n = use_i18n();
    let any = Kind::Unsupported { type_name: "".into() };
    let lines: Signal<Vec<String>, LocalStorage> =
        Signal::derive_local(move || errors.get().iter().map(|error| error_text(i18n, &any, error)).collect());
    view! { {move || lines.get().into_iter().map(|text| view! { <p class="error">{icon(Icon::ALERT)}<span>{text}</span></p> }).collect_view()} }
}
