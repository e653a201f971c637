//! What is wrong with an answer, in the person's language, with a way out.

use crate::{
    i18n::{I18n, keys::respond::errors as keys, use_i18n},
    view::{El, View, el, keyed},
    widgets::{
        announce::Announcer,
        icon::{Icon, icon},
        survey::Question,
        text::{date_order, iso_suggestions, use_suggestion},
    },
};
use leptos::{ev, prelude::untrack};
use tessera_form::{FieldError, Kind, Level};

/// The sentence for an error. The author's own words go before ours.
#[must_use]
pub fn error_text(i18n: I18n, kind: &Kind, error: &FieldError) -> String {
    if let Some(text) = &error.text {
        return text.clone();
    }
    let param =
        |name: &str| error.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty());
    let count = |name: &str| param(name).and_then(|value| value.parse::<u32>().ok()).filter(|count| *count > 0);
    match error.code.as_str() {
        "required" => i18n.text(match kind {
            Kind::Radiogroup(_) | Kind::Dropdown(_) | Kind::Boolean { .. } | Kind::Rating { .. } | Kind::Matrix(_) => keys::REQUIRED_CHOICE,
            Kind::Checkbox(_) | Kind::Tagbox(..) => keys::REQUIRED_CHOICES,
            Kind::Text { .. } | Kind::Comment { .. } => keys::REQUIRED_TEXT,
            _ => keys::REQUIRED,
        }),
        "otherempty" => i18n.text(keys::OTHER_EMPTY),
        "email" => i18n.text(keys::EMAIL),
        "url" => i18n.text(keys::URL),
        "number" | "requirenumeric" => i18n.text(keys::NUMBER),
        "min" | "max" | "numeric" | "invalidinput" => match (param("min"), param("max")) {
            (Some(min), Some(max)) if error.code == "numeric" => {
                i18n.fill(keys::BETWEEN, &[("min", &plain(i18n, min)), ("max", &plain(i18n, max))])
            }
            (Some(min), _) if error.code != "max" => i18n.fill(keys::MIN, &[("min", &plain(i18n, min))]),
            (_, Some(max)) => i18n.fill(keys::MAX, &[("max", &plain(i18n, max))]),
            _ if error.code == "numeric" => i18n.text(keys::NUMBER),
            _ => i18n.text(keys::INVALID),
        },
        "step" => param("step").map_or_else(|| i18n.text(keys::INVALID), |step| i18n.fill(keys::STEP, &[("step", step)])),
        "regex" => i18n.text(keys::PATTERN),
        "text" | "toolong" => match (count("minLength"), count("maxLength")) {
            (Some(min), None) => i18n.plural(keys::TEXT_SHORT, min, &[]),
            (None, Some(max)) => i18n.plural(keys::TEXT_LONG, max, &[]),
            (Some(min), Some(max)) => {
                let (min, max) = (i18n.number(f64::from(min)), i18n.number(f64::from(max)));
                i18n.fill(keys::TEXT_BETWEEN, &[("min", &min), ("max", &max)])
            }
            (None, None) => i18n.text(keys::PATTERN),
        },
        "answercount" => match (count("minCount"), count("maxCount")) {
            (Some(min), _) => i18n.plural(keys::TOO_FEW, min, &[]),
            (None, Some(max)) => i18n.plural(keys::TOO_MANY, max, &[]),
            (None, None) => i18n.text(keys::INVALID),
        },
        "expression" => i18n.text(keys::EXPRESSION),
        #[cfg(feature = "all-types")]
        "requiredinallrowserror" => i18n.text(crate::i18n::keys::all::ROWS_REQUIRED),
        #[cfg(feature = "all-types")]
        "eachrowuniqueeerror" => i18n.text(crate::i18n::keys::all::ROWS_UNIQUE),
        #[cfg(feature = "all-types")]
        "keyduplicationerror" => i18n.text(crate::i18n::keys::all::KEY_REPEATS),
        "unknownquestion" => i18n.text(keys::UNKNOWN_QUESTION),
        // The order of the language on the screen, which may be another than when it was typed.
        "date_unreadable" => i18n.fill(keys::DATE_UNREADABLE, &[("example", date_order(i18n).example())]),
        "date_no_month" => i18n.text(keys::DATE_NO_MONTH),
        "date_short_month" => {
            let month = i18n.month(param("month").unwrap_or_default());
            i18n.fill(keys::DATE_SHORT_MONTH, &[("month", &month), ("day", param("day").unwrap_or_default())])
        }
        "time_unreadable" => i18n.text(keys::TIME_UNREADABLE),
        _ => i18n.text(keys::INVALID),
    }
}

/// Says what is wrong with a question, to people who listen.
pub fn say_errors(i18n: I18n, announcer: Announcer, question: Question) {
    let words = untrack(|| {
        let errors = question.errors();
        let texts = errors.iter().map(|error| question.view.with(|view| error_text(i18n, &view.kind, error)));
        texts.collect::<Vec<_>>().join(" ")
    });
    if !words.is_empty() {
        announcer.say(&words);
    }
}

/// A limit as a person reads it: numbers and days in the way of the language, all else as it is.
fn plain(i18n: I18n, value: &str) -> String {
    let is_day = value.len() == 10 && value.as_bytes().get(4) == Some(&b'-') && value.as_bytes().get(7) == Some(&b'-');
    if is_day {
        return i18n.day(value);
    }
    tessera_form::expr::parse_number(value).map_or_else(|| value.to_owned(), |number| i18n.number(number))
}

/// A paragraph for each error; made anew only when they change.
pub fn error_lines(errors: impl Fn() -> Vec<FieldError> + 'static, line: impl Fn(&FieldError) -> El + 'static) -> View {
    fn boxed(errors: Box<dyn Fn() -> Vec<FieldError>>, line: Box<dyn Fn(&FieldError) -> El>) -> View {
        keyed(errors, move |errors| errors.iter().map(&line).collect::<Vec<_>>())
    }
    boxed(Box::new(errors), Box::new(line))
}

/// The errors of a question under its title, so that an eye and a screen reader meet them before the answers.
#[must_use]
pub fn error_list(question: Question) -> El {
    let i18n = use_i18n();
    let line = move |error: &FieldError| {
        let text = question.view.with_untracked(|view| error_text(i18n, &view.kind, error));
        let (class, sign) = if error.level == Level::Error { ("error", Icon::ALERT) } else { ("error error-mild", Icon::INFO) };
        let label = el("span").class("hidden").text([&*i18n.text(keys::LABEL), ": "].concat());
        el("p").class(class).child((icon(sign), el("span").child((label, text))))
    };
    let chip = move |iso: String| {
        let words = i18n.day(&iso);
        el("button").attr("type", "button").class("chip").on(ev::click, move |_| use_suggestion(question, &iso)).text(words)
    };
    let first = move || question.errors().into_iter().take(1).filter(|error| !iso_suggestions(error).is_empty()).collect();
    let suggestions = move |error: &FieldError| {
        let chips: Vec<El> = iso_suggestions(error).into_iter().map(chip).collect();
        el("p").class("error-fix").child((el("span").class("t-meta").text(i18n.text(keys::DID_YOU_MEAN)), chips))
    };
    let lines = (error_lines(move || question.errors(), line), error_lines(first, suggestions));
    el("div").class("errors").attr("id", question.part_id("-error")).child(lines)
}
