//! SQLite's table of a file system, answered by the disks that are mounted. The only file with `unsafe`: the table is one of C functions.
//!
//! What all blocks rest on: SQLite calls a function of a file only between its successful `xOpen` and its `xClose`, gives pointers that are
//! valid for the call, and never calls two functions of one file at once.
#![expect(unsafe_code, reason = "SQLite takes a file system as a table of C functions; each block says why it is sound")]

use crate::disk::{NoRoom, State, lock};
use crate::locks;
use crate::luck::Luck;
use rusqlite::ffi;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

/// Disks by folder.
static MOUNTED: Mutex<BTreeMap<String, Arc<Mutex<State>>>> = Mutex::new(BTreeMap::new());
/// Memory that connections share, by disk and file.
static SHARED: Mutex<BTreeMap<(usize, usize), Shared>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(1);
/// Sectors, as SQLite's layer for Linux gives them.
const SECTOR: c_int = 4096;

/// What stands behind one `sqlite3_file`.
struct Handle {
    who: u64,
    state: Arc<Mutex<State>>,
    file: usize,
    /// The layer for Linux syncs the folder with the first sync of a journal that was opened to be made.
    syncs_folder: Mutex<bool>,
}

/// A `sqlite3_file` as SQLite allocates it for us: its own head, then what is ours.
#[repr(C)]
struct OpenFile {
    head: ffi::sqlite3_file,
    handle: *mut Handle,
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

static FILE: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
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

pub(crate) fn mount(folder: &str, state: Arc<Mutex<State>>) {
    static REGISTER: Once = Once::new();
    REGISTER.call_once(|| {
        let table = ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: c_int::try_from(size_of::<OpenFile>()).unwrap_or(c_int::MAX),
            mxPathname: 512,
            pNext: ptr::null_mut(),
            zName: c"tessera-disk".as_ptr(),
            pAppData: ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: None,
            xGetLastError: None,
            xCurrentTimeInt64: Some(current_time),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        };
        // SAFETY: the table lives as long as the process, and nobody else has a pointer to it.
        let registered = unsafe { ffi::sqlite3_vfs_register(Box::leak(Box::new(table)), 1) };
        assert_eq!(registered, ffi::SQLITE_OK, "SQLite takes no file system");
    });
    let before = mounted().insert(folder.to_owned(), state);
    assert!(before.is_none(), "{folder} is mounted twice");
}

pub(crate) fn unmount(folder: &str) {
    mounted().remove(folder);
}

fn mounted() -> MutexGuard<'static, BTreeMap<String, Arc<Mutex<State>>>> {
    MOUNTED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn shared() -> MutexGuard<'static, BTreeMap<(usize, usize), Shared>> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The disk a path is on, and its name there.
///
/// # Safety
/// `path` is null or a C string.
unsafe fn place(path: *const c_char) -> Option<(Arc<Mutex<State>>, String)> {
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, so a C string; the borrow ends in this function.
    let path = unsafe { CStr::from_ptr(path) }.to_str().ok()?;
    let (folder, name) = path.rsplit_once('/')?;
    Some((Arc::clone(mounted().get(folder)?), name.to_owned()))
}

/// # Safety
/// `file` was opened by [`open`] and not closed since.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a Handle {
    // SAFETY: `open` put an `OpenFile` there, for which SQLite had allocated as much as the table asks.
    let pointer = unsafe { (*file.cast::<OpenFile>()).handle };
    // SAFETY: a box until `close`, and only ever shared.
    unsafe { &*pointer }
}

