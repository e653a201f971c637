//! A part of the page whose focus the remote moves.

use super::read;
use crate::{
    modality::{
        Color,
        focus::{Direction, Memory, enter, next, recover},
    },
    signal::{Pane, RwSignal, Signal, StoredValue},
    view::{document, element, may_focus, on_window},
};
use leptos::{
    ev,
    prelude::{on_cleanup, request_animation_frame},
};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

/// The thing that has the focus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focused {
    /// Its `data-focus`.
    pub key: String,
    /// Its `data-ok`: what OK does there now.
    pub ok: String,
}

/// On what the ring is on, after an arrow that led nowhere: where to. Drawn by the style sheet.
const BUMP: &str = "data-bump";

#[derive(Default)]
struct Inner {
    root: Option<HtmlElement>,
    /// A memory a layer; closing one finds the page as it was.
    memories: Vec<(String, Memory<String>)>,
    ringed: Option<HtmlElement>,
    is_pointing: bool,
}

/// Moves the focus in a part of the page. A handle: copies share everything.
#[derive(Clone, Copy)]
pub struct FocusScope {
    inner: StoredValue<Inner>,
    focused: RwSignal<Focused>,
}

impl FocusScope {
    /// A scope not yet on the page; see [`FocusScope::mount`].
    #[must_use]
    pub fn new() -> Self {
        Self { inner: StoredValue::new(Inner::default()), focused: RwSignal::new(Focused::default()) }
    }

    /// What has the focus, and what OK does there.
    #[must_use]
    pub fn focused(self) -> Signal<Focused> {
        self.focused.read_only()
    }

    /// Watches `root` from now on: whatever is drawn or taken away in it, something in it has the focus before the next key.
    pub fn mount(self, root: &HtmlElement) {
        self.inner.update_value(|inner| inner.root = Some(root.clone()));
        self.watch(root);
        on_window(ev::focusin, move |event| {
            if let Some(element) = event.target().and_then(element::<HtmlElement>) {
                self.took_focus(&element);
            }
        });
        on_window(ev::mousemove, move |event| {
            // A page that moves under a resting pointer sends moves by nothing.
            if event.movement_x() != 0 || event.movement_y() != 0 {
                self.set_pointing(true);
            }
        });
        self.settle();
    }

