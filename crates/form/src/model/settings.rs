//! What the survey as a whole says about how it runs.

use super::{ClearMode, FormulaId, Loc, NumberingMode};
use serde_json::Value;

/// When errors are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckMode {
    /// When the page is left.
    NextPage,
    /// At each answer.
    ValueChanged,
    /// At completion.
    Completion,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageMode {
    /// A page of the definition.
    Standard,
    /// All pages at once.
    SinglePage,
    /// One question or panel.
    QuestionPerPage,
}

/// Whether answers are shown before completing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preview {
    /// No.
    Off,
    /// All questions.
    All,
    /// Those with an answer.
    Answered,
}

/// What progress counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProgressKind {
    Pages,
    Questions,
    RequiredQuestions,
    CorrectQuestions,
}

/// A value computed beside the answers.
#[derive(Debug)]
pub(crate) struct Calculated {
    pub(crate) name: String,
    /// Whether it is stored with the answers.
    pub(crate) in_result: bool,
}

/// Something chosen by a condition: closing words, an address.
#[derive(Debug)]
pub(crate) struct Condition<T> {
    pub(crate) formula: Option<FormulaId>,
    pub(crate) then: T,
}

/// Something done when a condition becomes true.
#[derive(Debug)]
pub(crate) struct Trigger {
    pub(crate) formula: Option<FormulaId>,
    pub(crate) action: TriggerAction,
}

/// What a trigger does.
#[derive(Debug)]
pub(crate) enum TriggerAction {
    Complete,
    SetValue { to: String, value: Option<Value>, variable: bool },
    CopyValue { to: String, from: String, display: bool },
    Skip { to: String },
    Run { to: Option<String>, formula: Option<FormulaId> },
    Visible { elements: Vec<String> },
}

/// The survey as a whole.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) title: Loc,
    pub(crate) description: Loc,
    /// The form's own language.
    pub(crate) own_locale: String,
    pub(crate) clear: ClearMode,
    pub(crate) check: CheckMode,
    pub(crate) page_mode: PageMode,
    pub(crate) preview: Preview,
    pub(crate) progress: ProgressKind,
    pub(crate) start_page: bool,
    pub(crate) numbering: NumberingMode,
    pub(crate) start_index: String,
    pub(crate) show_prev: bool,
    pub(crate) show_buttons: bool,
    pub(crate) show_page_titles: bool,
    pub(crate) other_as_comment: bool,
    pub(crate) max_text: u32,
    pub(crate) max_comment: u32,
    pub(crate) read_only: bool,
    pub(crate) completed_html: Loc,
    pub(crate) completed_html_if: Vec<Condition<Loc>>,
    pub(crate) navigate: Loc,
    pub(crate) navigate_if: Vec<Condition<Loc>>,
    pub(crate) calculated: Vec<Calculated>,
    /// `hiddenFields`: names that a link may give values to, kept beside the answers. One that is none is empty.
    pub(crate) hidden: Vec<String>,
    pub(crate) triggers: Vec<Trigger>,
}
