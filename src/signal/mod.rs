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
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.slot.track();
        self.read(read, false)
    }

    /// Reads it without following it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(read, true)
    }

    fn read<R>(self, read: impl FnOnce(&T) -> R, untracked: bool) -> R {
        let value = self.slot.value();
        if let Some(kept) = value.downcast_ref::<Kept<T>>()
            && let Some(value) = &*kept.borrow()
        {
            return read(value);
        }
        let Some(derived) = value.downcast_ref::<Derived<T>>() else { slot::gone() };
        let mut given = None;
        slot::run(&mut || given = Some(derived()), untracked);
        given.as_ref().map_or_else(|| slot::gone(), read)
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
        self.with(T::clone)
    }

    /// The value, not followed.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

/// What a closure gives, kept until something that it read has changed; who follows it hears only of another value.
#[must_use]
pub fn memo<T: PartialEq + 'static>(read: impl Fn() -> T + 'static) -> Signal<T> {
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
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes it in place, and tells who follows it. Nothing happens once its owner is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// The same, with what the change gives.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let value = self.0.slot.try_value()?;
        let changed = value.downcast_ref::<Kept<T>>()?.borrow_mut().as_mut().map(change);
        self.0.slot.notify();
        changed
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
