//! From counters to the results page. Pure: the same counters give the same page, whoever asks.

use super::catalog::{Question, Shape};
use super::counted::{Counted, Counts, Versions};
use super::filter::Filter;
use super::gate::{self, WORDS_GROUP};
use super::ranks;
use super::scores::{real, score, share_changed, wire};
use super::tally::{Kind, value_text};
use crate::clock::{DAY_MILLIS, date};
use crate::store::{FormRecord, Segment};
use serde_json::Value;
use std::collections::BTreeSet;
use tessera_api::figures::{AnswerCount, Facets, Funnel, QuestionFigures, Results};
use tessera_api::forms::Audience;
use tessera_insight::{funnel, mean, mean_on_scale, median, share};

/// What the counters of a form say about a part of its answers, and about the period before.
pub struct Read<'a> {
    /// The part asked about.
    pub filter: &'a Filter,
    /// Its counters.
    pub counted: &'a Counted,
    /// Those of the period before, where there is one.
    pub before: Option<(&'a Filter, &'a Counted)>,
    /// The segments of all answers.
    pub segments: &'a [Segment],
}

/// The results of a form.
pub fn results(form: &FormRecord, versions: &Versions, read: &Read<'_>) -> Results {
    let is_anonymous = form.audience == Audience::Employees;
    let all = Counts::gather(read.counted, versions);
    let all_before = read.before.map(|(_, counted)| Counts::gather(counted, versions));
    let none = Counts::default();
    let of = |name: &str| all.get(name).unwrap_or(&none);
    let before = |name: &str| all_before.as_ref().map(|all| all.get(name).unwrap_or(&none));
    let whole = of("");
    let minimum = if is_anonymous { gate::GROUP } else { 1 };
    let page = Page { is_anonymous, minimum, counted: read.counted };
    Results {
        form: form.slug.clone(),
        name: form.name.clone(),
        audience: form.audience,
        state: form.state,
        days: read.counted.days.map(dates),
        period: read.filter.from.zip(read.filter.to).map(dates),
        compared: read.before.and_then(|(filter, _)| filter.from.zip(filter.to)).map(dates),
        facets: if is_anonymous { Facets::default() } else { facets(read.segments) },
        minimum,
        funnel: page.funnel(whole, before("")),
        questions: versions
            .questions()
            .into_iter()
            .map(|question| page.question(question, of(&question.name), before(&question.name)))
            .collect(),
        comments: !is_anonymous || whole.get(Kind::Finished) >= WORDS_GROUP,
    }
}

/// First and last day as they are written.
fn dates((first, last): (i64, i64)) -> (String, String) {
    (date(first.saturating_mul(DAY_MILLIS)), date(last.saturating_mul(DAY_MILLIS)))
}

fn facets(segments: &[Segment]) -> Facets {
    let all = |part: fn(&Segment) -> &String| {
        let known: BTreeSet<&String> = segments.iter().map(part).filter(|name| !name.is_empty()).collect();
        known.into_iter().cloned().collect()
    };
    Facets {
        layouts: all(|segment| &segment.layout),
        locales: all(|segment| &segment.locale),
        touchpoints: all(|segment| &segment.touchpoint),
    }
}

struct Page<'a> {
    is_anonymous: bool,
    minimum: u64,
    counted: &'a Counted,
}

