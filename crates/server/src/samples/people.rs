//! The people of the samples: what each would answer, page by page, as one story over eleven weeks.
//!
//! At Nordlys a new booking page went live after six weeks: appointments got earlier, and what depends on them got better. Wi-Fi in the far rooms
//! stayed the sore point. Employees like their teams and not their shift plans.

use super::luck::Luck;
use crate::clock::{DAY_MILLIS, date};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Fraction of the period after which the new booking page is live.
const NEW_BOOKING_PAGE: f64 = 0.55;

/// Sentences by survey, mood and language.
static WORDS: LazyLock<Words> = LazyLock::new(|| serde_json::from_str(include_str!("words.json")).unwrap_or_default());

type Words = BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>>;

/// A page as somebody filled it in.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    /// Answers added on this page.
    pub(super) answers: Map<String, Value>,
    /// Questions shown on it, in order, with the seconds spent at each.
    pub(super) shown: Vec<(&'static str, f64)>,
}

/// Where and when somebody answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// Instant of the first view.
    pub(super) at: i64,
    /// From 0, the beginning of the period, to 1, now.
    pub(super) progress: f64,
    /// Language of the interface.
    pub(super) locale: &'static str,
}

/// One person filling in a page.
struct Pen<'a> {
    luck: &'a mut Luck,
    moment: Moment,
    page: Filled,
}

impl Pen<'_> {
    fn see(&mut self, question: &'static str, seconds: f64) {
        let spent = self.luck.between(0.6, 1.7) * seconds;
        self.page.shown.push((question, spent));
    }

    fn answer(&mut self, question: &'static str, seconds: f64, value: impl Into<Value>) {
        self.see(question, seconds);
        self.page.answers.insert(question.to_owned(), value.into());
    }

    /// Leaves one in 25 out, as people do.
    fn maybe(&mut self, question: &'static str, seconds: f64, value: impl Into<Value>) {
        if self.luck.chance(0.04) { self.see(question, 2.0) } else { self.answer(question, seconds, value) }
    }

    /// Writes one or two sentences, this often.
    fn write(&mut self, question: &'static str, share: f64, survey: &str, mood: &str) {
        if !self.luck.chance(share) {
            return self.see(question, 4.0);
        }
        let known = WORDS.get(survey).and_then(|moods| moods.get(mood)).and_then(|by_locale| by_locale.get(self.moment.locale));
        let sentences = known.map_or(&[][..], Vec::as_slice);
        let goes_on = self.luck.chance(0.4);
        let [first, second] = [(), ()].map(|()| self.luck.pick(sentences).cloned().unwrap_or_default());
        let text = if goes_on && second != first { format!("{first} {second}") } else { first };
        self.answer(question, 28.0, text);
    }

    fn next_page(&mut self) -> Filled {
        std::mem::take(&mut self.page)
    }
}

fn mood_of(step: i32, low: i32, high: i32) -> &'static str {
    if step <= low {
        "bad"
    } else if step < high {
        "mixed"
    } else {
        "good"
    }
}

/// The pages of a survey as one person fills them in; empty for a survey that is no sample.
pub(super) fn fill_in(slug: &str, luck: &mut Luck, moment: Moment) -> Vec<Filled> {
    let mut pen = Pen { luck, moment, page: Filled::default() };
    match slug {
        "installation" => installation(&mut pen),
        "support" => support(&mut pen),
        "tv" => tv(&mut pen),
        "pulse" => pulse(&mut pen),
        _ => Vec::new(),
    }
}

fn installation(pen: &mut Pen<'_>) -> Vec<Filled> {
    let booked_anew = pen.moment.progress > NEW_BOOKING_PAGE;
    let lift = if booked_anew { 0.35 } else { 0.0 };
    // What one person feels about the visit colors all of their answers.
    let feeling = pen.luck.normal();
    let visit = pen.luck.step(4.1 + lift / 2.0 + 0.5 * feeling, 0.5, (1, 5));
    pen.answer("visit", 7.0, visit);
    let first = pen.next_page();

    let recommend = pen.luck.step(8.2 + 0.25 * pen.moment.progress + lift + 1.5 * feeling, 1.3, (0, 10));
    pen.answer("recommend", 8.0, recommend);
    if recommend <= 8 {
        let (improve, other) = wishes(pen.luck, booked_anew);
        pen.maybe("improve", 11.0, improve);
        if other && pen.page.answers.contains_key("improve") {
            let words = WORDS.get("other").and_then(|moods| moods.get("any")).and_then(|by_locale| by_locale.get(pen.moment.locale));
            let text = pen.luck.pick(words.map_or(&[][..], Vec::as_slice)).cloned().unwrap_or_default();
            pen.page.answers.insert("improve-Comment".to_owned(), text.into());
        }
    }
    pen.write("home", 0.18, "home", "any");
    let second = pen.next_page();

    let punctual = if booked_anew { 4.45 } else { 4.05 };
    for (part, center) in [("friendly", 4.55), ("on_time", punctual), ("tidy", 4.5), ("router", 3.95), ("wifi", 3.62)] {
        let step = pen.luck.step(center + 0.4 * feeling, 0.65, (1, 5));
        pen.maybe(part, 5.0, step);
    }
    let third = pen.next_page();

    let ease = pen.luck.step(5.25 + 1.5 * lift + 0.6 * feeling, 1.0, (1, 7));
    pen.maybe("ease", 9.0, ease);
    pen.write("comment", 0.42, "installation", mood_of(recommend, 6, 9));
    vec![first, second, third, pen.next_page()]
}

