//! What a form is once it is read: elements in slots, expressions with what they depend on, and no behaviour.
//!
//! Everything here is immutable and knows neither answers nor screens; a session is what moves.

mod choice;
mod composite;
mod element;
mod family;
mod form;
mod formula;
mod given;
mod loc;
mod settings;

pub(crate) use choice::{Borrowed, Choice, ChoiceOrder, Choices};
pub use composite::Composite;
pub(crate) use element::{Body, Check, ClearMode, Container, Element, NumberingMode, Question, Validator};
pub(crate) use family::{
    BooleanDef, CellText, CommentDef, DynamicDef, ExpressionDef, Family, GridRow, ImageDef, MatrixDef, PanelsDef, RatingDef, RowsKind,
    SelectDef, SelectKind, TextDef,
};
pub use form::{Form, Pattern, QuestionInfo};
pub(crate) use formula::{Formula, FormulaId, Role};
pub use loc::localized;
pub(crate) use loc::{DEFAULT as DEFAULT_LANGUAGE, Loc};
pub(crate) use settings::{Calculated, CheckMode, Condition, PageMode, Preview, ProgressKind, Settings, Trigger, TriggerAction};
