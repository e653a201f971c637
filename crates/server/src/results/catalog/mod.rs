//! The questions of a form version as figures need them.

mod read;

pub use read::unfit_metrics;

use super::tally::value_text;
use serde_json::{Map, Value};
use std::collections::HashMap;
use tessera_api::figures::ScoreKind;

/// What an answer to a question is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One or several of a list of values.
    Closed,
    /// Values in an order.
    Ranked,
    /// A number of one's own.
    Number,
    /// Words, to be read.
    Words,
    /// How many entries there are (panels that repeat). What is in them is in the export: several entries of one person are no independent
    /// answers, on which an interval could rest.
    Entries,
    /// Rows of closed answers (a matrix): each is a question of its own in the catalog, right behind this one, and counted as such.
    Rows,
    /// Only whether there is one: dates, addresses, phone numbers, passwords. Contact details are no comments.
    Other,
}

/// A question that takes an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its name; what counters are kept under.
    pub name: String,
    /// The key of its answer.
    pub key: String,
    /// The row of that answer which is meant, where it has rows.
    pub row: Option<String>,
    /// What is asked, in the form's default language.
    pub title: String,
    /// `type` in the definition.
    pub kind: String,
    /// What its answers are counted as.
    pub shape: Shape,
    /// The score it gives, when the definition says so (`"metric"`) and its steps fit.
    pub metric: Option<ScoreKind>,
    /// Its values with their words, in order.
    pub choices: Vec<(Value, String)>,
    /// Whether it has words beside its answer: a comment box, or an answer of one's own.
    pub has_aside: bool,
    /// Whether it offers an answer of one's own ("other"), whose words may stand in the place of a choice.
    pub has_other: bool,
    /// Its values as they are counted, by every text that means one of them.
    known: HashMap<String, String>,
    /// What each of its entries asks, where it has entries.
    pub parts: Vec<Self>,
}

impl Question {
    /// Its answer among those of a response.
    pub fn answer_in<'a>(&self, answers: &'a Map<String, Value>) -> Option<&'a Value> {
        let answer = answers.get(&self.key)?;
        match &self.row {
            Some(row) => answer.get(row),
            None => Some(answer),
        }
    }

    /// What a value is counted as: the choice that it is, else "other" where that is offered. What somebody typed is never counted as it
    /// stands, or a counter would say it to whoever reads figures.
    pub fn counted_as(&self, value: &Value) -> Option<String> {
        match self.choice_of(value) {
            Some(choice) => Some(choice.to_owned()),
            None => value_text(value).filter(|text| self.has_other || text == OTHER).map(|_words| OTHER.to_owned()),
        }
    }

    /// The words that stand in the place of a choice.
    pub fn own_words<'a>(&self, value: &'a Value) -> Option<&'a str> {
        let words = value.as_str().filter(|_| self.has_other)?;
        (words != "other" && self.choice_of(value).is_none()).then_some(words)
    }

    /// The choice that a value is. As in the engine, "5" is the choice 5: a program that answers may write it either way.
    fn choice_of(&self, value: &Value) -> Option<&str> {
        let known = |text: String| self.known.get(&text).map(String::as_str);
        value_text(value).and_then(known).or_else(|| bare_text(value).and_then(known))
    }

    /// The steps of a scale, ascending, when all its values are whole numbers.
    pub fn steps(&self) -> Option<Vec<i64>> {
        let mut steps = self.choices.iter().map(|(value, _)| value.as_i64()).collect::<Option<Vec<_>>>()?;
        steps.sort_unstable();
        (!steps.is_empty()).then_some(steps)
    }

    /// Whether answers to `other`, the question of this name in another version, may be added to answers to this one. Another
    /// measure or another scale may not: 7-point and 5-point answers are never averaged.
    pub fn adds_up_with(&self, other: &Self) -> bool {
        let same_scale = match self.kind.as_str() {
            "rating" => self.steps() == other.steps(),
            // Third of five is no rank among seven.
            "ranking" => {
                let is_in = |all: &Self, value| all.choices.iter().any(|(other, _)| other == value);
                self.choices.len() == other.choices.len() && self.choices.iter().all(|(value, _)| is_in(other, value))
            }
            _ => true,
        };
        self.shape == other.shape && self.metric == other.metric && same_scale
    }
}

/// The value of "other" as it is counted.
pub const OTHER: &str = "\"other\"";

/// All texts that mean one of the choices, with what each is counted as. The first of two that mean the same wins, and what is written wins
/// over what is only meant.
fn known(choices: &[(Value, String)]) -> HashMap<String, String> {
    let written = choices.iter().filter_map(|(value, _)| Some((value_text(value)?, value_text(value)?)));
    let meant = choices.iter().filter_map(|(value, _)| Some((bare_text(value)?, value_text(value)?)));
    let mut known = HashMap::new();
    for (text, choice) in written.chain(meant) {
        known.entry(text).or_insert(choice);
    }
    known
}

/// The number, or yes or no, that a string says, as it is counted where it is no string.
fn bare_text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    if let Some(word) = ["true", "false"].into_iter().find(|word| text.eq_ignore_ascii_case(word)) {
        return Some(word.to_owned());
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite()).and_then(|number| value_text(&Value::from(number)))
}

/// The questions of a form version that take an answer, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    questions: Vec<Question>,
    /// Where in the list a question is, by name: forms have up to 5,000.
    places: HashMap<String, usize>,
    /// What links may give along.
    hidden: Vec<String>,
}

impl Catalog {
    fn new(questions: Vec<Question>, hidden: Vec<String>) -> Self {
        let mut places = HashMap::new();
        for (place, question) in questions.iter().enumerate() {
            places.entry(question.name.clone()).or_insert(place);
        }
        Self { questions, places, hidden }
    }

    /// Names of what links may give along, kept beside the answers.
    pub fn hidden(&self) -> &[String] {
        &self.hidden
    }

    /// In the order of the form.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// By name.
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions.get(*self.places.get(name)?)
    }

    /// The question whose score stands beside a comment: the first net promoter question, else the first score.
    pub fn score_question(&self) -> Option<&Question> {
        let is_promoter = |question: &&Question| matches!(question.metric, Some(ScoreKind::Nps | ScoreKind::Enps));
        self.questions.iter().find(is_promoter).or_else(|| self.questions.iter().find(|question| question.metric.is_some()))
    }
}
