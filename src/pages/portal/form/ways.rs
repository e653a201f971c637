//! The ways into a survey: a link a screen, to open and to copy.

use crate::{
    i18n::{
        Key,
        keys::portal::{form as words, hub},
        use_i18n,
    },
    pages::pieces::{Remark, Weight},
    widgets::icon::{Icon, icon},
};
use leptos::{html::Input, prelude::*};
use wasm_bindgen_futures::JsFuture;

/// Name, what the address says about the layout, sign. The first suits itself to the screen.
const WAYS: [(Key, &str, Icon); 4] = [
    (words::ANY, "", Icon::GLOBE),
    (hub::DESKTOP, "?layout=desktop", Icon::DESKTOP),
    (hub::PHONE, "?layout=mobile", Icon::PHONE),
    (hub::TV, "?layout=tv", Icon::TV),
];

#[component]
pub(super) fn Ways(slug: String) -> impl IntoView {
    let i18n = use_i18n();
    let forbidden = RwSignal::new(false);
    // A page without an origin is none of ours.
    let origin = window().location().origin().unwrap_or_default();
    let ways = WAYS
        .map(|(screen, query, sign)| view! { <Way screen sign address=format!("{origin}/s/{slug}{query}") forbidden /> })
        .into_iter()
        .collect_view();
    let remark =
        move || forbidden.get().then(|| view! { <Remark weight=Weight::Caution><p>{move || i18n.text(words::COPY_FAILED)}</p></Remark> });
    view! {
        <section class="panel">
            <div class="panel-head"><h2 class="t-heading">{move || i18n.text(words::WAYS)}</h2></div>
            <p class="panel-hint t-meta">{move || i18n.text(words::WAYS_HINT)}</p>
            {remark}
            <ul>{ways}</ul>
        </section>
    }
}

#[component]
fn Way(screen: Key, sign: Icon, address: String, forbidden: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let line = NodeRef::<Input>::new();
    let copied = RwSignal::new(false);
    let kept = StoredValue::new(address.clone());
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let is_copied = write_to_clipboard(&kept.get_value()).await;
            copied.try_set(is_copied);
            forbidden.try_set(!is_copied);
            if let (false, Some(line)) = (is_copied, line.get_untracked()) {
                // Both fail only for a field that has left the page.
                drop(line.focus());
                line.select();
            }
        });
    };
    view! {
        <li class="way">
            <span class="way-name t-label">{icon(sign)}<span>{move || i18n.text(screen)}</span></span>
            <input class="way-link" dir="ltr" readonly node_ref=line value=address.clone() aria-label=move || i18n.text(screen) />
            <span class="way-acts">
                <a class="button button-small" rel="external" href=address aria-label=move || i18n.fill(words::OPEN_OF, &[("screen", &i18n.text(screen))])>
                    {move || i18n.text(words::OPEN)}
                </a>
                <button
                    type="button"
                    class="button button-small"
                    aria-label=move || {
                        if copied.get() { i18n.text(words::COPIED) } else { i18n.fill(words::COPY_OF, &[("screen", &i18n.text(screen))]) }
                    }
                    on:click=copy
                >
                    {move || icon(if copied.get() { Icon::CHECK } else { Icon::COPY })}
                    <span aria-live="polite">{move || i18n.text(if copied.get() { words::COPIED } else { words::COPY })}</span>
                </button>
            </span>
        </li>
    }
}

/// Whether it is there now. Outside a secure context there is no clipboard at all.
async fn write_to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    let is_there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    is_there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
