//! The shell of hub and portal: language, look, who is signed in, the router, a last word when the program breaks.
//!
//! Invariant: pages find here what outlives them (a language, a session, a text not yet saved) and nothing of each other.

mod broken;
pub mod fetch;
mod language;
mod look;
mod router;
mod session;
mod stored;

pub use language::{Language, use_language};
pub use look::{Look, Theme, use_look};
pub use router::{Arrival, Shell};
pub(crate) use session::use_replace;
pub use session::{Session, Who, sign_in_address, use_session};
pub use stored::{Unsaved, use_unsaved};

use leptos::{mount::mount_to_body, prelude::*};

/// Starts the program: the language first, so that no screen is ever without words, then everything else.
pub fn start() {
    broken::watch();
    leptos::task::spawn_local(async {
        let language = Language::load().await;
        mount_to_body(move || view! { <Shell language /> });
    });
}
