//! Reads pages, panels and what all questions have.

use super::builder::Builder;
use super::families::read_family;
use super::place::{Place, position};
use super::remarks::Pointer;
use super::validators::read_validators;
use super::{MAX_PAGES, MAX_QUESTIONS};
use crate::model::{Body, ClearMode, Container, Element, Family, NumberingMode, Question, Role};
use crate::text::{digits, place_among};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Reads the pages of the survey; a survey with bare elements has one page.
pub(super) fn read_pages(builder: &mut Builder, place: &Place<'_>) -> Vec<u32> {
    let mut pages = Vec::new();
    let listed = place.places("pages", "page");
    if listed.is_empty() && !place.list("elements").is_empty() {
        let empty = Map::new();
        let bare = Place::new(&empty, "page", Pointer::root());
        let slot = open(builder, &bare, "page1", None, None);
        let children = read_children(builder, place, "elements", slot, None);
        close(builder, slot, children);
        return vec![slot];
    }
    if listed.len() > MAX_PAGES {
        builder.remarks.too_many_pages(place, listed.len());
    }
    let mut taken: Vec<String> = listed.iter().filter_map(|page| page.word("name")).collect();
    for page in listed.iter().take(MAX_PAGES) {
        builder.remarks.check_names(page, &[]);
        let name = page.word("name").unwrap_or_else(|| {
            let free = (1..).map(|number| ["page", &digits(number)].concat()).find(|name| !taken.contains(name));
            free.unwrap_or_default()
        });
        taken.push(name.clone());
        let slot = open(builder, page, &name, None, None);
        let children = read_children(builder, page, "elements", slot, None);
        close(builder, slot, children);
        pages.push(slot);
    }
    pages
}

/// Reads a list of elements.
pub(super) fn read_children(builder: &mut Builder, place: &Place<'_>, list: &str, parent: u32, template_of: Option<u32>) -> Vec<u32> {
    let mut children = Vec::new();
    for mut element in place.places(list, "question") {
        let Some(kind) = element.text("type") else {
            builder.remarks.no_type(&element);
            continue;
        };
        if kind == "page" || place_among(TYPES, kind).is_none() {
            builder.remarks.unknown_type(&element, "question type", kind, TYPES);
            continue;
        }
        element.class = kind;
        children.extend(read_element(builder, &element, parent, template_of));
    }
    children
}

/// Every type of element there is.
pub(super) const TYPES: &str = "boolean buttongroup checkbox comment dropdown empty expression file html image imagemap imagepicker matrix matrixdropdown \
                                matrixdynamic multipletext panel paneldynamic radiogroup ranking rating signaturepad slider tagbox text page";

fn read_element(builder: &mut Builder, place: &Place<'_>, parent: u32, template_of: Option<u32>) -> Option<u32> {
    if place.class == "panel" {
        builder.remarks.check_names(place, &[]);
        let name = place.word("name").unwrap_or_else(|| ["panel", &digits(builder.elements.len() as u64)].concat());
        let slot = open(builder, place, &name, Some(parent), template_of);
        let children = read_children(builder, place, "elements", slot, template_of);
        close(builder, slot, children);
        return Some(slot);
    }
    read_question(builder, place, parent, template_of)
}

/// Takes a slot for a page or panel and reads what is its own.
fn open(builder: &mut Builder, place: &Place<'_>, name: &str, parent: Option<u32>, template_of: Option<u32>) -> u32 {
    let slot = u32::try_from(builder.elements.len()).unwrap_or(u32::MAX);
    let (numbering, start_index) = read_panel_numbering(place);
    let container = Container { children: Vec::new(), numbering, start_index };
    let body = if parent.is_none() { Body::Page(container) } else { Body::Panel(container) };
    let element = read_common(builder, place, name, slot, parent, template_of, body);
    builder.elements.push(element);
    builder.remarks.element(place);
    slot
}

fn close(builder: &mut Builder, slot: u32, found: Vec<u32>) {
    if let Some(Body::Page(container) | Body::Panel(container)) = builder.elements.get_mut(slot as usize).map(|element| &mut element.body) {
        container.children = found;
    }
}

/// Reads what pages, panels and questions share.
pub(super) fn read_common(
    builder: &mut Builder,
    place: &Place<'_>,
    name: &str,
    slot: u32,
    parent: Option<u32>,
    template_of: Option<u32>,
    body: Body,
) -> Element {
    let page = parent.and_then(|up| builder.elements.get(up as usize)).map_or(slot, |up| up.page);
    let is_panel = matches!(body, Body::Panel(_));
    let show_title = place.flag("showTitle", true) && place.text("titleLocation") != Some("hidden");
    // These are found by their owner when something they read changes.
    builder.formula(place, "visibleIf", Some(slot), Role::Visible);
    builder.formula(place, "enableIf", Some(slot), Role::Enable);
    builder.formula(place, "requiredIf", Some(slot), Role::Require);
    Element {
        name: Arc::from(name),
        parent,
        template_of,
        page,
        title: match builder.loc(place, "title") {
            // Booleans once had a label of their own in place of a title.
            title if title.is_empty() && place.class == "boolean" => builder.loc(place, "label"),
            title => title,
        },
        description: builder.loc(place, "description"),
        visible: place.flag("visible", true),
        read_only: place.flag("readOnly", false),
        required: place.flag("isRequired", false),
        required_text: builder.loc(place, "requiredErrorText"),
        show_number: if is_panel { place.flag("showNumber", false) } else { place.flag("showNumber", !place.flag("hideNumber", false)) },
        show_title,
        body,
    }
}

