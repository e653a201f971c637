//! A list whose items keep their elements as long as their keys are in it.

use super::{
    El, View,
    dom::{self, Item},
    keep::effect_boxed,
    region,
};
use leptos::prelude::Owner;

/// An item that is on the screen.
struct Shown {
    key: u64,
    item: Item,
    owner: Owner,
}

type Draw = Box<dyn FnOnce() -> El>;

/// One element for each item, in the order of the items. An element stays while its key is in the list, and moves only when it has to.
pub fn each<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> u64 + 'static,
    draw: impl Fn(T) -> El + Clone + 'static,
) -> View {
    let wanted = move || {
        let with_key = |item: T| {
            let (key, draw) = (key(&item), draw.clone());
            let draw: Draw = Box::new(move || draw(item));
            (key, draw)
        };
        items().into_iter().map(with_key).collect()
    };
    boxed(Box::new(wanted))
}

#[inline(never)]
fn boxed(wanted: Box<dyn Fn() -> Vec<(u64, Draw)>>) -> View {
    let fragment = dom::fragment();
    let (start, end) = (region::bound(&fragment), region::bound(&fragment));
    // Items outlive a run of the effect, so they belong to who asked for the list and not to the effect.
    let parent = Owner::current().unwrap_or_default();
    let mut shown: Vec<Option<Shown>> = Vec::new();
    effect_boxed(Box::new(move || {
        let wanted: Vec<(u64, Option<Shown>, Draw)> = wanted().into_iter().map(|(key, draw)| (key, taken(&mut shown, key), draw)).collect();
        // What is gone goes first: then what stays is where it was, and is not moved.
        for gone in shown.drain(..).flatten() {
            gone.owner.cleanup();
            gone.item.remove();
        }
        let mut place = start.next_sibling();
        for (key, item, draw) in wanted {
            let item = item.unwrap_or_else(|| {
                let owner = parent.child();
                let El(item) = owner.with(draw);
                Shown { key, item, owner }
            });
            if place.as_ref() == Some(&item.item) {
                place = item.item.next_sibling();
            } else {
                region::insert(&item.item, place.as_ref().unwrap_or(&end));
            }
            shown.push(Some(item));
        }
    }));
    View(fragment)
}

/// The item of a key, taken out.
fn taken(shown: &mut [Option<Shown>], key: u64) -> Option<Shown> {
    shown.iter_mut().find(|item| item.as_ref().is_some_and(|item| item.key == key))?.take()
}
