//! What two texts of a definition differ in: first what it means (questions, panels and pages, by their names), then line by line.

use super::lines::{Step, steps};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashSet};
use tessera_api::versions::{Change, Difference, ElementChange, Hunk, HunkLine};

/// Lines shown around a change.
const AROUND: usize = 3;
/// Members that hold elements; what becomes of those is told of them.
const HOLDERS: [&str; 5] = ["pages", "elements", "questions", "templateElements", "columns"];

/// What there is between two texts.
#[must_use]
pub fn difference(before: &str, after: &str) -> Difference {
    let read = |source: &str| serde_json::from_str::<Map<String, Value>>(source).ok();
    let (elements, settings) = match (read(before), read(after)) {
        (Some(before), Some(after)) => (elements(&before, &after), properties(&before, &after)),
        _ => (Vec::new(), Vec::new()),
    };
    Difference { elements, settings, hunks: hunks(before, after) }
}

/// A named part of a definition, without the parts in it.
struct Element<'a> {
    name: &'a str,
    kind: &'a str,
    /// The name of what it is in.
    parent: &'a str,
    members: &'a Map<String, Value>,
}

/// All of them, in the order of the text. A page without a name is known by its number.
fn collect<'a>(members: &'a Map<String, Value>, parent: &'a str, out: &mut Vec<Element<'a>>) {
    for holder in HOLDERS {
        let parts = members.get(holder).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
        for part in parts {
            let text = |key: &str| part.get(key).and_then(Value::as_str);
            let kind = text("type").or(text("cellType")).unwrap_or(if holder == "pages" { "page" } else { "" });
            let name = text("name").unwrap_or_default();
            if !name.is_empty() {
                out.push(Element { name, kind, parent, members: part });
            }
            collect(part, if name.is_empty() { parent } else { name }, out);
        }
    }
}

