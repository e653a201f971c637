//! Charts on the screen. Drawings are hidden from assistive technology or named as one picture; the words stand beside them.

use super::{
    columns::{Tone, brace, columns},
    dom::use_width,
    figure::{Row, RowStyle},
    ruler::{Gauge, Ruler},
    scale::{Span, px},
    trend::{Frame, Point, Trend},
};
use crate::{
    i18n::{Direction, I18n, use_i18n},
    view::{Child as _, El, View, el, svg},
};

/// Whether the interface reads from the right.
fn mirrored(i18n: I18n) -> bool {
    i18n.locale().direction() == Direction::Rtl
}

fn path(class: &'static str, d: String) -> El {
    svg("path").class(class).attr("d", d)
}

/// A bar that lies on `across`, between two heights.
fn bar(class: &'static str, across: Span, (top, height): (f64, f64), round: &'static str) -> El {
    svg("rect")
        .class(class)
        .attr("x", px(across.start))
        .attr("y", px(top))
        .attr("width", px(across.length))
        .attr("height", px(height))
        .attr("rx", round)
}

/// Words that begin at a place in reading direction.
fn words(x: f64, y: f64, said: &str) -> El {
    svg("text").attr("x", px(x)).attr("y", px(y)).text(said)
}

/// Words with their middle at a place, or with their end there.
fn anchored(words: El, anchor: &'static str) -> El {
    words.attr("text-anchor", anchor)
}

/// The ruler under a figure: its window's ends in words, the interval as a band, the figure as a mark.
#[must_use]
pub fn ruled(gauge: Gauge) -> El {
    let i18n = use_i18n();
    let drawn = move || {
        let mirrored = mirrored(i18n);
        let ruler = Ruler::new(gauge, 244.0, 34.0, mirrored);
        let (near, far) = if mirrored { (244.0, 0.0) } else { (0.0, 244.0) };
        let line = ["M", &px(ruler.line.start), " 15H", &px(ruler.line.start + ruler.line.length)].concat();
        (
            words(near, 19.0, &i18n.number(gauge.window.0)),
            anchored(words(far, 19.0, &i18n.number(gauge.window.1)), "end"),
            path("c-grid", line),
            bar("c-band", ruler.band, (8.0, 14.0), "2"),
            ruler.before.map(|at| path("c-before", ["M", &px(at), " 3V27"].concat())),
            bar("c-mark", ruler.mark, (3.0, 24.0), "1.5"),
        )
    };
    svg("svg").class("ruler").attr("viewBox", "0 0 244 30").attr("aria-hidden", "true").child(drawn)
}

/// Rows with intervals, drawn between the two values of `window`. The figure is written out in each row, so the drawing itself is hidden.
#[must_use]
pub fn rows(rows: Vec<Row>, style: RowStyle, window: (f64, f64)) -> El {
    let i18n = use_i18n();
    let is_short = rows.iter().all(|row| row.label.chars().count() < 3);
    let row = move |row: Row| {
        let Row { label, lang, figure, value, low, high } = row;
        let gauge = Gauge { value, low, high, before: None, window };
        let drawing = svg("svg").class("row-drawing").attr("viewBox", "0 0 226 18").attr("preserveAspectRatio", "none");
        let range = el("span").class("t-meta").text(figure.range);
        el("li").class("row").child((
            el("span").class("row-label").attr("dir", "auto").attr("lang", lang).text(label),
            drawing.attr("aria-hidden", "true").child(move || row_drawing(i18n, gauge, style)),
            el("span").class("row-figure").child((el("b").text(figure.value), " ", range)),
            el("span").class("row-n t-meta").text(figure.n),
        ))
    };
    let class = if is_short { "rows num rows-short" } else { "rows num" };
    el("ul").class(class).child(rows.into_iter().map(row).collect::<Vec<_>>())
}

