//! When a form takes its last response, and what its page says from then on: said, set, moved, taken away.

use super::Loaded;
use crate::{
    client::{Client, ClientError},
    i18n::{I18n, Locale, keys::portal::ending as words, use_i18n},
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Line, Typed, Weight, focus, input, remark},
        portal::{
            forms::ends_briefly,
            mishap::mishap,
            words::{day, day_and_time},
        },
    },
    signal::{RwSignal, Signal, StoredValue},
    view::{El, el, show},
};
use leptos::{
    ev::{self, SubmitEvent},
    prelude::*,
};
use serde_json::{Map, Value};
use tessera_api::{
    ProblemKind,
    forms::{Ending, NewEnding},
};

const DAY: &str = "ends-day";
const TIME: &str = "ends-time";

/// What became of the last press.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Saved,
    Failed(ClientError),
}

impl Outcome {
    /// The server's words about one field.
    fn about(&self, field: &str) -> Option<String> {
        let Self::Failed(ClientError::Problem { problem, .. }) = self else { return None };
        problem.errors.iter().find(|(name, _)| name == field)?.1.first()?.text.clone()
    }
}

pub(super) fn ending(slug: String, form: Fetched<Loaded>) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let known = move || form.ready(|loaded| loaded.body.summary.ends.clone()).flatten();
    let now = untrack(known);
    let (last_day, time) = (
        RwSignal::new(now.as_ref().map(|ends| ends.day.clone()).unwrap_or_default()),
        RwSignal::new(now.and_then(|ends| ends.time).unwrap_or_default()),
    );
    let closing = StoredValue::new(untrack(|| texts(form)));
    let (busy, outcome) = (RwSignal::new(false), RwSignal::new(None::<Outcome>));
    let slug = StoredValue::new(slug);

    let send = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        outcome.set(None);
        let filled = |text: RwSignal<String>| Some(text.get_untracked()).filter(|text| !text.is_empty());
        let said: Map<String, Value> =
            closing.with_value(|texts| texts.iter().map(|(locale, text)| (locale.clone(), text.get_untracked().into())).collect());
        let new = NewEnding { day: filled(last_day), time: filled(time), closing: Some(Value::Object(said)) };
        let client = Client::new(untrack(|| language.i18n().locale()));
        leptos::task::spawn_local(async move {
            let came = client.set_ending(&slug.get_value(), &new).await;
            busy.set(false);
            match came {
                Ok(()) => {
                    outcome.set(Some(Outcome::Saved));
                    form.refresh();
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    let failed = Outcome::Failed(error);
                    if let Some((id, _)) = [(DAY, "day"), (TIME, "time")].into_iter().find(|(_, field)| failed.about(field).is_some()) {
                        focus(id);
                    }
                    outcome.set(Some(failed));
                }
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let endless = move |_| {
        last_day.set(String::new());
        time.set(String::new());
        send();
    };
    let wrong = move |field: &'static str| Signal::derive(move || outcome.with(|outcome| outcome.as_ref()?.about(field)));
    let said = move || match outcome.get()? {
        Outcome::Saved => Some(remark(Weight::Good, el("p").text(i18n.live(words::SAVED)))),
        Outcome::Failed(ClientError::Problem { problem, .. })
            if problem.kind == ProblemKind::InvalidField && outcome_has_place(&problem.errors) =>
        {
            None
        }
        Outcome::Failed(error) => Some(mishap(i18n, error)),
    };
    // Whatever is read while the page is made would make it anew when it changes.
    let zone = untrack(|| form.ready(|loaded| loaded.body.about.time_zone.clone())).unwrap_or_default();
    let hint = el("p").class("t-meta").text(move || i18n.fill(words::HINT, &[("zone", &zone)]));
    let has_words = closing.with_value(|texts| texts.iter().any(|(_, text)| text.with_untracked(|text| !text.is_empty())));
    let boxes: Vec<El> =
        closing.with_value(|texts| texts.iter().map(|(locale, text)| closing_box(locale, *text, texts.len() > 1)).collect());
    let save = el("button").attr("type", "submit").class("button").attr("aria-disabled", move || busy.get().then_some("true"));
    let without =
        move || el("button").attr("type", "button").class("button button-quiet").on(ev::click, endless).text(i18n.live(words::REMOVE));
    let can_be_without = move || last_day.with(|day| !day.is_empty());
    let fields = el("form").class("fields").attr("novalidate", true).on(ev::submit, submit).child((
        el("div").class("pair").child((
            input(Line::words(DAY, words::DAY), Typed { error: wrong("day"), ..Typed::of(last_day, "date") }),
            input(Line { hint: None, ..Line::words(TIME, words::TIME) }, Typed { error: wrong("time"), ..Typed::of(time, "time") }),
        )),
        hint,
        el("details").class("closing").attr("open", has_words).child((
            el("summary").class("link t-label").text(i18n.live(words::CLOSING)),
            el("p").class("t-meta").text(i18n.live(words::CLOSING_HINT)),
            boxes,
        )),
        el("div").class("row-of").child((save.text(i18n.live(words::SAVE)), show(can_be_without, without))),
    ));
    el("section").class("panel fields").attr("aria-labelledby", "ending").child((
        el("div").child((
            el("h2").class("t-heading").attr("id", "ending").text(i18n.live(words::TITLE)),
            el("p").class("num").text(move || known().map_or_else(|| i18n.text(words::NONE), |ends| in_words(i18n, &ends))),
        )),
        said,
        fields,
    ))
}

/// Whether every error is said at a field of its own.
fn outcome_has_place(errors: &tessera_form::FieldErrors) -> bool {
    errors.iter().all(|(name, _)| name == "day" || name == "time")
}

/// The closing words by language: those of the form's languages, and those that are there already.
fn texts(form: Fetched<Loaded>) -> Vec<(String, RwSignal<String>)> {
    let (mut locales, said) =
        form.ready(|loaded| (loaded.body.about.locales.clone(), loaded.body.about.closing.clone())).unwrap_or_default();
    let said = said.as_ref().and_then(Value::as_object);
    locales.extend(said.into_iter().flat_map(|said| said.keys().cloned()).filter(|locale| !locales.contains(locale)).collect::<Vec<_>>());
    let text = |locale: &str| said.and_then(|said| said.get(locale)?.as_str()).unwrap_or_default().to_owned();
    if locales.is_empty() {
        // The draft cannot be read now.
        locales.push("default".to_owned());
    }
    locales.into_iter().map(|locale| (locale.clone(), RwSignal::new(text(&locale)))).collect()
}

/// "Ends in 3 days: 21 November 2026, 18:00."
fn in_words(i18n: I18n, ends: &Ending) -> String {
    let when = match &ends.time {
        Some(time) => day_and_time(i18n, &ends.day, time),
        None => i18n.fill(words::DAY_END, &[("day", &day(i18n, &ends.day))]),
    };
    [ends_briefly(i18n, ends), when].join(" · ")
}

/// A box for the closing words in one language, which is named where there are several.
fn closing_box(locale: &str, text: RwSignal<String>, is_named: bool) -> El {
    let i18n = use_i18n();
    let id = ["closing-", locale].concat();
    let name = Locale::from_tag(locale).map_or_else(|| locale.to_owned(), |locale| locale.own_name().to_owned());
    let label = move || if is_named { i18n.fill(words::CLOSING_IN, &[("language", &name)]) } else { i18n.text(words::CLOSING) };
    let area = el("textarea").class("field").attr("id", id.clone()).attr("dir", "auto").attr("rows", "2").attr("maxlength", "2000");
    let area = area.attr("lang", (locale != "default").then(|| locale.to_owned()));
    let area = area.prop("value", move || text.get()).on(ev::input, move |event| text.set(event_target_value(&event)));
    el("div").class("ask").child((el("label").class("ask-label t-label").attr("for", id).text(label), area))
}
