//! What SQLite does to one open file, to its locks, and to the memory that connections share about its log.
#![expect(
    unsafe_code,
    reason = "SQLite takes a file as a table of C functions; each block says why it is sound, on what the folder says all rest on"
)]

use super::length;
use crate::disk::{NoRoom, State, lock};
use crate::locks;
use rusqlite::ffi;
use std::collections::BTreeMap;
use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::atomic::{Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Memory that connections share, by disk and file.
static SHARED: Mutex<BTreeMap<(usize, usize), Shared>> = Mutex::new(BTreeMap::new());
/// Sectors, as SQLite's layer for Linux gives them.
const SECTOR: c_int = 4096;

/// What stands behind one `sqlite3_file`.
pub(super) struct Handle {
    pub(super) who: u64,
    pub(super) state: Arc<Mutex<State>>,
    pub(super) file: usize,
    /// The layer for Linux syncs the folder with the first sync of a journal that was opened to be made.
    pub(super) syncs_folder: Mutex<bool>,
}

/// A `sqlite3_file` as SQLite allocates it for us: its own head, then what is ours.
#[repr(C)]
pub(super) struct OpenFile {
    pub(super) head: ffi::sqlite3_file,
    pub(super) handle: *mut Handle,
}

#[derive(Default)]
struct Shared {
    users: Vec<u64>,
    regions: Vec<Region>,
}

/// A piece of memory that SQLite reads and writes by itself, from several threads; never looked at from here.
struct Region(*mut [u64]);

// SAFETY: the pointer is only handed out and freed here, both under the lock of `SHARED`.
unsafe impl Send for Region {}

impl Region {
    fn new(bytes: usize) -> Self {
        Self(Box::into_raw(vec![0_u64; bytes.div_ceil(8)].into_boxed_slice()))
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: made by `Box::into_raw` in `new`, and freed here alone.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

pub(super) static FILE: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock_file),
    xUnlock: Some(unlock_file),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn shared() -> MutexGuard<'static, BTreeMap<(usize, usize), Shared>> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// # Safety
/// `file` was opened by [`open`] and not closed since.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a Handle {
    // SAFETY: `open` put an `OpenFile` there, for which SQLite had allocated as much as the table asks.
    let pointer = unsafe { (*file.cast::<OpenFile>()).handle };
    // SAFETY: a box until `close`, and only ever shared.
    unsafe { &*pointer }
}

fn offset(value: i64) -> usize {
    usize::try_from(value).unwrap_or(0)
}

impl Handle {
    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn memory(&self) -> (usize, usize) {
        (Arc::as_ptr(&self.state).addr(), self.file)
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: opened, and closed here for the only time.
    let pointer = unsafe { (*file.cast::<OpenFile>()).handle };
    // SAFETY: made by `Box::into_raw` in `open`.
    let handle = unsafe { Box::from_raw(pointer) };
    let mut state = handle.state();
    if let Some(locks) = state.locks.get_mut(&handle.file) {
        locks.unlock(handle.who, locks::NONE);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, amount: c_int, at: i64) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    // SAFETY: SQLite's own buffer of this size, nobody else's during the call.
    let to = unsafe { std::slice::from_raw_parts_mut(to.cast::<u8>(), length(amount)) };
    let state = handle.state();
    let found = state.content(handle.file).get(offset(at)..).unwrap_or_default();
    let count = found.len().min(to.len());
    let (whole, missing) = to.split_at_mut(count);
    whole.copy_from_slice(found.get(..count).unwrap_or_default());
    missing.fill(0);
    if missing.is_empty() { ffi::SQLITE_OK } else { ffi::SQLITE_IOERR_SHORT_READ }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, amount: c_int, at: i64) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    // SAFETY: SQLite's own buffer of this size, which nobody changes during the call.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length(amount)) };
    match handle.state().write(handle.file, offset(at), bytes) {
        Ok(()) => ffi::SQLITE_OK,
        Err(NoRoom) => ffi::SQLITE_FULL,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    handle.state().resize(handle.file, offset(size));
    ffi::SQLITE_OK
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    let mut state = handle.state();
    state.sync(handle.file);
    if std::mem::take(&mut *handle.syncs_folder.lock().unwrap_or_else(PoisonError::into_inner)) {
        state.sync_folder();
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    let found = i64::try_from(handle.state().content(handle.file).len()).unwrap_or(i64::MAX);
    // SAFETY: a place for one number.
    unsafe { *size = found };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock_file(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    let is_taken = handle.state().locks.entry(handle.file).or_default().lock(handle.who, level);
    if is_taken { ffi::SQLITE_OK } else { ffi::SQLITE_BUSY }
}

unsafe extern "C" fn unlock_file(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    handle.state().locks.entry(handle.file).or_default().unlock(handle.who, level);
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, is_reserved: *mut c_int) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    let found = handle.state().locks.entry(handle.file).or_default().is_reserved();
    // SAFETY: a place for one number.
    unsafe { *is_reserved = c_int::from(found) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_file: *mut ffi::sqlite3_file, _op: c_int, _argument: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_file: *mut ffi::sqlite3_file) -> c_int {
    SECTOR
}

unsafe extern "C" fn device_characteristics(_file: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE | ffi::SQLITE_IOCAP_SUBPAGE_READ
}

unsafe extern "C" fn shm_map(file: *mut ffi::sqlite3_file, region: c_int, size: c_int, extend: c_int, to: *mut *mut c_void) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    let mut all = shared();
    let memory = all.entry(handle.memory()).or_default();
    if !memory.users.contains(&handle.who) {
        memory.users.push(handle.who);
    }
    while extend != 0 && memory.regions.len() <= length(region) {
        memory.regions.push(Region::new(length(size)));
    }
    let found = memory.regions.get(length(region)).map_or(ptr::null_mut(), |region| region.0.cast());
    // SAFETY: a place for one pointer.
    unsafe { *to = found };
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, first: c_int, count: c_int, flags: c_int) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    let places = (first..first + count).fold(0, |places, place| places | 1 << place);
    let mut state = handle.state();
    let locks = state.locks.entry(handle.file).or_default();
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        locks.give_back(handle.who, places);
        return ffi::SQLITE_OK;
    }
    let is_taken = locks.take(handle.who, places, flags & ffi::SQLITE_SHM_EXCLUSIVE != 0);
    if is_taken { ffi::SQLITE_OK } else { ffi::SQLITE_BUSY }
}

unsafe extern "C" fn shm_barrier(_file: *mut ffi::sqlite3_file) {
    fence(Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _delete: c_int) -> c_int {
    // SAFETY: an open file.
    let handle = unsafe { handle(file) };
    handle.state().locks.entry(handle.file).or_default().leave(handle.who);
    let mut all = shared();
    if let Some(memory) = all.get_mut(&handle.memory()) {
        memory.users.retain(|user| *user != handle.who);
        // It is made anew from the log by whoever comes next.
        if memory.users.is_empty() {
            all.remove(&handle.memory());
        }
    }
    ffi::SQLITE_OK
}
