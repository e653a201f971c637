//! Panes: several views of one thing, each in a document of its own, drawn by one program (the editor's previews).
//!
//! Which pane is being worked for goes along with everything that runs later: effects, memos, listeners and timers run in the pane in which
//! they were made. Programs without the feature `preview` have the page alone, and nothing of this is in them.

#[cfg(feature = "preview")]
use std::cell::Cell;

/// How many there are: the page itself, and those in it.
pub const PANES: usize = if cfg!(feature = "preview") { 4 } else { 1 };

/// A pane; the default is the page itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane(#[cfg(feature = "preview")] usize);

/// As long as this is there, a pane is being worked for.
#[must_use]
pub struct Inside(#[cfg(feature = "preview")] usize);

#[cfg(feature = "preview")]
thread_local! {
    static HERE: Cell<usize> = const { Cell::new(0) };
}

#[cfg(feature = "preview")]
impl Pane {
    /// One in the page, from 0.
    #[must_use]
    pub fn within(at: usize) -> Self {
        Self(at + 1)
    }

    /// The one being worked for.
    #[must_use]
    pub fn here() -> Self {
        Self(HERE.get())
    }

    /// Its place among all, the page itself first.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }

    /// Works for it from now on.
    pub fn enter(self) -> Inside {
        Inside(HERE.replace(self.0))
    }
}

#[cfg(feature = "preview")]
impl Drop for Inside {
    fn drop(&mut self) {
        HERE.set(self.0);
    }
}

#[cfg(not(feature = "preview"))]
impl Pane {
    /// The one being worked for.
    #[must_use]
    pub fn here() -> Self {
        Self()
    }

    /// Its place among all, the page itself first.
    #[must_use]
    pub fn index(self) -> usize {
        0
    }

    /// Works for it from now on.
    pub fn enter(self) -> Inside {
        Inside()
    }
}

/// Something that each pane has of its own.
#[derive(Clone, Copy)]
pub struct EachPane<T>([T; PANES]);

impl<T: Copy> EachPane<T> {
    /// One for each.
    pub fn new(make: impl Fn() -> T) -> Self {
        Self([(); PANES].map(|()| make()))
    }

    /// That of the pane being worked for.
    #[must_use]
    pub fn here(&self) -> T {
        let [page, ..] = self.0;
        self.0.get(Pane::here().index()).copied().unwrap_or(page)
    }
}
