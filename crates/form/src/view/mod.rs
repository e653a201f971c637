//! What a screen needs to show a form: plain values, made by the session, read by every layout.
//!
//! Views hold no behaviour and no reference into the session, so a screen may keep and compare them.

mod course;
mod field_error;
mod kind;
mod matrix;
mod page;
mod panels;

pub use course::{Buttons, Changes, Completion, Progress, State, Step};
pub use field_error::{FieldError, FieldErrors, Level};
pub use kind::{ChoiceList, ChoiceRole, ChoiceView, Fit, ImageView, InputType, Kind, RankList, RateStyle};
pub use matrix::{MatrixColumn, MatrixRow, MatrixView};
pub use page::{CommentView, ElementView, PageView, PanelView, QuestionView};
pub use panels::{PanelHead, PanelsView, Repeated};

use serde::{Deserialize, Serialize};
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