fn row_drawing(i18n: I18n, gauge: Gauge, style: RowStyle) -> View {
    let mirrored = mirrored(i18n);
    let ruler = Ruler::new(gauge, 226.0, 2.0, mirrored);
    match style {
        RowStyle::Bar => {
            let zero = if mirrored { 224.0 } else { 2.0 };
            let mark = ruler.mark.start + ruler.mark.length / 2.0;
            let (low, high) = (px(ruler.band.start), px(ruler.band.start + ruler.band.length));
            let whisker = ["M", &low, " 9H", &high, "M", &low, " 4.5v9M", &high, " 4.5v9"].concat();
            let across = Span { start: mark.min(zero), length: (mark - zero).abs() };
            (bar("c-bar", across, (3.0, 12.0), "2"), path("c-wh", whisker)).view()
        }
        RowStyle::Mark => (
            path("c-grid", "M0 9H226".to_owned()),
            bar("c-band", ruler.band, (3.0, 12.0), "2"),
            bar("c-mark", ruler.mark, (0.0, 18.0), "1.5"),
        )
            .view(),
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

/// A run of columns gathered under a brace, with its share. The first run begins with the first column, each other where the one before ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// How many columns.
    pub length: usize,
    /// `57 %`
    pub share: String,
    /// `9 and 10`
    pub label: String,
    /// `54 to 60`
    pub range: String,
}

/// A column a score; `label` says in one sentence what the picture shows. Ten scores fit a phone; the caller sends more through [`rows`].
#[must_use]
pub fn column_chart(list: Vec<Columns>, gathered: Vec<Gathered>, label: String) -> El {
    let i18n = use_i18n();
    let height = if gathered.is_empty() { "232" } else { "238" };
    let counts: Vec<u64> = list.iter().map(|column| column.count).collect();
    let lengths: Vec<usize> = gathered.iter().map(|group| group.length).collect();
    let drawing = picture(358.0, height, label, move |width| {
        let mirrored = mirrored(i18n);
        let places = columns(&counts, width, 34.0, 206.0, mirrored);
        let mut drawn = Vec::new();
        for (place, column) in places.iter().zip(&list) {
            let middle = place.across.start + place.across.length / 2.0;
            drawn.push(bar(column.tone.class(), place.across, (place.top, place.height), "2"));
            drawn.push(anchored(words(middle, place.top - 6.0, &column.count_text), "middle"));
            drawn.push(anchored(words(middle, 224.0, &column.label), "middle"));
        }
        let mut rest = places.as_slice();
        for length in &lengths {
            let Some((run, after)) = rest.split_at_checked(*length) else { break };
            rest = after;
            if let Some(line) = brace(run) {
                drawn.push(path("c-brace", ["M", &px(line.start), " 235h", &px(line.length)].concat()));
            }
        }
        drawn
    });
    // Words under the braces are no drawing: they break where a phone leaves two columns' room, and everybody can read them.
    let group = |group: Gathered| {
        let length = group.length.to_string();
        let group = (el("b").text(group.share), el("span").text(group.label), el("span").text(group.range));
        el("li").style("flex-grow", move || length.clone()).child(group)
    };
    let groups: Vec<El> = gathered.into_iter().map(group).collect();
    drawing.child((!groups.is_empty()).then(|| el("ul").class("gathered num").child(groups)))
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
    /// `n 34`
    pub n: String,
}

/// A figure over time: line, band, the last figure in words at its end; `label` says in one sentence what the picture shows.
#[must_use]
pub fn trend_chart(weeks: Vec<Week>, label: String) -> El {
    let i18n = use_i18n();
    let points: Vec<Point> = weeks.iter().map(|week| week.point).collect();
    picture(722.0, "280", label, move |width| {
        let mirrored = mirrored(i18n);
        let trend = Trend::new(&points, Frame { width, before: 34.0, after: 86.0, top: 18.0, foot: 246.0, mirrored });
        let aside = |pixels: f64| if mirrored { pixels } else { -pixels };
        let mut drawn = vec![path("c-band", trend.band)];
        for (value, height) in &trend.grid {
            drawn.push(path("c-grid", ["M", &px(trend.across.0), " ", &px(*height), "H", &px(trend.across.1)].concat()));
            drawn.push(anchored(words(trend.across.0 + aside(8.0), height + 4.0, &i18n.number(*value)), "end"));
        }
        drawn.push(path("c-line", trend.line));
        for (x, y) in &trend.dots {
            drawn.push(bar("c-dot", Span { start: x - 3.0, length: 6.0 }, (y - 3.0, 6.0), "1"));
        }
        if let Some(((x, y), week)) = trend.dots.last().zip(weeks.last()) {
            let beside = x - aside(12.0);
            drawn.push(words(beside, y + 1.0, &week.value).class("c-b"));
            drawn.push(words(beside, y + 19.0, &week.range));
            drawn.push(words(beside, y + 36.0, &week.n));
        }
        for index in &trend.dated {
            if let Some(((x, _), week)) = trend.dots.get(*index).zip(weeks.get(*index)) {
                drawn.push(anchored(words(*x, 270.0, &week.label), "middle"));
            }
        }
        drawn
    })
}

/// A drawing as wide as its place, drawn anew when that changes; `width` until it is known.
fn picture(width: f64, height: &'static str, label: String, draw: impl Fn(f64) -> Vec<El> + 'static) -> El {
    let root = el("div").class("chart");
    let width = use_width(&root, width);
    let drawing = svg("svg").attr("role", "img").attr("aria-label", label);
    root.child(drawing.attr("viewBox", move || ["0 0 ", &px(width.get()), " ", height].concat()).child(move || draw(width.get())))
}
