//! How much one client may ask: a bucket for each address (or API key) that fills by itself, in memory.
//!
//! Addresses are kept no longer than it takes their bucket to fill, and never written down.

use super::access::{Operator, bearer, id_of};
use super::auth::hash;
use super::{ClientAddress, Failure, Limits};
use crate::app::App;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use tessera_api::{ProblemKind, paths};

/// The minute that limits are about, and the part of it whose requests may come at once.
const WINDOW_MICROS: i64 = 60_000_000;
const BURST_PART: i64 = 3;
/// More buckets than this are swept.
const SWEEP_AT: usize = 10_000;
/// Keys remembered as such.
const KNOWN_KEYS: usize = 1_000;

/// Respondents' routes beside the page itself. What every prober may ask for is counted with them.
const OF_RESPONDENTS: [&str; 6] =
    ["/s/{slug}", paths::RESPONSES, paths::HUB, "/api/v1/forms/{slug}/views", "/api/v1/forms/{slug}/live", "/readyz"];

/// Whose bucket.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Respondents(IpAddr),
    Portal(IpAddr),
    Key(String),
}

/// What is left in a bucket; goes into the answer's headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    policy: &'static str,
    limit: u32,
    requests: i64,
    /// Until the bucket is full again.
    seconds: i64,
}

/// All buckets.
#[derive(Default)]
pub(crate) struct Buckets {
    /// When each bucket will be full again, microseconds (the "theoretical arrival time" of GCRA).
    full_at: Mutex<HashMap<Who, i64>>,
    known_keys: Mutex<HashSet<[u8; 32]>>,
}

impl Buckets {
    /// Remembers a key that was found to be one: from now on it has a bucket of its own. Whoever tries keys out empties that of their address.
    pub(super) fn know(&self, token: &str) {
        let mut known = self.known_keys.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_KEYS {
            known.clear();
        }
        known.insert(hash(token));
    }

    fn knows(&self, token: &str) -> bool {
        self.known_keys.lock().unwrap_or_else(PoisonError::into_inner).contains(&hash(token))
    }

    /// Takes one request out of a bucket; or how many seconds to wait.
    fn take(&self, who: Who, limits: Limits, now_micros: i64) -> Result<Option<Left>, i64> {
        let (policy, limit) = match who {
            Who::Respondents(_) => ("respondents", limits.respondents),
            Who::Portal(_) => ("portal", limits.portal),
            Who::Key(_) => ("key", limits.key),
        };
        if limit == 0 {
            return Ok(None);
        }
        let apart = (WINDOW_MICROS / i64::from(limit)).max(1);
        let burst = (WINDOW_MICROS / BURST_PART).max(apart);
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= SWEEP_AT && !full_at.contains_key(&who) {
            full_at.retain(|_, at| *at > now_micros);
        }
        let bucket = full_at.entry(who).or_insert(now_micros);
        // A clock that was set back must not shut anybody out.
        *bucket = (*bucket).clamp(now_micros, now_micros + burst);
        let next = *bucket + apart;
        let over = next - now_micros - burst;
        if over > 0 {
            return Err(seconds(over));
        }
        *bucket = next;
        Ok(Some(Left { policy, limit, requests: -over / apart, seconds: seconds(next - now_micros) }))
    }
}

/// Counts the request; refuses it with 429 when its client has asked too much.
pub(super) fn count(app: &App, request: &Request, route: &str) -> Result<Option<Left>, Failure> {
    let Some(who) = who(app, request, route) else { return Ok(None) };
    let taken = app.buckets().take(who, app.front().limits, app.now().saturating_mul(1000));
    taken.map_err(|wait| Failure::new(ProblemKind::TooMany).retry_after(u64::try_from(wait).unwrap_or(1)))
}

/// Files cost next to nothing; commands at this machine, and requests that came by no connection, are whoever runs it.
fn who(app: &App, request: &Request, route: &str) -> Option<Who> {
    let is_page = OF_RESPONDENTS.contains(&route);
    if request.extensions().get::<Operator>().is_some() || !(is_page || is_api(request.uri().path())) {
        return None;
    }
    if let Some(token) = bearer(request.headers()) {
        if app.is_operator_token(token) {
            return None;
        }
        if let Some(id) = id_of(token).filter(|_| app.buckets().knows(token)) {
            return Some(Who::Key(id.to_owned()));
        }
    }
    let address = request.extensions().get::<ClientAddress>().and_then(|client| client.0).map(whole)?;
    Some(if is_page { Who::Respondents(address) } else { Who::Portal(address) })
}

