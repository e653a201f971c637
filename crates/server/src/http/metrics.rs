//! How the server is doing, for Prometheus: requests by route (never by address, form or person), and the store's vitals.

use crate::app::App;
use axum::http::Method;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the buckets, milliseconds.
const BUCKETS: [u64; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];
const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"];

/// What is counted of requests.
#[derive(Default)]
pub(crate) struct Metrics(Mutex<BTreeMap<(&'static str, String), Series>>);

#[derive(Default)]
struct Series {
    by_status: BTreeMap<u16, u64>,
    by_bucket: [u64; BUCKETS.len()],
    count: u64,
    took: Duration,
}

impl Metrics {
    /// A request was answered.
    pub(super) fn note(&self, method: &Method, route: &str, status: u16, took: Duration) {
        // Methods are made by whoever asks; routes are ours.
        let method = METHODS.iter().find(|known| **known == method.as_str()).copied().unwrap_or("other");
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let series = all.entry((method, route.to_owned())).or_default();
        *series.by_status.entry(status).or_default() += 1;
        series.count += 1;
        series.took += took;
        let ends = series.by_bucket.iter_mut().zip(BUCKETS);
        ends.filter(|(_, end)| took <= Duration::from_millis(*end)).for_each(|(count, _)| *count += 1);
    }
}

/// All of it in the text format of Prometheus.
pub(crate) fn write(app: &App) -> String {
    let mut text = String::new();
    let written = requests(&mut text, app.metrics()).and_then(|()| store(&mut text, app));
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
    text
}

fn requests(out: &mut String, metrics: &Metrics) -> std::fmt::Result {
    let all = metrics.0.lock().unwrap_or_else(PoisonError::into_inner);
    head(out, "tessera_requests_total", "counter")?;
    for ((method, route), series) in &*all {
        for (status, count) in &series.by_status {
            writeln!(out, "tessera_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}")?;
        }
    }
    // To the beginning of the answer.
    head(out, "tessera_request_seconds", "histogram")?;
    for ((method, route), series) in &*all {
        let labels = format!("method=\"{method}\",route=\"{route}\"");
        for (end, count) in BUCKETS.into_iter().zip(series.by_bucket) {
            writeln!(out, "tessera_request_seconds_bucket{{{labels},le=\"{}\"}} {count}", Duration::from_millis(end).as_secs_f64())?;
        }
        writeln!(out, "tessera_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", series.count)?;
        writeln!(out, "tessera_request_seconds_sum{{{labels}}} {}", series.took.as_secs_f64())?;
        writeln!(out, "tessera_request_seconds_count{{{labels}}} {}", series.count)?;
    }
    Ok(())
}

fn store(out: &mut String, app: &App) -> std::fmt::Result {
    let vitals = app.store().vitals();
    let seconds = Duration::from_micros(vitals.batch_micros).as_secs_f64();
    for (name, kind, value) in [
        // 0 while the server is about to stop: requests should be sent elsewhere.
        ("tessera_accepting", "gauge", f64::from(!app.is_draining())),
        ("tessera_store_waiting", "gauge", exact(vitals.waiting)),
        ("tessera_store_writes_total", "counter", exact(vitals.writes)),
        ("tessera_store_batches_total", "counter", exact(vitals.batches)),
        ("tessera_store_failed_batches_total", "counter", exact(vitals.failures)),
        // 1 while saves are refused because there is no room on the disk.
        ("tessera_store_full", "gauge", f64::from(vitals.is_full)),
        // Their syncing included.
        ("tessera_store_batch_seconds_total", "counter", seconds),
    ] {
        head(out, name, kind)?;
        writeln!(out, "{name} {value}")?;
    }
    Ok(())
}

fn head(out: &mut String, name: &str, kind: &str) -> std::fmt::Result {
    writeln!(out, "# TYPE {name} {kind}")
}

/// Counts stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "a count of writes that large takes centuries")]
fn exact(count: u64) -> f64 {
    count as f64
}
