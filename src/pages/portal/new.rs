//! A new form: by upload or paste, remarks at the line, an address, an audience; published at once or kept as a draft.

use super::{
    slug::{is_slug, slug_of},
    source::{Editor, SOURCE, Source},
    words::{number, reason},
};
use crate::{
    client::{Client, ClientError, portal::NewForm, random_uuid},
    i18n::{Key, keys::portal::new as words, use_i18n},
    pages::{
        desk::{use_language, use_session, use_unsaved},
        pieces::{Input, PageHeading, Remark, Weight, focus},
    },
    widgets::icon::{Icon, icon},
};
use leptos::{ev::Event, prelude::*};
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tessera_api::{ProblemKind, forms::Audience};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

const NAME: &str = "name";
const SLUG: &str = "slug";
/// Where the text and the fields are kept until they are sent.
const PLACE: &str = "new";
const FIELDS: &str = "new.fields";
/// The largest definition the server takes, in megabytes.
const LARGEST_MB: u32 = 8;

/// The fields beside the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Fields {
    name: String,
    /// As typed; while nobody typed one, the title suggests it.
    slug: Option<String>,
    audience: Audience,
    listed: bool,
}

/// Why nothing was sent, or what came back.
#[derive(Clone, Debug, PartialEq)]
enum Refusal {
    SourceMissing,
    TooLarge,
    NotText,
    /// The definition has errors.
    Form,
    SlugTaken,
    Other(ClientError),
}

