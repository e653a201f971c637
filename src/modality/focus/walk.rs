//! One step of the focus, and where it goes when what had it is gone.

use super::memory::{Goal, Move, Place};
use super::score::{distance, is_ahead, is_in_beam};
use super::{Detour, Direction, GroupId, Memory, Node, Program, Rect, Tree};

/// Scores closer than this part of each other count as equal; then the remembered column decides.
const TIE: f64 = 1e-6;

/// Where an arrow leads from `from`, remembered as done; `None` when it leads nowhere and the tile should bump.
pub fn next<K: Clone + PartialEq>(tree: &Tree<K>, from: &K, direction: Direction, memory: &mut Memory<K>) -> Option<K> {
    let (group, origin) = tree.find(from)?;
    let goal = walked_line(origin.rect, direction, memory.goal);
    let (target, taken_back) = match detour(origin, direction) {
        Some(Detour::Stay) => (None, 0),
        Some(Detour::To(key)) if tree.find(key).is_some() => (Some(key.clone()), 0),
        _ => match undo(tree, from, direction, memory) {
            Some((key, before)) => (Some(key), before + 1),
            None => (search(tree, group, origin, direction, goal.middle, memory), 0),
        },
    };
    let target = target.filter(|key| key != from)?;
    memory.goal = Some(goal);
    memory.last_move = Some(Move { from: from.clone(), to: target.clone(), direction, taken_back });
    remember(tree, &target, memory);
    Some(target)
}

/// Notes that `key` has the focus now, however it got there.
pub fn enter<K: Clone + PartialEq>(tree: &Tree<K>, key: &K, memory: &mut Memory<K>) {
    let is_move = memory.last.as_ref().is_some_and(|place| place.key != *key);
    if is_move {
        memory.forget_move();
    }
    remember(tree, key, memory);
}

/// The thing a group is entered at: the preferred of its own, else the last focused, else the first; that of a group within when the first
/// lies in one.
pub fn enter_group<K: Clone + PartialEq>(tree: &Tree<K>, group: GroupId, memory: &Memory<K>) -> Option<K> {
    let preferred = tree.nodes().find(|(of, node)| *of == group && node.is_preferred).map(|(_, node)| node.key.clone());
    preferred.or_else(|| last_focused(tree, group, memory)).or_else(|| {
        let members = || tree.nodes().filter(|(of, _)| tree.is_within(*of, group));
        let (of, first) = members().find(|(of, _)| !tree.is_aside(*of)).or_else(|| members().next())?;
        match tree.lineage(of).take_while(|id| *id != group).last() {
            Some(within) => enter_group(tree, within, memory),
            None => Some(first.key.clone()),
        }
    })
}

/// Where the focus is after the screen changed: on the same thing when it is still there, else on what took its place in its group, else
/// where its group or the page is entered. Only an empty screen has none.
pub fn recover<K: Clone + PartialEq>(tree: &Tree<K>, memory: &mut Memory<K>) -> Option<K> {
    let target = match &memory.last {
        Some(last) if tree.find(&last.key).is_some() => Some(last.key.clone()),
        Some(last) => {
            memory.last_move = None;
            tree.find_group(&last.group).and_then(|group| nearest_to(tree, group, last.rect))
        }
        None => None,
    };
    let target = target.or_else(|| enter_group(tree, Tree::<K>::ROOT, memory))?;
    remember(tree, &target, memory);
    Some(target)
}

fn remember<K: Clone + PartialEq>(tree: &Tree<K>, key: &K, memory: &mut Memory<K>) {
    let Some((group, node)) = tree.find(key) else { return };
    // Every group around it, so that coming back to any of them finds the way.
    for id in tree.lineage(group).collect::<Vec<_>>().into_iter().rev() {
        if let Some(group) = tree.group(id) {
            memory.visit(Place { key: key.clone(), group: group.key.clone(), rect: node.rect });
        }
    }
}

fn detour<K>(origin: &Node<K>, direction: Direction) -> Option<&Detour<K>> {
    origin.detours.iter().find(|(way, _)| *way == direction).map(|(_, detour)| detour)
}

/// There and back, and there again. Who then turns once more is looking for something else.
const MOST_TAKEN_BACK: u8 = 2;

/// The opposite of the last move goes back where it came from, with how many moves before it did the same. Without this no distance at all
/// is reversible; without an end to it, a list that is entered at its checked option from below could not be walked: down would lead out
/// again, and up to the same option.
fn undo<K: Clone + PartialEq>(tree: &Tree<K>, from: &K, direction: Direction, memory: &Memory<K>) -> Option<(K, u8)> {
    let last = memory.last_move.as_ref()?;
    let is_back = last.direction == direction.opposite() && last.to == *from && tree.find(&last.from).is_some();
    (is_back && last.taken_back < MOST_TAKEN_BACK).then(|| (last.from.clone(), last.taken_back))
}

