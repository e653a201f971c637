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

#[cfg(not(feature = "preview"))]
mod make {
    use super::{Item, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = document, js_name = createElement)]
        pub(in crate::view) fn element(name: &str) -> Item;

        #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
        pub(in crate::view) fn element_of(namespace: &str, name: &str) -> Item;

        #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
        pub(in crate::view) fn words(words: &str) -> Item;

        #[wasm_bindgen(js_namespace = document, js_name = createDocumentFragment)]
        pub(in crate::view) fn fragment() -> Item;
    }
}

/// Nodes are made by the document they will stand in: what one shows is fetched as soon as it is made, under that document's policy.
#[cfg(feature = "preview")]
mod make {
    use super::{Item, wasm_bindgen};
    use crate::view::document;
    use wasm_bindgen::JsCast as _;
    use web_sys::Document;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(extends = Document)]
        type Maker;

        #[wasm_bindgen(method, js_name = createElement)]
        fn element(this: &Maker, name: &str) -> Item;

        #[wasm_bindgen(method, js_name = createElementNS)]
        fn element_of(this: &Maker, namespace: &str, name: &str) -> Item;

        #[wasm_bindgen(method, js_name = createTextNode)]
        fn words(this: &Maker, words: &str) -> Item;

        #[wasm_bindgen(method, js_name = createDocumentFragment)]
        fn fragment(this: &Maker) -> Item;
    }

    fn maker() -> Maker {
        document().unchecked_into()
    }

    pub(in crate::view) fn element(name: &str) -> Item {
        maker().element(name)
    }

    pub(in crate::view) fn element_of(namespace: &str, name: &str) -> Item {
        maker().element_of(namespace, name)
    }

    pub(in crate::view) fn words(words: &str) -> Item {
        maker().words(words)
    }

    pub(in crate::view) fn fragment() -> Item {
        maker().fragment()
    }
}

pub(super) use make::{element, element_of, fragment, words};

/// Puts `child` at the end of `parent`, which is given on.
#[inline(never)]
pub(super) fn append(parent: Item, child: Item) -> Item {
    parent.take(&child);
    parent
}
