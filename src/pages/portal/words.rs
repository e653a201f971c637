//! Numbers, days and figures in words, as the language of the interface writes them.

use crate::{
    client::ClientError,
    i18n::{
        I18n,
        keys::portal::{failed, results},
    },
    pages::desk::{Who, use_session},
    widgets::chart::Figure,
};
use js_sys::{Array, Date, Intl, Object, Reflect};
use tessera_api::figures::Estimate;
use wasm_bindgen::JsValue;

/// In what a figure is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// NPS points: whole.
    Points,
    /// Per cent: whole.
    Percent,
    /// A mean on a scale: two digits.
    Mean,
    /// Seconds: as minutes and seconds.
    Time,
}

/// A value in its unit.
pub(super) fn value(i18n: I18n, value: f64, unit: Unit) -> String {
    match unit {
        Unit::Points => i18n.number(whole(value)),
        Unit::Percent => percent(i18n, value),
        Unit::Mean => i18n.number((value * 100.0).round() / 100.0),
        Unit::Time => time(i18n, value),
    }
}

/// An estimate with its interval and what it rests on.
pub(super) fn figure(i18n: I18n, estimate: &Estimate, unit: Unit) -> Figure {
    // The unit stands at the figure; its interval is read with it.
    let end = |end: f64| if unit == Unit::Percent { i18n.number(whole(end)) } else { value(i18n, end, unit) };
    Figure {
        value: value(i18n, estimate.value, unit),
        range: i18n.fill(results::RANGE, &[("low", &end(estimate.low)), ("high", &end(estimate.high))]),
        n: n(i18n, estimate.n),
    }
}

/// `n 612`
pub(super) fn n(i18n: I18n, count: u64) -> String {
    i18n.fill(results::N, &[("count", &number(i18n, count))])
}

/// A count.
pub(super) fn number(i18n: I18n, count: u64) -> String {
    i18n.number(to_f64(count))
}

/// A count for a plural; nobody collects four billion answers.
pub(super) fn plural(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whole seconds as minutes and seconds.
pub(super) fn seconds(i18n: I18n, taken: u64) -> String {
    time(i18n, to_f64(taken))
}

/// Without the minus that rounding leaves on a zero.
fn whole(value: f64) -> f64 {
    value.round() + 0.0
}

fn percent(i18n: I18n, value: f64) -> String {
    let options = options(&[("style", "percent")]);
    let format = Intl::NumberFormat::new(&Array::of1(&i18n.locale().tag().into()), &options).format();
    let said = format.call1(&JsValue::UNDEFINED, &(whole(value) / 100.0).into());
    said.ok().and_then(|said| said.as_string()).unwrap_or_default()
}

fn time(i18n: I18n, seconds: f64) -> String {
    let seconds = whole(seconds.max(0.0));
    let minutes = (seconds / 60.0).floor();
    if minutes < 1.0 {
        return i18n.fill(results::SECONDS, &[("value", &i18n.number(seconds))]);
    }
    let rest = seconds - minutes * 60.0;
    i18n.fill(results::MINUTES, &[("minutes", &i18n.number(minutes)), ("seconds", &i18n.number(rest))])
}

/// A day without its year: `13 Apr`.
pub(super) fn short_day(i18n: I18n, iso: &str) -> String {
    dated(i18n, iso, &[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")])
}

/// An instant as the workspace's clock shows it, whose days the figures are counted by: day and time.
pub(super) fn moment(i18n: I18n, iso: &str) -> String {
    let zone = match use_session().who_now() {
        Who::In(me) => me.time_zone,
        _ => "UTC".to_owned(),
    };
    let named = [("day", "numeric"), ("month", "short"), ("year", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")];
    let named: Vec<(&str, &str)> = named.into_iter().chain([("timeZone", &*zone)]).collect();
    dated(i18n, iso, &named)
}

/// The time of day so many seconds from now.
pub(super) fn clock_in(i18n: I18n, seconds: u32) -> String {
    let then = Date::new(&(Date::now() + f64::from(seconds) * 1000.0).into());
    let options = options(&[("hour", "2-digit"), ("minute", "2-digit"), ("second", "2-digit")]);
    String::from(then.to_locale_string(i18n.locale().tag(), &options))
}

/// The time of day of an instant of the browser; with its day where that is another one.
pub(super) fn clock(i18n: I18n, millis: f64) -> String {
    let (then, now) = (Date::new(&millis.into()), Date::new_0());
    let named = [("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23"), ("day", "numeric"), ("month", "short")];
    let is_today = then.to_date_string() == now.to_date_string();
    let shown = if is_today { named.get(..3) } else { named.get(..) };
    String::from(then.to_locale_string(i18n.locale().tag(), &options(shown.unwrap_or_default())))
}

/// A day with its year.
pub(super) fn day(i18n: I18n, iso: &str) -> String {
    dated(i18n, iso, &[("day", "numeric"), ("month", "long"), ("year", "numeric"), ("timeZone", "UTC")])
}

/// A day of some time zone and a time of it, as they stand.
pub(super) fn day_and_time(i18n: I18n, day: &str, time: &str) -> String {
    let named =
        [("day", "numeric"), ("month", "long"), ("year", "numeric"), ("hour", "2-digit"), ("minute", "2-digit"), ("timeZone", "UTC")];
    dated(i18n, &[day, "T", time, "Z"].concat(), &named)
}

/// How far an instant is from now: "in 3 days", "2 hours ago".
pub(super) fn from_now(i18n: I18n, iso: &str) -> String {
    const UNITS: [(&str, f64); 3] = [("day", 86_400_000.0), ("hour", 3_600_000.0), ("minute", 60_000.0)];
    let millis = Date::new(&iso.into()).get_time() - Date::now();
    // Under two days it is hours that count, under two hours minutes.
    let (unit, length) = UNITS.into_iter().find(|(_, length)| millis.abs() >= 2.0 * length).unwrap_or(UNITS[2]);
    let count = (millis / length).trunc();
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&i18n.locale().tag().into()), &Object::new());
    String::from(format.format(if count == 0.0 { millis.signum() } else { count }, unit))
}

fn dated(i18n: I18n, iso: &str, named: &[(&str, &str)]) -> String {
    let date = Date::new(&iso.into());
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    String::from(date.to_locale_string(i18n.locale().tag(), &options(named)))
}

fn options(named: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in named {
        // Setting a property of an object made one line above cannot fail.
        drop(Reflect::set(&object, &(*name).into(), &(*value).into()));
    }
    object
}

/// Why something could not be done, in a sentence: the server's own where it has one.
pub(super) fn reason(i18n: I18n, error: &ClientError) -> String {
    match error {
        ClientError::Offline => i18n.text(failed::OFFLINE_HINT),
        ClientError::Strange(_) => i18n.text(failed::STRANGE_HINT),
        ClientError::Problem { problem, .. } => problem.detail.clone().unwrap_or_else(|| problem.title.clone()),
    }
}

/// Counts far below 2^53: exact.
#[expect(clippy::cast_precision_loss, reason = "answers are counted in thousands, not in 2^53")]
fn to_f64(count: u64) -> f64 {
    count as f64
}
