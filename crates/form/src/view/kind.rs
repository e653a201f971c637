//! The families of questions, as shown: what each has that the others have not.

use super::{MatrixView, PanelsView, Text};
use crate::Composite;
use serde_json::Value;
use std::rc::Rc;

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
    /// Any of a list, opened on demand.
    Tagbox(Composite, ChoiceList),
    /// A list to be put in order.
    Ranking(Composite, RankList),
    /// A picture or a video of the author's.
    Image(Composite, ImageView),
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
    /// Rows that are each answered by one of the same columns.
    Matrix(MatrixView),
    /// Panels that repeat, which stand before it on the page.
    Panels(PanelsView),
    /// A type this version has no widget for (`type` in the definition).
    Unsupported {
        /// The `type` as written.
        type_name: Rc<str>,
    },
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

/// What is put in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankList {
    /// Its choices: first those that are ranked (`selected`), from the first rank on, then the rest as the form has them.
    pub list: ChoiceList,
    /// Whether only what is picked is ranked, rather than everything.
    pub picks: bool,
}

/// A picture or a video of the author's. Not an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImageView {
    /// Its address. Nothing is ever piped into it: what a person answers is told to no other site.
    pub link: Rc<str>,
    /// What it shows, in words.
    pub alt: Option<Text>,
    /// How it fills its box.
    pub fit: Fit,
    /// Width of the box in pixels, where one is asked for.
    pub width: Option<f64>,
    /// Height of the box in pixels, where one is asked for.
    pub height: Option<f64>,
    /// Whether it moves.
    pub is_video: bool,
}

/// How a picture fills its box (`object-fit`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// All of it is seen.
    #[default]
    Contain,
    /// The box is full, the rest cut off.
    Cover,
    /// The box is full, the proportions given up.
    Fill,
    /// As large as it is.
    None,
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
