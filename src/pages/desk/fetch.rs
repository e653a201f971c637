//! Something a page shows once the server has sent it: asked for, waited for, shown, or failed and asked for again.

use super::{session::use_session, use_language};
use crate::{
    client::{Client, ClientError},
    signal::{RwSignal, StoredValue},
    view::after,
};
use leptos::prelude::*;

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum Remote<T> {
    /// Asked for.
    Waiting,
    /// Here.
    Ready(T),
    /// Not coming.
    Failed(ClientError),
}

impl<T> Remote<T> {
    /// How far it is, without the thing itself.
    pub(in crate::pages) fn stage(&self) -> Remote<()> {
        match self {
            Self::Waiting => Remote::Waiting,
            Self::Ready(_) => Remote::Ready(()),
            Self::Failed(error) => Remote::Failed(error.clone()),
        }
    }
}

/// A thing from the server and the way to ask for it again.
pub(in crate::pages) struct Fetched<T: 'static> {
    state: RwSignal<Remote<T>>,
    again: RwSignal<u32>,
}

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Fetched<T> {}

impl<T: 'static> Fetched<T> {
    /// Asks now, and again whenever a signal that `ask` reads changes. What was there stays until the new answer comes.
    pub(in crate::pages) fn new<F, Fut>(ask: F) -> Self
    where
        F: Fn(Client) -> Fut + 'static,
        Fut: Future<Output = Result<T, ClientError>> + 'static,
    {
        let state = RwSignal::new(Remote::Waiting);
        let again = RwSignal::new(0);
        let (language, session) = (use_language(), use_session());
        let round = StoredValue::new(0_u32);
        after(move || {
            again.track();
            let mine = round.get_value() + 1;
            round.set_value(mine);
            // Texts from the server are in no particular language; only its refusals are, so a switch asks nothing again.
            let client = Client::new(untrack(|| language.i18n().locale()));
            let coming = ask(client);
            leptos::task::spawn_local(async move {
                let came = coming.await;
                // The page may be gone, or have asked anew: then nobody waits for this.
                if round.try_get_value() != Some(mine) {
                    return;
                }
                state.set(match came {
                    Ok(body) => Remote::Ready(body),
                    Err(error) => {
                        session.notices(&error);
                        Remote::Failed(error)
                    }
                });
            });
        });
        Self { state, again }
    }

    /// Asks again after a failure, and says so meanwhile.
    pub(in crate::pages) fn retry(self) {
        self.state.set(Remote::Waiting);
        self.again.update(|count| *count += 1);
    }

    /// Asks again and shows the old until then.
    pub(in crate::pages) fn refresh(self) {
        self.again.update(|count| *count += 1);
    }

    /// Looks at the state; tracked.
    pub(in crate::pages) fn with<R>(self, look: impl FnOnce(&Remote<T>) -> R) -> R {
        self.state.with(look)
    }

    /// Looks at what came, once it is there; tracked.
    pub(in crate::pages) fn ready<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.state.with(|state| match state {
            Remote::Ready(body) => Some(look(body)),
            Remote::Waiting | Remote::Failed(_) => None,
        })
    }

    /// What came, if it is there at this moment.
    pub(in crate::pages) fn now(self) -> Option<T>
    where
        T: Clone,
    {
        untrack(|| self.ready(T::clone))
    }

    /// Changes what is there by what a write brought back.
    pub(in crate::pages) fn change(self, change: impl FnOnce(&mut T)) {
        self.state.update(|state| {
            if let Remote::Ready(body) = state {
                change(body);
            }
        });
    }
}
