//! What a screen needs to show a form: plain values, made by the session, read by every layout.
//!
//! Views hold no behaviour and no reference into the session, so a screen may keep and compare them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::rc::Rc;

/// The slot of a question, panel or page in its form; stable for one form version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ElementId(pub u32);

/// A text in one language, already piped. Always shown as text, never as markup, unless in [`Kind::Html`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub string: Rc<str>,
    /// The language they are in when it is not the one asked for (a fallback); `None` when it is.
    pub lang: Option<Rc<str>>,
}

/// One choice, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    /// The stored value, never the label.
    pub value: Value,
    /// The label.
    pub text: Text,
    /// Whether it is chosen now.
    pub selected: bool,
    /// Whether it can be chosen now.
    pub enabled: bool,
    /// What it means beside an ordinary choice.
    pub role: ChoiceRole,
}

/// The part a choice plays in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceRole {
    /// An ordinary choice.
    Item,
    /// Opens a text box for an answer of one's own.
    Other,
    /// "None of these": excludes all others.
    None,
    /// "Refuse to answer": excludes all others.
    Refuse,
    /// "Don't know": excludes all others.
    DontKnow,
    /// Chooses every ordinary choice at once.
    SelectAll,
}

/// `inputType` of a text question (survey-core names).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the HTML input type of that name")]
pub enum InputType {
    Text,
    Color,
    Date,
    DatetimeLocal,
    Email,
    Month,
    Number,
    Password,
    Range,
    Tel,
    Time,
    Url,
    Week,
}

/// What the cells of a rating look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateStyle {
    /// Plain figures (or the texts of its own rate values).
    Labels,
    /// Stars.
    Stars,
    /// Smileys.
    Smileys,
}

/// What a list question is like beyond its choices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChoiceList {
    /// The visible choices in order, special ones included.
    pub choices: Vec<ChoiceView>,
    /// Number of columns asked for; 0 lets the layout decide.
    pub columns: u32,
    /// The text typed for "other", when "other" is chosen.
    pub other: Option<String>,
    /// What to write in the box for "other".
    pub other_placeholder: Option<Text>,
    /// At most so many may be chosen; 0 is no limit.
    pub max_selected: u32,
    /// At least so many should be chosen; 0 is no limit.
    pub min_selected: u32,
    /// Placeholder of a drop-down.
    pub placeholder: Option<Text>,
    /// Whether the answer may be taken back.
    pub clearable: bool,
}

/// The family of a question with what only that family has.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One line of text, or whatever its input type says.
    Text {
        /// HTML input type.
        input: InputType,
        /// Smallest value, as written in the definition (or computed).
        min: Option<Value>,
        /// Largest value.
        max: Option<Value>,
        /// Step between values.
        step: Option<f64>,
        /// Most characters; 0 is no limit.
        max_length: u32,
        /// An example of an answer.
        placeholder: Option<Text>,
        /// HTML `autocomplete` token.
        autocomplete: Option<Rc<str>>,
        /// Suggestions offered while typing.
        suggestions: Vec<Text>,
    },
    /// Several lines of text.
    Comment {
        /// Lines shown at first.
        rows: u32,
        /// Most characters; 0 is no limit.
        max_length: u32,
        /// An example of an answer.
        placeholder: Option<Text>,
    },
    /// One of a list, all in view.
    Radiogroup(ChoiceList),
    /// Any of a list, all in view.
    Checkbox(ChoiceList),
    /// One of a list, opened on demand.
    Dropdown(ChoiceList),
    /// Yes or no.
    Boolean {
        /// Words for yes.
        label_true: Text,
        /// Words for no.
        label_false: Text,
        /// Which is chosen now.
        chosen: Option<bool>,
    },
    /// A step on a scale.
    Rating {
        /// What the steps look like.
        style: RateStyle,
        /// The steps in order; `selected` marks the answer.
        steps: Vec<ChoiceView>,
        /// Words for the low end.
        min_label: Option<Text>,
        /// Words for the high end.
        max_label: Option<Text>,
    },
    /// Authored markup, sanitised by the server; piped values in it are escaped.
    Html {
        /// The markup.
        html: Text,
    },
    /// A value the form computes and shows.
    Expression {
        /// The value as a reader sees it.
        display: String,
    },
    /// A type this version has no widget for (`type` in the definition).
    Unsupported {
        /// The `type` as written.
        type_name: Rc<str>,
    },
}

/// One thing wrong with an answer, shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
// By way of JSON: what serde derives is made anew for each reader and each writer, and a browser has to load it.
#[serde(try_from = "Value", into = "Value")]
pub struct FieldError {
    /// Stable code, the key of the built-in message. Those of the conformance cases: `required`, `min`, `max`, `step`,
    /// `otherempty`, `requirenumeric`, `numeric`, `text`, `email`, `regex`, `expression`, `answercount`, `requireoneanswer`,
    /// `requiredinallrowserror`, `eachrowuniqueeerror`, `keyduplicationerror`, `minrowcounterror`; and those that only
    /// [`verify`](crate::verify) finds, in answers no respondent could give: `invalidinput` (param `reason`: `type`, `format`,
    /// `choice`, `characters`, `size`), `toolong`, `unknownquestion`.
    pub code: String,
    /// Values for the message, by name (`min`, `max`, `step`, `minLength`, `maxLength`, `minCount`, `maxCount`, `reason`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<(String, String)>,
    /// The author's own words, when the form has them; they go before the built-in message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `error` stops, `warning` and `info` only say something (survey-core `notificationType`).
    #[serde(default)]
    pub level: Level,
}

