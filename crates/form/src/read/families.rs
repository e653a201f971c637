//! Reads what only one family of questions has.

use super::builder::Builder;
use super::choices::{Owner, numbered, read_choices, read_items};
use super::lists::{read_grid, read_multiple, read_panels};
use super::masks::read_mask;
use super::place::Place;
use crate::model::{
    BooleanDef, CellText, Choice, CommentDef, Composite, ExpressionDef, Family, ImageDef, Loc, MatrixDef, RatingDef, Role, SelectDef,
    SelectKind, TextDef,
};
use crate::text::words;
use crate::{Fit, InputType, RateStyle};
use serde_json::Value;
use std::sync::Arc;

/// Most steps of a rating (survey-core has the same).
const MAX_STEPS: usize = 20;

words! {
    /// Classes of questions that are read.
    enum Class {
        Text = "text",
        TextItem = "multipletextitem",
        Comment = "comment",
        Boolean = "boolean",
        Rating = "rating",
        Html = "html",
        Expression = "expression",
        Image = "image",
        Radiogroup = "radiogroup",
        Checkbox = "checkbox",
        Dropdown = "dropdown",
        Tagbox = "tagbox",
        Ranking = "ranking",
        ImagePicker = "imagepicker",
        ButtonGroup = "buttongroup",
    }
}

/// Reads the family of the question in `slot`.
pub(super) fn read_family(builder: &mut Builder, place: &Place<'_>, slot: u32) -> Family {
    let Some(class) = Class::named(place.class) else {
        return Composite::HERE.and_then(|here| read_composite(builder, place, slot, here)).unwrap_or(Family::Opaque);
    };
    let (kind, multiple) = match class {
        Class::Text | Class::TextItem => return Family::Text(Box::new(read_text(builder, place, slot))),
        Class::Comment => {
            return Family::Comment(CommentDef {
                rows: place.count("rows"),
                max_length: max_length(place),
                placeholder: builder.loc(place, "placeholder"),
            });
        }
        Class::Boolean => return Family::Boolean(read_boolean(builder, place)),
        Class::Rating => return Family::Rating(read_rating(builder, place, slot)),
        Class::Html => return Family::Html(builder.loc(place, "html")),
        Class::Expression => return Family::Expression(read_expression(builder, place, slot)),
        Class::Image => return Composite::HERE.map_or(Family::Still, |here| Family::Image(here, Box::new(read_image(builder, place)))),
        Class::Radiogroup => (SelectKind::Radiogroup, false),
        Class::Checkbox => (SelectKind::Checkbox, true),
        Class::Dropdown => (SelectKind::Dropdown, false),
        Class::Tagbox => (SelectKind::Tagbox, true),
        Class::Ranking => (SelectKind::Ranking, true),
        Class::ImagePicker => (SelectKind::ImagePicker, place.flag("multiSelect", false)),
        Class::ButtonGroup => (SelectKind::ButtonGroup, false),
    };
    let picks = kind == SelectKind::Ranking && place.flag("selectToRankEnabled", false);
    // Who ranks everything cannot rank too little or too much.
    let limit = |name: &str| if kind == SelectKind::Ranking && !picks { 0 } else { place.count(name).unwrap_or(0) };
    Family::Select(Box::new(SelectDef {
        kind,
        multiple,
        choices: read_choices(builder, place, slot, multiple),
        columns: place.count("colCount").unwrap_or(0),
        other_placeholder: builder.loc(place, "otherPlaceholder"),
        other_error: builder.loc(place, "otherErrorText"),
        other_as_comment: place.get("storeOthersAsComment").and_then(Value::as_bool),
        min_selected: limit("minSelectedChoices"),
        max_selected: limit("maxSelectedChoices"),
        placeholder: builder.loc(place, "placeholder"),
        clearable: place.flag("allowClear", matches!(kind, SelectKind::Dropdown | SelectKind::Tagbox)),
        picks,
    }))
}

/// Reads the family of a question that is made of others.
fn read_composite(builder: &mut Builder, place: &Place<'_>, slot: u32, here: Composite) -> Option<Family> {
    let family = match place.class {
        "matrix" => return Some(Family::Matrix(here, Box::new(read_matrix(builder, place, slot)))),
        "multipletext" => read_multiple(builder, place, slot, here),
        "paneldynamic" => read_panels(builder, place, slot, here),
        "matrixdynamic" | "matrixdropdown" => read_grid(builder, place, slot, here),
        _ => return None,
    };
    Some(Family::Dynamic(here, Box::new(family)))
}

