//! The source field on the screen.

use super::place::{lines, numbers, offset};
use crate::i18n::{Key, keys::portal::source as words, use_i18n};
use leptos::{
    html::{Div, Textarea},
    prelude::*,
};

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

/// Height of a line, as `style/widgets/source.css` sets it.
const LINE_REM: f64 = 1.218_75;

/// The field with its numbers, marks and remarks.
#[component]
pub fn SourceField(
    /// Id of the text area; the words of its label are its own.
    id: &'static str,
    #[prop(into)] value: Signal<String>,
    /// The text after a key.
    #[prop(into)]
    typed: Callback<String>,
    #[prop(into)] remarks: Signal<Vec<SourceRemark>>,
    /// How the check stands, in words.
    #[prop(into)]
    status: Signal<String>,
    /// Whether something in it stops what was asked for.
    #[prop(into)]
    is_wrong: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let area = NodeRef::<Textarea>::new();
    let gutter = NodeRef::<Div>::new();
    let follow = move |_| {
        if let (Some(area), Some(gutter)) = (area.get_untracked(), gutter.get_untracked()) {
            gutter.set_scroll_top(area.scroll_top());
        }
    };
    let go_to = move |line: u32, column: u32| {
        let Some(area) = area.get_untracked() else { return };
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
    };
    let count = Memo::new(move |_| value.with(|text| lines(text)));
    let marks = move || {
        let mark = |remark: &SourceRemark| {
            let top = format!("{}rem", f64::from(remark.line.saturating_sub(1)) * LINE_REM);
            view! { <i class=remark.severity.mark() style:inset-block-start=top></i> }
        };
        remarks.with(|remarks| remarks.iter().map(mark).collect_view())
    };
    let list = move || {
        let row = |remark: &SourceRemark| {
            let SourceRemark { severity, line, column, ref text, ref suggestion } = *remark;
            let meant = suggestion.clone().map(|meant| view! { " " {i18n.fill(words::MEANT, &[("suggestion", &meant)])} });
            view! {
                <li>
                    <button type="button" class="remark" on:click=move |_| go_to(line, column)>
                        <span class=severity.tag()>{i18n.text(severity.words())}</span>
                        <span class="remark-line">{i18n.fill(words::LINE, &[("line", &i18n.number(f64::from(line)))])}</span>
                        <span class="remark-text" dir="auto">{text.clone()} {meant}</span>
                    </button>
                </li>
            }
        };
        remarks.with(|remarks| {
            (!remarks.is_empty()).then(|| {
                view! { <ul class="remarks" aria-label=i18n.text(words::REMARKS)>{remarks.iter().map(row).collect_view()}</ul> }
            })
        })
    };
    let status_id = format!("{id}-status");
    view! {
        <div class="source">
            <label class="hidden" for=id>{move || i18n.text(words::LABEL)}</label>
            // Code runs from left to right in every language.
            <div class="source-body" dir="ltr">
                <div class="source-gutter" aria-hidden="true" node_ref=gutter>
                    <div class="source-numbers"><pre>{move || numbers(count.get())}</pre>{marks}</div>
                </div>
                <textarea
                    class="source-text"
                    id=id
                    node_ref=area
                    wrap="off"
                    spellcheck="false"
                    autocapitalize="none"
                    autocomplete="off"
                    aria-describedby=status_id.clone()
                    aria-invalid=move || is_wrong.get().then_some("true")
                    prop:value=move || value.get()
                    on:input=move |event| typed.run(event_target_value(&event))
                    on:scroll=follow
                ></textarea>
            </div>
            <p class="source-foot" id=status_id role="status">{move || status.get()}</p>
            {list}
        </div>
    }
}
