//! Boxes that are written in by the keyboard on the screen, and where what is written goes.

use super::{
    context::{Overlay, Tv},
    keyboard::Purpose,
    parts::line,
    tiles::is_locked,
};
use crate::{
    i18n::{
        I18n,
        keys::respond::{choice, text as text_keys, tv as keys},
    },
    view::{El, either, el},
    widgets::{
        choice::with_list,
        survey::Question,
        text::{DateOrder, Entry, Mistake, parse, show},
    },
};
use leptos::{ev, prelude::*};
use tessera_form::{InputType, Kind};

/// What is written into.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Target {
    /// The answer of a text question.
    Answer(Question),
    /// The text of "other".
    Other(Question),
    /// The comment under a question.
    Comment(Question),
}

impl Target {
    pub(super) fn question(self) -> Question {
        match self {
            Self::Answer(question) | Self::Other(question) | Self::Comment(question) => question,
        }
    }

    /// Its name as a place of the focus, and its id in the document.
    pub(super) fn key(self) -> String {
        self.question().part_id(match self {
            Self::Answer(_) => "-input",
            Self::Other(_) => "-other",
            Self::Comment(_) => "-comment",
        })
    }

    fn input(self) -> Option<InputType> {
        self.question().view.with(|view| match (self, &view.kind) {
            (Self::Answer(_), Kind::Text { input, .. }) => Some(*input),
            _ => None,
        })
    }

    /// How the answer is read. A day has wheels of its own and is never written here.
    fn entry(self) -> Entry {
        self.input().map_or(Entry::Plain, |input| Entry::of(input, DateOrder::DayFirst, true))
    }

    /// What is written; tracked.
    pub(super) fn text(self) -> String {
        let question = self.question();
        match self {
            Self::Answer(_) => question
                .draft
                .with(|draft| draft.as_ref().map(|draft| draft.text.clone()))
                .or_else(|| question.view.with(|view| view.value.as_ref().map(|value| show(self.entry(), value))))
                .unwrap_or_default(),
            Self::Other(_) => with_list(question, |list| list.other.clone()).flatten().unwrap_or_default(),
            Self::Comment(_) => {
                question.view.with(|view| view.comment.as_ref().and_then(|comment| comment.value.clone())).unwrap_or_default()
            }
        }
    }

    pub(super) fn write(self, text: &str) {
        let question = self.question();
        match self {
            Self::Answer(_) => {
                let read = parse(untrack(|| self.entry()), text).map_err(Mistake::into_error);
                question.type_in(text.to_owned(), read);
            }
            Self::Other(_) => question.set_other(text),
            Self::Comment(_) => question.set_comment(text),
        }
    }

    /// Writing is over: what stands for no value is explained, as on leaving a box elsewhere.
    pub(super) fn leave(self) {
        if let Self::Answer(question) = self
            && !question.tell()
            && question.draft.with_untracked(Option::is_some)
        {
            question.draft.set(None);
        }
    }

    pub(super) fn purpose(self) -> Purpose {
        match self.input() {
            Some(InputType::Number | InputType::Range) => Purpose::Number,
            Some(InputType::Tel) => Purpose::Telephone,
            Some(InputType::Email | InputType::Url | InputType::Password) => Purpose::Address,
            Some(InputType::Color) => Purpose::Color,
            _ => Purpose::Words,
        }
    }

    /// Whether what is written is hidden.
    pub(super) fn is_secret(self) -> bool {
        self.input() == Some(InputType::Password)
    }

    /// Whether it may have several lines.
    pub(super) fn has_lines(self) -> bool {
        match self {
            Self::Answer(question) => question.view.with(|view| matches!(view.kind, Kind::Comment { .. })),
            Self::Other(_) => false,
            Self::Comment(_) => true,
        }
    }

    /// Most characters; 0 is no limit.
    pub(super) fn max_length(self) -> u32 {
        match self {
            Self::Answer(question) => question.view.with(|view| match view.kind {
                Kind::Text { max_length, .. } | Kind::Comment { max_length, .. } => max_length,
                _ => 0,
            }),
            _ => 0,
        }
    }