/// Whether a [`FieldError`] stops the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Stops.
    #[default]
    Error,
    /// Does not stop.
    Warning,
    /// Does not stop.
    Info,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl FieldError {
    pub(crate) fn to_json(&self) -> Value {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        put("code", Value::from(self.code.as_str()));
        put("level", Value::from(self.level.name()));
        if let Some(text) = &self.text {
            put("text", Value::from(text.as_str()));
        }
        if !self.params.is_empty() {
            let pair = |(name, value): &(String, String)| Value::Array(vec![Value::from(name.as_str()), Value::from(value.as_str())]);
            put("params", Value::Array(self.params.iter().map(pair).collect()));
        }
        Value::Object(fields)
    }

    pub(crate) fn from_json(value: &Value) -> Option<FieldError> {
        let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let mut params = Vec::new();
        for pair in crate::text::items(value.get("params")) {
            params.push((word(pair.get(0))?, word(pair.get(1))?));
        }
        let level = match value.get("level") {
            None => Level::Error,
            Some(name) => [Level::Error, Level::Warning, Level::Info].into_iter().find(|level| *name == level.name())?,
        };
        Some(FieldError { code: word(value.get("code"))?, params, text: word(value.get("text")), level })
    }
}

impl From<FieldError> for Value {
    fn from(error: FieldError) -> Value {
        error.to_json()
    }
}

impl TryFrom<Value> for FieldError {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        FieldError::from_json(&value).ok_or("not an error of a field")
    }
}

/// The comment box under a question (`showCommentArea`).
#[derive(Clone, Debug, PartialEq)]
pub struct CommentView {
    /// What is asked; `None` lets the interface say it ("Comment").
    pub label: Option<Text>,
    /// What is written in it now.
    pub value: Option<String>,
    /// An example.
    pub placeholder: Option<Text>,
}

/// One visible question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// Its slot.
    pub id: ElementId,
    /// Its name in the definition.
    pub name: Rc<str>,
    /// Its number ("1."), when numbers are shown.
    pub number: Option<String>,
    /// What is asked; `None` when the title is hidden.
    pub title: Option<Text>,
    /// The hint under the title.
    pub description: Option<Text>,
    /// Whether it must be answered now.
    pub required: bool,
    /// Whether the answer cannot be changed now.
    pub read_only: bool,
    /// The answer; `None` when there is none.
    pub value: Option<Value>,
    /// The comment box, when it has one.
    pub comment: Option<CommentView>,
    /// What is wrong, as displayed now (not what would be found by checking again).
    pub errors: Vec<FieldError>,
    /// Its family.
    pub kind: Kind,
}

/// One visible panel: a group of questions with a title of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelView {
    /// Its slot.
    pub id: ElementId,
    /// Its name.
    pub name: Rc<str>,
    /// Its number, when panels are numbered.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<Text>,
    /// Its hint.
    pub description: Option<Text>,
    /// Errors of the panel as a whole.
    pub errors: Vec<FieldError>,
    /// What is in it, in order.
    pub elements: Vec<ElementView>,
}

/// A question or a panel.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(target_pointer_width = "64", expect(clippy::large_enum_variant, reason = "a page holds many questions and few panels"))]
pub enum ElementView {
    /// A question.
    Question(QuestionView),
    /// A panel.
    Panel(PanelView),
}

/// The page shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PageView {
    /// Its slot.
    pub id: ElementId,
    /// Its name.
    pub name: Rc<str>,
    /// Its title.
    pub title: Option<Text>,
    /// Its hint.
    pub description: Option<Text>,
    /// Errors of the page as a whole.
    pub errors: Vec<FieldError>,
    /// What is on it, in order.
    pub elements: Vec<ElementView>,
}

/// Where the person is in the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// On the start page (`firstPageIsStartPage`).
    Starting,
    /// Answering.
    Running,
    /// Looking at all answers before completing.
    Preview,
    /// Done.
    Completed,
}

impl State {
    /// Its name in a snapshot.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Preview => "preview",
            Self::Completed => "completed",
        }
    }

    pub(crate) fn named(name: &str) -> Option<State> {
        [Self::Starting, Self::Running, Self::Preview, Self::Completed].into_iter().find(|state| state.name() == name)
    }
}

/// Which buttons the page offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the button of that name")]
pub struct Buttons {
    pub start: bool,
    pub prev: bool,
    pub next: bool,
    pub preview: bool,
    pub complete: bool,
}

/// How far the person is. Counts visible questions that take an answer, in all visible pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Index of the page shown among the visible pages.
    pub page: u32,
    /// Number of visible pages.
    pub pages: u32,
    /// Questions on earlier pages.
    pub questions_before: u32,
    /// Questions on this page.
    pub questions_here: u32,
    /// Questions in all.
    pub questions: u32,
    /// Questions with an answer.
    pub answered: u32,
}

/// What one command changed. A screen redraws these and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Questions whose view may differ now; ordered, without repeats.
    pub questions: Vec<ElementId>,
    /// Elements came, went or moved on the page shown, or another page is shown: read the page again.
    pub structure: bool,
}

/// What came of a navigation command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Whether the survey did what was asked.
    pub ok: bool,
    /// The first visible question with an error that stops, when there is one.
    pub first_error: Option<ElementId>,
    /// What changed.
    pub changes: Changes,
}

/// What to show when the survey is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completion {
    /// The author's closing words (sanitised markup, piped values escaped), when the form has them.
    pub html: Option<Text>,
    /// Where to go afterwards (`navigateToUrl`), https only.
    pub navigate_to: Option<String>,
}
