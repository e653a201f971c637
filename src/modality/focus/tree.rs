//! What is on the screen now: things that can take the focus, in groups within groups.

use super::{Direction, Rect};

/// A group of one [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupId(usize);

/// Which arrows stay inside a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Program {
    /// All four, by geometry.
    #[default]
    Free,
    /// Left and right; up and down leave it.
    Row,
    /// Up and down; left and right leave it.
    Column,
}

/// A set of directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the direction of that name")]
pub struct Sides {
    pub left: bool,
    pub right: bool,
    pub up: bool,
    pub down: bool,
}

impl Sides {
    /// All four: nothing gets out, as in a sheet.
    pub const ALL: Self = Self { left: true, right: true, up: true, down: true };
    /// Both ends of a row.
    pub const ROW_ENDS: Self = Self { left: true, right: true, up: false, down: false };

    /// Whether `direction` is in it.
    pub fn has(self, direction: Direction) -> bool {
        match direction {
            Direction::Left => self.left,
            Direction::Right => self.right,
            Direction::Up => self.up,
            Direction::Down => self.down,
        }
    }
}

/// A group.
#[derive(Clone, Debug)]
pub struct Group<K> {
    /// Its name, stable from one tree to the next.
    pub key: K,
    /// How arrows run in it.
    pub program: Program,
    /// The sides nothing leaves by.
    pub blocked: Sides,
    /// Whether the last is followed by the first. Never for an answer.
    pub wraps: bool,
    /// Whether it is entered at the thing last focused there, when nothing in it is preferred.
    pub remembers: bool,
    /// Whether it lies beside the matter (a bar at the top): a screen is entered elsewhere while there is an elsewhere.
    pub is_aside: bool,
}

impl<K> Group<K> {
    /// A group that geometry rules.
    pub fn new(key: K) -> Self {
        Self { key, program: Program::Free, blocked: Sides::default(), wraps: false, remembers: true, is_aside: false }
    }
}

/// Where an arrow leads whatever the geometry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detour<K> {
    /// There.
    To(K),
    /// Nowhere.
    Stay,
}

/// A thing that can take the focus. What is invisible or inert is left out; what is disabled stays in, so that it can say why.
#[derive(Clone, Debug)]
pub struct Node<K> {
    /// Its name, stable from one tree to the next.
    pub key: K,
    /// Where it is.
    pub rect: Rect,
    /// Whether its group is entered here: the checked option, the primary button.
    pub is_preferred: bool,
    /// Arrows with a target of their own.
    pub detours: Vec<(Direction, Detour<K>)>,
}

impl<K> Node<K> {
    /// A thing without rules of its own.
    pub fn new(key: K, rect: Rect) -> Self {
        Self { key, rect, is_preferred: false, detours: Vec::new() }
    }
}

#[derive(Clone, Debug)]
struct GroupSlot<K> {
    group: Group<K>,
    parent: Option<GroupId>,
}

/// Everything that can take the focus, in document order.
#[derive(Clone, Debug)]
pub struct Tree<K> {
    groups: Vec<GroupSlot<K>>,
    nodes: Vec<(GroupId, Node<K>)>,
}

impl<K: Clone + PartialEq> Tree<K> {
    /// The group everything is in.
    pub const ROOT: GroupId = GroupId(0);

    /// An empty screen.
    pub fn new(root: Group<K>) -> Self {
        Self { groups: vec![GroupSlot { group: root, parent: None }], nodes: Vec::new() }
    }

    /// Adds a group.
    pub fn add_group(&mut self, parent: GroupId, group: Group<K>) -> GroupId {
        self.groups.push(GroupSlot { group, parent: Some(parent) });
        GroupId(self.groups.len() - 1)
    }

    /// Adds a thing; document order is the order of these calls.
    pub fn add(&mut self, group: GroupId, node: Node<K>) {
        self.nodes.push((group, node));
    }

    /// Everything, in document order, with its group.
    pub fn nodes(&self) -> impl Iterator<Item = (GroupId, &Node<K>)> {
        self.nodes.iter().map(|(group, node)| (*group, node))
    }

    /// The thing of that name, with its group.
    pub fn find(&self, key: &K) -> Option<(GroupId, &Node<K>)> {
        self.nodes().find(|(_, node)| node.key == *key)
    }

    /// The group of that name.
    pub fn find_group(&self, key: &K) -> Option<GroupId> {
        self.groups.iter().position(|slot| slot.group.key == *key).map(GroupId)
    }

    pub(super) fn group(&self, id: GroupId) -> Option<&Group<K>> {
        self.groups.get(id.0).map(|slot| &slot.group)
    }

    pub(super) fn parent(&self, id: GroupId) -> Option<GroupId> {
        self.groups.get(id.0).and_then(|slot| slot.parent)
    }

    /// `id` and the groups around it, inside out.
    pub(super) fn lineage(&self, id: GroupId) -> impl Iterator<Item = GroupId> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    pub(super) fn is_aside(&self, id: GroupId) -> bool {
        self.lineage(id).any(|id| self.group(id).is_some_and(|group| group.is_aside))
    }

    pub(super) fn is_within(&self, inner: GroupId, outer: GroupId) -> bool {
        self.lineage(inner).any(|id| id == outer)
    }
}