/// `maxLength`, when it limits anything; 0 and -1 ask for no limit or the survey's own.
fn max_length(place: &Place<'_>) -> Option<u32> {
    match place.number("maxLength") {
        Some(limit) if limit >= 0.0 => place.count("maxLength"),
        _ => None,
    }
}

fn read_text(builder: &mut Builder, place: &Place<'_>, slot: u32) -> TextDef {
    let input = input_type(place.text("inputType").unwrap_or("text"));
    let is_number = matches!(input, InputType::Number | InputType::Range);
    let has_limits =
        is_number || matches!(input, InputType::Date | InputType::DatetimeLocal | InputType::Time | InputType::Month | InputType::Week);
    let mut limit = |name: &str, expression: &str, role| {
        let written = place.get(name);
        let formula = match written.and_then(Value::as_str).and_then(|text| text.strip_prefix('=')) {
            Some(source) => Some(builder.add_formula(source, place, name, Some(slot), role)),
            None => builder.formula(place, expression, Some(slot), role),
        };
        let value = written.filter(|_| has_limits && formula.is_none()).cloned();
        let fits = |value: &Value| crate::text::to_number(value).is_some() == is_number;
        value.filter(fits)
    };
    let min = limit("min", "minValueExpression", Role::Min);
    let max = limit("max", "maxValueExpression", Role::Max);
    let suggestions = match place.get("dataList") {
        Some(Value::Array(items)) => items.iter().map(|item| Loc::read(Some(item))).collect(),
        _ => Vec::new(),
    };
    TextDef {
        input,
        min,
        max,
        min_text: builder.loc(place, "minErrorText"),
        max_text: builder.loc(place, "maxErrorText"),
        step_text: builder.loc(place, "stepErrorText"),
        step: place.number("step").filter(|step| has_limits && *step > 0.0),
        max_length: max_length(place),
        placeholder: builder.loc(place, "placeholder"),
        autocomplete: place.text("autocomplete").map(Arc::from),
        suggestions,
        own_mask: Composite::HERE.and_then(|_| read_mask(place)),
    }
}

/// What boxes are asked to be, and what they are then.
const INPUT_TYPES: [(&str, InputType); 14] = [
    ("color", InputType::Color),
    ("date", InputType::Date),
    ("datetime-local", InputType::DatetimeLocal),
    ("datetime_local", InputType::DatetimeLocal),
    ("datetime", InputType::DatetimeLocal),
    ("email", InputType::Email),
    ("month", InputType::Month),
    ("number", InputType::Number),
    ("password", InputType::Password),
    ("range", InputType::Range),
    ("tel", InputType::Tel),
    ("time", InputType::Time),
    ("url", InputType::Url),
    ("week", InputType::Week),
];

fn input_type(name: &str) -> InputType {
    INPUT_TYPES.iter().find(|(word, _)| word.eq_ignore_ascii_case(name)).map_or(InputType::Text, |(_, input)| *input)
}

/// Whether a box can be asked to be that.
#[cfg(feature = "diagnostics")]
pub(super) fn is_input_type(name: &str) -> bool {
    name.eq_ignore_ascii_case("text") || INPUT_TYPES.iter().any(|(word, _)| word.eq_ignore_ascii_case(name))
}

fn read_boolean(builder: &mut Builder, place: &Place<'_>) -> BooleanDef {
    BooleanDef {
        label_true: builder.loc(place, "labelTrue"),
        label_false: builder.loc(place, "labelFalse"),
        value_true: place.get("valueTrue").cloned().unwrap_or(Value::Bool(true)),
        value_false: place.get("valueFalse").cloned().unwrap_or(Value::Bool(false)),
    }
}

