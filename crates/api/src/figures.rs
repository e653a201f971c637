//! Figures: every one comes with the number of answers it rests on and, where it is a score or a share, its 95 % interval.

use crate::forms::{Audience, FormState};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A score or share with what it rests on. Absent wherever too few answered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// The value: NPS points (-100..100), per cent (0..100), mean, or seconds.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Answers it rests on.
    pub n: u64,
}

/// One answer and how often it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerCount {
    /// The stored value.
    pub value: Value,
    /// Its label in the form's default language.
    pub text: String,
    /// How often.
    pub count: u64,
    /// Share of those who answered the question.
    pub share: Estimate,
}

/// What was put in order, and where it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RankFigures {
    /// The stored value.
    pub value: Value,
    /// Its label in the form's default language.
    pub text: String,
    /// Its mean rank among those who ranked it: 1 is first, so lower is better. Absent where too few did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Estimate>,
    /// Share of those who answered the question that put it first.
    pub first: Estimate,
}

/// What kind of number a question gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScoreKind {
    /// Net promoter score.
    Nps,
    /// Employee net promoter score.
    Enps,
    /// Customer satisfaction, top boxes in per cent.
    Csat,
    /// Customer effort, 2010: mean of 1..5, lower is better.
    Ces1,
    /// Customer effort, 2013: steps 1..7, higher is better; the headline is the per cent who found it easy (5 to 7).
    Ces2,
}

/// What may be said about a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The 95 % interval of the difference leaves 0 out.
    Real,
    /// It could still be chance.
    Chance,
    /// As large as two samples of an unchanged world usually differ.
    None,
}

/// A figure beside that of the period before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The figure of the period before.
    pub before: Estimate,
    /// This one minus that one, with the interval of the difference.
    pub difference: Estimate,
    /// What may be said about it.
    pub verdict: Verdict,
}

/// A score of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Score {
    /// What it is.
    pub kind: ScoreKind,
    /// The headline figure: points (NPS, eNPS, -100..100), per cent (CSAT, CES 2.0) or a mean (CES 2010).
    pub headline: Estimate,
    /// The mean of the answers.
    pub mean: Estimate,
    /// For CES 2.0: per cent 5 to 7; for NPS: per cent 9 and 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_share: Option<Estimate>,
    /// For NPS: per cent 7 and 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_share: Option<Estimate>,
    /// For NPS: per cent 0 to 6; for CES 2.0 net ease (points).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_share: Option<Estimate>,
    /// The headline beside that of the period before, where one was asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The headline by week, oldest first; only weeks with enough answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weeks: Vec<WeekPoint>,
}

/// One week of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeekPoint {
    /// Monday of the week, `YYYY-MM-DD`.
    pub week: String,
    /// The figure.
    pub figure: Estimate,
}

/// What a question's answers come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionFigures {
    /// Name.
    pub name: String,
    /// Title in the form's default language.
    pub title: String,
    /// `type` in the definition.
    pub kind: String,
    /// Finished responses that answered it.
    pub answered: u64,
    /// Finished responses that saw it and did not answer; never in a denominator.
    pub skipped: u64,
    /// Score, for questions that are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// Mean, for numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Estimate>,
    /// Counts by value, for closed questions, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<AnswerCount>,
    /// Ranks, for questions that put values in order, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranks: Vec<RankFigures>,
    /// Number of texts, for open questions.
    pub texts: u64,
    /// Responses to which it was shown.
    pub reached: u64,
    /// Share of those who left here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_off: Option<Estimate>,
    /// Median active seconds with its interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_seconds: Option<Estimate>,
    /// Too few answers: nothing but the name is given.
    #[serde(default)]
    pub withheld: bool,
}

/// From shown to finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// Page shown.
    pub shown: u64,
    /// At least one answer stored.
    pub started: u64,
    /// Completed, of those who started: in a period, of those who started in it, on whichever day they finished.
    pub finished: u64,
    /// started / shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_rate: Option<Estimate>,
    /// finished / started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_rate: Option<Estimate>,
    /// The completion rate beside that of the period before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_change: Option<Change>,
    /// Median active seconds of the finished, with its interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_seconds: Option<Estimate>,
}

/// What the figures of a form can be narrowed to: what its answers came by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// Of `desktop`, `mobile`, `tv`.
    pub layouts: Vec<String>,
    /// BCP 47 languages of the interface.
    pub locales: Vec<String>,
    /// Names of touchpoints.
    pub touchpoints: Vec<String>,
}

/// `GET /api/v1/forms/{slug}/results`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Results {
    /// Slug.
    pub form: String,
    /// Name in the portal.
    pub name: String,
    /// Whose answers.
    pub audience: Audience,
    /// Whether it still takes responses.
    pub state: FormState,
    /// First and last day with an answer, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<(String, String)>,
    /// First and last day asked about, `YYYY-MM-DD` in the time zone of the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(String, String)>,
    /// The period before it, which the changes are measured from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<(String, String)>,
    /// What they can be narrowed to; nothing for employees' forms.
    #[serde(default)]
    pub facets: Facets,
    /// Fewest answers a figure is shown from (1 for customers, 5 for employees).
    pub minimum: u64,
    /// Funnel; for employees' forms in steps of 5, absent below 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funnel: Option<Funnel>,
    /// By question, in the order of the form.
    pub questions: Vec<QuestionFigures>,
    /// Whether texts may be read (employees: from 10).
    pub comments: bool,
}

/// One text somebody wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Question.
    pub question: String,
    /// The words.
    pub text: String,
    /// Value of the form's score question in the same response; never for employees' forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// When, RFC 3339; never for employees' forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Language of the interface; never for employees' forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Layout; never for employees' forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    /// Where the person met the form; never for employees' forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<String>,
    /// The response it is part of; never for employees' forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_id: Option<String>,
}
