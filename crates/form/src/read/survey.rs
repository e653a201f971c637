//! Reads what the survey as a whole says: settings, calculated values, triggers, closing words; then ties the form together.

use super::builder::Builder;
use super::elements::{read_clear_mode, read_pages, read_panel_numbering};
use super::place::Place;
use super::{MAX_HIDDEN_FIELDS, Reading, names, order};
use crate::model::{
    Calculated, CheckMode, ClearMode, Condition, Form, Loc, PageMode, Preview, ProgressKind, Role, Settings, Trigger, TriggerAction,
};
use crate::sorted::{Index, sort_words};
use crate::text::Lower;
use serde_json::Value;

/// Reads the survey at `place` and everything in it.
pub(super) fn build(mut builder: Builder, place: &Place<'_>) -> Reading {
    builder.remarks.check_names(place, &[]);
    let calculated = read_calculated(&mut builder, place);
    let settings = read_settings(&mut builder, place, calculated);
    let pages = read_pages(&mut builder, place);
    let settings = read_conditions(&mut builder, place, settings);
    let mut locales = builder.locales;
    sort_words(&mut locales);
    let mut form = Form {
        elements: builder.elements,
        pages,
        settings,
        formulas: builder.formulas,
        order: Vec::new(),
        rank: Vec::new(),
        by_name: Index::default(),
        by_key: Index::default(),
        dependents: Index::default(),
        by_owner: Vec::new(),
        reacting: Vec::new(),
        borrowers: Index::default(),
        mentions: Index::default(),
        locales,
        patterns: Vec::new(),
    };
    names::index(&mut form);
    order::order(&mut form);
    let diagnostics = builder.remarks.conclude(&mut form);
    Reading { form, diagnostics }
}

/// Reads calculated values, those that others read first.
fn read_calculated(builder: &mut Builder, place: &Place<'_>) -> Vec<Calculated> {
    let places = place.places("calculatedValues", "calculatedvalue");
    for one in &places {
        builder.remarks.check_names(one, &[]);
    }
    let names: Vec<String> = places.iter().map(|one| one.word("name").unwrap_or_default()).collect();
    let order = names::in_order_of_use(&names, &places.iter().map(|one| one.text("expression").unwrap_or_default()).collect::<Vec<_>>());
    let order = order.unwrap_or_else(|| (0..places.len() as u32).collect());
    let mut calculated = Vec::new();
    for index in order {
        let (Some(one), Some(name)) = (places.get(index as usize), names.get(index as usize)) else { continue };
        if name.is_empty() {
            continue;
        }
        let role = Role::Calculated(u32::try_from(calculated.len()).unwrap_or(u32::MAX));
        builder.formula(one, "expression", None, role);
        calculated.push(Calculated { name: name.clone(), in_result: one.flag("includeIntoResult", false) });
    }
    calculated
}

fn read_settings(builder: &mut Builder, place: &Place<'_>, calculated: Vec<Calculated>) -> Settings {
    let (numbering, _) = read_panel_numbering(place);
    let own_locale = place.text("locale").unwrap_or("en").to_owned();
    let preview = match (place.get("showPreviewBeforeComplete"), place.which("previewMode", "answeredquestions")) {
        (Some(Value::Bool(true)), Some(_)) => Preview::Answered,
        (Some(Value::Bool(true)), None) => Preview::All,
        _ => match place.which("showPreviewBeforeComplete", "showallquestions true showansweredquestions") {
            Some(0 | 1) => Preview::All,
            Some(_) => Preview::Answered,
            None => Preview::Off,
        },
    };
    let page_mode = match place.which("questionsOnPageMode", "singlepage questionperpage questiononpage inputperpage") {
        Some(0) => PageMode::SinglePage,
        Some(_) => PageMode::QuestionPerPage,
        None if place.flag("isSinglePage", false) => PageMode::SinglePage,
        None => PageMode::Standard,
    };
    let buttons = place.get("showNavigationButtons");
    Settings {
        title: builder.loc(place, "title"),
        description: builder.loc(place, "description"),
        own_locale,
        clear: read_clear_mode(place, "clearInvisibleValues").unwrap_or(ClearMode::OnComplete),
        check: match place.which("checkErrorsMode", "oncomplete onvaluechanged onvaluechanging") {
            Some(0) => CheckMode::Completion,
            Some(_) => CheckMode::ValueChanged,
            None => CheckMode::NextPage,
        },
        page_mode,
        preview,
        progress: match place.which("progressBarType", "questions requiredquestions correctquestions") {
            Some(0) => ProgressKind::Questions,
            Some(1) => ProgressKind::RequiredQuestions,
            Some(_) => ProgressKind::CorrectQuestions,
            None => ProgressKind::Pages,
        },
        start_page: place.flag("firstPageIsStartPage", false),
        numbering,
        start_index: place.word("questionStartIndex").unwrap_or_default(),
        show_prev: place.flag("showPrevButton", true),
        show_buttons: !matches!(buttons, Some(Value::Bool(false))) && !matches!(buttons, Some(Value::String(text)) if text == "none"),
        show_page_titles: place.flag("showPageTitles", true),
        other_as_comment: place.flag("storeOthersAsComment", true),
        max_text: place.count("maxTextLength").unwrap_or(0),
        max_comment: place.count("maxCommentLength").unwrap_or(0),
        read_only: place.flag("readOnly", false) || place.which("mode", "display").is_some(),
        completed_html: builder.loc(place, "completedHtml"),
        completed_html_if: Vec::new(),
        navigate: builder.loc(place, "navigateToUrl"),
        navigate_if: Vec::new(),
        calculated,
        hidden: hidden_fields(builder, place),
        triggers: Vec::new(),
    }
}

