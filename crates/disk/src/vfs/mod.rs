//! SQLite's table of a file system, answered by the disks that are mounted. The only folder with `unsafe`: the table is one of C functions.
//!
//! What all blocks rest on: SQLite calls a function of a file only between its successful `xOpen` and its `xClose`, gives pointers that are
//! valid for the call, and never calls two functions of one file at once.
#![expect(unsafe_code, reason = "SQLite takes a file system as a table of C functions; each block says why it is sound")]

mod file;

use crate::disk::{State, lock};
use crate::luck::Luck;
use file::{FILE, Handle, OpenFile};
use rusqlite::ffi;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int};
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

/// Disks by folder.
static MOUNTED: Mutex<BTreeMap<String, Arc<Mutex<State>>>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(1);

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

fn length(value: c_int) -> usize {
    usize::try_from(value).unwrap_or(0)
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
