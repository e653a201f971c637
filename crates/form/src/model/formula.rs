//! An expression of a form, with what asks for it and the names it depends on.

use crate::expr::Expression;

/// The slot of an expression in its form; slots follow the order in which survey-core evaluates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FormulaId(pub(crate) u32);

/// What the result of an expression decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A calculated value, by its index.
    Calculated(u32),
    /// Whether the element is shown.
    Visible,
    /// Whether the element can be changed.
    Enable,
    /// Whether the element must be answered.
    Require,
    /// The answer until the person gives another.
    DefaultValue,
    /// The value of an expression question.
    Compute,
    /// Whether a choice is offered, by its index.
    ChoiceVisible(u32),
    /// Whether a choice can be taken, by its index.
    ChoiceEnable(u32),
    /// Whether a choice is offered, for all choices (`choicesVisibleIf`).
    ChoicesVisible,
    /// Whether a choice can be taken, for all choices (`choicesEnableIf`).
    ChoicesEnable,
    /// How many panels or rows there are.
    RowCount,
    /// Which rows of a matrix are shown.
    RowsVisible,
    /// Which columns of a matrix are shown.
    ColumnsVisible,
    /// The answer from now on (`setValueExpression`), run after the conditions.
    SetValue,
    /// Whether the answer is set (`setValueIf`), run after the conditions.
    SetIf,
    /// Whether the answer goes back to its default (`resetValueIf`), run after the conditions.
    ResetIf,
    /// The total of a column, by its index among the totals.
    Total(u32),
    /// Smallest value allowed.
    Min,
    /// Largest value allowed.
    Max,
    /// Asked for when needed: validators, triggers, closing words.
    OnDemand,
}

impl Role {
    /// Whether the session evaluates it by itself when an input changes.
    pub(crate) fn is_condition(self) -> bool {
        !matches!(self, Role::OnDemand | Role::SetValue | Role::SetIf | Role::ResetIf)
    }
}

/// One expression of the form.
#[derive(Debug)]
pub(crate) struct Formula {
    /// What it is for.
    pub(crate) role: Role,
    /// The element it belongs to; `None` for those of the survey itself.
    pub(crate) owner: Option<u32>,
    /// Ready to evaluate; `None` when it does not parse (a condition is false then).
    pub(crate) expression: Option<Expression>,
    /// The names it reads, in lower case, with every prefix of a path; `*` when it may read anything.
    pub(crate) keys: Vec<String>,
    /// Whether it reads nothing, or calls a function without arguments (`today()`): its value may be asked for at any change.
    pub(crate) standing: bool,
}
