//! Pages, panels and questions: what all of them have, and what only questions have.

use super::{Family, FormulaId, Loc};
use crate::Level;
use serde_json::Value;
use std::sync::Arc;

/// A page, a panel or a question.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: Arc<str>,
    /// The page, panel or (for what repeats) question that holds it.
    pub(crate) parent: Option<u32>,
    /// The question in whose rows it is repeated, when it is.
    pub(crate) template_of: Option<u32>,
    /// Its page.
    pub(crate) page: u32,
    /// What is asked or said.
    pub(crate) title: Loc,
    /// The hint.
    pub(crate) description: Loc,
    /// Shown at first.
    pub(crate) visible: bool,
    /// Not to be changed at first.
    pub(crate) read_only: bool,
    /// To be answered, at first.
    pub(crate) required: bool,
    /// The author's words for a missing answer.
    pub(crate) required_text: Loc,
    /// Whether a number is shown; a panel only when it asks for one.
    pub(crate) show_number: bool,
    /// Whether the title is shown.
    pub(crate) show_title: bool,
    /// What it is.
    pub(crate) body: Body,
}

/// What an element is.
#[derive(Debug)]
pub(crate) enum Body {
    /// A page.
    Page(Container),
    /// A panel.
    Panel(Container),
    /// A question.
    Question(Box<Question>),
}

/// What a page and a panel have.
#[derive(Debug, Default)]
pub(crate) struct Container {
    /// What is in it, in order.
    pub(crate) children: Vec<u32>,
    /// How the questions in it are numbered.
    pub(crate) numbering: NumberingMode,
    /// The first number, with its decoration.
    pub(crate) start_index: String,
}

/// Where question numbers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberingMode {
    /// As the holder says.
    #[default]
    Inherit,
    /// No numbers.
    Off,
    /// Through the whole survey.
    On,
    /// From one on each page.
    OnPage,
    /// From one in this panel.
    OnPanel,
    /// With the numbers of the panels before them (1.2).
    Recursive,
}

/// When the answer of a hidden question is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClearMode {
    /// Never.
    Never,
    /// At completion.
    OnComplete,
    /// At once.
    OnHidden,
    /// At once when the panel or page around it is hidden.
    OnHiddenContainer,
}

/// What all questions have.
#[derive(Debug)]
pub(crate) struct Question {
    /// `type` as written.
    pub(crate) type_name: Arc<str>,
    /// The key of its answer.
    pub(crate) value_name: Arc<str>,
    /// The answer at first.
    pub(crate) default: Option<Value>,
    /// The answer until the person gives another.
    pub(crate) default_if: Option<FormulaId>,
    /// The answer from now on.
    pub(crate) set_value: Option<FormulaId>,
    /// When the answer is set.
    pub(crate) set_if: Option<FormulaId>,
    /// When the answer goes back to its default.
    pub(crate) reset_if: Option<FormulaId>,
    /// The right answer of a quiz.
    pub(crate) correct: Option<Value>,
    /// When a hidden answer is dropped; `None` as the survey says.
    pub(crate) clear: Option<ClearMode>,
    /// Whether it has a comment box.
    pub(crate) comment: bool,
    /// What the comment box asks.
    pub(crate) comment_text: Loc,
    /// Example in the comment box.
    pub(crate) comment_placeholder: Loc,
    /// What is checked beside what its family checks.
    pub(crate) validators: Vec<Validator>,
    /// Whether texts show its answer as a reader sees it, or as it is stored.
    pub(crate) display_in_texts: bool,
    /// Its family.
    pub(crate) family: Family,
}

/// One check of an answer.
#[derive(Debug)]
pub(crate) struct Validator {
    /// What is checked.
    pub(crate) check: Check,
    /// The author's words when it fails.
    pub(crate) text: Loc,
    /// Whether failing stops.
    pub(crate) level: Level,
}

/// What a validator checks.
#[derive(Debug)]
pub(crate) enum Check {
    /// A number between limits.
    Numeric { min: Option<f64>, max: Option<f64> },
    /// The length of a text.
    Text { min: u32, max: u32, digits: bool },
    /// How many are chosen.
    AnswerCount { min: u32, max: u32 },
    /// A regular expression.
    Regex { pattern: String, case_insensitive: bool },
    /// An e-mail address.
    Email,
    /// A condition.
    Expression(Option<FormulaId>),
}

impl Element {
    /// The question it is, when it is one.
    pub(crate) fn question(&self) -> Option<&Question> {
        match &self.body {
            Body::Question(question) => Some(question),
            _ => None,
        }
    }

    /// The container it is, when it is one.
    pub(crate) fn container(&self) -> Option<&Container> {
        match &self.body {
            Body::Page(container) | Body::Panel(container) => Some(container),
            Body::Question(_) => None,
        }
    }
}
