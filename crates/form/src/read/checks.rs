//! Checks that need the whole form: names used twice, names that expressions read and nobody has.

use super::remarks::remark;
use super::suggest;
use crate::model::{Form, Role};
use crate::text::Lower;
use crate::{Code, Diagnostic, Severity};
use std::collections::{BTreeSet, HashMap};

/// Adds what there is to say about the form as a whole.
pub(super) fn check(form: &Form, formula_places: &[String], element_places: &[String], remarks: &mut Vec<Diagnostic>) {
    repeated_names(form, element_places, remarks);
    hidden_names(form, remarks);
    unknown_names(form, formula_places, remarks);
    super::cycles::check(form, formula_places, remarks);
    if form.questions().next().is_none() && remarks.iter().all(|remark| remark.severity < Severity::Error) {
        remarks.push(remark(Severity::Error, Code::NoQuestions, "", "The form has no questions.".to_owned(), &[]));
    }
}

/// Names used twice within one level: two questions would share one answer without meaning to.
fn repeated_names(form: &Form, places: &[String], remarks: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(Option<u32>, String), u32> = HashMap::new();
    for (slot, element) in (0_u32..).zip(&form.elements) {
        let key = (element.template_of, element.name.lower());
        if seen.insert(key, slot).is_some() {
            let pointer = format!("{}/name", places.get(slot as usize).map_or("", String::as_str));
            let message = format!("The name “{}” is used twice.", element.name);
            remarks.push(remark(Severity::Error, Code::DuplicateName, &pointer, message, &[("name", &element.name)]));
        }
    }
}

/// Names of hidden fields that are none, or that something else has: two values would be kept under one name.
fn hidden_names(form: &Form, remarks: &mut Vec<Diagnostic>) {
    let hidden = &form.settings.hidden;
    for (at, name) in hidden.iter().enumerate() {
        let pointer = format!("/hiddenFields/{at}");
        if name.is_empty() {
            remarks.push(remark(Severity::Error, Code::NoName, &pointer, "A hidden field has no name.".to_owned(), &[]));
            continue;
        }
        let is_taken = form.elements.iter().any(|element| element.name.lower() == name.lower())
            || !form.by_key.get(&name.lower()).is_empty()
            || form.settings.calculated.iter().any(|value| value.name == *name)
            || hidden.iter().take(at).any(|before| before == name);
        if is_taken {
            let message = format!("The name “{name}” is used twice.");
            remarks.push(remark(Severity::Error, Code::DuplicateName, &pointer, message, &[("name", name)]));
        }
    }
}

/// Names that mean something everywhere.
const BUILT_IN: [&str; 16] = [
    "pageno",
    "pagecount",
    "questioncount",
    "correctanswers",
    "correctanswercount",
    "incorrectanswers",
    "incorrectanswercount",
    "locale",
    "item",
    "choice",
    "self",
    "panelindex",
    "visiblepanelindex",
    "rowindex",
    "panel",
    "row",
];

fn unknown_names(form: &Form, places: &[String], remarks: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<String> = form.elements.iter().map(|element| element.name.lower()).collect();
    known.extend(form.by_key.names().map(str::to_owned));
    known.extend(form.settings.calculated.iter().map(|value| value.name.lower()));
    known.extend(form.settings.hidden.iter().map(|name| name.lower()));
    known.extend(form.settings.triggers.iter().filter_map(|trigger| match &trigger.action {
        crate::model::TriggerAction::SetValue { to, .. }
        | crate::model::TriggerAction::CopyValue { to, .. }
        | crate::model::TriggerAction::Run { to: Some(to), .. } => Some(to.lower()),
        _ => None,
    }));
    let display: Vec<&str> = form.elements.iter().map(|element| &*element.name).collect();
    for (formula, pointer) in form.formulas.iter().zip(places) {
        let Some(expression) = &formula.expression else { continue };
        let is_nested = formula.owner.and_then(|slot| form.element(slot)).is_some_and(|element| element.template_of.is_some());
        let holds_rows = matches!(formula.role, Role::RowsVisible | Role::ColumnsVisible | Role::RowCount);
        for path in expression.variables() {
            let written = path.text().trim();
            if path.is_property() || written.contains(':') {
                continue;
            }
            let lower = written.lower();
            let first = lower.split(['.', '[']).next().unwrap_or_default();
            let local = matches!(first, "panel" | "row" | "parentpanel" | "prevpanel" | "nextpanel" | "prevrow" | "nextrow" | "parentrow");
            if BUILT_IN.contains(&first) || ((is_nested || holds_rows) && (local || first.starts_with("row") || first.starts_with("panel")))
            {
                continue;
            }
            if is_somewhere(&known, &lower) {
                continue;
            }
            let near = suggest::nearest(written, display.iter().copied());
            let message = format!("Nothing in this form is called “{written}”.");
            let mut found = remark(Severity::Warning, Code::UnknownName, pointer, message, &[("name", written)]);
            found.suggestion = near;
            remarks.push(found);
        }
    }
}

/// Whether a path starts with a known name: the whole of it, or up to a point or bracket.
fn is_somewhere(known: &BTreeSet<String>, path: &str) -> bool {
    let mut keys = Vec::new();
    super::builder::name_keys(path, &mut keys);
    keys.iter().any(|key| {
        let bare = key.strip_suffix("-comment").unwrap_or(key);
        known.contains(key) || known.contains(bare)
    })
}
