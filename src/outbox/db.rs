//! The device's durable storage: one `IndexedDB` with two stores of JSON texts. Where storage throws, a map that dies with the page.

use js_sys::{Array, Function, Promise};
use std::{cell::RefCell, pin::Pin, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

/// Name and version of the database: a contract with pages loaded earlier.
const NAME: &str = "tessera";
const VERSION: u32 = 1;

/// Which of the two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shelf {
    /// Saves by response id.
    Saves,
    /// Drafts by slug.
    Drafts,
}

impl Shelf {
    const ALL: [Self; 2] = [Self::Saves, Self::Drafts];

    fn name(self) -> &'static str {
        match self {
            Self::Saves => "saves",
            Self::Drafts => "drafts",
        }
    }
}

/// A text in memory, with its shelf and its key.
pub(super) struct Kept(Shelf, String, String);

/// Where in memory a text is, or belongs: shelves are in order, and keys on them, as in the database.
fn place(kept: &[Kept], shelf: Shelf, key: &str) -> Result<usize, usize> {
    kept.binary_search_by(|Kept(at, name, _)| (*at, name.as_str()).cmp(&(shelf, key)))
}

/// The storage of this page. A handle.
#[derive(Clone)]
pub(super) enum Db {
    Durable(IdbDatabase),
    Memory(Rc<RefCell<Vec<Kept>>>),
}

impl Db {
    /// Opens the database, or falls back to memory.
    pub(super) async fn open() -> Self {
        match open_durable().await {
            Ok(database) => Self::Durable(database),
            Err(_) => Self::memory(),
        }
    }

    /// Keeps everything as long as the page is there.
    pub(super) fn memory() -> Self {
        Self::Memory(Rc::default())
    }

    pub(super) fn is_durable(&self) -> bool {
        matches!(self, Self::Durable(_))
    }

    /// Keeps and forgets texts, all of it or nothing; done when it is on the disk. `None` when the device would not (full, or taken away).
    pub(super) fn write(&self, steps: &[Step<'_>]) -> Coming {
        arrived(match self {
            Self::Memory(kept) => {
                steps.iter().for_each(|step| write_in_memory(&mut kept.borrow_mut(), *step));
                Ok(at_once(&JsValue::UNDEFINED))
            }
            Self::Durable(database) => write(database, steps),
        })
    }

    /// The text kept under a key; nothing, or no text, where there is none.
    pub(super) fn get(&self, shelf: Shelf, key: &str) -> Coming {
        arrived(match self {
            Self::Memory(kept) => {
                let kept = kept.borrow();
                let found = place(&kept, shelf, key).ok().and_then(|at| kept.get(at));
                Ok(at_once(&found.map_or(JsValue::UNDEFINED, |Kept(.., text)| text.as_str().into())))
            }
            Self::Durable(database) => look(database, shelf, |store| store.get(&key.into())),
        })
    }

    /// A list of all the texts on a shelf.
    pub(super) fn all(&self, shelf: Shelf) -> Coming {
        arrived(match self {
            Self::Memory(kept) => {
                let texts =
                    kept.borrow().iter().filter(|Kept(at, ..)| *at == shelf).map(|Kept(.., text)| JsValue::from_str(text)).collect();
                Ok(at_once(&Array::into(texts)))
            }
            Self::Durable(database) => look(database, shelf, IdbObjectStore::get_all),
        })
    }

    /// Changes what is kept under a key by what is there at that moment: nothing else, of this tab or another, comes between the look and the
    /// change. Done when it is on the disk. What cannot be deleted is sent again on the next visit, and the server knows its key.
    pub(super) fn revise(&self, shelf: Shelf, key: &str, revise: Revise) -> Coming {
        match self {
            Self::Memory(kept) => {
                let found = {
                    let kept = kept.borrow();
                    place(&kept, shelf, key).ok().and_then(|at| kept.get(at)).map(|Kept(.., text)| text.clone())
                };
                match revise(found) {
                    Fate::Stays => arrived(Ok(at_once(&JsValue::UNDEFINED))),
                    Fate::Goes => self.write(&[(shelf, key, None)]),
                    Fate::Becomes(text) => self.write(&[(shelf, key, Some(&text))]),
                }
            }
            Self::Durable(database) => arrived(look_and_change(database, shelf, key.into(), revise)),
        }
    }
}

/// What is done with the text under a key: another takes its place, or with `None` it is forgotten.
pub(super) type Step<'a> = (Shelf, &'a str, Option<&'a str>);

fn write_in_memory(kept: &mut Vec<Kept>, (shelf, key, text): Step<'_>) {
    match (place(kept, shelf, key), text) {
        (Ok(at), Some(text)) => kept.get_mut(at).into_iter().for_each(|Kept(.., old)| text.clone_into(old)),
        (Ok(at), None) => drop(kept.remove(at)),
        (Err(at), Some(text)) => kept.insert(at, Kept(shelf, key.to_owned(), text.to_owned())),
        (Err(_), None) => {}
    }
}

/// What becomes of a text.
pub(super) enum Fate {
    Stays,
    Goes,
    Becomes(String),
}

/// Decides what becomes of a text, given the one that is there.
pub(super) type Revise = Box<dyn FnOnce(Option<String>) -> Fate>;

/// What storage gives when it has; `None` when it cannot. Asked for at once, whenever it is waited for.
pub(super) type Coming = Pin<Box<dyn Future<Output = Option<JsValue>>>>;

/// What the browser promised, and where what it gives is found if not in the promise.
struct Promised(Promise, Option<IdbRequest>);

fn arrived(promised: Result<Promised, JsValue>) -> Coming {
    Box::pin(async move {
        let Promised(promise, request) = promised.ok()?;
        let value = JsFuture::from(promise).await.ok()?;
        request.map_or(Some(value), |request| request.result().ok())
    })
}

fn at_once(value: &JsValue) -> Promised {
    Promised(Promise::resolve(value), None)
}

async fn open_durable() -> Result<IdbDatabase, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    // Throws in frames of other sites and where storage is forbidden.
    let factory = window.indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let make = {
        let request = request.clone();
        Closure::wrap(Box::new(move || {
            let Ok(database) = request.result().and_then(JsCast::dyn_into::<IdbDatabase>) else { return };
            for shelf in Shelf::ALL {
                // It failing would fail the opening, and with it we fall back to memory.
                drop(database.create_object_store(shelf.name()));
            }
        }) as Box<dyn FnMut()>)
    };
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    let opened = promise(&mut |resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
        // Another tab holds an older version open: memory serves until that is gone.
        request.set_onblocked(Some(reject));
    });
    JsFuture::from(opened).await?;
    let database: IdbDatabase = request.result()?.dyn_into()?;
    // Private windows of some browsers open the database and refuse to write: better known now than at the first answer.
    for text in [Some(""), None] {
        arrived(write(&database, &[(Shelf::Drafts, "", text)])).await.ok_or(JsValue::NULL)?;
    }
    Ok(database)
}