impl Page<'_> {
    /// A count as it may be shown. What the gate let through comes in groups already; this is for what it does not hold back.
    fn shown(&self, count: u64) -> u64 {
        if self.is_anonymous { gate::in_steps(count) } else { count }
    }

    /// How many started, and how many of these have finished. Those who finish in a period are others than those who start in it, by whoever
    /// sits there at midnight. Of employees, whose answers are figures of all days only, they are the same; but their starts are counted at once
    /// and what they finish in groups, each rounded down for itself.
    fn begun(&self, counts: &Counts) -> (u64, u64) {
        let finished = if self.is_anonymous { Kind::Finished } else { Kind::Through };
        let [started, finished] = [Kind::Started, finished].map(|kind| self.shown(counts.get(kind)));
        (started.max(finished), finished)
    }

    fn funnel(&self, whole: &Counts, before: Option<&Counts>) -> Option<Funnel> {
        let (started, finished) = self.begun(whole);
        // Who answers by a client of their own is never "shown" the form, who starts before the view is counted is not either.
        let shown = self.shown(whole.get(Kind::Shown)).max(started);
        let completion_rate = funnel::completion_rate(started, finished);
        let completed_before = before.and_then(|before| {
            let (started, finished) = self.begun(before);
            funnel::completion_rate(started, finished)
        });
        (shown >= self.minimum).then(|| Funnel {
            shown,
            started,
            finished,
            start_rate: funnel::start_rate(shown, started).map(wire),
            completion_rate: completion_rate.map(wire),
            completion_change: completion_rate.zip(completed_before).and_then(|(now, before)| share_changed(&now, before)),
            median_seconds: median(&whole.seconds()).map(wire),
        })
    }

    fn question(&self, question: &Question, counts: &Counts, before: Option<&Counts>) -> QuestionFigures {
        let answered = counts.get(Kind::Answered);
        let skipped = self.shown(counts.get(Kind::Skipped));
        let withheld = self.is_anonymous && answered < self.minimum;
        let mut figures = QuestionFigures {
            name: question.name.clone(),
            title: question.title.clone(),
            kind: question.kind.clone(),
            answered: 0,
            skipped: 0,
            score: None,
            mean: None,
            counts: Vec::new(),
            ranks: Vec::new(),
            texts: 0,
            reached: 0,
            drop_off: None,
            median_seconds: None,
            withheld,
        };
        if withheld {
            return figures;
        }
        figures.answered = answered;
        figures.skipped = skipped;
        figures.score = score(question, counts, before);
        figures.mean = mean_of(question, counts).map(wire);
        figures.counts = answers(question, counts, answered);
        figures.ranks = ranks::ranks(question, counts, answered, self.minimum);
        figures.texts = self.shown(counts.get(Kind::Texts));
        figures.reached = counts.get(Kind::Reached).max(answered + skipped);
        // People leave a question and take their time over it, not over one of its rows.
        if !self.is_anonymous && question.row.is_none() {
            let exits = counts.get(Kind::Resting).saturating_sub(self.counted.lately.get(&question.name).copied().unwrap_or(0));
            figures.drop_off = funnel::drop_off(figures.reached, exits).map(wire);
            figures.median_seconds = median(&counts.seconds()).map(wire);
        }
        figures
    }
}

/// The mean of a scale (within its ends) or of numbers of one's own.
fn mean_of(question: &Question, counts: &Counts) -> Option<tessera_insight::Estimate> {
    match (question.shape, question.kind.as_str()) {
        (Shape::Number | Shape::Entries, _) => mean(&counts.numbers()),
        (_, "rating") => {
            let steps = question.steps()?;
            let on_scale =
                counts.numbers().into_iter().filter(|(value, _)| steps.iter().any(|step| (real(*step) - value).abs() < f64::EPSILON));
            mean_on_scale(&on_scale.collect::<Vec<_>>(), real(*steps.first()?), real(*steps.last()?))
        }
        _ => None,
    }
}

/// Each value with how often it was given: those of the form in its order, then those an older version had.
fn answers(question: &Question, counts: &Counts, answered: u64) -> Vec<AnswerCount> {
    if question.shape != Shape::Closed {
        return Vec::new();
    }
    let known = question.choices.iter().filter_map(|(value, text)| Some((value_text(value)?, value.clone(), text.clone())));
    let mut rows: Vec<(String, Value, String)> = known.collect();
    for value in counts.values().keys() {
        if !rows.iter().any(|(key, ..)| key == value) {
            let parsed: Value = serde_json::from_str(value).unwrap_or_default();
            let text = parsed.as_str().map_or_else(|| value.clone(), str::to_owned);
            rows.push((value.clone(), parsed, text));
        }
    }
    let count = |key: &String| counts.values().get(key).copied().unwrap_or(0);
    let figure = |(key, value, text)| Some(AnswerCount { value, text, count: count(&key), share: wire(share(count(&key), answered)?) });
    rows.into_iter().filter_map(figure).collect()
}
