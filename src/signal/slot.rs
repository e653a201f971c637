//! The one kind of node that stands for a value of any type, and where values are found again.

use leptos::prelude::{ArcMemo, ArcTrigger, GetUntracked as _, LocalStorage, Notify as _, StoredValue, Track as _, untrack};
use send_wrapper::SendWrapper;
use std::{any::Any, rc::Rc};

/// Who tells that a value has changed.
#[derive(Clone)]
pub(super) enum Source {
    /// Whoever sets it.
    Trigger(ArcTrigger),
    /// A memo that counts how often the value became another.
    Counted(ArcMemo<u32>),
    /// Nobody: it never does, or the signals that its closure reads tell.
    Derived,
}

impl Source {
    pub(super) fn trigger() -> Self {
        Self::Trigger(ArcTrigger::new())
    }

    pub(super) fn counted(refresh: Box<dyn Fn() -> bool>) -> Self {
        let refresh = SendWrapper::new(refresh);
        Self::Counted(ArcMemo::new(move |count: Option<&u32>| count.copied().unwrap_or_default().wrapping_add(u32::from((*refresh)()))))
    }
}

#[derive(Clone)]
struct Parts {
    source: Source,
    value: Rc<dyn Any>,
}

/// A handle of a value, in Leptos' arena: gone with its owner.
#[derive(Clone, Copy)]
pub(super) struct Slot(StoredValue<Parts, LocalStorage>);

impl Slot {
    #[inline(never)]
    pub(super) fn new(source: Source, value: Rc<dyn Any>) -> Self {
        Self(StoredValue::new_local(Parts { source, value }))
    }

    #[inline(never)]
    fn parts(self) -> Option<Parts> {
        use leptos::prelude::GetValue as _;
        self.0.try_get_value()
    }

    pub(super) fn track(self) {
        drop(self.try_value(true));
    }

    pub(super) fn notify(self) {
        if let Some(Parts { source: Source::Trigger(trigger), .. }) = self.parts() {
            trigger.notify();
        }
    }

    /// The value, a memo's brought up to date; followed, if so wished.
    #[inline(never)]
    pub(super) fn try_value(self, follow: bool) -> Option<Rc<dyn Any>> {
        let Parts { source, value } = self.parts()?;
        match source {
            Source::Trigger(trigger) if follow => trigger.track(),
            Source::Counted(memo) => {
                if follow {
                    memo.track();
                }
                memo.get_untracked();
            }
            Source::Trigger(_) | Source::Derived => {}
        }
        Some(value)
    }

    #[inline(never)]
    pub(super) fn value(self, follow: bool) -> Rc<dyn Any> {
        self.try_value(follow).unwrap_or_else(|| gone())
    }
}

/// Runs a closure, followed or not.
pub(super) fn run(read: &mut dyn FnMut(), follow: bool) {
    if follow { read() } else { untrack(read) }
}

/// What is read after its owner is gone is a mistake of ours, as it is with Leptos' own signals.
#[cold]
pub(super) fn gone() -> ! {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen::throw_str("read after its owner was gone");
    #[cfg(not(target_arch = "wasm32"))]
    unreachable!("read after its owner was gone")
}
