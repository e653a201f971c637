//! Names to slots: indexes of the form by question name, answer key, name read by an expression and name mentioned by a text.

use super::builder::name_keys;
use crate::model::{Body, Element, Family, Form, FormulaId, Loc, Question, Role};
use std::collections::{BTreeSet, HashMap};

/// Fills the indexes of a form.
pub(super) fn index(form: &mut Form) {
    let mut by_name: HashMap<String, u32> = HashMap::new();
    let mut by_key: HashMap<String, Vec<u32>> = HashMap::new();
    let mut mentions: HashMap<String, Vec<u32>> = HashMap::new();
    for (slot, element) in (0..).zip(&form.elements) {
        for key in mentioned(element) {
            mentions.entry(key).or_default().push(slot);
        }
        let Some(question) = element.question() else { continue };
        if element.template_of.is_some() {
            continue;
        }
        by_name.entry(element.name.to_string()).or_insert(slot);
        by_key.entry(question.value_name.to_lowercase()).or_default().push(slot);
    }
    let mut dependents = HashMap::new();
    let mut by_owner: HashMap<u32, Vec<FormulaId>> = HashMap::new();
    for (slot, formula) in (0..).zip(&form.formulas) {
        if formula.role == Role::OnDemand {
            continue;
        }
        formula.owner.into_iter().for_each(|owner| by_owner.entry(owner).or_default().push(FormulaId(slot)));
        for key in root_keys(form, formula.owner, formula.keys.iter().map(|key| &**key)) {
            dependents.entry(key).or_insert_with(Vec::new).push(FormulaId(slot));
        }
    }
    let has_reaction = |question: &Question| question.set_if.or(question.set_value).or(question.reset_if).is_some();
    let reacting = (0..).zip(&form.elements).filter(|(_, element)| element.question().is_some_and(has_reaction));
    form.reacting = reacting.map(|(slot, _)| slot).collect();
    let mut borrowers: HashMap<String, Vec<u32>> = HashMap::new();
    for (slot, element) in (0..).zip(&form.elements) {
        let list = element.question().and_then(|question| question.family.select());
        let Some(from) = list.and_then(|list| list.choices.from.as_ref()) else { continue };
        let lender = by_name.get(&from.question).and_then(|lender| form.question(*lender));
        let key = lender.map_or(from.question.clone(), |lender| lender.value_name.to_string());
        borrowers.entry(key).or_default().push(slot);
    }
    form.borrowers = borrowers;
    form.by_name = by_name;
    form.by_key = by_key;
    form.mentions = mentions;
    form.dependents = dependents;
    form.by_owner = by_owner;
}

/// The keys an expression depends on, where what it reads of its own row counts as the whole list of rows.
fn root_keys<'a>(form: &Form, owner: Option<u32>, keys: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut result = BTreeSet::new();
    let home = owner.and_then(|slot| root_list(form, slot));
    for key in keys {
        let first = key.split(['.', '[']).next().unwrap_or_default();
        let is_local = matches!(
            first,
            "panel"
                | "parentpanel"
                | "prevpanel"
                | "nextpanel"
                | "row"
                | "prevrow"
                | "nextrow"
                | "parentrow"
                | "panelindex"
                | "visiblepanelindex"
                | "rowindex"
                | "rowvalue"
                | "rowname"
                | "rowtitle"
                | "totalrow"
                | "columnname"
        );
        match (&home, is_local) {
            (Some(list), true) => drop(result.insert(list.clone())),
            _ => drop(result.insert(key.to_owned())),
        }
    }
    result
}

/// The key of the outermost question in whose rows `slot` is repeated, or of `slot` itself when it holds rows.
fn root_list(form: &Form, slot: u32) -> Option<String> {
    let mut current = slot;
    while let Some(outer) = form.element(current)?.template_of {
        current = outer;
    }
    let question = form.question(current)?;
    let holds_rows = matches!(question.family, Family::Dynamic(_) | Family::Matrix(_));
    (current != slot || holds_rows).then(|| question.value_name.to_lowercase())
}

/// The keys mentioned by the texts of an element that a screen shows.
fn mentioned(element: &Element) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut add = |loc: &Loc| {
        for text in loc.texts().filter(|text| text.contains('{')) {
            for (_, name) in crate::text::braces(text) {
                name_keys(name, &mut keys);
            }
        }
    };
    add(&element.title);
    add(&element.description);
    add(&element.required_text);
    if let Body::Question(question) = &element.body {
        add(&question.comment_text);
        add(&question.comment_placeholder);
        match &question.family {
            Family::Html(html) => add(html),
            Family::Text(text) => add(&text.placeholder),
            Family::Comment(comment) => add(&comment.placeholder),
            Family::Select(list) => {
                add(&list.placeholder);
                list.choices.items.iter().chain(&list.choices.specials).for_each(|choice| add(&choice.text));
            }
            Family::Rating(rating) => {
                add(&rating.min_label);
                add(&rating.max_label);
                rating.steps.iter().for_each(|choice| add(&choice.text));
            }
            Family::Boolean(boolean) => {
                add(&boolean.label_true);
                add(&boolean.label_false);
            }
            Family::Expression(expression) => add(&expression.format),
            Family::Matrix(matrix) => {
                matrix.rows.iter().chain(&matrix.columns).for_each(|choice| add(&choice.text));
            }
            Family::Dynamic(_) | Family::Opaque | Family::Still => {}
        }
    }
    keys
}

/// The indexes of calculated values so that each comes after those it reads; the members of cycles otherwise.
pub(super) fn in_order_of_use(names: &[String], sources: &[&str]) -> Result<Vec<usize>, Vec<usize>> {
    let index: HashMap<String, usize> = names.iter().enumerate().map(|(at, name)| (name.to_lowercase(), at)).collect();
    let mut needs: Vec<usize> = vec![0; names.len()];
    let mut readers: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (reader, source) in sources.iter().enumerate() {
        let mut keys = BTreeSet::new();
        crate::text::braces(source).for_each(|(_, name)| name_keys(name, &mut keys));
        for read in keys.iter().filter_map(|key| index.get(key)) {
            readers.get_mut(*read).into_iter().for_each(|list| list.push(reader));
            needs.get_mut(reader).into_iter().for_each(|count| *count += 1);
        }
    }
    let mut ready: BTreeSet<usize> = (0..names.len()).filter(|at| needs.get(*at) == Some(&0)).collect();
    let mut order = Vec::new();
    while let Some(next) = ready.pop_first() {
        order.push(next);
        for reader in readers.get(next).into_iter().flatten() {
            if let Some(count) = needs.get_mut(*reader) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*reader);
                }
            }
        }
    }
    if order.len() == names.len() {
        return Ok(order);
    }
    Err((0..names.len()).filter(|at| !order.contains(at)).collect())
}
