//! Eleven weeks of answers to the samples, submitted through the routes every browser uses. Only the clock is ours.
//!
//! Deterministic by its seed. People answer in small crowds, each at instants of their own: all of a crowd send their next step together, so that the
//! store can write them in one batch.

use super::luck::Luck;
use super::people::{Filled, Moment, fill_in};
use super::{SAMPLES, Sample};
use crate::clock::{Clock, DAY_MILLIS};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde::Serialize;
use serde_json::Map;
use std::collections::BTreeMap;
use tessera_api::forms::Audience;
use tessera_api::paths;
use tessera_api::responses::{ResponseMeta, SaveResponse, View};
use tokio::task::JoinSet;
use tower::ServiceExt as _;
use uuid::Uuid;

/// How far the answers reach back.
const PERIOD_MILLIS: i64 = 77 * DAY_MILLIS;
/// People whose requests are under way together.
const CROWD: usize = 128;
/// The seed of the samples that come with the program.
pub const SEED: u64 = 0x0004_0072_d1a5;

tokio::task_local! {
    /// The instant at which the request of this task is sent.
    static INSTANT: i64;
}

/// The clock of the samples: within a request of theirs the instant of that request, elsewhere the end of the period.
#[derive(Clone, Copy, Debug)]
pub struct SampleClock {
    /// The present.
    pub end: i64,
}

impl SampleClock {
    /// Lets `work` happen at an instant of the past; `None` is the beginning of the period.
    pub async fn at<T>(self, instant: Option<i64>, work: impl Future<Output = T>) -> T {
        INSTANT.scope(instant.unwrap_or(self.end - PERIOD_MILLIS - DAY_MILLIS), work).await
    }
}

impl Clock for SampleClock {
    fn now_millis(&self) -> i64 {
        INSTANT.try_with(|instant| *instant).unwrap_or(self.end)
    }
}

