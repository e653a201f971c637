//! One question: context, title, what is wrong, the answers of its family, the buttons.

use super::{
    actions::actions,
    context::{Overlay, Tv},
    list::option_list,
    parts::place,
    picture::image,
    prose::{computed, prose},
    ranking::ranking,
    slider::slider,
    tiles::{boolean, is_locked, rating},
    wheels::wheels,
    writing::{Target, field, named_by, writing},
};
use crate::{
    i18n::keys::respond::{self, choice, tv as keys},
    layouts::around::{Classes, around},
    view::{El, el, keyed, show},
    widgets::{
        choice::with_list,
        icon::{Icon, icon},
        question::{Words, answer_words, error_lines, error_text, worded, words, words_in},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use tessera_form::{InputType, Kind, Level};

/// A question as a screen of its own; of a matrix one row.
#[cfg_attr(not(feature = "all-types"), expect(unused_variables, reason = "only a matrix has rows"))]
pub(super) fn screen(tv: Tv, question: Question, row: u32) -> El {
    // What was held on the screen before was left there.
    tv.is_holding.set(false);
    #[cfg(feature = "all-types")]
    if let Some(screen) = super::matrix::row_screen(tv, question, row) {
        return screen;
    }
    // The title of panels that repeat stands around them already.
    let is_prose = question.view.with_untracked(|view| matches!(view.kind, Kind::Html { .. } | Kind::Image(..) | Kind::Panels(_)));
    let number = move || question.view.with(|view| view.number.clone()).map(Words::from);
    let classes = Classes { title: "tv-label tv-context", hint: "tv-meta tv-context", error: "tv-error" };
    let title = move |words: Words| {
        let number = worded(number, |number| (el("span").class("num").text(number.string), " "));
        el("h1").class("tv-question").attr("id", question.part_id("-title")).child((number, words.view()))
    };
    let hint = move |words: Words| el("p").class("tv-lead").attr("id", question.part_id("-hint")).child(words.view());
    // Every screen has a heading for those who go by headings; where the question shows none, it is the survey's.
    let has_title = move || question.view.with(|view| view.title.is_some()) && !is_prose;
    let survey = move || {
        tv.store.locale().track();
        let title = tv.store.read(tessera_form::Session::title).map(|title| title.string.to_string());
        title.unwrap_or_else(|| question.view.with(|view| view.name.to_string()))
    };
    let of_survey = move || {
        tv.store.locale().track();
        tv.store.read(tessera_form::Session::description).as_ref().map(words).filter(|_| tv.walk.place().0 <= 1)
    };
    let head = el("div").class("tv-head").child((
        show(move || !has_title(), move || el("h1").class("hidden").text(survey)),
        worded(of_survey, |words| el("p").class("tv-meta tv-context").child(words.view())),
        around(tv.store, move || Some(question), classes),
        worded(move || question.view.with(|view| view.title.as_ref().map(words)).filter(|_| has_title()), title),
        worded(move || question.view.with(|view| view.description.as_ref().map(words)), hint),
        errors(tv, question),
    ));
    let remark = move || el("div").attr("data-group", question.part_id("-remark")).child(field(tv, Target::Comment(question)));
    el("section")
        .class("tv-ask")
        .class_if("is-invalid", move || question.is_invalid())
        .attr("id", question.dom_id())
        .attr("data-question", question.view.with_untracked(|view| view.name.to_string()))
        .child((head, body(tv, question), show(move || question.view.with(|view| view.comment.is_some()), remark), actions(tv, question)))
}

fn body(tv: Tv, question: Question) -> El {
    let draw: fn(Tv, Question) -> El = question.view.with_untracked(|view| match &view.kind {
        Kind::Text { input, .. } => match input {
            InputType::Date | InputType::DatetimeLocal | InputType::Month | InputType::Time | InputType::Week => wheels,
            InputType::Range => slider,
            _ => writing,
        },
        Kind::Comment { .. } => writing,
        Kind::Radiogroup(_) | Kind::Checkbox(_) => option_list,
        Kind::Dropdown(_) | Kind::Tagbox(..) => dropdown,
        Kind::Image(..) => image,
        Kind::Ranking(..) => ranking,
        Kind::Boolean { .. } => boolean,
        Kind::Rating { .. } => rating,
        Kind::Html { .. } => prose,
        Kind::Expression { .. } => computed,
        // One without rows; those of others are screens of their own.
        #[cfg(feature = "all-types")]
        Kind::Matrix(_) => |_, _| el("div"),
        #[cfg(feature = "all-types")]
        Kind::Panels(_) => super::panels::panels,
        _ => unsupported,
    });
    draw(tv, question)
}

fn unsupported(tv: Tv, _: Question) -> El {
    el("p").class("tv-lead").text(tv.i18n.live(respond::UNSUPPORTED))
}

/// What is wrong, under the title: a brick bar and a sentence.
pub(super) fn errors(tv: Tv, question: Question) -> El {
    let line = move |error: &tessera_form::FieldError| {
        let words = question.view.with_untracked(|view| error_text(tv.i18n, &view.kind, error));
        let (class, sign) = if error.level == Level::Error { ("tv-error", Icon::ALERT) } else { ("tv-error tv-error-mild", Icon::INFO) };
        el("p").class(class).child((icon(sign), el("span").text(words)))
    };
    el("div").attr("id", question.part_id("-error")).child(error_lines(move || question.errors(), line))
}

/// A closed list: what is chosen; OK opens it at the side.
fn dropdown(tv: Tv, question: Question) -> El {
    let shown = move || {
        if question.view.with(|view| matches!(view.kind, Kind::Tagbox(..)))
            && let Some(said) = question.view.with(|view| answer_words(tv.i18n, view))
        {
            return ("tv-text", said.into());
        }
        let of_list = with_list(question, |list| {
            let chosen = list.choices.iter().find(|choice| choice.selected).map(|choice| words_in(tv.i18n, &choice.text));
            (chosen, list.placeholder.as_ref().map(words))
        });
        match of_list.unwrap_or_default() {
            (Some(chosen), _) => ("tv-text", chosen),
            (None, placeholder) => ("tv-example", placeholder.unwrap_or_else(|| tv.i18n.text(choice::CHOOSE).into())),
        }
    };
    let content = keyed(shown, |(class, words)| el("span").class(class).child(words.view()));
    let open = move |_| {
        if !untrack(|| is_locked(question)) {
            tv.overlay.set(Some(Overlay::Choices(question)));
        }
    };
    let value_id = question.part_id("-value");
    let button = place("tv-tile tv-field", question.part_id("-input"), tv.i18n.live(keys::OK_OPEN))
        .attr("id", question.part_id("-input"))
        .attr("aria-haspopup", "dialog")
        .attr("aria-labelledby", named_by(question, value_id.clone()))
        .attr("aria-describedby", move || question.described_by())
        .attr("aria-disabled", move || is_locked(question).then_some("true"))
        .on(ev::click, open)
        .child(el("span").class("tv-in tv-in-ends").child((el("span").attr("id", value_id).child(content), icon(Icon::DOWN))));
    let has_other = move || with_list(question, |list| list.other.is_some()).unwrap_or(false);
    el("div")
        .class("tv-body")
        .attr("data-group", question.part_id("-box"))
        .child((button, show(has_other, move || field(tv, Target::Other(question)))))
}