/// Reads when the answer of a hidden question goes.
pub(super) fn read_clear_mode(place: &Place<'_>, name: &str) -> Option<ClearMode> {
    const MODES: [ClearMode; 4] = [ClearMode::Never, ClearMode::OnComplete, ClearMode::OnHidden, ClearMode::OnHiddenContainer];
    MODES.get(place.which(name, "none oncomplete onhidden onhiddencontainer")?).copied()
}

/// Reads how questions are numbered, and from which number.
pub(super) fn read_panel_numbering(place: &Place<'_>) -> (NumberingMode, String) {
    let mode = match place.get("showQuestionNumbers") {
        Some(Value::Bool(true)) => NumberingMode::On,
        Some(Value::Bool(false)) => NumberingMode::Off,
        Some(Value::String(text)) => match position(text, "on true off false onpage onpanel recursive") {
            Some(0 | 1) => NumberingMode::On,
            Some(2 | 3) => NumberingMode::Off,
            Some(4) => NumberingMode::OnPage,
            Some(5) => NumberingMode::OnPanel,
            Some(_) => NumberingMode::Recursive,
            None => NumberingMode::Inherit,
        },
        _ => NumberingMode::Inherit,
    };
    (mode, place.word("questionStartIndex").unwrap_or_default())
}

/// Reads a question of the class of `place`.
pub(super) fn read_question(builder: &mut Builder, place: &Place<'_>, parent: u32, template_of: Option<u32>) -> Option<u32> {
    builder.questions += 1;
    if builder.questions > MAX_QUESTIONS {
        if builder.questions == MAX_QUESTIONS + 1 {
            builder.remarks.too_many_questions(place);
        }
        return None;
    }
    let also: &[&str] = if template_of.is_some() { &["matrixdropdowncolumn", "multipletextitem"] } else { &[] };
    builder.remarks.check_names(place, also);
    // What stands in panels that repeat is shown as anywhere; cells of tables are not shown yet, nor are the tables.
    let is_in_panel = template_of
        .and_then(|owner| builder.elements.get(owner as usize)?.question())
        .is_some_and(|owner| *owner.type_name == *"paneldynamic");
    if template_of.is_none() || is_in_panel {
        builder.remarks.check_widget(place);
        builder.remarks.check_question(place);
    }
    let slot = u32::try_from(builder.elements.len()).unwrap_or(u32::MAX);
    let name = place.word("name").unwrap_or_else(|| ["question", &digits(builder.questions as u64)].concat());
    // The slot is taken before the family is read: families with rows take slots of their own.
    let value_name = place.word("valueName").unwrap_or_else(|| name.clone());
    let default = place.get("defaultValue").cloned();
    let inline = default.as_ref().and_then(Value::as_str).and_then(|text| text.strip_prefix('=')).map(str::to_owned);
    let question = Question {
        type_name: Arc::from(place.class),
        value_name: Arc::from(value_name),
        default: if inline.is_some() { None } else { default },
        default_if: None,
        set_value: None,
        set_if: None,
        reset_if: None,
        correct: place.get("correctAnswer").cloned(),
        clear: read_clear_mode(place, "clearIfInvisible"),
        comment: place.flag("showCommentArea", false),
        comment_text: builder.loc(place, "commentText"),
        comment_placeholder: builder.loc(place, "commentPlaceholder"),
        validators: Vec::new(),
        display_in_texts: place.flag("useDisplayValuesInDynamicTexts", true),
        family: Family::Opaque,
    };
    let body = Body::Question(Box::new(question));
    let element = read_common(builder, place, &name, slot, Some(parent), template_of, body);
    builder.elements.push(element);
    builder.remarks.element(place);
    let family = read_family(builder, place, slot);
    let default_if = match inline {
        Some(source) => Some(builder.add_formula(&source, place, "defaultValue", Some(slot), Role::DefaultValue)),
        None => builder.formula(place, "defaultValueExpression", Some(slot), Role::DefaultValue),
    };
    let set_value = builder.formula(place, "setValueExpression", Some(slot), Role::SetValue);
    let set_if = builder.formula(place, "setValueIf", Some(slot), Role::SetIf);
    let reset_if = builder.formula(place, "resetValueIf", Some(slot), Role::ResetIf);
    let validators = read_validators(builder, place, slot);
    if let Some(Body::Question(question)) = builder.elements.get_mut(slot as usize).map(|element| &mut element.body) {
        question.family = family;
        question.default_if = default_if;
        question.set_value = set_value;
        question.set_if = set_if;
        question.reset_if = reset_if;
        question.validators = validators;
    }
    Some(slot)
}