/// `/portal/new`
#[component]
pub fn NewFormPage() -> impl IntoView {
    let i18n = use_i18n();
    let (language, session, unsaved) = (use_language(), use_session(), use_unsaved());
    let navigate = use_navigate();
    let source = Source::new(PLACE);
    let kept = unsaved.with_value(|unsaved| unsaved.text(FIELDS)).and_then(|text| serde_json::from_str(&text).ok());
    let fields = RwSignal::new(kept.unwrap_or_else(Fields::default));
    let refusal = RwSignal::new(None::<Refusal>);
    let (busy, tried) = (RwSignal::new(false), RwSignal::new(false));
    // One key for one attempt: when the answer got lost, the same attempt again is the same form.
    let key = StoredValue::new(random_uuid());
    if let Some(text) = source.kept() {
        source.show(text);
    }
    // Keeps the fields outside the page, as the text is.
    Effect::new(move |_| {
        if let Ok(text) = fields.with(serde_json::to_string) {
            unsaved.with_value(|unsaved| unsaved.keep(FIELDS, &text));
        }
    });

    let slug = Memo::new(move |_| {
        let suggested = || {
            let name = fields.with(|fields| fields.name.clone());
            let title = || source.report().with(|report| report.as_ref().and_then(|report| title_of(report.definition.as_ref()?)));
            slug_of(&Some(name).filter(|name| !name.trim().is_empty()).or_else(title).unwrap_or_default())
        };
        fields.with(|fields| fields.slug.clone()).unwrap_or_else(suggested)
    });
    let slug_error = Signal::derive(move || {
        let slug = slug.get();
        if refusal.get() == Some(Refusal::SlugTaken) {
            return Some(i18n.text(words::SLUG_TAKEN));
        }
        if slug.is_empty() {
            return tried.get().then(|| i18n.text(words::SLUG_MISSING));
        }
        if is_slug(&slug) {
            return None;
        }
        let better = Some(slug_of(&slug)).filter(|better| !better.is_empty()).unwrap_or_else(|| "visit-2".to_owned());
        Some(i18n.fill(words::SLUG_WRONG, &[("better", &better)]))
    });

    let send = Callback::new(move |publish: bool| {
        tried.set(true);
        refusal.set(None);
        if source.is_empty() {
            refusal.set(Some(Refusal::SourceMissing));
            return focus(SOURCE);
        }
        if !is_slug(&slug.get_untracked()) {
            return focus(SLUG);
        }
        if publish && untrack(|| source.is_refused()) {
            refusal.set(Some(Refusal::Form));
            return focus(SOURCE);
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let Fields { name, audience, listed, .. } = fields.get_untracked();
        let form = NewForm { slug: slug.get_untracked(), name, audience, listed, source: source.text().get_untracked(), publish };
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let came = client.create(&form, &key.get_value()).await;
            busy.try_set(false);
            let error = match came {
                Ok(made) => {
                    source.forget();
                    unsaved.with_value(|unsaved| unsaved.forget(FIELDS));
                    return navigate(&format!("/portal/forms/{}", made.slug), leptos_router::NavigateOptions::default());
                }
                Err(error) => error,
            };
            if error != ClientError::Offline {
                // An answer came: the next attempt is another one.
                key.try_set_value(random_uuid());
            }
            let met = match error.kind() {
                Some(ProblemKind::SlugTaken) => Refusal::SlugTaken,
                Some(ProblemKind::InvalidForm) => Refusal::Form,
                // What is no JSON never left the page.
                _ if error == ClientError::Strange(0) => Refusal::Form,
                _ => Refusal::Other(error.clone()),
            };
            if !session.notices(&error) {
                let at = if met == Refusal::SlugTaken { SLUG } else { SOURCE };
                refusal.try_set(Some(met));
                focus(at);
            }
        });
    });

    let upload = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file chosen again is read again.
        input.set_value("");
        refusal.set(None);
        if file.size() > f64::from(LARGEST_MB * 1024 * 1024) {
            return refusal.set(Some(Refusal::TooLarge));
        }
        leptos::task::spawn_local(async move {
            match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
                Some(text) => source.type_in(text),
                None => {
                    refusal.try_set(Some(Refusal::NotText));
                }
            }
        });
    };

    let remark = move || {
        let (heading, said) = match refusal.get()? {
            Refusal::SlugTaken => return None,
            Refusal::SourceMissing => (None, i18n.text(words::SOURCE_MISSING)),
            Refusal::TooLarge => (None, i18n.fill(words::TOO_LARGE, &[("size", &number(i18n, u64::from(LARGEST_MB)))])),
            Refusal::NotText => (None, i18n.text(words::NOT_TEXT)),
            Refusal::Form => (None, i18n.text(words::REFUSED)),
            Refusal::Other(error) => (Some(i18n.text(words::REFUSED)), reason(i18n, &error)),
        };
        let heading = heading.map(|heading| view! { <p><b>{heading}</b></p> });
        Some(view! { <Remark weight=Weight::Critical>{heading}<p>{said}</p></Remark> })
    };
    view! {
        <header class="work-head">
            <div>
                <PageHeading text=Signal::derive(move || i18n.text(words::TITLE)) />
                <p class="t-meta">{move || i18n.text(words::HINT)}</p>
            </div>
            <label class="button upload">
                {icon(Icon::DOWNLOAD)}
                <span>{move || i18n.text(words::UPLOAD)}</span>
                <input class="hidden" type="file" accept=".json,application/json,text/plain" on:change=upload />
            </label>
        </header>
        <div class="two">
            <Editor source />
            <div class="fields">
                {remark}
                <Input
                    id=NAME
                    label=Signal::derive(move || i18n.text(words::NAME))
                    hint=Signal::derive(move || i18n.text(words::NAME_HINT))
                    error=Signal::stored(None::<String>)
                    value=Signal::derive(move || fields.with(|fields| fields.name.clone()))
                    typed=move |text| fields.update(|fields| fields.name = text)
                />
                <Input
                    id=SLUG
                    label=Signal::derive(move || i18n.text(words::SLUG))
                    hint=Signal::derive(move || i18n.text(words::SLUG_HINT))
                    error=slug_error
                    value=slug
                    typed=move |text| {
                        refusal.update(|refusal| *refusal = refusal.take().filter(|refusal| *refusal != Refusal::SlugTaken));
                        fields.update(|fields| fields.slug = Some(text));
                    }
                    latin=true
                />
                <WhoAnswers fields />
                <label class="pick">
                    <input
                        type="checkbox"
                        prop:checked=move || fields.with(|fields| fields.listed)
                        on:change=move |event| fields.update(|fields| fields.listed = event_target_checked(&event))
                    />
                    <span>{move || i18n.text(words::LISTED)}</span>
                </label>
                <div class="row-of">
                    <button
                        type="button"
                        class="button button-primary"
                        aria-disabled=move || busy.get().then_some("true")
                        on:click=move |_| send.run(true)
                    >
                        {move || i18n.text(if busy.get() { words::BUSY } else { words::PUBLISH })}
                    </button>
                    <button type="button" class="button" aria-disabled=move || busy.get().then_some("true") on:click=move |_| send.run(false)>
                        {move || i18n.text(words::SAVE)}
                    </button>
                </div>
            </div>
        </div>
    }
}

/// Customers or employees, each with what that means.
#[component]
fn WhoAnswers(fields: RwSignal<Fields>) -> impl IntoView {
    let i18n = use_i18n();
    let choice = move |audience: Audience, value: &'static str, label: Key, hint: Key| {
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name="audience"
                    value=value
                    prop:checked=move || fields.with(|fields| fields.audience == audience)
                    on:change=move |_| fields.update(|fields| fields.audience = audience)
                />
                <span>
                    {move || i18n.text(label)} <br /> <span class="t-meta">{move || i18n.text(hint)}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="t-label">{move || i18n.text(words::AUDIENCE)}</legend>
            <p class="t-meta">{move || i18n.text(words::AUDIENCE_HINT)}</p>
            {choice(Audience::Customers, "customers", words::CUSTOMERS, words::CUSTOMERS_HINT)}
            {choice(Audience::Employees, "employees", words::EMPLOYEES, words::EMPLOYEES_HINT)}
        </fieldset>
    }
}

/// The title of a definition, in its default language.
fn title_of(definition: &Value) -> Option<String> {
    let title = definition.get("title")?;
    let words = title.as_str().or_else(|| title.get("en").or_else(|| title.get("default"))?.as_str())?;
    Some(words.to_owned())
}
