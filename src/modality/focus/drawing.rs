//! Reads screens drawn as text: every letter is a thing, its rectangle spans all places the letter stands at.
//!
//! A character is 10 wide and a line 20 high. Dots and spaces are the wall.

use super::{Direction, Group, GroupId, Memory, Node, Program, Rect, Sides, Tree, next};

const COLUMN: f64 = 10.0;
const LINE: f64 = 20.0;

/// The things of a drawing, in reading order of their first place.
pub(crate) fn things(drawing: &str) -> Vec<(char, Rect)> {
    let mut found: Vec<(char, Rect)> = Vec::new();
    for (line, text) in drawing.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        for (column, letter) in text.chars().enumerate().filter(|(_, letter)| !matches!(letter, '.' | ' ')) {
            let (x, y) = (column as f64 * COLUMN, line as f64 * LINE);
            match found.iter_mut().find(|(known, _)| *known == letter) {
                None => found.push((letter, Rect { x, y, width: COLUMN, height: LINE })),
                Some((_, rect)) => {
                    let (right, bottom) = ((rect.x + rect.width).max(x + COLUMN), (rect.y + rect.height).max(y + LINE));
                    rect.x = rect.x.min(x);
                    *rect = Rect { width: right - rect.x, height: bottom - rect.y, ..*rect };
                }
            }
        }
    }
    found
}

/// One group of a screen: its name (a capital or a digit that no thing has), how it runs, its members.
pub(crate) struct Part {
    pub(crate) key: char,
    pub(crate) program: Program,
    pub(crate) blocked: Sides,
    pub(crate) members: &'static str,
    pub(crate) preferred: Option<char>,
}

impl Part {
    pub(crate) fn new(key: char, program: Program, members: &'static str) -> Self {
        Self { key, program, members, blocked: Sides::default(), preferred: None }
    }

    pub(crate) fn blocked(self, blocked: Sides) -> Self {
        Self { blocked, ..self }
    }

    pub(crate) fn preferring(self, letter: char) -> Self {
        Self { preferred: Some(letter), ..self }
    }
}

/// The screen of a drawing; things in no part lie in the root.
pub(crate) fn screen(drawing: &str, parts: &[Part]) -> Tree<char> {
    let mut tree = Tree::new(Group::new('#'));
    let ids: Vec<(GroupId, &Part)> = parts
        .iter()
        .map(|part| {
            let group = Group { program: part.program, blocked: part.blocked, ..Group::new(part.key) };
            (tree.add_group(Tree::<char>::ROOT, group), part)
        })
        .collect();
    for (letter, rect) in things(drawing) {
        let part = ids.iter().find(|(_, part)| part.members.contains(letter));
        let is_preferred = part.is_some_and(|(_, part)| part.preferred == Some(letter));
        tree.add(part.map_or(Tree::<char>::ROOT, |(id, _)| *id), Node { is_preferred, ..Node::new(letter, rect) });
    }
    tree
}

/// Walks by the arrows in `path` (`<>^v`) and returns where each led; `*` is a bump.
pub(crate) fn walk(tree: &Tree<char>, from: char, path: &str) -> String {
    let mut memory = Memory::default();
    super::enter(tree, &from, &mut memory);
    let mut at = from;
    path.chars()
        .map(|arrow| {
            let moved = next(tree, &at, direction(arrow), &mut memory);
            at = moved.unwrap_or(at);
            moved.unwrap_or('*')
        })
        .collect()
}

fn direction(arrow: char) -> Direction {
    match arrow {
        '<' => Direction::Left,
        '>' => Direction::Right,
        '^' => Direction::Up,
        _ => Direction::Down,
    }
}