    /// What it is called beside the question; the answer itself goes by the question's title.
    pub(super) fn label(self, i18n: I18n) -> Option<String> {
        match self {
            Self::Answer(_) => None,
            Self::Other(_) => Some(i18n.text(choice::OTHER_LABEL)),
            Self::Comment(question) => {
                let own = question
                    .view
                    .with(|view| view.comment.as_ref().and_then(|comment| comment.label.as_ref().map(|label| label.string.to_string())));
                Some(own.unwrap_or_else(|| i18n.text(text_keys::COMMENT)))
            }
        }
    }

    fn placeholder(self) -> Option<String> {
        let question = self.question();
        match self {
            Self::Answer(_) => question.view.with(|view| match &view.kind {
                Kind::Text { placeholder, .. } | Kind::Comment { placeholder, .. } => {
                    placeholder.as_ref().map(|text| text.string.to_string())
                }
                _ => None,
            }),
            Self::Other(_) => with_list(question, |list| list.other_placeholder.as_ref().map(|text| text.string.to_string())).flatten(),
            Self::Comment(_) => question
                .view
                .with(|view| view.comment.as_ref().and_then(|comment| comment.placeholder.as_ref().map(|text| text.string.to_string()))),
        }
    }
}

/// Whether an input is written rather than turned or drawn out.
pub(super) fn is_typed(input: InputType) -> bool {
    use InputType::{Date, DatetimeLocal, Month, Range, Time, Week};
    !matches!(input, Date | DatetimeLocal | Month | Range | Time | Week)
}

/// What is written, as it may be shown; tracked.
pub(super) fn shown(target: Target) -> String {
    let text = target.text();
    if target.is_secret() { "•".repeat(text.chars().count()) } else { text }
}

/// A recess that OK opens the keyboard on.
pub(super) fn field(tv: Tv, target: Target) -> El {
    let question = target.question();
    let is_writing = move || tv.overlay.get() == Some(Overlay::Keyboard(target));
    let example = move || line("span", "tv-example", move || target.placeholder().unwrap_or_else(|| tv.i18n.text(keys::EMPTY)));
    let written = move || {
        let caret = el("i").class("tv-caret").attr("hidden", move || !is_writing());
        (line("bdi", "tv-text", move || shown(target)), caret)
    };
    let content = either(move || shown(target).is_empty() && !is_writing(), example, written);
    let open = move |_| {
        if !untrack(|| is_locked(question)) {
            tv.overlay.set(Some(Overlay::Keyboard(target)));
        }
    };
    let [label_id, value_id] = ["-label", "-value"].map(|part| [target.key().as_str(), part].concat());
    let names = [label_id.clone(), value_id.clone()].join(" ");
    // Not a box of the browser's: those bring up the set's own keyboard, which knows nothing of Back and of our languages.
    let recess = el("div")
        .class("tv-tile tv-field")
        .class_if("tv-field-tall", move || target.has_lines())
        .class_if("is-writing", is_writing)
        .attr("role", "textbox")
        .attr("tabindex", "0")
        .attr("aria-readonly", "true")
        .attr("aria-haspopup", "dialog")
        .attr("id", target.key())
        .attr("data-focus", target.key())
        .attr("data-ok", tv.i18n.live(keys::OK_WRITE))
        .attr("aria-describedby", move || question.described_by())
        .attr("aria-disabled", move || is_locked(question).then_some("true"))
        .on(ev::click, open)
        .child(el("span").class("tv-in").attr("id", value_id.clone()).child(content));
    let field = el("div").class("tv-field-box").class_if("is-writing", is_writing);
    if matches!(target, Target::Answer(_)) {
        return field.child(recess.attr("aria-labelledby", named_by(question, value_id)));
    }
    let label = line("p", "tv-label", move || target.label(tv.i18n).unwrap_or_default()).attr("id", label_id);
    field.child((label, recess.attr("aria-labelledby", names)))
}

/// What names a box: the title of its question, if it has one, and what stands in it; tracked.
pub(super) fn named_by(question: Question, value_id: String) -> impl Fn() -> String {
    move || [question.labelled_by().unwrap_or_default(), value_id.clone()].join(" ").trim().to_owned()
}

/// A question that is answered in writing.
pub(super) fn writing(tv: Tv, question: Question) -> El {
    el("div").class("tv-body").attr("data-group", question.part_id("-box")).child(field(tv, Target::Answer(question)))
}