fn length(value: c_int) -> usize {
    usize::try_from(value).unwrap_or(0)
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

unsafe extern "C" fn open(
    _table: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let file = file.cast::<OpenFile>();
    // SAFETY: SQLite allocated `szOsFile` bytes; without methods it calls nothing when opening fails.
    unsafe { file.write(OpenFile { head: ffi::sqlite3_file { pMethods: ptr::null() }, handle: ptr::null_mut() }) };
    // SAFETY: null or a C string, says SQLite.
    let Some((state, name)) = (unsafe { place(path) }) else { return ffi::SQLITE_CANTOPEN };
    let may_create = flags & ffi::SQLITE_OPEN_CREATE != 0;
    let number = {
        let mut state = lock(&state);
        match state.find(&name) {
            Some(_) if flags & ffi::SQLITE_OPEN_EXCLUSIVE != 0 => return ffi::SQLITE_CANTOPEN,
            Some(number) => number,
            None if may_create => state.create(&name),
            None => return ffi::SQLITE_CANTOPEN,
        }
    };
    let is_journal = flags & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL) != 0;
    let who = NEXT.fetch_add(1, Ordering::Relaxed);
    let handle = Box::new(Handle { who, state, file: number, syncs_folder: Mutex::new(is_journal && may_create) });
    let opened = OpenFile { head: ffi::sqlite3_file { pMethods: &raw const FILE }, handle: Box::into_raw(handle) };
    // SAFETY: as above; what was there needs no dropping.
    unsafe { file.write(opened) };
    if !out_flags.is_null() {
        // SAFETY: not null, so a place for one number.
        unsafe { *out_flags = flags };
    }
    ffi::SQLITE_OK
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

unsafe extern "C" fn delete(_table: *mut ffi::sqlite3_vfs, path: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: null or a C string, says SQLite.
    let Some((state, name)) = (unsafe { place(path) }) else { return ffi::SQLITE_IOERR_DELETE };
    let mut state = lock(&state);
    if !state.delete(&name) {
        return ffi::SQLITE_IOERR_DELETE_NOENT;
    }
    if sync_folder != 0 {
        state.sync_folder();
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn access(_table: *mut ffi::sqlite3_vfs, path: *const c_char, flags: c_int, to: *mut c_int) -> c_int {
    // SAFETY: null or a C string, says SQLite.
    let found = unsafe { place(path) }.is_some_and(|(state, name)| {
        let state = lock(&state);
        // To the layer for Linux, too, an empty file is none when it asks for existence.
        state.find(&name).is_some_and(|file| flags != ffi::SQLITE_ACCESS_EXISTS || !state.content(file).is_empty())
    });
    // SAFETY: a place for one number.
    unsafe { *to = c_int::from(found) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(_table: *mut ffi::sqlite3_vfs, path: *const c_char, size: c_int, to: *mut c_char) -> c_int {
    // SAFETY: a C string, says SQLite.
    let path = unsafe { CStr::from_ptr(path) }.to_bytes_with_nul();
    if path.len() > length(size) {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: `to` has `size` bytes, as just compared, and is no part of `path`.
    unsafe { ptr::copy_nonoverlapping(path.as_ptr().cast(), to, path.len()) };
    ffi::SQLITE_OK
}

/// The same each time: what a test found it finds again.
unsafe extern "C" fn randomness(_table: *mut ffi::sqlite3_vfs, size: c_int, to: *mut c_char) -> c_int {
    let mut luck = Luck::new(1);
    // SAFETY: SQLite's own buffer of this size, nobody else's during the call.
    let to = unsafe { std::slice::from_raw_parts_mut(to.cast::<u8>(), length(size)) };
    to.fill_with(|| luck.next_number().to_le_bytes()[0]);
    size
}

unsafe extern "C" fn sleep(_table: *mut ffi::sqlite3_vfs, micros: c_int) -> c_int {
    std::thread::sleep(Duration::from_micros(u64::try_from(micros).unwrap_or(0)));
    micros
}

/// Julian day times 86 400 000, always the same one: the store brings its own times.
unsafe extern "C" fn current_time(_table: *mut ffi::sqlite3_vfs, to: *mut i64) -> c_int {
    // SAFETY: a place for one number.
    unsafe { *to = 212_000_000_000_000 };
    ffi::SQLITE_OK
}