fn read_rating(builder: &mut Builder, place: &Place<'_>, slot: u32) -> RatingDef {
    let style = match place.which("rateType", "stars smileys") {
        Some(0) => RateStyle::Stars,
        Some(_) => RateStyle::Smileys,
        _ => RateStyle::Labels,
    };
    let own = read_items(builder, place, "rateValues", "ratingitem", Owner { slot, conditions: true });
    let generate = place.flag("autoGenerate", own.is_empty());
    let mut steps = if generate || own.is_empty() { generated_steps(place) } else { own };
    if style == RateStyle::Smileys {
        steps.truncate(10);
    }
    RatingDef { style, steps, min_label: builder.loc(place, "minRateDescription"), max_label: builder.loc(place, "maxRateDescription") }
}

/// The steps of a scale from its ends, its step and their number, whichever are written.
fn generated_steps(place: &Place<'_>) -> Vec<Arc<Choice>> {
    let step = place.number("rateStep").filter(|step| *step > 0.0).unwrap_or(1.0);
    let (min, max) = (place.number("rateMin"), place.number("rateMax"));
    let count = place.number("rateCount");
    let (min, max) = match (min, max, count) {
        (None, Some(max), Some(count)) => (max - step * (count - 1.0), max),
        (Some(min), None, Some(count)) => (min, min + step * (count - 1.0)),
        (min, max, _) => (min.unwrap_or(1.0), max.unwrap_or(5.0)),
    };
    let min = min.min(max);
    (0..MAX_STEPS).map(|index| tidy(min + step * index as f64)).take_while(|value| *value <= max).map(numbered).collect()
}

/// Takes the noise of binary fractions off a step.
fn tidy(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

fn read_expression(builder: &mut Builder, place: &Place<'_>, slot: u32) -> ExpressionDef {
    let digits = |name: &str| place.number(name).filter(|count| (0.0..=20.0).contains(count)).map(|count| count as u32);
    builder.formula(place, "expression", Some(slot), Role::Compute);
    ExpressionDef {
        format: builder.loc(place, "format"),
        style: Arc::from(place.text("displayStyle").unwrap_or("none")),
        currency: Arc::from(place.text("currency").unwrap_or("USD")),
        max_digits: digits("maximumFractionDigits"),
        min_digits: digits("minimumFractionDigits"),
        grouping: place.flag("useGrouping", true),
        precision: digits("precision"),
    }
}

fn read_image(builder: &mut Builder, place: &Place<'_>) -> ImageDef {
    // "300", 300 or "300px"; what else style sheets know is no length here.
    let pixels = |name: &str| crate::expr::parse_number(place.text(name)?.trim().strip_suffix("px")?);
    let length = |name: &str| place.number(name).or_else(|| pixels(name)).filter(|length| *length > 0.0);
    ImageDef {
        link: builder.loc(place, "imageLink"),
        alt: builder.loc(place, "altText"),
        fit: match place.which("imageFit", "cover fill none") {
            Some(0) => Fit::Cover,
            Some(1) => Fit::Fill,
            Some(_) => Fit::None,
            None => Fit::Contain,
        },
        width: length("imageWidth"),
        height: length("imageHeight"),
        is_video: place.which("contentMode", "image video").map(|which| which == 1),
    }
}

fn read_matrix(builder: &mut Builder, place: &Place<'_>, slot: u32) -> MatrixDef {
    let columns = read_items(builder, place, "columns", "matrixcolumn", Owner { slot, conditions: false });
    let rows = read_items(builder, place, "rows", "itemvalue", Owner { slot, conditions: true });
    MatrixDef {
        columns,
        rows,
        multiple: place.text("cellType") == Some("checkbox"),
        each_row_required: place.flag("eachRowRequired", false),
        each_row_unique: place.flag("eachRowUnique", false),
        rows_visible_if: builder.formula(place, "rowsVisibleIf", Some(slot), Role::RowsVisible),
        columns_visible_if: builder.formula(place, "columnsVisibleIf", Some(slot), Role::ColumnsVisible),
        hide_if_empty: place.flag("hideIfRowsEmpty", false),
        cells: read_cells(builder, place),
    }
}

/// Reads `{row: {column: text}}`.
fn read_cells(builder: &mut Builder, place: &Place<'_>) -> Vec<CellText> {
    let mut cells = Vec::new();
    for (row, columns) in place.get("cells").and_then(Value::as_object).into_iter().flatten() {
        for (column, text) in columns.as_object().into_iter().flatten() {
            let text = builder.note(Loc::read(Some(text)));
            cells.push(CellText { row: row.clone(), column: column.clone(), text });
        }
    }
    cells
}
