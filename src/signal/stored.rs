//! A value that nobody follows, kept as long as its owner.

use super::{Handle, node};
use std::rc::Rc;

/// A value that nobody follows.
pub type StoredValue<T> = Handle<T, Unfollowed>;

/// Kind of handle: not followed.
pub enum Unfollowed {}

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self::of(node::stored(Rc::new(value)))
    }

    /// Changes it; nothing happens once its owner is gone.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.change(change)
    }

    /// Reads it; `None` once its owner is gone.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        Some(read(&*self.try_hold(false)?))
    }

    /// Reads it.
    ///
    /// # Panics
    /// Once its owner is gone.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.hold(false))
    }

    /// Changes it; nothing happens once its owner is gone.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.change(change);
    }

    /// Puts another in its place; nothing happens once its owner is gone.
    #[inline(never)]
    pub fn set_value(self, value: T) {
        node::put(self.id, Rc::new(value));
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
