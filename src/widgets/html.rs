//! Authored markup on the screen. It was sanitised by the server when the form was saved, and the engine escaped what is piped into it; nothing
//! else in the app turns a text into markup.

use super::question::Words;
use leptos::prelude::*;

/// A piece of authored markup. It holds no control of ours, so it takes the focus itself where one question is shown at a time.
#[component]
pub fn Markup(#[prop(into)] words: Signal<Words>, #[prop(optional_no_strip)] id: Option<String>, class: &'static str) -> impl IntoView {
    view! { <div class=class id=id tabindex="-1" lang=move || words.with(|words| words.lang.clone()) dir=move || words.with(|words| words.lang.is_some()).then_some("auto") inner_html=move || words.with(|words| words.string.clone())></div> }
        .into_any()
}