/// The API and the page about it, which is made anew for each reader.
fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Who has one address of IPv6 has the 2^64 beside it.
pub(super) fn whole(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Left {
    /// `RateLimit` and `RateLimit-Policy`, as the draft of the HTTP API working group has them.
    pub(super) fn tell(self, headers: &mut HeaderMap) {
        let Self { policy, limit, requests, seconds } = self;
        for (name, value) in [
            ("ratelimit-policy", format!("\"{policy}\";q={limit};w={}", WINDOW_MICROS / 1_000_000)),
            ("ratelimit", format!("\"{policy}\";r={requests};t={seconds}")),
        ] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

/// Begun seconds.
fn seconds(micros: i64) -> i64 {
    micros.saturating_add(999_999) / 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    /// How many of `count` requests at even distances within `seconds` are taken.
    fn taken(buckets: &Buckets, who: &Who, count: i64, from: i64, seconds: i64) -> i64 {
        let at = |index: i64| from + index * seconds * SECOND / count;
        (0..count).map(|index| i64::from(buckets.take(who.clone(), Limits::default(), at(index)).is_ok())).sum()
    }

    #[test]
    fn two_thousand_people_behind_one_address_answer_at_once_and_nobody_is_refused() {
        let buckets = Buckets::default();
        let office = Who::Respondents(address(1));
        assert_eq!(taken(&buckets, &office, 2_000 * 3, 0, 60), 6_000, "all open the form within a minute");
        assert_eq!(taken(&buckets, &office, 2_000 * 30, 60 * SECOND, 540), 60_000, "and save every answer within ten");
        assert_eq!(taken(&buckets, &office, 3_900, 3_600 * SECOND, 1), 3_900, "what waited on a thousand devices comes in one second");
    }

    #[test]
    fn a_flood_is_cut_to_what_the_limit_says_and_others_are_not_touched() {
        let buckets = Buckets::default();
        let flood = taken(&buckets, &Who::Respondents(address(1)), 100_000, 0, 10);
        assert!((4_000..=4_000 + 2_001).contains(&flood), "{flood}");
        assert_eq!(taken(&buckets, &Who::Respondents(address(2)), 100, 10 * SECOND, 1), 100);
        assert_eq!(taken(&buckets, &Who::Portal(address(1)), 100, 10 * SECOND, 1), 100);
        while buckets.take(Who::Respondents(address(1)), Limits::default(), 10 * SECOND).is_ok() {}
        assert!(buckets.take(Who::Respondents(address(1)), Limits::default(), 11 * SECOND).is_ok());
    }

    #[test]
    fn what_is_left_and_how_long_to_wait_is_told() {
        let buckets = Buckets::default();
        let limits = Limits { respondents: 0, portal: 60, key: 60 };
        let left = buckets.take(Who::Portal(address(1)), limits, 0).unwrap().unwrap();
        assert_eq!(left, Left { policy: "portal", limit: 60, requests: 19, seconds: 1 });
        for _ in 0..19 {
            assert!(buckets.take(Who::Portal(address(1)), limits, 0).is_ok());
        }
        assert_eq!(buckets.take(Who::Portal(address(1)), limits, 0), Err(1));
        assert!(buckets.take(Who::Portal(address(1)), limits, -3_600 * SECOND).is_err(), "a clock set back gives nothing");
        assert!(buckets.take(Who::Portal(address(1)), limits, -3_599 * SECOND).is_ok(), "and takes nothing for long");
        assert_eq!(buckets.take(Who::Respondents(address(1)), limits, 0), Ok(None), "0 is no limit");
    }

    #[test]
    fn buckets_that_are_full_are_forgotten() {
        let buckets = Buckets::default();
        for index in 0..SWEEP_AT {
            buckets.take(Who::Key(index.to_string()), Limits::default(), 0).unwrap();
        }
        buckets.take(Who::Portal(address(1)), Limits::default(), 60 * SECOND).unwrap();
        assert_eq!(buckets.full_at.lock().unwrap().len(), 1);
    }

    #[test]
    fn neighbors_in_one_network_of_ipv6_share_a_bucket() {
        let [one, other, far] = ["2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1"].map(|text| whole(text.parse().unwrap()));
        assert!(one == other && one != far);
    }
}
