//! Shows something from the server in whichever of its states it is.

use super::{Failed, Waiting};
use crate::{
    i18n::Key,
    pages::desk::{Fetched, Remote},
};
use leptos::prelude::*;

/// Waiting and failed states for `fetched`; `show` for what came. `show` runs again when the data changes.
pub(in crate::pages) fn remote<T, V>(
    fetched: Fetched<T>,
    waiting: Key,
    failed: Key,
    show: impl Fn(&T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || {
        fetched.with(|state| match state {
            Remote::Waiting => view! { <Waiting words=waiting /> }.into_any(),
            Remote::Failed(error) => {
                view! { <Failed error=error.clone() heading=failed retry=Callback::new(move |()| fetched.retry()) /> }.into_any()
            }
            Remote::Ready(body) => show(body).into_any(),
        })
    }
}

/// The same for a page that stays while its data changes: `show` runs once, and what it shows reads `fetched` itself.
pub(in crate::pages) fn remote_steady<T, V>(
    fetched: Fetched<T>,
    waiting: Key,
    failed: Key,
    show: impl Fn() -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    V: IntoView + 'static,
{
    // Nothing yet, or `None` for what came, or why it did not.
    let stage = Memo::new(move |_| {
        fetched.with(|state| match state {
            Remote::Waiting => None,
            Remote::Ready(_) => Some(None),
            Remote::Failed(error) => Some(Some(error.clone())),
        })
    });
    move || match stage.get() {
        None => view! { <Waiting words=waiting /> }.into_any(),
        Some(None) => show().into_any(),
        Some(Some(error)) => view! { <Failed error heading=failed retry=Callback::new(move |()| fetched.retry()) /> }.into_any(),
    }
}
