//! Charts on the screen. Drawings are hidden from assistive technology or named as one picture; the words stand beside them.

use super::{
    columns::{Tone, brace, columns},
    dom::use_width,
    figure::{Row, RowStyle},
    ruler::{Gauge, Ruler},
    scale::px,
    trend::{Frame, Point, Trend},
};
use crate::i18n::{Direction, use_i18n};
use leptos::{html::Div, prelude::*};

/// Whether the interface reads from the right.
fn mirrored() -> bool {
    use_i18n().locale().direction() == Direction::Rtl
}

/// The ruler under a figure: its window's ends in words, the interval as a band, the figure as a mark.
#[component]
pub fn Ruled(
    gauge: Gauge,
    /// Words at the start and the end of the line.
    ends: (String, String),
) -> impl IntoView {
    let drawn = move || {
        let mirrored = mirrored();
        let ruler = Ruler::new(gauge, 244.0, 34.0, mirrored);
        let (near, far) = if mirrored { ("244", "0") } else { ("0", "244") };
        let line = format!("M{} 15H{}", px(ruler.line.start), px(ruler.line.start + ruler.line.length));
        view! {
            <text x=near y="19">{ends.0.clone()}</text>
            <text x=far y="19" text-anchor="end">{ends.1.clone()}</text>
            <path class="c-grid" d=line />
            <rect class="c-band" x=px(ruler.band.start) y="8" width=px(ruler.band.length) height="14" rx="2" />
            <rect class="c-mark" x=px(ruler.mark.start) y="3" width=px(ruler.mark.length) height="24" rx="1.5" />
        }
    };
    view! { <svg class="ruler" viewBox="0 0 244 30" aria-hidden="true">{drawn}</svg> }
}

/// Rows with intervals. The figure is written out in each row, so the drawing itself is hidden.
#[component]
pub fn Rows(
    rows: Vec<Row>,
    style: RowStyle,
    /// Values at the two ends of every row.
    window: (f64, f64),
) -> impl IntoView {
    let is_short = rows.iter().all(|row| row.label.chars().count() < 3);
    let rows = rows
        .into_iter()
        .map(|row| {
            let Row { label, lang, figure, value, low, high } = row;
            let gauge = Gauge { value, low, high, window };
            view! {
                <li class="row">
                    <span class="row-label" dir="auto" lang=lang>{label}</span>
                    <svg class="row-drawing" viewBox="0 0 226 18" preserveAspectRatio="none" aria-hidden="true">
                        {move || row_drawing(gauge, style)}
                    </svg>
                    <span class="row-figure">
                        <b>{figure.value}</b>
                        " "
                        <span class="t-meta">{figure.range}</span>
                    </span>
                    <span class="row-n t-meta">{figure.n}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows num" class:rows-short=is_short>{rows}</ul> }
}

fn row_drawing(gauge: Gauge, style: RowStyle) -> AnyView {
    let mirrored = mirrored();
    let ruler = Ruler::new(gauge, 226.0, 2.0, mirrored);
    match style {
        RowStyle::Bar => {
            let zero = if mirrored { 224.0 } else { 2.0 };
            let mark = ruler.mark.start + ruler.mark.length / 2.0;
            let (low, high) = (ruler.band.start, ruler.band.start + ruler.band.length);
            let whisker = format!("M{0} 9H{1}M{0} 4.5v9M{1} 4.5v9", px(low), px(high));
            view! {
                <rect class="c-bar" x=px(mark.min(zero)) y="3" width=px((mark - zero).abs()) height="12" rx="2" />
                <path class="c-wh" d=whisker />
            }
            .into_any()
        }
        RowStyle::Mark => view! {
            <path class="c-grid" d="M0 9H226" />
            <rect class="c-band" x=px(ruler.band.start) y="3" width=px(ruler.band.length) height="12" rx="2" />
            <rect class="c-mark" x=px(ruler.mark.start) y="0" width=px(ruler.mark.length) height="18" rx="1.5" />
        }
        .into_any(),
    }
}

/// One column of a distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// What was answered.
    pub label: String,
    pub count: u64,
    /// The count as the language writes it.
    pub count_text: String,
    pub tone: Tone,
}

/// A run of neighbouring columns gathered under a brace, with its share.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// Index of its first column.
    pub from: usize,
    /// How many columns.
    pub length: usize,
    /// `57 %`
    pub share: String,
    /// `9 and 10`
    pub label: String,
    /// `54 to 60`
    pub range: String,
}

/// A column a score. Ten scores fit a phone; the caller sends more through [`Rows`].
#[component]
pub fn ColumnChart(
    list: Vec<Columns>,
    gathered: Vec<Gathered>,
    /// What the picture shows, in one sentence.
    label: String,
) -> impl IntoView {
    let target = NodeRef::<Div>::new();
    let width = use_width(target, 358.0);
    let height = if gathered.is_empty() { 232 } else { 296 };
    let counts: Vec<u64> = list.iter().map(|column| column.count).collect();
    let drawn = move || {
        let mirrored = mirrored();
        let places = columns(&counts, width.get(), 34.0, 206.0, mirrored);
        let bars = places.iter().zip(&list).map(|(place, column)| {
            let middle = px(place.across.start + place.across.length / 2.0);
            view! {
                <rect class=column.tone.class() x=px(place.across.start) y=px(place.top) width=px(place.across.length) height=px(place.height) rx="2" />
                <text x=middle.clone() y=px(place.top - 6.0) text-anchor="middle">{column.count_text.clone()}</text>
                <text x=middle y="224" text-anchor="middle">{column.label.clone()}</text>
            }
        });
        let braces = gathered.iter().filter_map(|group| {
            let run = places.get(group.from..group.from + group.length)?;
            let line = brace(run)?;
            let near = px(if mirrored { line.start + line.length } else { line.start });
            Some(view! {
                <path class="c-brace" d=format!("M{} 235h{}", px(line.start), px(line.length)) />
                <text class="c-b2" x=near.clone() y="255">{group.share.clone()}</text>
                <text x=near.clone() y="272">{group.label.clone()}</text>
                <text class="c-t2" x=near y="288">{group.range.clone()}</text>
            })
        });
        (bars.collect_view(), braces.collect_view())
    };
    view! {
        <div class="chart" node_ref=target>
            <svg role="img" aria-label=label viewBox=move || format!("0 0 {} {height}", px(width.get()))>{drawn}</svg>
        </div>
    }
}

/// One week of a figure with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// `13 Apr`
    pub label: String,
    pub point: Point,
    /// `39`
    pub value: String,
    /// `27 to 50`
    pub range: String,
}

