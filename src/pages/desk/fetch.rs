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

/// Which request is waited for.
#[derive(Default)]
struct Rounds {
    number: u32,
    beat: Option<(u32, u32)>,
    is_waiting: bool,
    /// A beat came meanwhile.
    is_due: bool,
}

impl Rounds {
    /// Its number, and whether it asks the same again; `None` where that is to wait for the one on its way.
    fn begin(&mut self, beat: (u32, u32)) -> Option<(u32, bool)> {
        let is_beat = self.beat.replace(beat).is_some_and(|before| before != beat);
        if is_beat && self.is_waiting {
            self.is_due = true;
            return None;
        }
        self.number += 1;
        self.is_waiting = true;
        Some((self.number, is_beat))
    }

    /// Whether to ask once more; `None` where another one is waited for.
    fn end(&mut self, number: u32) -> Option<bool> {
        (number == self.number).then(|| {
            self.is_waiting = false;
            std::mem::take(&mut self.is_due)
        })
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
        Self::live(|| 0, ask)
    }

    /// Asks with each `beat` as well. A beat while an answer is on its way is heard once that is here, so that beats that come faster than answers do
    /// not keep all of them from the screen; and what a beat asks for in vain takes nothing away.
    pub(in crate::pages) fn live<F, Fut>(beat: impl Fn() -> u32 + 'static, ask: F) -> Self
    where
        F: Fn(Client) -> Fut + 'static,
        Fut: Future<Output = Result<T, ClientError>> + 'static,
    {
        let state = RwSignal::new(Remote::Waiting);
        let again = RwSignal::new(0_u32);
        let (language, session) = (use_language(), use_session());
        let rounds = StoredValue::new(Rounds::default());
        after(move || {
            let beat = (again.get(), beat());
            // Texts from the server are in no particular language; only its refusals are, so a switch asks nothing again.
            let client = Client::new(untrack(|| language.i18n().locale()));
            let coming = ask(client);
            let Some((mine, is_beat)) = rounds.try_update_value(|rounds| rounds.begin(beat)).flatten() else { return };
            leptos::task::spawn_local(async move {
                let came = coming.await;
                // The page may be gone, or have asked for something else: then nobody waits for this.
                let Some(is_due) = rounds.try_update_value(|rounds| rounds.end(mine)).flatten() else { return };
                match came {
                    Ok(body) => state.set(Remote::Ready(body)),
                    Err(error) => {
                        session.notices(&error);
                        let is_there = state.with_untracked(|state| matches!(state, Remote::Ready(_)));
                        if !(is_beat && is_there && error.may_pass()) {
                            state.set(Remote::Failed(error));
                        }
                    }
                }
                if is_due {
                    again.update(|count| *count += 1);
                }
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

#[cfg(test)]
mod tests {
    use super::Rounds;

    #[test]
    fn a_beat_waits_for_the_answer_on_its_way_and_a_new_question_does_not() {
        let mut rounds = Rounds::default();
        assert_eq!(rounds.begin((0, 0)), Some((1, false)));
        assert_eq!((rounds.begin((0, 1)), rounds.begin((0, 2))), (None, None));
        assert_eq!(rounds.end(1), Some(true), "both beats are one more request");
        assert_eq!(rounds.begin((1, 2)), Some((2, true)));
        assert_eq!(rounds.begin((1, 2)), Some((3, false)), "another part was asked for");
        assert_eq!((rounds.end(2), rounds.end(3)), (None, Some(false)));
    }
}
