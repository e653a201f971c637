//! A new form: by upload or paste, remarks at the line, an address, an audience; published at once or kept as a draft.

use super::{
    slug::{is_slug, slug_of},
    source::{SOURCE, Source, editor},
    words::{number, reason},
};
use crate::{
    client::{Client, ClientError, portal::NewForm, random_uuid},
    i18n::{Key, keys::portal::new as words, use_i18n},
    pages::{
        desk::{use_language, use_place, use_session, use_unsaved},
        pieces::{Line, Typed, Weight, focus, input, page_heading, remark},
    },
    signal::{RwSignal, Signal, StoredValue, memo},
    view::{Child as _, El, View, after, el, text},
    widgets::icon::{Icon, icon},
};
use leptos::{
    ev::{self, Event},
    prelude::*,
};
use serde::{Deserialize, Serialize};
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
#[must_use]
pub fn new_form_page() -> View {
    let i18n = use_i18n();
    let (language, session, unsaved) = (use_language(), use_session(), use_unsaved());
    let place = use_place();
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
    // A refusal is of the text that was refused.
    after(move || {
        source.text().track();
        refusal.update(|refusal| *refusal = refusal.take().filter(|refusal| !matches!(refusal, Refusal::SourceMissing | Refusal::Form)));
    });
    // Keeps the fields outside the page, as the text is.
    after(move || {
        if let Ok(text) = fields.with(serde_json::to_string) {
            unsaved.with_value(|unsaved| unsaved.keep(FIELDS, &text));
        }
    });

    let slug = memo(move || {
        let suggested = || {
            let name = fields.with(|fields| fields.name.clone());
            let title = || source.title();
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
        leptos::task::spawn_local(async move {
            let came = client.create(&form, &key.get_value()).await;
            busy.set(false);
            let error = match came {
                Ok(made) => {
                    source.forget();
                    unsaved.with_value(|unsaved| unsaved.forget(FIELDS));
                    // What is published has ways in; what is a draft is written on.
                    let on = if form.publish { "" } else { "/edit" };
                    return place.go(&["/portal/forms/", &made.slug, on].concat());
                }
                Err(error) => error,
            };
            if error != ClientError::Offline {
                // An answer came: the next attempt is another one.
                key.set_value(random_uuid());
            }
            let met = match error.kind() {
                Some(ProblemKind::SlugTaken) => Refusal::SlugTaken,
                Some(ProblemKind::InvalidForm) => Refusal::Form,
                _ => Refusal::Other(error.clone()),
            };
            if !session.notices(&error) {
                let at = if met == Refusal::SlugTaken { SLUG } else { SOURCE };
                refusal.set(Some(met));
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
                    refusal.set(Some(Refusal::NotText));
                }
            }
        });
    };

    let said = move || {
        let (heading, said) = match refusal.get()? {
            Refusal::SlugTaken => return None,
            Refusal::SourceMissing => (None, i18n.text(words::SOURCE_MISSING)),
            Refusal::TooLarge => (None, i18n.fill(words::TOO_LARGE, &[("size", &number(i18n, u64::from(LARGEST_MB)))])),
            Refusal::NotText => (None, i18n.text(words::NOT_TEXT)),
            Refusal::Form => (None, i18n.text(words::REFUSED)),
            Refusal::Other(error) => (Some(i18n.text(words::REFUSED)), reason(i18n, &error)),
        };
        let heading = heading.map(|heading| el("p").child(el("b").text(heading)));
        Some(remark(Weight::Critical, (heading, el("p").text(said))))
    };
    let file = el("input").class("hidden").attr("type", "file").attr("accept", ".json,application/json,text/plain");
    let head = el("header").class("work-head").child((
        el("div").child((page_heading(i18n.live(words::TITLE)), el("p").class("t-meta").text(i18n.live(words::HINT)))),
        el("label").class("button upload").child((
            icon(Icon::DOWNLOAD),
            el("span").text(i18n.live(words::UPLOAD)),
            file.on(ev::change, upload),
        )),
    ));
    let name = Typed {
        kind: Signal::stored("text"),
        value: Signal::derive(move || fields.with(|fields| fields.name.clone())),
        typed: Callback::new(move |text| fields.update(|fields| fields.name = text)),
        error: Signal::stored(None),
    };
    let address = Typed {
        value: slug,
        typed: Callback::new(move |text| {
            refusal.update(|refusal| *refusal = refusal.take().filter(|refusal| *refusal != Refusal::SlugTaken));
            fields.update(|fields| fields.slug = Some(text));
        }),
        error: slug_error,
        ..name
    };
    let listed = el("input").attr("type", "checkbox").prop("checked", move || fields.with(|fields| fields.listed));
    let listed = listed.on(ev::change, move |event| fields.update(|fields| fields.listed = event_target_checked(&event)));
    let button = move |class: &'static str, publish: bool| {
        let button = el("button").attr("type", "button").class(class).on(ev::click, move |_| send.run(publish));
        button.attr("aria-disabled", move || busy.get().then_some("true"))
    };
    let publish = button("button button-primary", true);
    let fields = el("div").class("fields").child((
        said,
        input(Line { hint: Some(words::NAME_HINT), ..Line::words(NAME, words::NAME) }, name),
        input(Line { hint: Some(words::SLUG_HINT), latin: true, ..Line::words(SLUG, words::SLUG) }, address),
        who_answers(fields),
        el("label").class("pick").child((listed, el("span").text(i18n.live(words::LISTED)))),
        el("div").class("row-of").child((
            publish.text(move || i18n.text(if busy.get() { words::BUSY } else { words::PUBLISH })),
            button("button", false).text(i18n.live(words::SAVE)),
        )),
    ));
    (head, el("div").class("two").child((editor(source), fields))).view()
}

/// Customers or employees, each with what that means.
fn who_answers(fields: RwSignal<Fields>) -> El {
    let i18n = use_i18n();
    let choice = |audience: Audience, value: &'static str, label: Key, hint: Key| {
        let radio = el("input").attr("type", "radio").attr("name", "audience").attr("value", value);
        let radio = radio
            .prop("checked", move || fields.with(|fields| fields.audience == audience))
            .on(ev::change, move |_| fields.update(|fields| fields.audience = audience));
        let hint = el("span").class("t-meta").text(i18n.live(hint));
        el("label").class("pick").child((radio, el("span").child((text(i18n.live(label)), el("br"), hint))))
    };
    el("fieldset").child((
        el("legend").class("t-label").text(i18n.live(words::AUDIENCE)),
        el("p").class("t-meta").text(i18n.live(words::AUDIENCE_HINT)),
        choice(Audience::Customers, "customers", words::CUSTOMERS, words::CUSTOMERS_HINT),
        choice(Audience::Employees, "employees", words::EMPLOYEES, words::EMPLOYEES_HINT),
    ))
}
