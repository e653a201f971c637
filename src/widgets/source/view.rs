//! The source field on the screen.

use super::place::{lines, numbers, offset};
use crate::{
    i18n::{I18n, Key, keys::portal::source as words, use_i18n},
    signal::{Signal, memo},
    view::{El, el},
};
use leptos::{ev, prelude::*};
use web_sys::{Element, HtmlTextAreaElement};

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not meant.
    Warning,
    /// In the way.
    Error,
}

impl Severity {
    fn words(self) -> Key {
        match self {
            Self::Info => words::INFO,
            Self::Warning => words::WARNING,
            Self::Error => words::ERROR,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Info => "tag",
            Self::Warning => "tag tag-caution",
            Self::Error => "tag tag-critical",
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Info => "source-mark",
            Self::Warning => "source-mark source-mark-warning",
            Self::Error => "source-mark source-mark-error",
        }
    }
}

/// One remark about the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRemark {
    /// How much it matters.
    pub severity: Severity,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The remark.
    pub text: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// How far down a line is, by the height of a line that `style/widgets/source.css` sets.
fn down(line: u32) -> String {
    ["calc(", &line.saturating_sub(1).to_string(), " * 1.21875rem)"].concat()
}

/// What a source field is told.
#[derive(Clone, Copy)]
pub struct SourceField {
    /// Id of the text area; the words of its label are its own.
    pub id: &'static str,
    /// The text.
    pub value: Signal<String>,
    /// The text after a key.
    pub typed: Callback<String>,
    /// What there is to say about it.
    pub remarks: Signal<Vec<SourceRemark>>,
    /// How the check stands, in words.
    pub status: Signal<String>,
    /// Whether something in it stops what was asked for.
    pub is_wrong: Signal<bool>,
}

/// The field with its numbers, marks and remarks.
#[must_use]
pub fn source_field(field: SourceField) -> El {
    let i18n = use_i18n();
    let SourceField { id, value, typed, remarks, status, is_wrong } = field;
    let status_id = [id, "-status"].concat();
    let gutter = el("div").class("source-gutter").attr("aria-hidden", "true");
    let area = el("textarea").class("source-text").attr("id", id).attr("wrap", "off").attr("spellcheck", "false");
    let (beside, text): (Element, HtmlTextAreaElement) = (gutter.node(), area.node());

    let count = memo(move || value.with(|text| lines(text)));
    let mark = |remark: &SourceRemark| {
        let top = down(remark.line);
        el("i").class(remark.severity.mark()).style("inset-block-start", move || top.clone())
    };
    let marks = move || remarks.with(|remarks| remarks.iter().map(mark).collect::<Vec<_>>());
    let gutter = gutter.child(el("div").class("source-numbers").child((el("pre").text(move || numbers(count.get())), marks)));
    let area = area
        .attr("autocapitalize", "none")
        .attr("autocomplete", "off")
        .attr("aria-describedby", status_id.clone())
        .attr("aria-invalid", move || is_wrong.get().then_some("true"))
        .prop("value", move || value.get())
        .on(ev::input, move |event| typed.run(event_target_value(&event)))
        .on(ev::scroll, {
            let text = text.clone();
            move |_| beside.set_scroll_top(text.scroll_top())
        });

    let list = move || {
        let rows = remarks.with(|remarks| remarks.iter().map(|remark| row(i18n, remark, &text)).collect::<Vec<_>>());
        (!rows.is_empty()).then(|| el("ul").class("remarks").attr("aria-label", i18n.text(words::REMARKS)).child(rows))
    };
    el("div").class("source").child((
        el("label").class("hidden").attr("for", id).text(i18n.live(words::LABEL)),
        // Code runs from left to right in every language.
        el("div").class("source-body").attr("dir", "ltr").child((gutter, area)),
        el("p").class("source-foot").attr("id", status_id).attr("role", "status").text(move || status.get()),
        list,
    ))
}

/// A remark under the field. Pressing it puts the caret where it says.
fn row(i18n: I18n, remark: &SourceRemark, area: &HtmlTextAreaElement) -> El {
    let SourceRemark { severity, line, column, ref text, ref suggestion } = *remark;
    let area = area.clone();
    let meant = suggestion.as_ref().map(|meant| [" ", &i18n.fill(words::MEANT, &[("suggestion", meant)])].concat());
    let button = el("button").attr("type", "button").class("remark").on(ev::click, move |_| go_to(&area, line, column));
    el("li").child(button.child((
        el("span").class(severity.tag()).text(i18n.text(severity.words())),
        el("span").class("remark-line").text(i18n.fill(words::LINE, &[("line", &i18n.number(f64::from(line)))])),
        el("span").class("remark-text").attr("dir", "auto").child((text.clone(), meant)),
    )))
}

fn go_to(area: &HtmlTextAreaElement, line: u32, column: u32) {
    let text = area.value();
    let at = offset(&text, line, column);
    // A caret in the middle of the view: the line above and below say where one is.
    let height = f64::from(area.scroll_height()) / f64::from(lines(&text));
    let middle = f64::from(line.saturating_sub(1)) * height - f64::from(area.client_height()) / 2.0;
    // Both fail only for a text area that has left the page.
    drop(area.focus());
    drop(area.set_selection_range(at, at));
    #[expect(clippy::cast_possible_truncation, reason = "a scroll position in pixels")]
    area.set_scroll_top(middle.max(0.0) as i32);
}
