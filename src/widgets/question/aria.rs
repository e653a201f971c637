//! What a screen reader is told of a question's control: its name, what describes it, whether it is wrong or wanted.

use crate::{view::El, widgets::survey::Question};

/// Names a control or a group after the question.
#[must_use]
pub fn named(control: El, question: Question) -> El {
    control.attr("aria-labelledby", move || question.labelled_by()).attr("aria-label", move || question.spoken_name())
}

/// Names a control, describes it and says whether it is wrong or must be answered.
#[must_use]
pub fn described(control: El, question: Question) -> El {
    stated(named(control, question).attr("aria-describedby", move || question.described_by()), question)
}

/// Says whether a control is wrong or must be answered.
#[must_use]
pub fn stated(control: El, question: Question) -> El {
    control
        .attr("aria-invalid", move || question.is_invalid().then_some("true"))
        .attr("aria-required", move || question.view.with(|view| view.required).then_some("true"))
}
