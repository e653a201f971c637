//! What views ask of the document, bound as they need it: one import a call, with no copy of the document, no result where nothing can fail
//! (names are written in the code, and no node becomes its own ancestor), and no node given back that nobody wants.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    /// A node of any kind: one number, passed and given back as one.
    #[wasm_bindgen(extends = Element, extends = Node)]
    #[derive(Clone)]
    pub type Item;

    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    pub(super) fn element(name: &str) -> Item;

    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    pub(super) fn element_of(namespace: &str, name: &str) -> Item;

    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    pub(super) fn words(words: &str) -> Item;

    #[wasm_bindgen(js_namespace = document, js_name = createDocumentFragment)]
    pub(super) fn fragment() -> Item;

    #[wasm_bindgen(method, js_name = appendChild)]
    pub(super) fn take(this: &Item, child: &Item);

    #[wasm_bindgen(method, js_name = setAttribute)]
    pub(super) fn set(this: &Item, name: &str, value: &str);

    #[wasm_bindgen(method, js_name = removeAttribute)]
    pub(super) fn unset(this: &Item, name: &str);

    #[wasm_bindgen(method, setter, js_name = innerHTML)]
    pub(super) fn set_markup(this: &Item, markup: &str);

    #[wasm_bindgen(method, setter, js_name = data)]
    pub(super) fn set_words(this: &Item, words: &str);
}

/// Puts `child` at the end of `parent`, which is given on.
#[inline(never)]
pub(super) fn append(parent: Item, child: Item) -> Item {
    parent.take(&child);
    parent
}
