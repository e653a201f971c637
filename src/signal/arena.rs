//! Where what stands behind handles is found again: one number a handle, until the owner it was made under is cleaned up.

use super::node::Node;
use leptos::{prelude::LocalStorage, reactive::owner::ArenaItem};
use std::{any::Any, cell::RefCell, rc::Rc};

/// A place, and which of its tenants: of a place that was let again an older handle finds nothing.
#[derive(Clone, Copy)]
pub(super) struct Id(u32);

/// A million places; more handles than that are a mistake of ours.
const PLACE_BITS: u32 = 20;
const LAST_PLACE: u32 = (1 << PLACE_BITS) - 1;
const LAST_TENANT: u32 = u32::MAX >> PLACE_BITS;

struct Place {
    tenant: u32,
    node: Option<Rc<Node>>,
}

struct Arena {
    places: Vec<Place>,
    free: Vec<u32>,
}

thread_local! {
    static ARENA: RefCell<Arena> = const { RefCell::new(Arena { places: Vec::new(), free: Vec::new() }) };
}

impl Arena {
    fn settle(&mut self, node: Rc<Node>) -> Option<Id> {
        let at = match self.free.pop() {
            Some(at) => at,
            None => {
                self.places.push(Place { tenant: 0, node: None });
                u32::try_from(self.places.len()).ok()? - 1
            }
        };
        let place = self.places.get_mut(at as usize).filter(|_| at <= LAST_PLACE)?;
        place.node = Some(node);
        Some(Id(place.tenant << PLACE_BITS | at))
    }

    fn place(&mut self, Id(id): Id) -> Option<&mut Place> {
        self.places.get_mut((id & LAST_PLACE) as usize).filter(|place| place.tenant == id >> PLACE_BITS)
    }

    fn vacate(&mut self, id: Id) -> Option<Rc<Node>> {
        let place = self.place(id)?;
        let node = place.node.take();
        // A place that had all the tenants a number can tell apart stays empty.
        if place.tenant < LAST_TENANT {
            place.tenant += 1;
            self.free.push(id.0 & LAST_PLACE);
        }
        node
    }
}

/// Ends with the owner.
struct Lease(Id);

impl Drop for Lease {
    fn drop(&mut self) {
        // Dropped once the arena is free again: what is in a node may have handles of its own to give back.
        drop(ARENA.with_borrow_mut(|arena| arena.vacate(self.0)));
    }
}

/// Gives a node a place.
#[inline(never)]
pub(super) fn settle(node: Node) -> Id {
    let id = ARENA.with_borrow_mut(|arena| arena.settle(Rc::new(node))).unwrap_or_else(|| super::node::gone());
    keep(Box::new(Lease(id)));
    id
}

/// What a handle stands for; `None` once its owner is gone.
#[inline(never)]
pub(super) fn find(id: Id) -> Option<Rc<Node>> {
    ARENA.with_borrow_mut(|arena| arena.place(id)?.node.clone())
}

/// The present owner keeps it until it is cleaned up; dropping it undoes what it stands for.
#[inline(never)]
pub(crate) fn keep(thing: Box<dyn Any>) {
    ArenaItem::<Box<dyn Any>, LocalStorage>::new_local(thing);
}
