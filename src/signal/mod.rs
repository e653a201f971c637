//! Values that the screen follows: Leptos' reactive graph, with one type behind values of all types.
//!
//! Leptos makes the whole machinery of a signal (arena, locks, subscribers) anew for each type of value, which in a respondent's page weighs
//! more than the values' own code. Here the graph sees one kind of node (a trigger, or a memo that counts), and a value of any type stands
//! beside it. The names, and what they mean, are Leptos' own; effects of either kind follow them.
//!
//! A handle is one number. What is generic is a shell: it finds the value, hands it to the closure, and gives it back.

mod arena;
mod node;
mod pane;
mod stored;

pub(crate) use arena::keep;
pub use pane::{EachPane, Inside, PANES, Pane};
pub use stored::{StoredValue, Unfollowed};

use arena::Id;
use node::Value;
use std::{any::Any, marker::PhantomData, rc::Rc};

/// A handle of a value, alive as long as the owner it was made under. `K` says what can be done with it.
pub struct Handle<T, K> {
    id: Id,
    of: PhantomData<fn() -> (T, K)>,
}

impl<T, K> Clone for Handle<T, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, K> Copy for Handle<T, K> {}

/// A value that effects follow.
pub type Signal<T> = Handle<T, ReadOnly>;

/// A value that can be set, and that effects follow.
pub type RwSignal<T> = Handle<T, Settable>;

/// Kind of handle: followed, and only to be read.
pub enum ReadOnly {}

/// Kind of handle: followed, and set.
pub enum Settable {}

/// The kinds of handles that effects follow.
pub trait Followed {}

impl Followed for ReadOnly {}

impl Followed for Settable {}

impl<T: 'static, K> Handle<T, K> {
    fn of(id: Id) -> Self {
        Self { id, of: PhantomData }
    }

    /// The one way to the value.
    #[inline(never)]
    fn try_hold(self, follow: bool) -> Option<Rc<T>> {
        typed(node::read(self.id, follow)?)
    }

    #[inline(never)]
    fn hold(self, follow: bool) -> Rc<T> {
        self.try_hold(follow).unwrap_or_else(|| node::gone())
    }

    #[inline(never)]
    fn take(self) -> Option<Rc<T>> {
        typed(node::take(self.id)?)
    }

    fn change<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut value = self.take()?;
        let out = change(Rc::get_mut(&mut value).unwrap_or_else(|| node::gone()));
        node::put(self.id, value);
        Some(out)
    }
}

fn typed<T: 'static>(value: Value) -> Option<Rc<T>> {
    value.downcast().ok()
}

impl<T: 'static, K: Followed> Handle<T, K> {
    /// Reads it, and follows it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.hold(true))
    }

    /// Reads it without following it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.hold(false))
    }

    /// Follows it.
    pub fn track(self) {
        drop(node::read(self.id, true));
    }
}

impl<T: Clone + 'static, K: Followed> Handle<T, K> {
    /// The value; follows it.
    #[must_use]
    pub fn get(self) -> T {
        self.copy(true)
    }

    /// The value, not followed.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.copy(false)
    }

    #[inline(never)]
    fn copy(self, follow: bool) -> T {
        T::clone(&self.hold(follow))
    }
}

impl<T: 'static> Signal<T> {
    /// What a closure gives; asked each time, and followed through what it reads.
    #[must_use]
    pub fn derive(read: impl Fn() -> T + 'static) -> Self {
        Self::of(node::derived(Box::new(move || Rc::new(read()))))
    }

    /// A value that never changes.
    #[must_use]
    pub fn stored(value: T) -> Self {
        Self::of(node::stored(Rc::new(value)))
    }
}

/// What a closure gives, kept until something that it read has changed; who follows it hears only of another value.
#[must_use]
pub fn memo<T: PartialEq + 'static>(read: impl Fn() -> T + 'static) -> Signal<T> {
    fn same<T: PartialEq + 'static>(old: &dyn Any, new: &dyn Any) -> bool {
        old.downcast_ref::<T>() == new.downcast_ref()
    }
    Signal::of(node::counted(Box::new(move || Rc::new(read())), same::<T>))
}

impl<T: 'static> RwSignal<T> {
    /// A signal with its first value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self::of(node::set(Rc::new(value)))
    }

    /// Only to be read.
    #[must_use]
    pub fn read_only(self) -> Signal<T> {
        Signal::of(self.id)
    }

    /// Sets it, and tells who follows it. Nothing happens once its owner is gone.
    #[inline(never)]
    pub fn set(self, value: T) {
        node::put(self.id, Rc::new(value));
    }

    /// Changes it in place, and tells who follows it. Nothing happens once its owner is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.change(change);
    }

    /// The same, with what the change gives.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.change(change)
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        signal.read_only()
    }
}