/// A figure over time: line, band, the last figure in words at its end.
#[component]
pub fn TrendChart(
    weeks: Vec<Week>,
    /// What the picture shows, in one sentence.
    label: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let target = NodeRef::<Div>::new();
    let width = use_width(target, 722.0);
    let points: Vec<Point> = weeks.iter().map(|week| week.point).collect();
    let drawn = move || {
        let mirrored = mirrored();
        let frame = Frame { width: width.get(), before: 34.0, after: 86.0, top: 18.0, foot: 246.0, mirrored };
        let trend = Trend::new(&points, frame);
        let aside = |pixels: f64| if mirrored { pixels } else { -pixels };
        let grid = trend.grid.iter().map(|(value, height)| {
            let line = format!("M{} {}H{}", px(trend.across.0), px(*height), px(trend.across.1));
            view! {
                <path class="c-grid" d=line />
                <text x=px(trend.across.0 + aside(8.0)) y=px(height + 4.0) text-anchor="end">{i18n.number(*value)}</text>
            }
        });
        let grid = grid.collect_view();
        let dots = trend.dots.iter().map(|(x, y)| view! { <rect class="c-dot" x=px(x - 3.0) y=px(y - 3.0) width="6" height="6" rx="1" /> });
        let dates = trend.dated.iter().filter_map(|index| {
            let ((x, _), week) = (trend.dots.get(*index)?, weeks.get(*index)?);
            Some(view! { <text x=px(*x) y="270" text-anchor="middle">{week.label.clone()}</text> })
        });
        let last = trend.dots.last().zip(weeks.last()).map(|((x, y), week)| {
            let beside = px(x - aside(12.0));
            view! {
                <text class="c-b" x=beside.clone() y=px(y + 1.0)>{week.value.clone()}</text>
                <text x=beside y=px(y + 19.0)>{week.range.clone()}</text>
            }
        });
        view! {
            <path class="c-band" d=trend.band.clone() />
            {grid}
            <path class="c-line" d=trend.line.clone() />
            {dots.collect_view()}
            {last}
            {dates.collect_view()}
        }
    };
    view! {
        <div class="chart" node_ref=target>
            <svg role="img" aria-label=label viewBox=move || format!("0 0 {} 280", px(width.get()))>{drawn}</svg>
        </div>
    }
}
