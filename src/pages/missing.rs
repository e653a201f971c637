//! What an address without a page shows.

use super::pieces::PageHeading;
use crate::i18n::{keys::portal, use_i18n};
use leptos::prelude::*;

/// There is no such page, and where to go instead.
#[component]
pub fn MissingPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="gate" data-density="portal">
            <PageHeading text=move || i18n.text(portal::failed::PAGE) />
            <p>{move || i18n.text(portal::failed::PAGE_HINT)}</p>
            <p><a class="link" href="/">{move || i18n.text(portal::shell::FRONT)}</a></p>
        </main>
    }
}
