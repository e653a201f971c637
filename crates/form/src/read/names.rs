//! Names to slots: indexes of the form by question name, answer key, name read by an expression and name mentioned by a text.

use super::builder::name_keys;
use crate::model::{Body, Element, Family, Form, FormulaId, Loc, Role};
use crate::sorted::{Index, sort_words};
use crate::text::{Lower, place_among};

/// Fills the indexes of a form.
pub(super) fn index(form: &mut Form) {
    let (mut by_name, mut by_key, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
    let mut reacting = Vec::new();
    for (slot, element) in (0..).zip(&form.elements) {
        mentioned(element, &mut |name| {
            let mut keys = Vec::new();
            name_keys(name, &mut keys);
            mentions.extend(keys.into_iter().map(|key| (key, slot)));
        });
        let Some(question) = element.question() else { continue };
        if question.set_if.or(question.set_value).or(question.reset_if).is_some() {
            reacting.push(slot);
        }
        if element.template_of.is_none() {
            by_name.push((element.name.to_string(), slot));
            by_key.push((question.value_name.lower(), slot));
        }
    }
    form.reacting = reacting;
    form.by_name = Index::new(by_name);
    form.by_key = Index::new(by_key);
    form.mentions = Index::new(mentions);
    let mut dependents = Vec::new();
    let mut by_owner = Vec::new();
    by_owner.resize_with(form.elements.len(), Vec::new);
    for (slot, formula) in (0..).zip(&form.formulas) {
        if formula.role == Role::OnDemand {
            continue;
        }
        if let Some(list) = formula.owner.and_then(|owner| by_owner.get_mut(owner as usize)) {
            list.push(FormulaId(slot));
        }
        let home = formula.owner.and_then(|owner| root_list(form, owner));
        for key in &formula.keys {
            dependents.push((root_key(key, home.as_deref()).to_owned(), slot));
        }
    }
    form.dependents = Index::new(dependents);
    form.by_owner = by_owner;
    let mut borrowers = Vec::new();
    for (slot, element) in (0..).zip(&form.elements) {
        let list = element.question().and_then(|question| question.family.select());
        let Some(from) = list.and_then(|list| list.choices.from.as_ref()) else { continue };
        let lender = form.by_name.first(&from.question).and_then(|lender| form.question(lender));
        borrowers.push((lender.map_or(&*from.question, |lender| &*lender.value_name).to_owned(), slot));
    }
    form.borrowers = Index::new(borrowers);
}

/// The key an expression depends on, where what it reads of its own row counts as the whole list of rows at `home`.
fn root_key<'a>(key: &'a str, home: Option<&'a str>) -> &'a str {
    const LOCAL: &str = "panel parentpanel prevpanel nextpanel row prevrow nextrow parentrow panelindex visiblepanelindex rowindex rowvalue \
                         rowname rowtitle totalrow columnname";
    let first = key.split(['.', '[']).next().unwrap_or_default();
    home.filter(|_| place_among(LOCAL, first).is_some()).unwrap_or(key)
}

/// The key of the outermost question in whose rows `slot` is repeated, or of `slot` itself when it holds rows.
fn root_list(form: &Form, slot: u32) -> Option<String> {
    let mut current = slot;
    while let Some(outer) = form.element(current)?.template_of {
        current = outer;
    }
    let question = form.question(current)?;
    let holds_rows = matches!(question.family, Family::Dynamic(..) | Family::Matrix(..));
    (current != slot || holds_rows).then(|| question.value_name.lower())
}

/// Tells `visit` each name mentioned by the texts of an element that a screen shows.
fn mentioned(element: &Element, visit: &mut dyn FnMut(&str)) {
    let mut add = |loc: &Loc| {
        for text in loc.texts() {
            crate::text::braces(text).for_each(|(_, name)| visit(name));
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
            Family::Matrix(_, matrix) => {
                matrix.rows.iter().chain(&matrix.columns).for_each(|choice| add(&choice.text));
                matrix.cells.iter().for_each(|cell| add(&cell.text));
            }
            Family::Image(_, image) => add(&image.alt),
            Family::Dynamic(_, dynamic) => {
                if let Some(panels) = &dynamic.panels {
                    [&panels.title, &panels.description, &panels.add, &panels.remove, &panels.confirm, &panels.none]
                        .into_iter()
                        .for_each(&mut add);
                }
            }
            Family::Opaque | Family::Still => {}
        }
    }
}

/// The indexes of calculated values so that each comes after those it reads; `None` when some need each other.
pub(super) fn in_order_of_use(names: &[String], sources: &[&str]) -> Option<Vec<u32>> {
    let index = Index::new((0..).zip(names).map(|(at, name)| (name.lower(), at)).collect());
    let mut needs = Vec::new();
    for (reader, source) in (0..).zip(sources) {
        let mut keys = Vec::new();
        crate::text::braces(source).for_each(|(_, name)| name_keys(name, &mut keys));
        sort_words(&mut keys);
        needs.extend(keys.iter().filter_map(|key| index.get(key).last()).map(|read| (*read, reader)));
    }
    let (order, free) = super::order::in_order(names.len(), &needs);
    (free == names.len()).then_some(order)
}
