//! Values that the screen follows: Leptos' reactive graph, with one type behind values of all types.
//!
//! Leptos makes the whole machinery of a signal (arena, locks, subscribers) anew for each type of value, which in a respondent's page weighs
//! more than the values' own code. Here the graph sees one kind of node (a trigger, or a memo that counts), and a value of any type stands
//! beside it. The names, and what they mean, are Leptos' own; effects of either kind follow them.

mod slot;
mod stored;

pub use stored::StoredValue;

use slot::{Slot, Source};
use std::{cell::RefCell, marker::PhantomData, rc::Rc};

/// A value that can be set, and that effects follow. A handle, alive as long as the owner it was made under.
pub struct RwSignal<T>(Signal<T>);

/// A value that effects follow. A handle, alive as long as the owner it was made under.
pub struct Signal<T> {
    slot: Slot,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

/// How a value is kept: `None` only until a memo has run.
type Kept<T> = RefCell<Option<T>>;

/// A value that a closure gives each time it is asked for.
type Derived<T> = Box<dyn Fn() -> T>;

impl<T: 'static> Signal<T> {
    fn of(source: Source, value: Rc<Kept<T>>) -> Self {
        Self { slot: Slot::new(source, value), value: PhantomData }
    }

    /// What a closure gives; asked each time, and followed through what it reads.
    #[must_use]
    pub fn derive(read: impl Fn() -> T + 'static) -> Self {
        let read: Derived<T> = Box::new(read);
        Self { slot: Slot::new(Source::Derived, Rc::new(read)), value: PhantomData }
    }

    /// A value that never changes.
    #[must_use]
    pub fn stored(value: T) -> Self {
        Self::of(Source::Derived, Rc::new(RefCell::new(Some(value))))
    }

    /// Reads it, and follows it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(read, true)
    }

    /// Reads it without following it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(read, false)
    }

    fn read<R>(self, read: impl FnOnce(&T) -> R, follow: bool) -> R {
        let (mut read, mut out) = (Some(read), None);
        self.visit(follow, &mut |value| out = read.take().map(|read| read(value)));
        out.unwrap_or_else(|| slot::gone())
    }

    /// The one way to the value. Not made part of its callers: there are hundreds of them.
    #[inline(never)]
    fn visit(self, follow: bool, read: &mut dyn FnMut(&T)) {
        let value = self.slot.value(follow);
        if let Some(kept) = value.downcast_ref::<Kept<T>>() {
            kept.borrow().iter().for_each(read);
        } else if let Some(derived) = value.downcast_ref::<Derived<T>>() {
            slot::run(&mut || read(&derived()), follow);
        }
    }

    /// Follows it.
    pub fn track(self) {
        self.slot.track();
    }
}

impl<T: Clone + 'static> Signal<T> {
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
        self.read(T::clone, follow)
    }
}

/// What a closure gives, kept until something that it read has changed; who follows it hears only of another value.
#[must_use]
pub fn memo<T: PartialEq + 'static>(read: impl Fn() -> T + 'static) -> Signal<T> {
    memo_of(Box::new(read))
}

#[inline(never)]
fn memo_of<T: PartialEq + 'static>(read: Derived<T>) -> Signal<T> {
    let value: Rc<Kept<T>> = Rc::default();
    let refresh = {
        let value = Rc::clone(&value);
        move || {
            let now = Some(read());
            let is_new = *value.borrow() != now;
            if is_new {
                value.replace(now);
            }
            is_new
        }
    };
    Signal::of(Source::counted(Box::new(refresh)), value)
}

impl<T: 'static> RwSignal<T> {
    /// A signal with its first value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Signal::of(Source::trigger(), Rc::new(RefCell::new(Some(value)))))
    }

    /// Only to be read.
    #[must_use]
    pub fn read_only(self) -> Signal<T> {
        self.0
    }

    /// See [`Signal::with`].
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.with(read)
    }

    /// See [`Signal::with_untracked`].
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.with_untracked(read)
    }

    /// See [`Signal::track`].
    pub fn track(self) {
        self.0.track();
    }

    /// Sets it, and tells who follows it. Nothing happens once its owner is gone.
    #[inline(never)]
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes it in place, and tells who follows it. Nothing happens once its owner is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// The same, with what the change gives.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let (mut change, mut out) = (Some(change), None);
        self.alter(&mut |value| out = change.take().map(|change| change(value)));
        out
    }

    #[inline(never)]
    fn alter(self, change: &mut dyn FnMut(&mut T)) {
        let Some(value) = self.0.slot.try_value(false) else { return };
        if let Some(kept) = value.downcast_ref::<Kept<T>>() {
            kept.borrow_mut().iter_mut().for_each(change);
            self.0.slot.notify();
        }
    }
}

impl<T: Clone + 'static> RwSignal<T> {
    /// See [`Signal::get`].
    #[must_use]
    pub fn get(self) -> T {
        self.0.get()
    }

    /// See [`Signal::get_untracked`].
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.0.get_untracked()
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        signal.0
    }
}