fn hidden_fields(builder: &mut Builder, place: &Place<'_>) -> Vec<String> {
    let written = place.list("hiddenFields");
    if written.len() > MAX_HIDDEN_FIELDS {
        builder.remarks.too_many_choices(place, "hiddenFields", MAX_HIDDEN_FIELDS, written.len());
    }
    written.iter().take(MAX_HIDDEN_FIELDS).map(|name| name.as_str().unwrap_or_default().trim().to_owned()).collect()
}

/// Reads what is evaluated last: triggers and what is said or done at the end.
fn read_conditions(builder: &mut Builder, place: &Place<'_>, mut settings: Settings) -> Settings {
    settings.completed_html_if = read_outcomes(builder, place, "completedHtmlOnCondition", "htmlconditionitem", "html");
    settings.navigate_if = read_outcomes(builder, place, "navigateToUrlOnCondition", "urlconditionitem", "url");
    for one in place.places("triggers", "surveytrigger") {
        settings.triggers.extend(read_trigger(builder, one));
    }
    settings
}

fn read_outcomes(builder: &mut Builder, place: &Place<'_>, list: &str, class: &'static str, what: &str) -> Vec<Condition<Loc>> {
    place
        .places(list, class)
        .into_iter()
        .map(|one| {
            builder.remarks.check_names(&one, &[]);
            Condition { formula: builder.formula(&one, "expression", None, Role::OnDemand), then: builder.loc(&one, what) }
        })
        .collect()
}

fn read_trigger(builder: &mut Builder, place: Place<'_>) -> Option<Trigger> {
    let kind = place.text("type").unwrap_or_default().lower();
    let kind = kind.strip_suffix("trigger").unwrap_or(&kind);
    let formula = match place.text("expression") {
        Some(_) => builder.formula(&place, "expression", None, Role::OnDemand),
        None => {
            let source = old_condition(&place);
            source.map(|source| builder.add_formula(&source, &place, "name", None, Role::OnDemand))
        }
    };
    let to = place.word("setToName");
    let action = match kind {
        "complete" => TriggerAction::Complete,
        "setvalue" => TriggerAction::SetValue { to: to?, value: place.get("setValue").cloned(), variable: place.flag("isVariable", false) },
        "copyvalue" => TriggerAction::CopyValue { to: to?, from: place.word("fromName")?, display: place.flag("copyDisplayValue", false) },
        "skip" => TriggerAction::Skip { to: place.word("gotoName")? },
        "runexpression" => TriggerAction::Run { to, formula: builder.formula(&place, "runExpression", None, Role::OnDemand) },
        "visible" => {
            let mut elements = Vec::new();
            for list in ["pages", "questions"] {
                elements.extend(place.list(list).iter().filter_map(Value::as_str).map(str::to_owned));
            }
            TriggerAction::Visible { elements }
        }
        _ => {
            builder.remarks.unknown_type(&place, "trigger of type", kind, "");
            return None;
        }
    };
    builder.remarks.check_names_as(&place, &[kind, "trigger"].concat(), &[]);
    Some(Trigger { formula, action })
}

/// The condition of a trigger in its old form: a name, an operator and a value.
fn old_condition(place: &Place<'_>) -> Option<String> {
    let name = place.word("name")?;
    let operator = place.text("operator").unwrap_or("equal").lower();
    let value = match place.get("value") {
        None if operator == "empty" || operator == "notempty" => return Some(["{", &name, "} ", &operator].concat()),
        value => value?,
    };
    // A value behind "empty" makes it no expression: such a trigger never acted, and is reported.
    let value = match value {
        Value::String(text) => ["'", &text.replace('\'', "\\'"), "'"].concat(),
        other => crate::text::json(other),
    };
    Some(["{", &name, "} ", &operator, " ", &value].concat())
}