/// Up to two wishes, or none at all; and whether one is of their own.
fn wishes(luck: &mut Luck, booked_anew: bool) -> (Value, bool) {
    if luck.chance(0.07) {
        return (json!(["none"]), false);
    }
    let appointment = if booked_anew { 0.2 } else { 0.42 };
    let all = [("wifi", 0.46), ("appointment", appointment), ("tv_box", 0.2), ("bill", 0.14), ("other", 0.08)];
    let first = luck.weighted(&all).unwrap_or("wifi");
    let mut chosen = vec![first];
    if luck.chance(0.35) {
        chosen.extend(luck.weighted(&all).filter(|second| *second != first));
    }
    let other = chosen.contains(&"other");
    (json!(chosen), other)
}

fn support(pen: &mut Pen<'_>) -> Vec<Filled> {
    let resolved = pen.luck.chance(0.72 + 0.1 * pen.moment.progress);
    pen.answer("resolved", 5.0, resolved);
    if !resolved {
        let missing = pen.luck.weighted(&[("same", 0.34), ("waiting", 0.3), ("unclear", 0.26), ("refused", 0.1)]);
        pen.maybe("missing", 8.0, missing);
    }
    let first = pen.next_page();

    let channel = pen.luck.weighted(&[("phone", 0.46), ("chat", 0.31), ("email", 0.14), ("shop", 0.09)]);
    pen.maybe("channel", 6.0, channel);
    if pen.luck.chance(0.6) {
        let days = if pen.luck.chance(0.7) { 1 } else { 4 };
        pen.answer("contacted_on", 10.0, date(pen.moment.at - days * DAY_MILLIS));
    } else {
        pen.see("contacted_on", 3.0);
    }
    let contacts = pen.luck.step(if resolved { 1.2 } else { 2.9 }, 0.9, (1, 9));
    pen.maybe("contacts", 6.0, contacts);
    let second = pen.next_page();

    let ease = pen.luck.step(if resolved { 5.7 } else { 3.5 }, 1.2, (1, 7));
    pen.answer("ease", 9.0, ease);
    let helper = pen.luck.step(if resolved { 4.4 } else { 3.4 }, 0.8, (1, 5));
    pen.maybe("helper", 6.0, helper);
    let third = pen.next_page();

    pen.write("comment", 0.36, "support", mood_of(ease, 3, 5));
    let write_back = !resolved && pen.luck.chance(0.55);
    pen.maybe("write_back", 4.0, write_back);
    if write_back && pen.page.answers.contains_key("write_back") {
        let name = pen.luck.pick(&["ingrid", "ola", "kari", "jakub", "anna", "noa", "camille", "sergei"]).copied().unwrap_or("ola");
        pen.answer("email", 12.0, format!("{name}@example.com"));
    }
    vec![first, second, third, pen.next_page()]
}

fn tv(pen: &mut Pen<'_>) -> Vec<Filled> {
    let watched = pen.luck.weighted(&[("live", 0.3), ("series", 0.36), ("sports", 0.16), ("children", 0.12), ("recorded", 0.06)]);
    pen.maybe("watched", 8.0, watched);
    let first = pen.next_page();

    let frozen = pen.luck.chance(0.38 - 0.16 * pen.moment.progress);
    let week = pen.luck.step(if frozen { 3.1 } else { 4.2 }, 0.8, (1, 5));
    pen.answer("week", 7.0, week);
    let second = pen.next_page();

    let find = pen.luck.step(4.9 + 0.3 * f64::from(week - 4), 1.2, (1, 7));
    pen.maybe("find", 9.0, find);
    let third = pen.next_page();

    pen.maybe("frozen", 5.0, frozen);
    vec![first, second, third, pen.next_page()]
}

fn pulse(pen: &mut Pen<'_>) -> Vec<Filled> {
    let feeling = pen.luck.normal();
    let recommend = pen.luck.step(7.9 + 0.5 * pen.moment.progress + 1.3 * feeling, 1.0, (0, 10));
    pen.answer("recommend", 8.0, recommend);
    let first = pen.next_page();

    for (statement, center) in
        [("tools", 3.7), ("heard", 3.6), ("pace", 3.0), ("learning", 3.9), ("customers", 3.5 + 0.4 * pen.moment.progress)]
    {
        let step = pen.luck.step(center + 0.4 * feeling, 0.7, (1, 5));
        pen.maybe(statement, 6.0, step);
    }
    let second = pen.next_page();

    let all = [("rota", 0.38), ("tools", 0.17), ("people", 0.22), ("training", 0.13), ("decisions", 0.1)];
    let help = if pen.luck.chance(0.08) { vec!["none"] } else { vec![pen.luck.weighted(&all).unwrap_or("rota")] };
    pen.maybe("help", 10.0, help);
    pen.write("comment", 0.4, "pulse", if recommend >= 8 { "good" } else { "bad" });
    vec![first, second, pen.next_page()]
}
