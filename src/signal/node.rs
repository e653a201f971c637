//! What stands behind a handle, whatever the type of its value: the one kind of node that the graph sees. Nothing here knows types.

use super::{
    arena::{Id, find, settle},
    pane::Pane,
};
use leptos::prelude::{ArcMemo, ArcTrigger, GetUntracked as _, Notify as _, Track as _, untrack};
use send_wrapper::SendWrapper;
use std::{any::Any, cell::RefCell, rc::Rc};

/// A value of whatever type. Who reads it holds it; who changes it takes it out meanwhile.
pub(super) type Value = Rc<dyn Any>;

/// Gives a value each time it is asked for.
pub(super) type Read = Box<dyn Fn() -> Value>;

/// Whether two values, both of the one type it knows, are the same.
pub(super) type Same = fn(&dyn Any, &dyn Any) -> bool;

type Kept = RefCell<Option<Value>>;

pub(super) enum Node {
    /// Nobody follows it.
    Stored(Kept),
    /// Whoever sets it tells.
    Set(ArcTrigger, Kept),
    /// A memo that counts how often the value became another.
    Counted(ArcMemo<u32>, Rc<Kept>),
    /// Asked each time; the signals that it reads tell.
    Derived(Read),
}

#[inline(never)]
pub(super) fn stored(value: Value) -> Id {
    settle(Node::Stored(RefCell::new(Some(value))))
}

#[inline(never)]
pub(super) fn set(value: Value) -> Id {
    settle(Node::Set(ArcTrigger::new(), RefCell::new(Some(value))))
}

#[inline(never)]
pub(super) fn derived(read: Read) -> Id {
    settle(Node::Derived(read))
}

#[inline(never)]
pub(super) fn counted(read: Read, same: Same) -> Id {
    let (value, pane): (Rc<Kept>, Pane) = (Rc::default(), Pane::here());
    let refresh = SendWrapper::new({
        let value = Rc::clone(&value);
        move |count: u32| {
            let _inside = pane.enter();
            let now = read();
            if value.borrow().as_ref().is_some_and(|old| same(&**old, &*now)) {
                return count;
            }
            value.replace(Some(now));
            count.wrapping_add(1)
        }
    });
    let count = ArcMemo::new(move |count: Option<&u32>| (*refresh)(count.copied().unwrap_or_default()));
    settle(Node::Counted(count, value))
}

/// The value, a memo's brought up to date; followed, if so wished.
#[inline(never)]
pub(super) fn read(id: Id, follow: bool) -> Option<Value> {
    let node = find(id)?;
    let kept = match &*node {
        Node::Stored(kept) => kept,
        Node::Set(trigger, kept) => {
            if follow {
                trigger.track();
            }
            kept
        }
        Node::Counted(count, kept) => {
            if follow {
                count.track();
            }
            count.get_untracked();
            kept
        }
        Node::Derived(read) => return Some(if follow { read() } else { untrack(read) }),
    };
    let value = kept.borrow();
    value.clone()
}

/// The value, taken out to be changed. Only of a node that has one of its own.
#[inline(never)]
pub(super) fn take(id: Id) -> Option<Value> {
    match &*find(id)? {
        Node::Stored(kept) | Node::Set(_, kept) => kept.take(),
        Node::Counted(..) | Node::Derived(_) => None,
    }
}

/// Puts a value in, and tells who follows it. Nothing happens once the owner is gone.
#[inline(never)]
pub(super) fn put(id: Id, value: Value) {
    let Some(node) = find(id) else { return };
    if let Node::Stored(kept) | Node::Set(_, kept) = &*node {
        kept.replace(Some(value));
    }
    if let Node::Set(trigger, _) = &*node {
        trigger.notify();
    }
}

/// What is read after its owner is gone, or while it is being changed, is a mistake of ours, as it is with Leptos' own signals.
#[cold]
#[inline(never)]
pub(super) fn gone() -> ! {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen::throw_str("read after its owner was gone");
    #[cfg(not(target_arch = "wasm32"))]
    unreachable!("read after its owner was gone")
}
