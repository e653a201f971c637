//! Reads questions whose answer has rows of other questions: several texts, dynamic panels, tables.

use super::builder::Builder;
use super::choices::{Owner, read_items};
use super::elements::{read_children, read_question};
use super::place::Place;
use crate::model::{Composite, DynamicDef, GridRow, PanelsDef, Role, RowsKind};
use serde_json::{Map, Value};

/// Most rows that are kept of one question.
const MAX_ROWS: u32 = 1_000;

fn empty(composite: Composite, kind: RowsKind, is_matrix: bool) -> DynamicDef {
    DynamicDef {
        composite,
        kind,
        is_matrix,
        template: Vec::new(),
        rows: Vec::new(),
        count: 0,
        min_count: 0,
        max_count: MAX_ROWS,
        first: 0,
        is_counted: false,
        totals: Vec::new(),
        key: None,
        default_row: None,
        copy_last: false,
        row_visible_if: None,
        unique: Vec::new(),
        hide_if_empty: false,
        panels: None,
    }
}

/// `multipletext`.
pub(super) fn read_multiple(builder: &mut Builder, place: &Place<'_>, slot: u32, here: Composite) -> DynamicDef {
    let mut template = Vec::new();
    for item in place.places("items", "multipletextitem") {
        template.extend(read_question(builder, &item, slot, Some(slot)));
    }
    DynamicDef { template, ..empty(here, RowsKind::One, false) }
}

/// `paneldynamic`.
pub(super) fn read_panels(builder: &mut Builder, place: &Place<'_>, slot: u32, here: Composite) -> DynamicDef {
    let template = read_children(builder, place, "templateElements", slot, Some(slot));
    let limits = read_counts(place, "panelCount", "minPanelCount", "maxPanelCount", 0);
    builder.formula(place, "panelCountExpression", Some(slot), Role::RowCount);
    DynamicDef {
        template,
        count: limits.0,
        min_count: limits.1,
        max_count: limits.2,
        key: place.word("keyName"),
        default_row: place.get("defaultPanelValue").cloned(),
        copy_last: place.flag("copyDefaultValueFromLastEntry", false),
        row_visible_if: builder.formula(place, "templateVisibleIf", Some(slot), Role::RowsVisible),
        panels: Some(Box::new(PanelsDef {
            title: builder.loc(place, "templateTitle"),
            description: builder.loc(place, "templateDescription"),
            may_add: place.flag("allowAddPanel", true),
            may_remove: place.flag("allowRemovePanel", true),
            add: builder.loc(place, "addPanelText"),
            remove: builder.loc(place, "removePanelText"),
            asks: place.flag("confirmDelete", false),
            confirm: builder.loc(place, "confirmDeleteText"),
            none: builder.loc(place, "noEntriesText"),
        })),
        ..empty(here, RowsKind::Listed, false)
    }
}

/// `matrixdynamic` and `matrixdropdown`.
pub(super) fn read_grid(builder: &mut Builder, place: &Place<'_>, slot: u32, here: Composite) -> DynamicDef {
    let is_dynamic = place.class == "matrixdynamic";
    let mut template = Vec::new();
    let (mut unique, mut totals) = (Vec::new(), Vec::new());
    let shared = place.get("choices");
    let kind = place.text("cellType").unwrap_or("dropdown");
    for column in place.places("columns", "matrixdropdowncolumn") {
        let cell = cell_of(&column, kind, shared);
        let class = cell.get("type").and_then(Value::as_str).unwrap_or("dropdown");
        let cell_place = Place::new(&cell, class, column.pointer.clone());
        let Some(cell_slot) = read_question(builder, &cell_place, slot, Some(slot)) else { continue };
        template.push(cell_slot);
        let name = column.word("name").unwrap_or_default();
        if read_total(builder, place, &column, slot, totals.len()) {
            totals.push(name.clone());
        }
        if column.flag("isUnique", false) {
            unique.push(name);
        }
    }
    let rows = read_items(builder, place, "rows", "itemvalue", Owner { slot, conditions: true });
    let limits = if is_dynamic { read_counts(place, "rowCount", "minRowCount", "maxRowCount", 2) } else { (0, 0, MAX_ROWS) };
    let counted = builder.formula(place, "rowCountExpression", Some(slot), Role::RowCount);
    // The rows a table must have are no reason to show more than it is told to, but they are an answer where it shows more.
    let written = place.count("rowCount");
    let count = if is_dynamic { written.unwrap_or(2).min(limits.2) } else { 0 };
    let has_answer = written.is_none_or(|count| count > limits.1);
    DynamicDef {
        template,
        rows: if is_dynamic { Vec::new() } else { rows.into_iter().map(|choice| GridRow { choice }).collect() },
        count,
        min_count: limits.1,
        max_count: limits.2,
        first: if has_answer { limits.1 } else { 0 },
        is_counted: counted.is_some(),
        totals,
        key: place.word("keyName"),
        default_row: place.get("defaultRowValue").cloned(),
        copy_last: place.flag("copyDefaultValueFromLastEntry", false),
        row_visible_if: builder.formula(place, "rowsVisibleIf", Some(slot), Role::RowsVisible),
        unique,
        hide_if_empty: place.flag("hideIfRowsEmpty", false),
        ..empty(here, if is_dynamic { RowsKind::Listed } else { RowsKind::Named }, true)
    }
}

/// Reads the total of a column, if it has one: an expression of its author's, or a function over its cells.
fn read_total(builder: &mut Builder, place: &Place<'_>, column: &Place<'_>, slot: u32, index: usize) -> bool {
    let name = place.word("valueName").or_else(|| place.word("name")).unwrap_or_default();
    let is_in_panel = builder.elements.get(slot as usize).is_some_and(|element| element.template_of.is_some());
    let role = Role::Total(u32::try_from(index).unwrap_or(u32::MAX));
    if builder.formula(column, "totalExpression", Some(slot), role).is_none() {
        let Some(kind) = column.which("totalType", "sum count min max avg") else { return false };
        let function = ["sum", "count", "min", "max", "avg"].get(kind).copied().unwrap_or_default();
        let field = column.word("name").unwrap_or_default();
        let panel = if is_in_panel { "panel." } else { "" };
        let source = [function, "InArray({", panel, &name, "}, '", &field, "')"].concat();
        builder.add_formula(&source, column, "totalType", Some(slot), role);
    }
    true
}

/// The question each cell of a column is.
fn cell_of(column: &Place<'_>, default_kind: &str, shared: Option<&Value>) -> Map<String, Value> {
    let mut cell = column.map.clone();
    let kind = match column.text("cellType") {
        None | Some("default") => default_kind,
        Some(kind) => kind,
    };
    cell.insert("type".to_owned(), Value::from(kind));
    let takes_choices = matches!(kind, "dropdown" | "radiogroup" | "checkbox" | "tagbox");
    let has_choices = !column.list("choices").is_empty();
    if let Some(choices) = shared.filter(|_| takes_choices && !has_choices) {
        cell.insert("choices".to_owned(), choices.clone());
    }
    cell
}

fn read_counts(place: &Place<'_>, count: &str, min: &str, max: &str, default: u32) -> (u32, u32, u32) {
    let max = place.count(max).filter(|most| *most > 0).unwrap_or(MAX_ROWS).min(MAX_ROWS);
    let min = place.count(min).unwrap_or(0).min(max);
    (place.count(count).unwrap_or(default).clamp(min, max), min, max)
}
