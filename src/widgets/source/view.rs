//! The source field on the screen.

use super::{
    dom::{Painted, caret_line, go_to, replace},
    paint::{self, Kind, Line, Mark, pieces},
    place::{lines, numbers},
};
use crate::{
    i18n::{I18n, Key, keys::portal::source as words, use_i18n},
    signal::{RwSignal, Signal, StoredValue, memo},
    view::{El, effect, el, text},
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

    /// The band across its line.
    fn band(self) -> &'static str {
        match self {
            Self::Info => "source-band",
            Self::Warning => "source-band source-band-warning",
            Self::Error => "source-band source-band-error",
        }
    }

    /// The line under what it is about.
    fn underline(self) -> &'static str {
        match self {
            Self::Info => "source-about",
            Self::Warning => "source-about source-about-warning",
            Self::Error => "source-about source-about-error",
        }
    }
}

/// A change of the text that puts a remark right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFix {
    /// Where it begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What comes there.
    pub text: String,
    /// What the button says.
    pub label: String,
}

/// One remark about the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRemark {
    /// How much it matters.
    pub severity: Severity,
    /// Line, from 1.
    pub line: u32,
    /// Where what it is about begins, in UTF-16 units.
    pub start: u32,
    /// Where that ends.
    pub end: u32,
    /// The remark, with what was probably meant.
    pub text: String,
    /// What puts it right at one press.
    pub fix: Option<SourceFix>,
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

/// The parts that change the text or move the caret in it.
#[derive(Clone)]
struct Desk {
    area: HtmlTextAreaElement,
    view: Element,
    typed: Callback<String>,
    /// The line of the caret; 0 while nobody is in the field.
    line: RwSignal<u32>,
}

impl Desk {
    fn apply(&self, fix: &SourceFix) {
        if !replace(&self.area, fix.start, fix.end, &fix.text) {
            self.typed.run(self.area.value());
        }
        self.look();
    }

    fn go_to(&self, remark: &SourceRemark) {
        go_to(&self.area, &self.view, remark.start, remark.line);
        self.look();
    }

    fn look(&self) {
        self.line.set(caret_line(&self.area));
    }

    /// On from the line of the caret to the next that has a remark, and from the last to the first.
    fn go_on(&self, remarks: &[SourceRemark]) {
        let here = self.line.get_untracked();
        let next = remarks.iter().find(|remark| remark.line > here).or(remarks.first());
        if let Some(next) = next {
            self.go_to(next);
        }
    }
}

/// How far down a line is, by the height of a line that `style/desk/source.css` sets.
fn down(line: u32) -> String {
    ["calc(", &line.saturating_sub(1).to_string(), " * 1.21875rem)"].concat()
}