fn elements(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<ElementChange> {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    collect(before, "", &mut old);
    collect(after, "", &mut new);
    let by_name = |list: &[Element<'_>]| {
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        for (at, element) in list.iter().enumerate() {
            index.entry(element.name.to_owned()).or_insert(at);
        }
        index
    };
    let (old_index, new_index) = (by_name(&old), by_name(&new));
    // Of the names that stay in what they are in, those whose order stays.
    let kept = |list: &[Element<'_>], other: &[Element<'_>], index: &BTreeMap<String, usize>| -> Vec<String> {
        let parent = |name: &str| index.get(name).and_then(|at| other.get(*at)).map(|element| element.parent);
        list.iter().filter(|element| parent(element.name) == Some(element.parent)).map(|element| element.name.to_owned()).collect()
    };
    let (old_names, new_names) = (kept(&old, &new, &new_index), kept(&new, &old, &old_index));
    let in_order = steps(&old_names, &new_names).into_iter().filter_map(|step| match step {
        Step::Same(at, _) => old_names.get(at),
        Step::Added(_) | Step::Removed(_) => None,
    });
    let stays: HashSet<&String> = in_order.collect();
    let mut out = Vec::new();
    for (name, at) in sorted(&new_index) {
        let Some(element) = new.get(at) else { continue };
        let Some(was) = old_index.get(&name).and_then(|at| old.get(*at)) else {
            out.push(told(element, Change::Added, Vec::new()));
            continue;
        };
        let properties = properties(was.members, element.members);
        if !properties.is_empty() {
            out.push(told(element, Change::Changed, properties));
        } else if was.parent != element.parent || !stays.contains(&name) {
            out.push(told(element, Change::Moved, Vec::new()));
        }
    }
    let gone = sorted(&old_index).into_iter().filter(|(name, _)| !new_index.contains_key(name));
    out.extend(gone.filter_map(|(_, at)| Some(told(old.get(at)?, Change::Removed, Vec::new()))));
    out
}

/// The names in the order of the text.
fn sorted(index: &BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut list: Vec<_> = index.iter().map(|(name, at)| (name.clone(), *at)).collect();
    list.sort_by_key(|(_, at)| *at);
    list
}

fn told(element: &Element<'_>, change: Change, properties: Vec<String>) -> ElementChange {
    let title = element.members.get("title").and_then(|title| title.as_str().or_else(|| title.get("default")?.as_str()));
    ElementChange { name: element.name.to_owned(), kind: element.kind.to_owned(), title: title.map(str::to_owned), change, properties }
}

/// The properties that two objects differ in, but for the elements they hold.
fn properties(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let differs = after.iter().filter(|(key, value)| before.get(*key) != Some(*value)).map(|(key, _)| key);
    let mut all: Vec<String> = gone.chain(differs).filter(|key| !HOLDERS.contains(&key.as_str())).cloned().collect();
    all.sort();
    all
}

fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(before), lines(after));
    let steps = steps(&old, &new);
    let is_change = |step: &Step| !matches!(step, Step::Same(..));
    let changes: Vec<usize> = steps.iter().enumerate().filter(|(_, step)| is_change(step)).map(|(at, _)| at).collect();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for at in changes {
        let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(steps.len()));
        match ranges.last_mut() {
            Some((_, end)) if from <= *end => *end = to,
            _ => ranges.push((from, to)),
        }
    }
    let (mut next_old, mut next_new, mut passed) = (1_u32, 1_u32, 0);
    let mut out = Vec::new();
    for (from, to) in ranges {
        let count =
            |steps: &[Step], counts: fn(&Step) -> bool| u32::try_from(steps.iter().filter(|step| counts(step)).count()).unwrap_or(u32::MAX);
        let in_old: fn(&Step) -> bool = |step| !matches!(step, Step::Added(_));
        let in_new: fn(&Step) -> bool = |step| !matches!(step, Step::Removed(_));
        let skipped = steps.get(passed..from).unwrap_or_default();
        (next_old, next_new) = (next_old + count(skipped, in_old), next_new + count(skipped, in_new));
        let shown = steps.get(from..to).unwrap_or_default();
        let line = |step: &Step| {
            let (change, text) = match *step {
                Step::Same(_, at) => (Change::Same, new.get(at)),
                Step::Added(at) => (Change::Added, new.get(at)),
                Step::Removed(at) => (Change::Removed, old.get(at)),
            };
            HunkLine { change, text: text.cloned().unwrap_or_default() }
        };
        out.push(Hunk { before: next_old, after: next_new, lines: shown.iter().map(line).collect() });
        (next_old, next_new, passed) = (next_old + count(shown, in_old), next_new + count(shown, in_new), to);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_each_question_is_told() {
        let before = r#"{"title": "x", "pages": [{"name": "one", "elements": [
            {"type": "text", "name": "a", "title": "A"}, {"type": "text", "name": "b"}, {"type": "text", "name": "c"},
            {"type": "panel", "name": "p", "elements": [{"type": "text", "name": "d"}]}]}]}"#;
        let after = r#"{"pages": [{"name": "one", "elements": [
            {"name": "a", "type": "comment", "title": {"default": "A?", "pl": "A"}}, {"type": "text", "name": "c"},
            {"type": "text", "name": "d"}, {"type": "panel", "name": "p", "elements": []}, {"type": "rating", "name": "n"}]}], "title": "x", "locale": "pl"}"#;
        let found = difference(before, after);
        let told: Vec<_> =
            found.elements.iter().map(|element| (element.name.as_str(), element.change, element.properties.join(","))).collect();
        assert_eq!(
            told,
            [
                ("a", Change::Changed, "title,type".to_owned()),
                ("d", Change::Moved, String::new()),
                ("n", Change::Added, String::new()),
                ("b", Change::Removed, String::new()),
            ]
        );
        assert_eq!((found.elements[0].title.as_deref(), found.settings.join(",")), (Some("A?"), "locale".to_owned()));
    }

    #[test]
    fn the_order_of_members_and_the_layout_mean_nothing() {
        let found = difference(
            r#"{"title": "x", "elements": [{"type": "text", "name": "a"}]}"#,
            "{\"elements\": [\n{\"name\": \"a\", \"type\": \"text\"}], \"title\": \"x\"}",
        );
        assert_eq!((found.elements, found.settings), (vec![], vec![]));
        assert_eq!(found.hunks.len(), 1);
    }

    #[test]
    fn lines_come_with_some_around_them_and_their_numbers() {
        let before: Vec<String> = (1..=30).map(|number| number.to_string()).collect();
        let mut after = before.clone();
        after[4] = "five".into();
        after.remove(24);
        let found = difference(&before.join("\n"), &after.join("\n"));
        let drawn: Vec<_> = found
            .hunks
            .iter()
            .map(|hunk| {
                let sign = |line: &HunkLine| match line.change {
                    Change::Added => format!("+{}", line.text),
                    Change::Removed => format!("-{}", line.text),
                    _ => line.text.clone(),
                };
                (hunk.before, hunk.after, hunk.lines.iter().map(sign).collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(drawn, [(2, 2, "2 3 4 -5 +five 6 7 8".to_owned()), (22, 22, "22 23 24 -25 26 27 28".to_owned())]);
        assert_eq!(found.elements, []);
    }

    #[test]
    fn texts_that_are_the_same_differ_in_nothing() {
        let found = difference("{\n}", "{\n}");
        assert_eq!((found.elements.len(), found.settings.len(), found.hunks.len()), (0, 0, 0));
    }
}
