//! What lies over the question: a list at the end edge, and the question whether to leave.

use super::{
    context::{Overlay, Tv},
    list::{list_counter, options},
    parts::{button, column, line, option_face, place},
    writing::Target,
};
use crate::{
    i18n::{Locale, keys::respond::tv as keys},
    view::{Child as _, El, View, el, keyed, text},
    widgets::{
        choice::{Many, with_list},
        question::{Words, worded, words},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use tessera_form::Kind;

/// The sheet that is open, if any.
pub(super) fn sheets(tv: Tv, languages: Vec<Locale>, speak: Callback<Locale>, leave: Callback<()>) -> View {
    let draw = move |overlay| match overlay {
        Some(Overlay::Choices(question)) => Some(choices(tv, question)),
        Some(Overlay::Languages) => Some(language_list(tv, &languages, speak)),
        Some(Overlay::Leave) => Some(leaving(tv, leave)),
        Some(Overlay::Keyboard(_)) | None => None,
    };
    keyed(move || tv.overlay.get().filter(|overlay| !matches!(overlay, Overlay::Keyboard(_))), move |overlay| untrack(|| draw(overlay)))
}

/// A full-height list at the end edge.
fn side(name: &'static str, title: View, count: View, limit: Option<El>, body: El) -> El {
    let title_id = ["tv-", name, "-title"].concat();
    let sheet = el("div")
        .class("tv-side")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-labelledby", title_id.clone())
        .attr("data-layer", name)
        .attr("data-group", name);
    let heading = el("h2").class("tv-heading").attr("id", title_id).child(title);
    el("div").class("tv-scrim").child(sheet.child((heading, limit, body, el("p").class("tv-side-foot").child(count))))
}

fn choices(tv: Tv, question: Question) -> El {
    let title = worded(move || question.view.with(|view| view.title.as_ref().map(words)), Words::view);
    let limit = match question.view.with_untracked(|view| view.kind.clone()) {
        Kind::Tagbox(..) => Some(limit_line(question)),
        _ => None,
    };
    let list = options(tv, question, Some(chosen));
    side("choices", title, list_counter(tv, question).view(), limit, list)
}

/// How many may be chosen, and why no more once they are.
fn limit_line(question: Question) -> El {
    let many = Many::new(question);
    line("p", "tv-meta", move || many.limit().unwrap_or_default()).attr("hidden", move || many.limit().is_none())
}

/// Closes the list; "other" asks for words next.
fn chosen(tv: Tv, question: Question) {
    tv.overlay.set(None);
    let asks_words = untrack(|| with_list(question, |list| list.other.is_some())) == Some(true);
    if asks_words {
        tv.scope.go_to(&Target::Other(question).key());
    } else {
        tv.offer_next(question);
    }
}

fn language_list(tv: Tv, languages: &[Locale], speak: Callback<Locale>) -> El {
    let row = |locale: &Locale| {
        let locale = *locale;
        let is_chosen = move || tv.i18n.locale() == locale;
        let choose = move |_| {
            speak.run(locale);
            tv.overlay.set(None);
        };
        place("tv-tile tv-option", ["language-", locale.tag()].concat(), move || tv.fill(keys::OK_CHOOSE, "answer", locale.own_name()))
            .class_if("is-chosen", is_chosen)
            .attr("role", "radio")
            .attr("lang", locale.tag())
            .attr("data-preferred", is_chosen)
            .attr("aria-checked", move || if is_chosen() { "true" } else { "false" })
            .on(ev::click, choose)
            .child(option_face("tv-mark", text(locale.own_name())))
    };
    let list = el("div").attr("role", "radiogroup").attr("aria-labelledby", "tv-languages-title");
    let list = column(list, "languages-list", languages.iter().map(row).collect::<Vec<_>>());
    side("languages", text(tv.i18n.live(keys::LANGUAGES)), View::default(), None, list)
}

fn leaving(tv: Tv, leave: Callback<()>) -> El {
    let buttons = el("div")
        .class("tv-actions")
        .child((button(tv, "stay", keys::STAY, move || tv.overlay.set(None)), button(tv, "leave", keys::LEAVE, move || leave.run(()))));
    let dialog = el("div")
        .class("tv-ask-leave")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-labelledby", "tv-leave-title")
        .attr("aria-describedby", "tv-leave-text")
        .attr("data-layer", "leave")
        .attr("data-group", "leave")
        .attr("data-program", "row")
        .child((
            el("h2").class("tv-question").attr("id", "tv-leave-title").text(tv.i18n.live(keys::LEAVE_TITLE)),
            el("p").class("tv-lead").attr("id", "tv-leave-text").text(tv.i18n.live(keys::LEAVE_TEXT)),
            buttons,
        ));
    el("div").class("tv-scrim tv-scrim-middle").child(dialog)
}
