//! What holds on every screen: all is reachable, no key is dead, a step can be undone, mirrors and sizes change nothing.

use super::drawing::things;
use super::score::is_ahead;
use super::{Direction, Group, GroupId, Memory, Node, Program, Rect, Sides, Tree, enter, next, recover};
use proptest::prelude::*;

type Key = usize;
const ROOT_KEY: Key = 1_000_000;
const ROOT: GroupId = Tree::<Key>::ROOT;

fn flat(rects: &[Rect]) -> Tree<Key> {
    let mut tree = Tree::new(Group::new(ROOT_KEY));
    for (key, rect) in rects.iter().enumerate() {
        tree.add(ROOT, Node::new(key, *rect));
    }
    tree
}

/// Where an arrow leads when nothing happened before.
fn fresh(tree: &Tree<Key>, from: Key, direction: Direction) -> Option<Key> {
    let mut memory = Memory::default();
    enter(tree, &from, &mut memory);
    next(tree, &from, direction, &mut memory)
}

/// The smallest set closed under all four arrows.
fn reached_from(tree: &Tree<Key>, start: Key) -> Vec<Key> {
    let mut reached = vec![start];
    let mut index = 0;
    while let Some(from) = reached.get(index).copied() {
        for to in Direction::ALL.iter().filter_map(|direction| fresh(tree, from, *direction)) {
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
        index += 1;
    }
    reached
}

/// Presses toward `to` as people do: the arrow that points there, another when that one led nowhere new. The number of presses it took.
fn presses_toward(tree: &Tree<Key>, from: Key, to: Key, memory: &mut Memory<Key>) -> Option<usize> {
    let rect = |key: Key| tree.find(&key).map(|(_, node)| node.rect);
    let target = rect(to)?;
    let mut tried = Vec::new();
    let mut at = from;
    for presses in 0..120 {
        if at == to {
            return Some(presses);
        }
        let here = rect(at)?;
        let across = if target.x + target.width / 2.0 > here.x + here.width / 2.0 { Direction::Right } else { Direction::Left };
        let along = if target.y + target.height / 2.0 > here.y + here.height / 2.0 { Direction::Down } else { Direction::Up };
        let is_level = here.y < target.y + target.height && target.y < here.y + here.height;
        let ways = if is_level { [across, along] } else { [along, across] };
        let way = ways.into_iter().find(|way| !tried.contains(&(at, *way))).unwrap_or(ways[0]);
        tried.push((at, way));
        at = next(tree, &at, way, memory).unwrap_or(at);
    }
    None
}

/// Boxes that do not overlap: each in a cell of its own.
fn packing() -> impl Strategy<Value = Vec<Rect>> {
    let cell = (0..6_u32, 0..6_u32, 20..95_u32, 20..95_u32, 0..5_u32, 0..5_u32);
    proptest::collection::vec(cell, 2..16).prop_map(|cells| {
        let mut taken = Vec::new();
        let mut rects = Vec::new();
        for (column, row, width, height, dx, dy) in cells {
            if !taken.contains(&(column, row)) {
                taken.push((column, row));
                rects.push(Rect {
                    x: f64::from(column * 100 + dx),
                    y: f64::from(row * 100 + dy),
                    width: f64::from(width),
                    height: f64::from(height),
                });
            }
        }
        rects
    })
}

/// A question as the TV draws it: a strip, a column or both, and the buttons below.
#[derive(Clone, Debug)]
struct Screen {
    tree: Tree<Key>,
}

fn survey_screen() -> impl Strategy<Value = Screen> {
    let strip = (1..12_usize, 50.0..160.0_f64);
    (strip, 0..13_usize, 1..4_usize, any::<bool>(), proptest::option::of(0..24_usize)).prop_map(
        |((tiles, width), rows, buttons, has_strip, checked)| {
            let mut tree = Tree::new(Group::new(ROOT_KEY));
            let mut key = 0;
            let mut add = |tree: &mut Tree<Key>, group: GroupId, rect: Rect| {
                tree.add(group, Node { is_preferred: checked == Some(key), ..Node::new(key, rect) });
                key += 1;
            };
            if has_strip {
                let group = Group { program: Program::Row, blocked: Sides::ROW_ENDS, ..Group::new(ROOT_KEY + 1) };
                let strip = tree.add_group(ROOT, group);
                for tile in 0..tiles {
                    add(&mut tree, strip, Rect { x: tile as f64 * (width + 20.0), y: 300.0, width, height: 140.0 });
                }
            }
            let column = tree.add_group(ROOT, Group { program: Program::Column, ..Group::new(ROOT_KEY + 2) });
            for row in 0..rows {
                add(&mut tree, column, Rect { x: 0.0, y: 460.0 + row as f64 * 100.0, width: 1700.0, height: 88.0 });
            }
            let actions = tree.add_group(ROOT, Group { program: Program::Row, ..Group::new(ROOT_KEY + 3) });
            let below = 480.0 + rows as f64 * 100.0;
            for button in 0..buttons {
                add(&mut tree, actions, Rect { x: button as f64 * 260.0, y: below, width: 240.0, height: 80.0 });
            }
            Screen { tree }
        },
    )
}

fn mirrored(rects: &[Rect]) -> Vec<Rect> {
    rects.iter().map(|rect| Rect { x: 2000.0 - rect.x - rect.width, ..*rect }).collect()
}

fn in_mirror(direction: Direction) -> Direction {
    if direction.is_horizontal() { direction.opposite() } else { direction }
}

proptest! {
    #[test]
    fn every_thing_of_a_survey_screen_is_reached_from_every_other(screen in survey_screen()) {
        let count = screen.tree.nodes().count();
        for start in 0..count {
            prop_assert_eq!(reached_from(&screen.tree, start).len(), count, "from {}", start);
        }
    }

    #[test]
    fn whoever_presses_toward_a_thing_gets_there(screen in survey_screen(), errands in proptest::collection::vec(0..64_usize, 12)) {
        let count = screen.tree.nodes().count();
        let mut memory = Memory::default();
        let mut at = recover(&screen.tree, &mut memory).unwrap();
        for errand in errands {
            let to = errand % count;
            prop_assert!(presses_toward(&screen.tree, at, to, &mut memory).is_some(), "from {} to {}", at, to);
            at = to;
        }
    }

    #[test]
    fn no_key_is_dead_while_something_lies_ahead(rects in packing()) {
        let tree = flat(&rects);
        for (key, origin) in rects.iter().enumerate() {
            for direction in Direction::ALL {
                let something = rects.iter().any(|rect| is_ahead(*origin, *rect, direction));
                prop_assert_eq!(fresh(&tree, key, direction).is_some(), something);
            }
        }
    }

    #[test]
    fn the_opposite_arrow_undoes_a_step(rects in packing()) {
        let tree = flat(&rects);
        for from in 0..rects.len() {
            for direction in Direction::ALL {
                let mut memory = Memory::default();
                enter(&tree, &from, &mut memory);
                if let Some(to) = next(&tree, &from, direction, &mut memory) {
                    prop_assert_eq!(next(&tree, &to, direction.opposite(), &mut memory), Some(from));
                }
            }
        }
    }

    #[test]
    fn the_opposite_arrow_undoes_a_step_between_groups(screen in survey_screen()) {
        for from in 0..screen.tree.nodes().count() {
            for direction in Direction::ALL {
                let mut memory = Memory::default();
                enter(&screen.tree, &from, &mut memory);
                if let Some(to) = next(&screen.tree, &from, direction, &mut memory) {
                    prop_assert_eq!(next(&screen.tree, &to, direction.opposite(), &mut memory), Some(from));
                }
            }
        }
    }

    #[test]
    fn a_mirrored_screen_is_walked_in_the_mirror(rects in packing(), presses in proptest::collection::vec(0..4_usize, 30)) {
        let (tree, mirror) = (flat(&rects), flat(&mirrored(&rects)));
        let (mut memory, mut mirror_memory) = (Memory::default(), Memory::default());
        let mut at = 0;
        enter(&tree, &at, &mut memory);
        enter(&mirror, &at, &mut mirror_memory);
        for press in presses {
            let direction = Direction::ALL[press];
            let here = next(&tree, &at, direction, &mut memory);
            let there = next(&mirror, &at, in_mirror(direction), &mut mirror_memory);
            prop_assert_eq!(here, there);
            at = here.unwrap_or(at);
        }
    }

    #[test]
    fn size_changes_nothing(rects in packing(), factor in 0.1..20.0_f64) {
        let scaled: Vec<Rect> = rects
            .iter()
            .map(|r| Rect { x: r.x * factor, y: r.y * factor, width: r.width * factor, height: r.height * factor })
            .collect();
        let (tree, larger) = (flat(&rects), flat(&scaled));
        for from in 0..rects.len() {
            for direction in Direction::ALL {
                prop_assert_eq!(fresh(&tree, from, direction), fresh(&larger, from, direction));
            }
        }
    }

    #[test]
    fn the_beam_is_never_left_while_it_holds_something(rects in packing()) {
        let tree = flat(&rects);
        for (from, origin) in rects.iter().enumerate() {
            for direction in Direction::ALL {
                let is_ahead_in_beam = |rect: &Rect| is_ahead(*origin, *rect, direction) && super::score::is_in_beam(*origin, *rect, direction);
                if rects.iter().any(is_ahead_in_beam) {
                    let to = fresh(&tree, from, direction).and_then(|key| rects.get(key));
                    prop_assert!(to.is_some_and(is_ahead_in_beam));
                }
            }
        }
    }

    #[test]
    fn a_thousand_presses_on_changing_screens_never_lose_the_focus(
        screens in proptest::collection::vec(survey_screen(), 1..8),
        presses in proptest::collection::vec((0..4_usize, 0..50_usize), 1000),
    ) {
        let mut memory = Memory::default();
        let mut tree = &screens[0].tree;
        let mut at = recover(tree, &mut memory).unwrap();
        for (press, change) in presses {
            if let Some(screen) = screens.get(change) {
                tree = &screen.tree;
                at = recover(tree, &mut memory).unwrap();
            }
            at = next(tree, &at, Direction::ALL[press], &mut memory).unwrap_or(at);
            prop_assert!(tree.find(&at).is_some());
        }
    }

    #[test]
    fn the_same_presses_lead_to_the_same_place(screen in survey_screen(), presses in proptest::collection::vec(0..4_usize, 40)) {
        let run = || {
            let mut memory = Memory::default();
            let mut at = recover(&screen.tree, &mut memory).unwrap();
            presses.iter().map(|press| {
                at = next(&screen.tree, &at, Direction::ALL[*press], &mut memory).unwrap_or(at);
                at
            }).collect::<Vec<_>>()
        };
        prop_assert_eq!(run(), run());
    }
}

#[test]
fn two_hundred_things_are_decided_within_a_millisecond() {
    let rects: Vec<Rect> =
        (0..200).map(|n| Rect { x: f64::from(n % 20) * 90.0, y: f64::from(n / 20) * 90.0, width: 80.0, height: 80.0 }).collect();
    let tree = flat(&rects);
    let started = std::time::Instant::now();
    let rounds = 200;
    for from in 0..rounds {
        assert!(Direction::ALL.iter().any(|direction| fresh(&tree, from, *direction).is_some()));
    }
    let each = started.elapsed() / (rounds as u32 * 4);
    // Unoptimized and on a busy machine; optimized it is some fifty times less.
    assert!(each < std::time::Duration::from_millis(1), "{each:?}");
}

#[test]
fn drawings_are_read_as_rectangles() {
    let read = things("aa.b\naa..\n");
    assert_eq!(read[0], ('a', Rect { x: 0.0, y: 0.0, width: 20.0, height: 40.0 }));
    assert_eq!(read[1], ('b', Rect { x: 30.0, y: 0.0, width: 10.0, height: 20.0 }));
}