/// A promise of two handlers: the promise machinery of the browser itself keeps them alive.
fn promise(attach: &mut dyn FnMut(&Function, &Function)) -> Promise {
    Promise::new(&mut |resolve, reject| attach(resolve.unchecked_ref(), reject.unchecked_ref()))
}

/// Opens a transaction that may change every shelf.
fn begin(database: &IdbDatabase) -> Result<IdbTransaction, JsValue> {
    let shelves: Array = Shelf::ALL.iter().map(|shelf| JsValue::from_str(shelf.name())).collect();
    database.transaction_with_str_sequence_and_mode(&shelves, IdbTransactionMode::Readwrite)
}

/// Promises that all of it is on the disk. What the device refuses takes the rest back with it.
fn write(database: &IdbDatabase, steps: &[Step<'_>]) -> Result<Promised, JsValue> {
    let transaction = begin(database)?;
    for &(shelf, key, text) in steps {
        ask(&transaction.object_store(shelf.name())?, &key.into(), text)?;
    }
    Ok(written(&transaction))
}

fn ask(store: &IdbObjectStore, key: &JsValue, text: Option<&str>) -> Result<IdbRequest, JsValue> {
    text.map_or_else(|| store.delete(key), |text| store.put_with_key(&text.into(), key))
}

/// Promises that what was decided on a text is on the disk. One transaction looks and changes: those of others wait for its end.
fn look_and_change(database: &IdbDatabase, shelf: Shelf, key: JsValue, revise: Revise) -> Result<Promised, JsValue> {
    let transaction = begin(database)?;
    let store = transaction.object_store(shelf.name())?;
    let request = store.get(&key)?;
    let change = {
        let (request, transaction) = (request.clone(), transaction.clone());
        // At once, in the event itself: after it the transaction would be over.
        Closure::once_into_js(move || {
            let found = request.result().ok().and_then(|text| text.as_string());
            let asked = match revise(found) {
                Fate::Stays => return,
                Fate::Goes => ask(&store, &key, None),
                Fate::Becomes(text) => ask(&store, &key, Some(&text)),
            };
            if asked.is_err() {
                // Whoever waits learns that nothing was changed.
                drop(transaction.abort());
            }
        })
    };
    request.set_onsuccess(Some(change.unchecked_ref()));
    Ok(written(&transaction))
}

/// The end of a transaction.
fn written(transaction: &IdbTransaction) -> Promised {
    let written = promise(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onerror(Some(reject));
        transaction.set_onabort(Some(reject));
    });
    Promised(written, None)
}

/// Promises what the database gives.
fn look(
    database: &IdbDatabase,
    shelf: Shelf,
    ask: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<Promised, JsValue> {
    let request = ask(&database.transaction_with_str(shelf.name())?.object_store(shelf.name())?)?;
    let given = promise(&mut |resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    });
    Ok(Promised(given, Some(request)))
}
