//! The tiles on top: the first score of each kind, and how many finished. A figure, its interval, its n, one sentence.

use super::{leading, score_name};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::portal::words::{Unit, figure, number, value},
    signal::memo,
    view::{El, el},
    widgets::chart::{Gauge, views::ruled, window},
};
use tessera_api::figures::{Change, Estimate, Funnel, QuestionFigures, Score, ScoreKind, Verdict};

/// What a scale can show at all, how round the ends of its ruler are, and how much a ruler shows at least.
struct Scale {
    bounds: (f64, f64),
    step: f64,
    least: f64,
}

const POINTS: Scale = Scale { bounds: (-100.0, 100.0), step: 20.0, least: 80.0 };
const SHARE: Scale = Scale { bounds: (0.0, 100.0), step: 10.0, least: 40.0 };

/// In what a score is counted.
pub(super) fn unit(kind: ScoreKind) -> Unit {
    match kind {
        ScoreKind::Nps | ScoreKind::Enps => Unit::Points,
        ScoreKind::Csat | ScoreKind::Ces2 => Unit::Percent,
        ScoreKind::Ces1 => Unit::Mean,
    }
}

fn scale(kind: ScoreKind) -> Scale {
    match kind {
        ScoreKind::Nps | ScoreKind::Enps => POINTS,
        ScoreKind::Csat | ScoreKind::Ces2 => SHARE,
        ScoreKind::Ces1 => Scale { bounds: (1.0, 5.0), step: 1.0, least: 4.0 },
    }
}

pub(super) fn kpis(questions: &[QuestionFigures], funnel: Option<&Funnel>) -> El {
    let i18n = use_i18n();
    let scores = leading(questions).into_iter().map(|(question, score)| {
        let (score, kind) = (score.clone(), score.kind);
        let ruled = Ruled { estimate: score.headline, change: score.change, unit: unit(kind), scale: scale(kind) };
        kpi(move || score_name(i18n, kind), Some(question.title.clone()), ruled, move || sentence(i18n, &score))
    });
    let completion = funnel.and_then(|funnel| {
        let (started, finished) = (funnel.started, funnel.finished);
        let said = move || {
            let (finished, started) = (number(i18n, finished), number(i18n, started));
            i18n.fill(words::COMPLETION_MADE, &[("finished", &finished), ("started", &started)])
        };
        let ruled = Ruled { estimate: funnel.completion_rate?, change: funnel.completion_change, unit: Unit::Percent, scale: SHARE };
        Some(kpi(i18n.live(words::COMPLETION), None, ruled, said))
    });
    el("section").class("kpis").child((scores.collect::<Vec<_>>(), completion))
}

/// What a score is made of.
fn sentence(i18n: I18n, score: &Score) -> String {
    match (score.kind, &score.high_share, &score.low_share) {
        (ScoreKind::Nps | ScoreKind::Enps, Some(high), Some(low)) => {
            let [high, low] = [high, low].map(|share| figure(i18n, share, Unit::Percent));
            let shares = [("high", high.value.as_str()), ("low", &low.value), ("high_range", &high.range), ("low_range", &low.range)];
            i18n.fill(words::NPS_MADE, &shares)
        }
        // The headline is the mean already.
        (ScoreKind::Ces1, ..) => String::new(),
        _ => {
            let mean = figure(i18n, &score.mean, Unit::Mean);
            i18n.fill(words::MEAN_IS, &[("value", &mean.value), ("range", &mean.range)])
        }
    }
}

/// A figure and what its ruler shows.
struct Ruled {
    estimate: Estimate,
    change: Option<Change>,
    unit: Unit,
    scale: Scale,
}

/// A tile: `about` are the question's own words, said to who asks.
fn kpi(name: impl Fn() -> String + 'static, about: Option<String>, ruled_by: Ruled, said: impl Fn() -> String + 'static) -> El {
    let i18n = use_i18n();
    let Ruled { estimate, change, unit, scale } = ruled_by;
    let shown = memo(move || figure(i18n, &estimate, unit));
    let Estimate { value, low, high, .. } = estimate;
    let before = change.map(|change| change.before.value);
    // The ruler shows the mark of the period before as well.
    let (lowest, highest) = before.map_or((low, high), |before| (low.min(before), high.max(before)));
    let gauge = Gauge { value, low, high, before, window: window(lowest, highest, scale.bounds, scale.step, scale.least) };
    let since = change.map(|change| el("p").class("said since").text(move || since(i18n, &change, unit)));
    let n = el("span").class("t-meta num kpi-n").attr("data-n", "");
    let range = el("span").class("t-meta num").attr("data-interval", "");
    el("div").class("panel kpi").attr("data-figure", "").child((
        el("div").class("kpi-line").child((el("h2").class("t-label").attr("title", about).text(name), n.text(move || shown.get().n))),
        el("div")
            .class("kpi-line")
            .child((el("span").class("t-figure").text(move || shown.get().value), range.text(move || shown.get().range))),
        ruled(gauge),
        since,
        el("p").class("said").text(said),
    ))
}

/// `Up 6 (-1 to 13). Could still be chance.`
fn since(i18n: I18n, change: &Change, unit: Unit) -> String {
    let plain = if unit == Unit::Percent { Unit::Points } else { unit };
    let by = figure(i18n, &change.difference, plain);
    let size = value(i18n, change.difference.value.abs(), plain);
    let is_same = size == value(i18n, 0.0, plain);
    let direction = match change.difference.value {
        _ if is_same => words::CHANGE_SAME,
        difference if difference > 0.0 => words::CHANGE_UP,
        _ => words::CHANGE_DOWN,
    };
    let verdict = match change.verdict {
        Verdict::Real => words::CHANGE_REAL,
        Verdict::Chance => words::CHANGE_CHANCE,
        Verdict::None => words::CHANGE_NONE,
    };
    [i18n.fill(direction, &[("value", &size), ("range", &by.range)]), i18n.text(verdict)].join(" ")
}
