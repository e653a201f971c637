//! Reads choices: `1`, `"a"` or `{"value": ..., "text": ...}`, and the special ones.

use super::MAX_CHOICES;
use super::builder::Builder;
use super::place::Place;
use crate::ChoiceRole;
use crate::model::{Borrowed, Choice, ChoiceOrder, Choices, Loc, Role};
use serde_json::Value;
use std::sync::Arc;

/// What the choices of a list are for.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub(super) slot: u32,
    /// Whether their conditions are numbered (only one list of a question may be).
    pub(super) conditions: bool,
}

/// Reads a list of items.
pub(super) fn read_items(builder: &mut Builder, place: &Place<'_>, list: &str, class: &str, owner: Owner) -> Vec<Arc<Choice>> {
    let at = place.at(list);
    let written = place.list(list);
    if written.len() > MAX_CHOICES {
        builder.remarks.too_many_choices(place, list, MAX_CHOICES, written.len());
    }
    let mut items = Vec::new();
    for (index, value) in written.iter().take(MAX_CHOICES).enumerate() {
        let number = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let item = match value {
            Value::Object(map) => {
                let item = Place::new(map, class, at.item(index));
                builder.remarks.check_names(&item, &["itemvalue", "choiceitem", "checkboxitem", "imageitemvalue"]);
                let Some(value) = item.get("value").or_else(|| item.get("name")) else { continue };
                let (visible_if, enable_if) = if owner.conditions {
                    (
                        builder.formula(&item, "visibleIf", Some(owner.slot), Role::ChoiceVisible(number)),
                        builder.formula(&item, "enableIf", Some(owner.slot), Role::ChoiceEnable(number)),
                    )
                } else {
                    (None, None)
                };
                Choice {
                    value: value.clone(),
                    text: builder.loc(&item, "text"),
                    role: ChoiceRole::Item,
                    visible_if,
                    enable_if,
                    exclusive: item.flag("isExclusive", false),
                }
            }
            Value::Null | Value::Array(_) => continue,
            Value::String(text) if text.contains('|') => {
                let (value, words) = text.split_once('|').unwrap_or((text, ""));
                Choice::plain(Value::from(value), Loc::plain(words))
            }
            value => Choice::plain(value.clone(), Loc::default()),
        };
        items.push(Arc::new(item));
    }
    items
}

/// A choice that is a number.
pub(super) fn numbered(value: f64) -> Arc<Choice> {
    Arc::new(Choice::plain(crate::text::number(value), Loc::default()))
}

/// Reads all that says which choices a question offers.
pub(super) fn read_choices(builder: &mut Builder, place: &Place<'_>, slot: u32, multiple: bool) -> Choices {
    let class = match place.class {
        "imagepicker" => "imageitemvalue",
        "buttongroup" => "buttongroupitemvalue",
        "checkbox" | "tagbox" | "ranking" => "checkboxitem",
        _ => "choiceitem",
    };
    let mut items = read_items(builder, place, "choices", class, Owner { slot, conditions: true });
    if let (Some(min), Some(max)) = (place.number("choicesMin"), place.number("choicesMax")) {
        let step = place.number("choicesStep").filter(|step| *step > 0.0).unwrap_or(1.0);
        let count = ((max - min) / step).floor().clamp(-1.0, MAX_CHOICES as f64 - 1.0) as i64;
        items.extend((0..=count).map(|n| numbered(min + n as f64 * step)));
    }
    let order = match place.which("choicesOrder", "asc desc") {
        Some(0) => ChoiceOrder::Ascending,
        Some(_) => ChoiceOrder::Descending,
        _ => ChoiceOrder::Written,
    };
    let from = place.word("choicesFromQuestion").map(|question| Borrowed {
        question,
        selected: place.which("choicesFromQuestionMode", "unselected selected").map(|which| which == 1),
        value_field: place.word("choiceValuesFromQuestion"),
        text_field: place.word("choiceTextsFromQuestion"),
    });
    Choices {
        items,
        specials: read_specials(builder, place, multiple),
        order,
        visible_if: builder.formula(place, "choicesVisibleIf", Some(slot), Role::ChoicesVisible),
        enable_if: builder.formula(place, "choicesEnableIf", Some(slot), Role::ChoicesEnable),
        from,
        hide_if_empty: place.flag("hideIfChoicesEmpty", false),
    }
}

fn read_specials(builder: &mut Builder, place: &Place<'_>, multiple: bool) -> Vec<Arc<Choice>> {
    let wanted = [
        ("showSelectAllItem", "selectAllText", "selectall", ChoiceRole::SelectAll, "Select All"),
        ("showNoneItem", "noneText", "none", ChoiceRole::None, "None"),
        ("showRefuseItem", "refuseText", "refused", ChoiceRole::Refuse, "Refuse to answer"),
        ("showDontKnowItem", "dontKnowText", "dontknow", ChoiceRole::DontKnow, "Don't know"),
        ("showOtherItem", "otherText", "other", ChoiceRole::Other, "Other (describe)"),
    ];
    let mut specials = Vec::new();
    // What is put in order is what is written; nothing else has a rank.
    if place.class == "ranking" {
        return specials;
    }
    for (flag, text, value, role, words) in wanted {
        let is_allowed = role != ChoiceRole::SelectAll || multiple;
        if !is_allowed || !place.flag(flag, false) {
            continue;
        }
        let written = builder.loc(place, text);
        let text = if written.is_empty() { Loc::plain(words) } else { written };
        let exclusive = matches!(role, ChoiceRole::None | ChoiceRole::Refuse | ChoiceRole::DontKnow);
        specials.push(Arc::new(Choice { role, exclusive, ..Choice::plain(Value::from(value), text) }));
    }
    specials
}
