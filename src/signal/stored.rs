//! A value that nobody follows, kept as long as its owner.

use super::slot::{Slot, Source};
use std::{cell::RefCell, marker::PhantomData, rc::Rc};

/// A handle of a value that nobody follows.
pub struct StoredValue<T> {
    slot: Slot,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { slot: Slot::new(Source::Derived, Rc::new(Rc::new(RefCell::new(value)))), value: PhantomData }
    }

    /// Changes it; nothing happens once its owner is gone.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let kept = self.kept()?;
        let out = change(&mut kept.borrow_mut());
        Some(out)
    }

    /// Reads it; `None` once its owner is gone.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let kept = self.kept()?;
        let out = read(&kept.borrow());
        Some(out)
    }

    #[inline(never)]
    fn kept(self) -> Option<Rc<RefCell<T>>> {
        self.slot.try_value(false)?.downcast_ref::<Rc<RefCell<T>>>().cloned()
    }

    /// Reads it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(read).unwrap_or_else(|| super::slot::gone())
    }

    /// Changes it; nothing happens once its owner is gone.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Puts another in its place; nothing happens once its owner is gone.
    pub fn set_value(self, value: T) {
        self.try_update_value(|old| *old = value);
    }
}

impl<T: Clone + 'static> StoredValue<T> {
    /// A copy of it.
    ///
    /// # Panics
    /// Once its owner is gone.
    #[must_use]
    pub fn get_value(self) -> T {
        self.with_value(T::clone)
    }

    /// A copy of it; `None` once its owner is gone.
    #[must_use]
    pub fn try_get_value(self) -> Option<T> {
        self.try_with_value(T::clone)
    }
}
