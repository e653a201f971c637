//! What only one family of questions has.

use super::{Choice, Choices, Composite, FormulaId, Loc};
use crate::text::mask::Mask;
use crate::{Fit, InputType, RateStyle};
use serde_json::Value;
use std::sync::Arc;

/// The families of questions.
#[derive(Debug)]
pub(crate) enum Family {
    /// One line of text.
    Text(Box<TextDef>),
    /// Several lines of text.
    Comment(CommentDef),
    /// Choices.
    Select(Box<SelectDef>),
    /// Yes or no.
    Boolean(BooleanDef),
    /// A step on a scale.
    Rating(RatingDef),
    /// Authored markup.
    Html(Loc),
    /// A computed value.
    Expression(ExpressionDef),
    /// One choice a row.
    Matrix(Composite, Box<MatrixDef>),
    /// Questions repeated in rows: dynamic panels, tables of questions, several texts.
    Dynamic(Composite, Box<DynamicDef>),
    /// A picture or a video of the author's.
    Image(Composite, Box<ImageDef>),
    /// A value this version has no knowledge of: kept, checked for being there.
    Opaque,
    /// Shows something this version has no knowledge of, and takes no answer.
    Still,
}

/// `text`, and the items of `multipletext`.
#[derive(Debug)]
pub(crate) struct TextDef {
    pub(crate) input: InputType,
    pub(crate) min: Option<Value>,
    pub(crate) max: Option<Value>,
    pub(crate) min_text: Loc,
    pub(crate) max_text: Loc,
    pub(crate) step_text: Loc,
    pub(crate) step: Option<f64>,
    pub(crate) max_length: Option<u32>,
    pub(crate) placeholder: Loc,
    pub(crate) autocomplete: Option<Arc<str>>,
    pub(crate) suggestions: Vec<Loc>,
    /// Asked for by `mask()`, so that no plain program has the code of masks.
    pub(crate) own_mask: Option<Box<Mask>>,
}

/// `comment`.
#[derive(Debug)]
pub(crate) struct CommentDef {
    pub(crate) rows: Option<u32>,
    pub(crate) max_length: Option<u32>,
    pub(crate) placeholder: Loc,
}

/// What kind of list a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SelectKind {
    Radiogroup,
    Checkbox,
    Dropdown,
    Tagbox,
    Ranking,
    ImagePicker,
    ButtonGroup,
}

/// Questions with choices.
#[derive(Debug)]
pub(crate) struct SelectDef {
    pub(crate) kind: SelectKind,
    /// Whether the answer is a list.
    pub(crate) multiple: bool,
    pub(crate) choices: Choices,
    pub(crate) columns: u32,
    pub(crate) other_placeholder: Loc,
    pub(crate) other_error: Loc,
    /// `None`: as the survey says.
    pub(crate) other_as_comment: Option<bool>,
    pub(crate) min_selected: u32,
    pub(crate) max_selected: u32,
    pub(crate) placeholder: Loc,
    pub(crate) clearable: bool,
    /// Of a ranking: whether only what is picked is ranked, rather than everything.
    pub(crate) picks: bool,
}

/// `image`.
#[derive(Debug)]
pub(crate) struct ImageDef {
    /// One a language.
    pub(crate) link: Loc,
    pub(crate) alt: Loc,
    pub(crate) fit: Fit,
    /// In pixels, as are heights.
    pub(crate) width: Option<f64>,
    pub(crate) height: Option<f64>,
    /// `None`: as the address says.
    pub(crate) is_video: Option<bool>,
}

/// `boolean`.
#[derive(Debug)]
pub(crate) struct BooleanDef {
    pub(crate) label_true: Loc,
    pub(crate) label_false: Loc,
    pub(crate) value_true: Value,
    pub(crate) value_false: Value,
}

/// `rating`.
#[derive(Debug)]
pub(crate) struct RatingDef {
    pub(crate) style: RateStyle,
    pub(crate) steps: Vec<Arc<Choice>>,
    pub(crate) min_label: Loc,
    pub(crate) max_label: Loc,
}

/// `expression`.
#[derive(Debug)]
pub(crate) struct ExpressionDef {
    pub(crate) format: Loc,
    pub(crate) style: Arc<str>,
    pub(crate) currency: Arc<str>,
    pub(crate) max_digits: Option<u32>,
    pub(crate) min_digits: Option<u32>,
    pub(crate) grouping: bool,
    pub(crate) precision: Option<u32>,
}