/// The field with its numbers, colors and remarks.
#[must_use]
pub fn source_field(field: SourceField) -> El {
    let i18n = use_i18n();
    let SourceField { id, value, typed, remarks, status, is_wrong } = field;
    let status_id = [id, "-status"].concat();
    let area = el("textarea").class("source-text").attr("id", id).attr("wrap", "off").attr("spellcheck", "false");
    let body = el("div").class("source-body").attr("dir", "ltr");
    let desk = StoredValue::new(Desk { area: area.node(), view: body.node(), typed, line: RwSignal::new(0) });
    let line = desk.with_value(|desk| desk.line);
    let look = move || desk.with_value(Desk::look);

    let count = memo(move || value.with(|text| lines(text)));
    let numbers = el("pre").class("source-numbers").attr("aria-hidden", "true").text(move || numbers(count.get()));
    let band = |remark: &SourceRemark| {
        let top = down(remark.line);
        el("i").class(remark.severity.band()).style("inset-block-start", move || top.clone())
    };
    let bands = move || remarks.with(|remarks| remarks.iter().map(band).collect::<Vec<_>>());
    let code = el("pre").class("source-code").attr("aria-hidden", "true");
    let painted = Painted::new(code.node());
    effect(move || {
        let mark = |remark: &SourceRemark| Mark { start: remark.start, end: remark.end, severity: remark.severity };
        let marks: Vec<Mark> = remarks.with(|remarks| remarks.iter().map(mark).collect());
        painted.show(value.with(|text| paint::lines(text, &marks)), draw);
    });
    let area = area
        .attr("autocapitalize", "none")
        .attr("autocomplete", "off")
        .attr("aria-describedby", status_id.clone())
        .attr("aria-invalid", move || is_wrong.get().then_some("true"))
        .prop("value", move || value.get())
        .on(ev::input, move |event| {
            typed.run(event_target_value(&event));
            look();
        })
        .on(ev::keyup, move |_| look())
        .on(ev::click, move |_| look())
        .on(ev::focus, move |_| look())
        .on(ev::keydown, move |event| {
            if event.key() == "F8" {
                event.prevent_default();
                remarks.with_untracked(|remarks| desk.with_value(|desk| desk.go_on(remarks)));
            }
        });
    // What is said about the line of the caret, right under it.
    let at_line = memo(move || {
        let line = line.get();
        remarks.with(|remarks| remarks.iter().find(|remark| remark.line == line).cloned())
    });
    let hint = move || {
        let remark = at_line.get()?;
        let top = down(remark.line + 1);
        let hint = el("div").class(if remark.severity == Severity::Error { "source-hint source-hint-error" } else { "source-hint" });
        // Code runs from left to right, what is said about it as the language does.
        let said = el("span").class("source-said").attr("dir", i18n.locale().direction().as_str()).text(remark.text);
        let hint = hint.style("inset-block-start", move || top.clone());
        Some(hint.child((said, remark.fix.map(|fix| fix_button(desk, fix)))))
    };
    let list = move || {
        let rows = remarks.with(|remarks| remarks.iter().map(|remark| row(i18n, remark, desk)).collect::<Vec<_>>());
        (!rows.is_empty()).then(|| el("ul").class("remarks").attr("aria-label", i18n.text(words::REMARKS)).child(rows))
    };
    let is_any = memo(move || remarks.with(|remarks| !remarks.is_empty()));
    let on = move || {
        let button = el("button").attr("type", "button").class("button button-quiet button-small").attr("aria-keyshortcuts", "F8");
        let button = button.on(ev::click, move |_| remarks.with_untracked(|remarks| desk.with_value(|desk| desk.go_on(remarks))));
        is_any.get().then(|| button.text(i18n.live(words::NEXT)))
    };
    el("div").class("source").child((
        el("label").class("hidden").attr("for", id).text(i18n.live(words::LABEL)),
        // Code runs from left to right in every language.
        body.child((numbers, el("div").class("source-sheet").child((bands, code, area, hint)))),
        el("div").class("source-foot").child((el("p").attr("id", status_id).attr("role", "status").text(move || status.get()), on)),
        list,
    ))
}

fn draw(line: El, painted: &Line) -> El {
    pieces(painted).into_iter().fold(line, |line, piece| {
        let kind = match piece.kind {
            Kind::Plain => "",
            Kind::Text => "source-value",
            Kind::Figure => "source-figure",
        };
        let words = piece.text.to_owned();
        match piece.mark {
            Some(severity) => line.child(el("u").class([severity.underline(), " ", kind].concat()).text(words)),
            None if kind.is_empty() => line.child(text(words)),
            None => line.child(el("i").class(kind).text(words)),
        }
    })
}

fn fix_button(desk: StoredValue<Desk>, fix: SourceFix) -> El {
    let label = fix.label.clone();
    let button = el("button").attr("type", "button").class("button button-small");
    button.on(ev::click, move |_| desk.with_value(|desk| desk.apply(&fix))).text(label)
}

/// A remark under the field. Pressing it puts the caret where it says.
fn row(i18n: I18n, remark: &SourceRemark, desk: StoredValue<Desk>) -> El {
    let at = remark.clone();
    let button = el("button").attr("type", "button").class("remark").on(ev::click, move |_| desk.with_value(|desk| desk.go_to(&at)));
    let button = button.child((
        el("span").class(remark.severity.tag()).text(i18n.text(remark.severity.words())),
        el("span").class("remark-line").text(i18n.fill(words::LINE, &[("line", &i18n.number(f64::from(remark.line)))])),
        el("span").class("remark-text").text(remark.text.clone()),
    ));
    el("li").class("remark-row").child((button, remark.fix.clone().map(|fix| fix_button(desk, fix))))
}
