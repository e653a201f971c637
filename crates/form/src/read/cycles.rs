//! Values that depend on themselves: of computed ones nothing can come, what sets answers may never come to rest.

use super::remarks::remark;
use crate::model::{Form, Role, TriggerAction};
use crate::text::Lower;
use crate::{Code, Diagnostic, Severity};
use std::collections::HashMap;

/// Something that gives a value.
struct Giver<'a> {
    /// What it gives the value to.
    name: &'a str,
    pointer: &'a str,
    /// The keys it reads, lower case.
    reads: Vec<String>,
    /// Whether the value is computed whatever anybody answers: a calculated value, an expression question. Others set an answer that a
    /// person may give as well.
    is_pure: bool,
}

/// Adds a remark to each giver of a value that comes round to itself: computed values are errors, since they are defined by nothing; what
/// sets answers is to be looked at, since two that undo each other (net and gross) come to rest as a rule.
pub(super) fn check(form: &Form, formula_places: &[String], remarks: &mut Vec<Diagnostic>) {
    let givers = givers(form, formula_places);
    let pure: Vec<bool> = givers.iter().map(|giver| giver.is_pure).collect();
    let edges = edges(&givers);
    let only_pure: Vec<Vec<usize>> = edges
        .iter()
        .enumerate()
        .map(|(from, to)| to.iter().copied().filter(|to| is_true(&pure, from) && is_true(&pure, *to)).collect())
        .collect();
    let (computed, any) = (on_cycles(&only_pure), on_cycles(&edges));
    for (at, giver) in givers.iter().enumerate() {
        let params = [("name", giver.name)];
        if is_true(&computed, at) {
            let message = format!("The value of “{}” depends on itself.", giver.name);
            remarks.push(remark(Severity::Error, Code::Cycle, giver.pointer, message, &params));
        } else if is_true(&any, at) && !giver.is_pure {
            let message = format!("What sets “{}” is set off again by what comes of it; it may never come to rest.", giver.name);
            remarks.push(remark(Severity::Warning, Code::Echo, giver.pointer, message, &params));
        }
    }
}

fn is_true(list: &[bool], at: usize) -> bool {
    list.get(at).copied().unwrap_or(false)
}

fn givers<'a>(form: &'a Form, places: &'a [String]) -> Vec<Giver<'a>> {
    let mut givers = Vec::new();
    for (formula, pointer) in form.formulas.iter().zip(places) {
        let owner = formula.owner.and_then(|slot| form.element(slot)).filter(|element| element.template_of.is_none());
        let name = match formula.role {
            Role::Calculated(index) => form.settings.calculated.get(index as usize).map(|one| one.name.as_str()),
            Role::Compute | Role::SetValue | Role::DefaultValue => owner.map(|element| &*element.name),
            _ => None,
        };
        let is_pure = matches!(formula.role, Role::Calculated(_) | Role::Compute);
        givers.extend(name.map(|name| Giver { name, pointer, reads: formula.keys.clone(), is_pure }));
    }
    for trigger in &form.settings.triggers {
        let mut reads = Vec::new();
        let mut place = None;
        let mut also = |formula: Option<crate::model::FormulaId>| {
            let Some(id) = formula else { return };
            place = place.or_else(|| places.get(id.0 as usize));
            reads.extend(form.formula(id).into_iter().flat_map(|formula| formula.keys.iter().cloned()));
        };
        also(trigger.formula);
        let to = match &trigger.action {
            TriggerAction::SetValue { to, .. } => to,
            TriggerAction::CopyValue { to, from, .. } => {
                reads.push(from.lower());
                to
            }
            TriggerAction::Run { to: Some(to), formula } => {
                also(*formula);
                to
            }
            _ => continue,
        };
        // A trigger is not set off by what it alone has set.
        reads.retain(|key| *key != to.lower());
        givers.push(Giver { name: to, pointer: place.map_or("/triggers", String::as_str), reads, is_pure: false });
    }
    givers
}

/// Which givers read what each of them gives.
fn edges(givers: &[Giver<'_>]) -> Vec<Vec<usize>> {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, giver) in givers.iter().enumerate() {
        by_key.entry(giver.name.lower()).or_default().push(at);
    }
    let mut edges = vec![Vec::new(); givers.len()];
    for (reader, giver) in givers.iter().enumerate() {
        for given in giver.reads.iter().filter_map(|key| by_key.get(key)).flatten() {
            // What sets an answer and reads it as well takes the answer as it is.
            if *given != reader || giver.is_pure {
                edges.get_mut(*given).into_iter().for_each(|to| to.push(reader));
            }
        }
    }
    edges
}

