//! The device's durable storage: one `IndexedDB` with two stores of JSON texts. Where storage throws, a map that dies with the page.

use js_sys::{Array, Promise};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

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
            Err(_) => Self::Memory(Rc::default()),
        }
    }

    pub(super) fn is_durable(&self) -> bool {
        matches!(self, Self::Durable(_))
    }

    /// Keeps a text; done when it is on the disk. `false` when the device would not take it (full, or taken away).
    pub(super) async fn put(&self, shelf: Shelf, key: &str, text: &str) -> bool {
        match self {
            Self::Memory(kept) => {
                let mut kept = kept.borrow_mut();
                match place(&kept, shelf, key) {
                    Ok(at) => kept.get_mut(at).into_iter().for_each(|Kept(.., old)| text.clone_into(old)),
                    Err(at) => kept.insert(at, Kept(shelf, key.to_owned(), text.to_owned())),
                }
                true
            }
            Self::Durable(database) => self::put(database, shelf, key, text).await.is_ok(),
        }
    }

    pub(super) async fn get(&self, shelf: Shelf, key: &str) -> Option<String> {
        match self {
            Self::Memory(kept) => {
                let kept = kept.borrow();
                place(&kept, shelf, key).ok().and_then(|at| kept.get(at)).map(|Kept(.., text)| text.clone())
            }
            Self::Durable(database) => {
                let store = transaction(database, shelf, IdbTransactionMode::Readonly).ok()?.object_store(shelf.name()).ok()?;
                answer(&store.get(&key.into()).ok()?).await.ok()?.as_string()
            }
        }
    }

    pub(super) async fn all(&self, shelf: Shelf) -> Vec<String> {
        match self {
            Self::Memory(kept) => kept.borrow().iter().filter(|Kept(at, ..)| *at == shelf).map(|Kept(.., text)| text.clone()).collect(),
            Self::Durable(database) => read_all(database, shelf).await.unwrap_or_default(),
        }
    }

    pub(super) async fn delete(&self, shelf: Shelf, key: &str) {
        match self {
            Self::Memory(kept) => {
                let mut kept = kept.borrow_mut();
                place(&kept, shelf, key).into_iter().for_each(|at| drop(kept.remove(at)));
            }
            // What cannot be deleted is sent again on the next visit, and the server knows its key.
            Self::Durable(database) => drop(remove(database, shelf, key).await),
        }
    }
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
    let database: IdbDatabase = opened(&request).await?.dyn_into()?;
    // Private windows of some browsers open the database and refuse to write: better known now than at the first answer.
    put(&database, Shelf::Drafts, "", "").await?;
    remove(&database, Shelf::Drafts, "").await?;
    Ok(database)
}

async fn opened(request: &IdbOpenDbRequest) -> Result<JsValue, JsValue> {
    settle(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
        // Another tab holds an older version open: memory serves until that is gone.
        request.set_onblocked(Some(reject));
    })
    .await?;
    request.result()
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    settle(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    })
    .await?;
    request.result()
}

async fn done(transaction: &IdbTransaction) -> Result<(), JsValue> {
    settle(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onerror(Some(reject));
        transaction.set_onabort(Some(reject));
    })
    .await
    .map(drop)
}

/// A promise of two handlers: the promise machinery of the browser itself keeps them alive.
async fn settle(attach: impl FnOnce(&js_sys::Function, &js_sys::Function)) -> Result<JsValue, JsValue> {
    let mut attach = Some(attach);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(attach) = attach.take() {
            attach(resolve.unchecked_ref(), reject.unchecked_ref());
        }
    });
    JsFuture::from(promise).await
}

fn transaction(database: &IdbDatabase, shelf: Shelf, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
    database.transaction_with_str_and_mode(shelf.name(), mode)
}

async fn put(database: &IdbDatabase, shelf: Shelf, key: &str, text: &str) -> Result<(), JsValue> {
    let transaction = transaction(database, shelf, IdbTransactionMode::Readwrite)?;
    transaction.object_store(shelf.name())?.put_with_key(&text.into(), &key.into())?;
    done(&transaction).await
}

async fn remove(database: &IdbDatabase, shelf: Shelf, key: &str) -> Result<(), JsValue> {
    let transaction = transaction(database, shelf, IdbTransactionMode::Readwrite)?;
    transaction.object_store(shelf.name())?.delete(&key.into())?;
    done(&transaction).await
}

async fn read_all(database: &IdbDatabase, shelf: Shelf) -> Result<Vec<String>, JsValue> {
    let store = transaction(database, shelf, IdbTransactionMode::Readonly)?.object_store(shelf.name())?;
    let texts: Array = answer(&store.get_all()?).await?.dyn_into()?;
    Ok(texts.iter().filter_map(|text| text.as_string()).collect())
}
