//! What is on the disk, what was done to it in which order, and how much room is left.

use crate::locks::Locks;
use crate::vfs;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Contents by file name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// One thing done to the disk. Files are told apart by a number, as a name may go from one to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file got a name.
    Create {
        /// The name.
        name: String,
        /// The file.
        file: usize,
    },
    /// Bytes were written.
    Write {
        /// The file.
        file: usize,
        /// From this place on.
        at: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file was cut short, or made longer by zeros.
    Resize {
        /// The file.
        file: usize,
        /// Its length since.
        len: usize,
    },
    /// Everything written to the file before is to survive.
    Sync {
        /// The file.
        file: usize,
    },
    /// A name was taken away.
    Delete {
        /// The name.
        name: String,
    },
    /// Every name given or taken before is to survive.
    SyncFolder,
}

/// A folder on a disk of its own, until this is dropped.
pub struct Disk {
    folder: String,
    state: Arc<Mutex<State>>,
}

/// Everything about a disk, behind one lock.
#[derive(Default)]
pub(crate) struct State {
    names: BTreeMap<String, usize>,
    contents: Vec<Vec<u8>>,
    pub(crate) locks: BTreeMap<usize, Locks>,
    record: Vec<Entry>,
    room: Option<usize>,
}

/// Why a write did not happen, or not wholly.
pub(crate) struct NoRoom;

impl Disk {
    /// A disk with these files. `folder` must be one that no other disk of this process has; nothing of that name need exist, and
    /// from now on SQLite opens files in folders of disks alone.
    #[must_use]
    pub fn mount(folder: &str, files: Files) -> Self {
        let mut state = State::default();
        for (name, content) in files {
            state.names.insert(name, state.contents.len());
            state.contents.push(content);
        }
        let state = Arc::new(Mutex::new(state));
        vfs::mount(folder, Arc::clone(&state));
        Self { folder: folder.to_owned(), state }
    }

    /// How many entries the record has: a moment in the life of the disk.
    #[must_use]
    pub fn moment(&self) -> usize {
        lock(&self.state).record.len()
    }

    /// Everything done to the disk so far, in order.
    #[must_use]
    pub fn record(&self) -> Vec<Entry> {
        lock(&self.state).record.clone()
    }

    /// Bytes of all files.
    #[must_use]
    pub fn used(&self) -> usize {
        lock(&self.state).used()
    }

    /// How many bytes all files may have; any number when `None`.
    pub fn set_room(&self, room: Option<usize>) {
        lock(&self.state).room = room;
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        vfs::unmount(&self.folder);
    }
}

/// A test that panics elsewhere must not hide behind this lock.
pub(crate) fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    pub(crate) fn create(&mut self, name: &str) -> usize {
        let file = self.contents.len();
        self.contents.push(Vec::new());
        self.names.insert(name.to_owned(), file);
        self.record.push(Entry::Create { name: name.to_owned(), file });
        file
    }

    /// Whether there was a file of this name.
    pub(crate) fn delete(&mut self, name: &str) -> bool {
        let was_there = self.names.remove(name).is_some();
        if was_there {
            self.record.push(Entry::Delete { name: name.to_owned() });
        }
        was_there
    }

    pub(crate) fn content(&self, file: usize) -> &[u8] {
        self.contents.get(file).map_or(&[], Vec::as_slice)
    }

    /// Writes what there is room for, as a file system does.
    pub(crate) fn write(&mut self, file: usize, at: usize, bytes: &[u8]) -> Result<(), NoRoom> {
        let free = self.room.map_or(usize::MAX, |room| room.saturating_sub(self.used()));
        let longest = self.content(file).len().saturating_add(free);
        let fits = bytes.get(..longest.saturating_sub(at).min(bytes.len())).unwrap_or_default();
        if !fits.is_empty() {
            if let Some(content) = self.contents.get_mut(file) {
                put(content, at, fits);
            }
            self.record.push(Entry::Write { file, at, bytes: fits.to_vec() });
        }
        if fits.len() == bytes.len() { Ok(()) } else { Err(NoRoom) }
    }

    pub(crate) fn resize(&mut self, file: usize, len: usize) {
        if let Some(content) = self.contents.get_mut(file) {
            content.resize(len, 0);
            self.record.push(Entry::Resize { file, len });
        }
    }

    pub(crate) fn sync(&mut self, file: usize) {
        self.record.push(Entry::Sync { file });
    }

    pub(crate) fn sync_folder(&mut self) {
        self.record.push(Entry::SyncFolder);
    }

    fn used(&self) -> usize {
        self.names.values().map(|file| self.content(*file).len()).sum()
    }
}

/// Writes into a content, with zeros between its end and the place.
pub(crate) fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    let place: Range<usize> = at..end;
    if let Some(place) = content.get_mut(place) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_fills_the_room_that_is_left_and_no_more() {
        let mut state = State::default();
        let file = state.create("a");
        assert!(state.write(file, 0, b"1234").is_ok());
        state.room = Some(6);
        assert!(state.write(file, 2, b"abcdef").is_err());
        assert_eq!(state.content(file), b"12abcd");
        assert!(state.write(file, 0, b"xyz").is_ok(), "what is there already takes no more room");
        state.room = None;
        assert!(state.write(file, 8, b"!").is_ok());
        assert_eq!(state.content(file), b"xyzbcd\0\0!");
        assert!(state.delete("a") && !state.delete("a"));
        assert_eq!(state.used(), 0);
    }
}
