//! The shell of hub and portal: language, look, what the browser remembers, the router, a last word when the program breaks.
//!
//! Invariant: it makes what pages find on their desk (`pages::desk`) and does what touches the browser there; it holds no page's state.

mod broken;
mod language;
mod look;
mod router;
mod stored;

use crate::outbox::Outbox;
use leptos::{mount::mount_to_renderer, prelude::Owner, tachys::dom::body};
use router::shell;

pub use router::{EDITOR, PORTAL, Pages};

/// Starts the program: the language first, so that no screen is ever without words, then everything else.
pub fn start(pages: Pages) {
    broken::watch();
    // Mounting is what starts the executor of Leptos; until then the browser's own does.
    wasm_bindgen_futures::spawn_local(async move {
        let i18n = language::load().await;
        let mounted = mount_to_renderer(&body(), move || {
            let owner = Owner::current().unwrap_or_default();
            // Answers that an earlier visit could not send go out from whatever page is visited next.
            wasm_bindgen_futures::spawn_local(async move {
                Outbox::open(owner, false).await;
            });
            shell(i18n, pages)
        });
        mounted.forget();
    });
}