/// Which nodes lie on a cycle: they share a strongly connected component with another, or lead to themselves (Kosaraju's two walks, without
/// recursion, since chains are as long as forms).
fn on_cycles(edges: &[Vec<usize>]) -> Vec<bool> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, to) in edges.iter().enumerate() {
        for to in to {
            reversed.get_mut(*to).into_iter().for_each(|back| back.push(from));
        }
    }
    let mut is_seen = vec![false; edges.len()];
    let finished: Vec<usize> = (0..edges.len()).flat_map(|start| walk(edges, start, &mut is_seen)).collect();
    let mut is_seen = vec![false; edges.len()];
    let mut found = vec![false; edges.len()];
    for start in finished.into_iter().rev() {
        let component = walk(&reversed, start, &mut is_seen);
        for member in &component {
            let leads_to_itself = edges.get(*member).is_some_and(|to| to.contains(member));
            found.get_mut(*member).into_iter().for_each(|is_found| *is_found = component.len() > 1 || leads_to_itself);
        }
    }
    found
}

/// The nodes that can be reached from `start` and were not seen before, in the order in which a walk in depth leaves them.
fn walk(edges: &[Vec<usize>], start: usize, is_seen: &mut [bool]) -> Vec<usize> {
    let mut left = Vec::new();
    let mut enter = |node: usize| is_seen.get_mut(node).is_some_and(|is_seen| !std::mem::replace(is_seen, true));
    let mut path = if enter(start) { vec![(start, 0)] } else { Vec::new() };
    while let Some((node, next)) = path.last_mut() {
        match edges.get(*node).and_then(|to| to.get(*next)) {
            Some(to) => {
                *next += 1;
                if enter(*to) {
                    path.push((*to, 0));
                }
            }
            None => {
                left.push(*node);
                path.pop();
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remarks(source: &str) -> Vec<(String, String)> {
        let found = Form::read(source).diagnostics;
        let kinds = [Code::Cycle.name(), Code::Echo.name()];
        found.into_iter().filter(|remark| kinds.contains(&&*remark.code)).map(|remark| (remark.code, remark.pointer)).collect()
    }

    fn form(rest: &str) -> String {
        format!(r#"{{"elements": [{{"type": "text", "name": "a"}}, {{"type": "text", "name": "b"}}], {rest}}}"#)
    }

    #[test]
    fn computed_values_that_read_each_other_are_errors() {
        let questions = r#"{"elements": [
            {"type": "expression", "name": "a", "expression": "{b} + 1"}, {"type": "expression", "name": "b", "expression": "{Sum} * 2"},
            {"type": "expression", "name": "after", "expression": "{a}"}, {"type": "text", "name": "c"}],
            "calculatedValues": [{"name": "sum", "expression": "{a}"}, {"name": "own", "expression": "{own}"}, {"name": "fine", "expression": "{c}"}]}"#;
        let found = remarks(questions);
        let expected =
            ["/calculatedValues/0/expression", "/calculatedValues/1/expression", "/elements/0/expression", "/elements/1/expression"];
        assert!(found.iter().all(|(code, _)| code == "cycle"), "{found:?}");
        let mut pointers: Vec<&str> = found.iter().map(|(_, pointer)| pointer.as_str()).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, expected, "what only reads a cycle is not on it");
    }

    #[test]
    fn what_sets_answers_in_a_circle_is_to_be_looked_at() {
        let echo = |pointer: &str| ("echo".to_owned(), pointer.to_owned());
        let two = form(
            r#""triggers": [{"type": "runexpression", "expression": "{a} > 0", "setToName": "b", "runExpression": "{a} + 1"},
            {"type": "runexpression", "expression": "{b} > 0", "setToName": "a", "runExpression": "{b} + 1"}]"#,
        );
        assert_eq!(remarks(&two), [echo("/triggers/0/expression"), echo("/triggers/1/expression")]);
        let one = form(r#""triggers": [{"type": "setvalue", "expression": "{a} = 1", "setToName": "b", "setValue": 2}]"#);
        assert_eq!(remarks(&one), []);
        let own = form(r#""triggers": [{"type": "setvalue", "expression": "{a} = 1", "setToName": "a", "setValue": 2}]"#);
        assert_eq!(remarks(&own), []);
        let mixed = r#"{"elements": [{"type": "text", "name": "net", "setValueExpression": "{gross} / 1.2"},
            {"type": "expression", "name": "gross", "expression": "{net} * 1.2"}]}"#;
        assert_eq!(remarks(mixed), [echo("/elements/0/setValueExpression")]);
    }

    #[test]
    fn a_chain_as_long_as_a_form_may_be_is_no_cycle() {
        let link = |at: usize| format!(r#"{{"type": "expression", "name": "q{at}", "expression": "{{q{}}} + 1"}}"#, at + 1);
        let chain: Vec<String> = (0..5_000).map(link).collect();
        assert_eq!(remarks(&format!(r#"{{"elements": [{}]}}"#, chain.join(","))), []);
    }
}
