//! The heading of a page. It names the document, and it takes the focus when the page opens, so that a screen reader says where one is.

use crate::{
    i18n::{keys::portal::shell, use_i18n},
    pages::desk::{Arrival, Who, use_session},
};
use leptos::{html::H1, prelude::*};

/// The one `h1` of a page.
#[component]
pub(in crate::pages) fn PageHeading(
    /// Its words.
    #[prop(into)]
    text: Signal<String>,
    /// What the document is called, where the heading is too long for that.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// Whose site it is, where nobody need be signed in for that.
    #[prop(optional, into)]
    site: Option<Signal<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let target = NodeRef::<H1>::new();
    let takes_focus = expect_context::<Arrival>().is_later();
    Effect::new(move |_| {
        if let Some(heading) = target.get().filter(|_| takes_focus) {
            // A heading that left the page meanwhile cannot take it; nothing is lost.
            drop(heading.focus());
        }
    });
    Effect::new(move |_| {
        let page = name.map_or_else(|| text.get(), |name| name.get());
        let signed_in = move || match session.who() {
            Who::In(me) => me.workspace,
            _ => String::new(),
        };
        let site = site.map_or_else(signed_in, |site| site.get());
        // Whose site it is may not be known yet; ours is nobody's business.
        let title = if site.is_empty() { page } else { i18n.fill(shell::TITLE, &[("page", &page), ("site", &site)]) };
        document().set_title(&title);
    });
    view! { <h1 class="t-display" tabindex="-1" dir="auto" node_ref=target>{move || text.get()}</h1> }
}