/// The line of a walk: begun at the origin's middle, kept as long as the axis stays the same.
fn walked_line(origin: Rect, direction: Direction, goal: Option<Goal>) -> Goal {
    let is_horizontal = direction.is_horizontal();
    goal.filter(|goal| goal.is_horizontal == is_horizontal)
        .unwrap_or_else(|| Goal { is_horizontal, middle: origin.middle_across(direction) })
}

/// Looks in the group, then in the group around it, and so on, until something lies ahead or a side is closed.
fn search<K: Clone + PartialEq>(
    tree: &Tree<K>,
    own: GroupId,
    origin: &Node<K>,
    direction: Direction,
    goal: f64,
    memory: &Memory<K>,
) -> Option<K> {
    let mut inner: Option<GroupId> = None;
    for outer in tree.lineage(own) {
        let group = tree.group(outer)?;
        if stays_inside(group.program, direction) {
            let candidates = || {
                tree.nodes().filter(move |(of, node)| {
                    node.key != origin.key && tree.is_within(*of, outer) && inner.is_none_or(|inner| !tree.is_within(*of, inner))
                })
            };
            let ahead = candidates().filter(|(_, node)| is_ahead(origin.rect, node.rect, direction));
            let best = pick(ahead, origin.rect, direction, goal)
                .or_else(|| group.wraps.then(|| farthest_back(candidates(), origin.rect, direction)).flatten());
            if let Some((of, node)) = best {
                return Some(settle(tree, outer, of, node, memory));
            }
        }
        if group.blocked.has(direction) {
            return None;
        }
        inner = Some(outer);
    }
    None
}

fn stays_inside(program: Program, direction: Direction) -> bool {
    match program {
        Program::Free => true,
        Program::Row => direction.is_horizontal(),
        Program::Column => !direction.is_horizontal(),
    }
}

type Candidate<'a, K> = (GroupId, &'a Node<K>);

/// The beam first; then the lowest score; then the nearest to the walked line; then document order.
fn pick<'a, K: 'a>(
    ahead: impl Iterator<Item = Candidate<'a, K>>,
    origin: Rect,
    direction: Direction,
    goal: f64,
) -> Option<Candidate<'a, K>> {
    let mut best: Option<(bool, f64, f64, Candidate<'a, K>)> = None;
    for candidate in ahead {
        let rect = candidate.1.rect;
        let aside = !is_in_beam(origin, rect, direction);
        let score = distance(origin, rect, direction);
        let (_, across) = rect.seen(direction);
        let off_line = (across.start - goal).max(goal - across.end).max(0.0);
        let wins = best.as_ref().is_none_or(|(best_aside, best_score, best_off_line, _)| {
            let tolerance = TIE * best_score.abs().max(score.abs()).max(f64::MIN_POSITIVE);
            if aside != *best_aside {
                !aside
            } else if (score - best_score).abs() > tolerance {
                score < *best_score
            } else {
                off_line < *best_off_line * (1.0 - TIE)
            }
        });
        if wins {
            best = Some((aside, score, off_line, candidate));
        }
    }
    best.map(|(.., candidate)| candidate)
}

/// For groups that wrap: the other end.
fn farthest_back<'a, K: 'a>(
    candidates: impl Iterator<Item = Candidate<'a, K>>,
    origin: Rect,
    direction: Direction,
) -> Option<Candidate<'a, K>> {
    candidates
        .filter(|(_, node)| is_in_beam(origin, node.rect, direction))
        .min_by(|(_, a), (_, b)| a.rect.seen(direction).0.start.total_cmp(&b.rect.seen(direction).0.start))
}

/// The geometry found `node`; when that enters groups not left before, the outermost of them decides who gets the focus.
fn settle<K: Clone + PartialEq>(tree: &Tree<K>, outer: GroupId, of: GroupId, node: &Node<K>, memory: &Memory<K>) -> K {
    let entered = tree.lineage(of).take_while(|id| *id != outer).last();
    let Some(group) = entered else { return node.key.clone() };
    let members = || tree.nodes().filter(|(of, _)| tree.is_within(*of, group));
    members()
        .find(|(_, member)| member.is_preferred)
        .map(|(_, member)| member.key.clone())
        .or_else(|| last_focused(tree, group, memory))
        .unwrap_or_else(|| node.key.clone())
}

fn last_focused<K: Clone + PartialEq>(tree: &Tree<K>, group: GroupId, memory: &Memory<K>) -> Option<K> {
    let slot = tree.group(group).filter(|slot| slot.remembers)?;
    let key = memory.last_in(&slot.key)?;
    tree.find(key).filter(|(of, _)| tree.is_within(*of, group)).map(|(_, node)| node.key.clone())
}

fn nearest_to<K: Clone + PartialEq>(tree: &Tree<K>, group: GroupId, rect: Rect) -> Option<K> {
    tree.nodes()
        .filter(|(of, _)| tree.is_within(*of, group))
        .min_by(|(_, a), (_, b)| a.rect.distance_squared(rect).total_cmp(&b.rect.distance_squared(rect)))
        .map(|(_, node)| node.key.clone())
}