    fn watch(self, root: &HtmlElement) {
        let pane = Pane::here();
        let changed = Closure::<dyn FnMut()>::new(move || {
            let _inside = pane.enter();
            self.settle();
        });
        let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        options.set_attributes(true);
        options.set_attribute_filter(&js_sys::Array::of4(&"data-ok".into(), &"data-focus".into(), &"hidden".into(), &"inert".into()));
        // It only fails for options that contradict each other.
        drop(observer.observe_with_options(root, &options));
        let kept = StoredValue::new(Some((observer, changed)));
        on_cleanup(move || {
            if let Some((observer, _changed)) = kept.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    }

    /// Sees to it that something has the focus: what had it, else what took its place.
    pub fn settle(self) {
        let Some(layer) = self.layer() else { return };
        let active = document().active_element().filter(|_| may_focus()).and_then(element::<HtmlElement>);
        let holder = active.filter(|active| layer.contains(Some(active)) && active.has_attribute("data-focus"));
        match holder {
            Some(holder) => self.took_focus(&holder),
            None => {
                let tree = read::tree(&layer);
                let target = self.with_memory(&layer, |memory| recover(&tree, memory)).flatten();
                if let Some(key) = target {
                    self.focus_in(&layer, &key);
                }
            }
        }
    }

    /// Moves one step; `false` when there is nothing in that direction. After the pointer was used the first arrow only shows the ring.
    pub fn step(self, direction: Direction) -> bool {
        if self.set_pointing(false) {
            return true;
        }
        self.with_ringed(|ringed| drop(ringed.remove_attribute(BUMP)));
        let Some(layer) = self.layer() else { return false };
        let tree = read::tree(&layer);
        let from = self.focused.with_untracked(|focused| focused.key.clone());
        let target = self.with_memory(&layer, |memory| next(&tree, &from, direction, memory)).flatten();
        match target {
            Some(key) => self.focus_in(&layer, &key),
            None => false,
        }
    }

    /// Shows that there is nothing in that direction. What an earlier press left was taken away before the screen was read for this one, so
    /// that each press is seen.
    pub fn bump(self, direction: Direction) {
        let side = match direction {
            Direction::Left => "left",
            Direction::Right => "right",
            Direction::Up => "up",
            Direction::Down => "down",
        };
        self.with_ringed(|ringed| drop(ringed.set_attribute(BUMP, side)));
    }

    fn with_ringed(self, act: impl FnOnce(&HtmlElement)) {
        self.inner.try_with_value(|inner| inner.ringed.as_ref().map(act));
    }

    /// Does what has this color; nothing where nothing has it.
    pub fn press_color(self, color: Color) {
        if let Some(element) = self.layer().and_then(|layer| read::colored(&layer, color.name())) {
            element.click();
        }
    }

    /// Gives the focus to the thing of that name, as soon as it is drawn.
    pub fn go_to(self, key: &str) {
        if self.layer().is_some_and(|layer| self.focus_in(&layer, key)) {
            return;
        }
        let key = key.to_owned();
        // After the present batch of changes, which may be what draws it.
        let pane = Pane::here();
        request_animation_frame(move || {
            let _inside = pane.enter();
            if let Some(layer) = self.layer() {
                self.focus_in(&layer, &key);
            }
        });
    }

    /// Does what the focus is on.
    pub fn press(self) {
        self.set_pointing(false);
        let Some(layer) = self.layer() else { return };
        self.with_memory(&layer, Memory::forget_move);
        let key = self.focused.with_untracked(|focused| focused.key.clone());
        if let Some(element) = read::find(&layer, &key) {
            element.click();
        }
    }

    fn layer(self) -> Option<HtmlElement> {
        self.inner.try_with_value(|inner| inner.root.clone()).flatten().map(|root| read::top_layer(&root).1)
    }

    fn with_memory<T>(self, layer: &HtmlElement, act: impl FnOnce(&mut Memory<String>) -> T) -> Option<T> {
        let name = read::attribute(layer, "data-layer");
        self.inner.try_update_value(|inner| {
            // A layer that was closed is forgotten: opened again it is entered anew.
            if let Some(open) = inner.memories.iter().position(|(layer, _)| *layer == name) {
                inner.memories.truncate(open + 1);
            } else {
                inner.memories.push((name, Memory::default()));
            }
            inner.memories.last_mut().map(|(_, memory)| act(memory))
        })?
    }

    fn focus_in(self, layer: &HtmlElement, key: &str) -> bool {
        let Some(element) = read::find(layer, key) else { return false };
        if !may_focus() {
            // The ring stands where the focus will be.
            self.took_focus(&element);
            return true;
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let is_asked = element.focus_with_options(&options).is_ok();
        // What is inert or hidden refuses without a word.
        let has_it = is_asked && document().active_element().as_ref() == Some(element.as_ref());
        if has_it {
            self.took_focus(&element);
        }
        has_it
    }

    /// Notes where the focus went, however it got there (an arrow, a click, Tab), and draws the ring there.
    fn took_focus(self, element: &HtmlElement) {
        let Some(layer) = self.layer().filter(|layer| layer.contains(Some(element))) else { return };
        if !element.has_attribute("data-focus") {
            return;
        }
        let focused = Focused { key: read::key(element), ok: read::attribute(element, "data-ok") };
        let is_new = self.inner.try_update_value(|inner| {
            let is_new = inner.ringed.as_ref() != Some(element);
            if is_new && let Some(old) = inner.ringed.replace(element.clone()) {
                set_class(&old, "is-focused", false);
            }
            is_new
        });
        // Also when it is not new: what was drawn meanwhile may have pushed it out of sight.
        read::scroll_to(element);
        set_class(element, "is-focused", true);
        // An arrow has noted its step already; reading the screen once more would double what a press costs.
        let is_noted = self.with_memory(&layer, |memory| memory.is_still_at(&focused.key, read::rect(element))) == Some(true);
        if is_new == Some(true) && !is_noted {
            let tree = read::tree(&layer);
            self.with_memory(&layer, |memory| enter(&tree, &focused.key, memory));
        }
        if self.focused.with_untracked(|old| *old != focused) {
            self.focused.set(focused);
        }
    }

    /// Hides or shows the ring; `true` when it was hidden and is shown now.
    fn set_pointing(self, is_pointing: bool) -> bool {
        let changed = self.inner.try_update_value(|inner| {
            let was = std::mem::replace(&mut inner.is_pointing, is_pointing);
            if was != is_pointing
                && let Some(root) = &inner.root
            {
                set_class(root, "is-pointing", is_pointing);
            }
            was && !is_pointing
        });
        changed.unwrap_or_default()
    }
}

impl Default for FocusScope {
    fn default() -> Self {
        Self::new()
    }
}

fn set_class(element: &HtmlElement, class: &str, on: bool) {
    // Refused only for names with spaces in them.
    drop(element.class_list().toggle_with_force(class, on));
}