/// `matrix`.
#[derive(Debug)]
pub(crate) struct MatrixDef {
    pub(crate) columns: Vec<Arc<Choice>>,
    pub(crate) rows: Vec<Arc<Choice>>,
    pub(crate) multiple: bool,
    pub(crate) each_row_required: bool,
    pub(crate) each_row_unique: bool,
    pub(crate) rows_visible_if: Option<FormulaId>,
    pub(crate) columns_visible_if: Option<FormulaId>,
    pub(crate) hide_if_empty: bool,
    pub(crate) cells: Vec<CellText>,
}

/// What one cell of a matrix says in place of its column's label.
#[derive(Debug)]
pub(crate) struct CellText {
    /// The row's key, or `default`.
    pub(crate) row: String,
    pub(crate) column: String,
    pub(crate) text: Loc,
}

/// How the rows of a question are kept in its answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RowsKind {
    /// One nameless row: its cells are the answer's own fields (`multipletext`).
    One,
    /// Rows with names (`matrixdropdown`).
    Named,
    /// Rows in a list (`paneldynamic`, `matrixdynamic`).
    Listed,
}

/// A named row.
#[derive(Clone, Debug)]
pub(crate) struct GridRow {
    pub(crate) choice: Arc<Choice>,
}

/// Questions repeated in rows.
#[derive(Debug)]
pub(crate) struct DynamicDef {
    pub(crate) composite: Composite,
    pub(crate) kind: RowsKind,
    /// Whether it is a matrix: its cells are `row`, not `panel`.
    pub(crate) is_matrix: bool,
    /// The elements each row repeats.
    pub(crate) template: Vec<u32>,
    /// Rows with names.
    pub(crate) rows: Vec<GridRow>,
    /// Rows at first.
    pub(crate) count: u32,
    pub(crate) min_count: u32,
    pub(crate) max_count: u32,
    /// Empty rows that are an answer at first.
    pub(crate) first: u32,
    /// Whether an expression says how many rows there are.
    pub(crate) is_counted: bool,
    /// The columns that have a total.
    pub(crate) totals: Vec<String>,
    /// The field that may not repeat.
    pub(crate) key: Option<String>,
    /// What a new row holds.
    pub(crate) default_row: Option<Value>,
    /// Whether a new row starts as a copy of the last.
    pub(crate) copy_last: bool,
    /// When a row is shown.
    pub(crate) row_visible_if: Option<FormulaId>,
    /// Fields that may not repeat.
    pub(crate) unique: Vec<String>,
    pub(crate) hide_if_empty: bool,
    /// What only panels that repeat have.
    pub(crate) panels: Option<Box<PanelsDef>>,
}

/// `paneldynamic`: what a person reads of it and may do.
#[derive(Debug)]
pub(crate) struct PanelsDef {
    pub(crate) title: Loc,
    pub(crate) description: Loc,
    pub(crate) may_add: bool,
    pub(crate) may_remove: bool,
    pub(crate) add: Loc,
    pub(crate) remove: Loc,
    /// Whether taking one away asks first, and what.
    pub(crate) asks: bool,
    pub(crate) confirm: Loc,
    /// What is said while there is none.
    pub(crate) none: Loc,
}

impl TextDef {
    /// How the text is written and read.
    pub(crate) fn mask(&self) -> Option<&Mask> {
        Composite::HERE.and(self.own_mask.as_deref())
    }
}

impl Family {
    /// Whether it takes an answer at all.
    pub(crate) fn has_input(&self) -> bool {
        !matches!(self, Family::Html(_) | Family::Expression(_) | Family::Still | Family::Image(..))
    }

    /// The list it is, when it is one.
    pub(crate) fn select(&self) -> Option<&SelectDef> {
        match self {
            Family::Select(list) => Some(list),
            _ => None,
        }
    }
}

impl SelectDef {
    /// Whether all there is is put in order.
    pub(crate) fn ranks_all(&self) -> bool {
        self.kind == SelectKind::Ranking && !self.picks
    }

    /// Whether an answer of one's own is offered.
    pub(crate) fn has_other(&self) -> bool {
        self.choices.specials.iter().any(|choice| choice.role == crate::ChoiceRole::Other)
    }
}
