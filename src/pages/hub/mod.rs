//! The front page: what this is, and a way into each listed survey on each screen.

use super::{
    desk::{Fetched, Remote},
    pieces::{Art, LanguageSwitch, Logo, LookSwitch, PageHeading, remote},
};
use crate::{
    i18n::{
        Key,
        keys::portal::{failed, hub, shell},
        use_i18n,
    },
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use serde_json::Value;
use tessera_api::{Hub, forms::FormTeaser};

/// `/`
#[component]
pub fn HubPage() -> impl IntoView {
    let i18n = use_i18n();
    let content = Fetched::new(|client| async move { client.hub().await });
    let workspace = move || {
        content.with(|state| match state {
            Remote::Ready(hub) => hub.workspace.clone(),
            _ => String::new(),
        })
    };
    view! {
        <a class="skip button" href="#content" rel="external">{move || i18n.text(shell::SKIP)}</a>
        <div class="hub">
            <header class="top">
                <a class="brand" href="/"><Logo /><span>{workspace}</span></a>
                <span class="push"></span>
                <LanguageSwitch />
                <LookSwitch />
                <a class="button button-quiet" href="/portal">{icon(Icon::USER)}<span>{move || i18n.text(hub::PORTAL)}</span></a>
            </header>
            <main id="content" tabindex="-1">
                <div class="hub-lead">
                    <PageHeading
                        text=Signal::derive(move || i18n.text(hub::HEADING))
                        name=Signal::derive(move || i18n.text(hub::TITLE))
                        site=Signal::derive(workspace)
                    />
                    <p class="t-lead">{move || i18n.text(hub::LEAD)}</p>
                </div>
                {remote(content, shell::WAITING, failed::SERVER, |hub| view! { <Surveys content=hub.clone() /> })}
            </main>
        </div>
    }
}

#[component]
fn Surveys(content: Hub) -> impl IntoView {
    let i18n = use_i18n();
    if content.forms.is_empty() {
        return view! {
            <section class="card state">
                <Art />
                <h2 class="t-heading">{move || i18n.text(hub::EMPTY)}</h2>
                <p>{move || i18n.text(hub::EMPTY_HINT)}</p>
                <div class="state-acts"><a class="button" href="/portal/new">{move || i18n.text(hub::EMPTY_ACT)}</a></div>
            </section>
        }
        .into_any();
    }
    view! {
        <section aria-labelledby="surveys">
            <h2 class="hub-head t-heading" id="surveys">{move || i18n.text(hub::SURVEYS)}</h2>
            <ul class="hub-tiles">
                {content.forms.into_iter().map(|form| view! { <Survey form /> }).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// The other screens a survey can be tried on: name, layout in the address, sign.
const SCREENS: [(Key, &str, Icon); 3] =
    [(hub::DESKTOP, "desktop", Icon::DESKTOP), (hub::PHONE, "mobile", Icon::PHONE), (hub::TV, "tv", Icon::TV)];

#[component]
fn Survey(form: FormTeaser) -> impl IntoView {
    let i18n = use_i18n();
    let FormTeaser { slug, title, description, questions, locales } = form;
    let heading = format!("survey-{slug}");
    let languages = u32::try_from(locales.len()).unwrap_or(1);
    let default = locales.first().cloned().unwrap_or_else(|| "en".to_owned());
    // Words, and their language where it is not the interface's.
    let written = move |text: &Value| {
        let wanted = i18n.locale().tag();
        let (words, language) = in_language(text, wanted, &default);
        (words, (language != wanted).then_some(language))
    };
    let named = Memo::new({
        let (written, slug) = (written.clone(), slug.clone());
        // A survey without a title is known by its address.
        move |_| Some(written(&title)).filter(|(words, _)| !words.is_empty()).unwrap_or_else(|| (slug.clone(), None))
    });
    let described = description.map(|text| {
        let words = Memo::new(move |_| written(&text));
        view! { <p class="hub-words" dir="auto" lang=move || words.get().1>{move || words.get().0}</p> }
    });
    let screens = SCREENS
        .map(|(name, layout, sign)| {
            view! {
                <a class="chip" rel="external" href=format!("/s/{slug}?layout={layout}")>{icon(sign)}<span>{move || i18n.text(name)}</span></a>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <li class="card hub-tile">
            <h3 class="t-question" id=heading.clone() dir="auto" lang=move || named.get().1>{move || named.get().0}</h3>
            {described}
            <p class="t-meta num">
                {move || i18n.plural(hub::QUESTIONS, questions, &[])} ", " {move || i18n.plural(hub::LANGUAGES, languages, &[])}
            </p>
            <div class="hub-acts">
                <a class="button" rel="external" href=format!("/s/{slug}") aria-describedby=heading>
                    <span>{move || i18n.text(hub::ANSWER)}</span>
                    {icon(Icon::FORWARD)}
                </a>
                <div class="hub-screens">
                    <span class="t-meta">{move || i18n.text(hub::OPEN)}</span>
                    {screens}
                </div>
            </div>
        </li>
    }
}

/// A text of a definition in `wanted`, else as its default says; and the language it then is in.
fn in_language(text: &Value, wanted: &str, default: &str) -> (String, String) {
    match text {
        Value::String(words) => (words.clone(), default.to_owned()),
        Value::Object(all) => {
            let found = [wanted, "default", default, "en"].into_iter().find_map(|language| Some((language, all.get(language)?.as_str()?)));
            let (language, words) = found.unwrap_or((default, ""));
            (words.to_owned(), if language == "default" { default } else { language }.to_owned())
        }
        _ => (String::new(), default.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_comes_in_the_language_wanted_or_says_which_it_came_in() {
        let check = |text: Value, wanted, words: &str, language: &str| {
            assert_eq!(in_language(&text, wanted, "en"), (words.to_owned(), language.to_owned()));
        };
        check(json!({"default": "Pulse", "pl": "Puls"}), "pl", "Puls", "pl");
        check(json!({"default": "Pulse", "pl": "Puls"}), "fr", "Pulse", "en");
        check(json!("Pulse"), "he", "Pulse", "en");
        check(json!({"he": "x"}), "fr", "", "en");
        check(json!(7), "fr", "", "en");
    }
}