/// Why the samples were not answered.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The server refused.
    #[error("{path} answered {status}: {body}")]
    Refused {
        /// Route.
        path: String,
        /// Its status.
        status: StatusCode,
        /// Its words.
        body: String,
    },
    /// A request could not be made.
    #[error(transparent)]
    Request(#[from] axum::Error),
    /// A request could not be written.
    #[error(transparent)]
    Http(#[from] axum::http::Error),
    /// A body could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A task was lost.
    #[error(transparent)]
    Lost(#[from] tokio::task::JoinError),
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// Responses with at least one answer.
    pub responses: usize,
    /// Of those, finished.
    pub finished: usize,
    /// People who looked and went on.
    pub only_seen: usize,
}

/// Lets the people of the samples answer, up to `end`. `router` serves the published samples and tells the time by a [`SampleClock`].
///
/// # Errors
/// The first request that was refused.
pub async fn generate(router: &Router, end: i64, seed: u64) -> Result<Generated, GenerateError> {
    let mut done = Generated::default();
    let mut people = crowd_of(seed, end);
    people.sort_by_key(|person| person.at);
    for crowd in people.chunks(CROWD) {
        done.responses += crowd.iter().filter(|person| person.saves > 0).count();
        done.only_seen += crowd.iter().filter(|person| person.saves == 0).count();
        done.finished += crowd.iter().filter(|person| person.finishes()).count();
        let longest = crowd.iter().map(|person| person.saves).max().unwrap_or(0);
        for step in 0..=longest {
            let mut sent = JoinSet::new();
            for person in crowd.iter().filter(|person| step <= person.saves) {
                let (path, key, body) = person.request(step)?;
                sent.spawn(INSTANT.scope(person.instant(step), post(router.clone(), path, key, body)));
            }
            while let Some(result) = sent.join_next().await {
                result??;
            }
        }
    }
    Ok(done)
}

async fn post(router: Router, path: String, key: Uuid, body: String) -> Result<(), GenerateError> {
    let request = Request::post(&path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key.to_string())
        .body(Body::from(body))?;
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    let status = response.status();
    if status.is_success() {
        return Ok(());
    }
    let body = axum::body::to_bytes(response.into_body(), 1 << 16).await?;
    Err(GenerateError::Refused { path, status, body: String::from_utf8_lossy(&body).into_owned() })
}

/// Somebody who opened a sample.
struct Person {
    sample: &'static Sample,
    id: Uuid,
    keys: Vec<Uuid>,
    at: i64,
    locale: &'static str,
    layout: &'static str,
    pages: Vec<Filled>,
    /// How many pages they send before they leave; 0 looks only.
    saves: usize,
}

fn crowd_of(seed: u64, end: i64) -> Vec<Person> {
    let mut people = Vec::new();
    for (sample, salt) in SAMPLES.iter().zip(1_u64..) {
        let mut luck = Luck::new(seed.wrapping_mul(31).wrapping_add(salt));
        let mut responses = 0;
        while responses < sample.responses {
            let person = Person::new(sample, &mut luck, end);
            responses += usize::from(person.saves > 0);
            people.push(person);
        }
    }
    people
}

impl Person {
    fn new(sample: &'static Sample, luck: &mut Luck, end: i64) -> Self {
        let is_anonymous = sample.audience == Audience::Employees;
        let (at, progress) = when(luck, is_anonymous, end);
        let locale = luck.weighted(&[("en", 0.46), ("pl", 0.16), ("ru", 0.14), ("fr", 0.12), ("he", 0.12)]).unwrap_or("en");
        let layouts = if sample.slug == "tv" { [0.1, 0.08, 0.82] } else { [0.36, 0.58, 0.06] };
        let layout = luck.weighted(&[("desktop", layouts[0]), ("mobile", layouts[1]), ("tv", layouts[2])]).unwrap_or("desktop");
        let pages = fill_in(sample.slug, luck, Moment { at, progress, locale });
        let saves = if luck.chance(0.22) { 0 } else { leave_after(luck, pages.len(), if is_anonymous { 0.04 } else { 0.1 }) };
        let id = if is_anonymous { luck.id_v4() } else { luck.id_v7(at) };
        let keys = pages.iter().map(|_| luck.id_v4()).collect();
        Self { sample, id, keys, at, locale, layout, pages, saves }
    }

    /// Where they met the survey. From the id, not from the luck that all other draws come from: a draw more would make other people.
    fn touchpoint(&self) -> &'static str {
        let odd = self.id.as_bytes().last().is_some_and(|byte| byte % 2 == 1);
        match (self.layout, odd) {
            ("tv", _) => "tv-menu",
            ("mobile", false) => "sms",
            ("mobile", true) | (_, false) => "e-mail",
            (_, true) => "my-pages",
        }
    }

    fn finishes(&self) -> bool {
        self.saves == self.pages.len()
    }

    /// When a step is sent.
    fn instant(&self, step: usize) -> i64 {
        let spent: f64 = self.pages.iter().take(step).flat_map(|page| &page.shown).map(|(_, seconds)| seconds).sum();
        self.at + i64::try_from(millis(spent)).unwrap_or(0)
    }

    /// Step 0 is the view; step n sends the first n pages.
    fn request(&self, step: usize) -> Result<(String, Uuid, String), GenerateError> {
        let response_id = self.id.to_string();
        let key = step.checked_sub(1).and_then(|index| self.keys.get(index)).copied();
        let Some(key) = key else {
            let ResponseMeta { locale, layout, touchpoint, .. } = self.meta(0);
            let view = View { response_id, version: 1, locale, layout, touchpoint };
            return Ok((paths::form_views(self.sample.slug), self.id, json(&view)?));
        };
        let mut answers = Map::new();
        self.pages.iter().take(step).for_each(|page| answers.extend(page.answers.clone()));
        let save = SaveResponse {
            response_id,
            form: self.sample.slug.to_owned(),
            version: 1,
            step: u32::try_from(step).unwrap_or(u32::MAX),
            answers,
            completed: step == self.pages.len(),
            meta: self.meta(step),
        };
        Ok((paths::RESPONSES.to_owned(), key, json(&save)?))
    }

    /// A page shows the next one when it is sent; the phone and the TV show only the first question of it.
    fn meta(&self, step: usize) -> ResponseMeta {
        if self.sample.audience == Audience::Employees {
            return ResponseMeta::default();
        }
        let times: BTreeMap<String, u64> = self
            .pages
            .iter()
            .take(step)
            .flat_map(|page| &page.shown)
            .map(|(name, seconds)| ((*name).to_owned(), millis(*seconds)))
            .collect();
        let mut shown: Vec<&str> = self.pages.iter().take(step).flat_map(|page| &page.shown).map(|(name, _)| *name).collect();
        let ahead = self.pages.get(step).map_or(&[][..], |page| page.shown.as_slice());
        let in_view = if self.layout == "desktop" { ahead.len() } else { 1 };
        shown.extend(ahead.iter().take(in_view).map(|(name, _)| *name));
        ResponseMeta {
            locale: self.locale.to_owned(),
            layout: self.layout.to_owned(),
            touchpoint: self.touchpoint().to_owned(),
            last_shown: shown.last().copied().unwrap_or_default().to_owned(),
            shown: shown.into_iter().map(str::to_owned).collect(),
            active_millis: times,
        }
    }
}

/// When somebody answers: customers on any day, mostly in the evening; employees in three waves of five days.
fn when(luck: &mut Luck, in_waves: bool, end: i64) -> (i64, f64) {
    let progress = if in_waves {
        luck.weighted(&[(0.08, 0.3), (0.46, 0.33), (0.84, 0.37)]).unwrap_or(0.5) + luck.between(0.0, 0.065)
    } else {
        luck.even()
    };
    // Exact enough: the period is far below 2^53 milliseconds.
    let days = (progress * 77.0).floor();
    let hour = luck.weighted(&[(8, 1.0), (10, 2.0), (12, 2.0), (14, 2.0), (16, 3.0), (18, 5.0), (20, 5.0), (21, 2.0)]).unwrap_or(18);
    let midnight = (end - PERIOD_MILLIS).div_euclid(DAY_MILLIS) * DAY_MILLIS;
    let day = (0..77).take_while(|day| f64::from(*day) < days).count();
    let at = midnight
        + i64::try_from(day).unwrap_or(0) * DAY_MILLIS
        + hour * 3_600_000
        + i64::try_from(millis(luck.between(0.0, 3500.0))).unwrap_or(0);
    (at.min(end - 3_600_000), progress)
}

/// After which page somebody leaves; most do not.
fn leave_after(luck: &mut Luck, pages: usize, share: f64) -> usize {
    (1..pages).find(|_| luck.chance(share)).unwrap_or(pages)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of a person, never negative")]
fn millis(seconds: f64) -> u64 {
    (seconds * 1000.0) as u64
}

fn json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}
