//! A figure in words: the number, its interval, what it rests on. The shape every chart's words come in.

/// Words of one figure, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// `41`, `87 %`
    pub value: String,
    /// `35 to 47`
    pub range: String,
    /// `n 612`
    pub n: String,
}

/// One row of a chart with rows: a name, its figure, and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: String,
    /// Language of the label, where it is not the interface's.
    pub lang: Option<String>,
    pub figure: Figure,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// How rows are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowStyle {
    /// Shares that begin at zero: a bar with a whisker.
    Bar,
    /// Scores on a scale that does not begin at zero: a mark in a band.
    Mark,
}
