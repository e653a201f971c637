//! Shows something from the server in whichever of its states it is.

use super::{failed, waiting};
use crate::{
    i18n::Key,
    pages::desk::{Fetched, Remote},
    signal::{Signal, memo},
    view::{Child, View},
};
use leptos::prelude::*;

/// Waiting and failed states for `fetched`; `show` for what came. It runs once: what changes in what came, it reads from `fetched` itself.
pub(in crate::pages) fn remote<T, C>(fetched: Fetched<T>, waiting: Key, failed: Key, show: impl Fn() -> C + 'static) -> View
where
    T: Send + Sync + 'static,
    C: Child,
{
    let stage = memo(move || fetched.with(Remote::stage));
    let retry = Callback::new(move |()| fetched.retry());
    staged(stage, [waiting, failed], retry, Box::new(move || show().view()))
}

fn staged(stage: Signal<Remote<()>>, [wait, fail]: [Key; 2], retry: Callback<()>, show: Box<dyn Fn() -> View>) -> View {
    let shown = move || match stage.get() {
        Remote::Waiting => waiting(wait).view(),
        Remote::Ready(()) => show(),
        Remote::Failed(error) => failed(error, fail, retry).view(),
    };
    shown.view()
}
