//! The wheels side by side.

use super::state::{Now, Part, UNTOUCHED, Wheel, day, fit_day, half_written, padded, parts, read, read_half, turn, type_digit, value};
use crate::{
    i18n::{Locale, browser_tag, keys::respond::tv as keys},
    layouts::tv::{context::Tv, parts::line, tiles::is_locked},
    modality::{Intent, focus::Direction},
    signal::StoredValue,
    view::{El, el},
    widgets::{
        icon::{Icon, icon},
        question::named,
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use serde_json::Value;
use tessera_form::{InputType, Kind};

/// A question about a day, a month, a week or a time.
pub(in crate::layouts::tv) fn wheels(tv: Tv, question: Question) -> El {
    let input = question.view.with_untracked(|view| match view.kind {
        Kind::Text { input, .. } => input,
        _ => InputType::Date,
    });
    // English alone has two orders, told apart by the browser's own region.
    let month_first = tv.i18n.locale_untracked() == Locale::En && browser_tag().as_deref() == Some("en-US");
    let parts = parts(input, month_first);
    // A whole value lives in the survey; wheels of which some were turned lie where every layout keeps what is half written.
    let wheels = move || {
        let stored = question.view.with(|view| view.value.as_ref().and_then(Value::as_str).map(str::to_owned));
        let half = question.draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone()));
        match (stored, half) {
            (None, Some(half)) => read_half(parts, &half),
            (stored, _) => read(parts, stored.as_deref()),
        }
    };
    // The day as it was before the months were turned.
    let wished = StoredValue::new(None::<u32>);
    let change = move |index: usize, act: &dyn Fn(&mut Vec<Wheel>)| {
        if untrack(|| is_locked(question)) {
            return;
        }
        let mut next = untrack(wheels);
        let is_day = parts.get(index) == Some(&Part::Day);
        wished.update_value(|wished| *wished = if is_day { None } else { wished.or(day(&next)) });
        act(&mut next);
        fit_day(&mut next, wished.get_value());
        let whole = value(&next);
        let half = if whole.is_none() { half_written(&next, month_first) } else { None };
        if question.view.with_untracked(|view| view.value.is_some()) || whole.is_some() {
            question.set(whole.map(Value::String));
        }
        // Nothing is wrong with it yet, so it does not stop Next.
        question.write_half(half);
    };
    let key_of = move |index: usize| question.part_id(&["-wheel", &index.to_string()].concat());
    let held = move || {
        let focused = tv.scope.focused().with_untracked(|focused| focused.key.clone());
        (0..parts.len()).find(|index| key_of(*index) == focused)
    };
    // The digits typed on one wheel so far.
    let typed = StoredValue::new((0_usize, 0_u32));
    tv.listen(move |intent| {
        let Some(index) = held().filter(|_| tv.overlay.with_untracked(Option::is_none)) else { return false };
        let before = typed.with_value(|(at, number)| if *at == index { *number } else { 0 });
        typed.set_value((index, 0));
        match intent {
            Intent::Move(direction @ (Direction::Up | Direction::Down)) => {
                change(index, &|wheels| turn(wheels, index, direction == Direction::Up, now()))
            }
            Intent::Digit(digit) => change(index, &|wheels| typed.set_value((index, type_digit(wheels, index, before, u32::from(digit))))),
            _ => return false,
        }
        true
    });

    let name = move |part: Part| {
        tv.i18n.text(match part {
            Part::Day => keys::DAY,
            Part::Month => keys::MONTH,
            Part::Year => keys::YEAR,
            Part::Week => keys::WEEK,
            Part::Hour => keys::HOUR,
            Part::Minute => keys::MINUTE,
        })
    };
    let written = move |part: Part, number: Option<u32>| match (part, number) {
        (_, None) => UNTOUCHED.to_owned(),
        (Part::Month, Some(month)) => month_name(tv.i18n.locale(), month),
        (Part::Hour | Part::Minute, Some(number)) => padded(number, 2),
        (_, Some(number)) => number.to_string(),
    };
    let wheel = move |(index, part): (usize, Part)| {
        let number = move || wheels().get(index).and_then(|(_, number)| *number);
        let is_last = index + 1 == parts.len();
        let press = move |_| if is_last { tv.offer_next(question) } else { tv.scope.go_to(&key_of(index + 1)) };
        let turner = move |class: &'static str, up: bool| {
            let turn = move |event: ev::MouseEvent| {
                event.stop_propagation();
                change(index, &|wheels| turn(wheels, index, up, now()));
            };
            el("i").class(class).on(ev::click, turn).child(icon(Icon::DOWN))
        };
        let face = el("span").class("tv-in").child((
            turner("tv-turn tv-turn-up", true),
            line("span", "tv-wheel-value num", move || written(part, number())),
            turner("tv-turn", false),
        ));
        let wheel = el("div")
            .class("tv-tile tv-wheel")
            .attr("role", "spinbutton")
            .attr("tabindex", "0")
            .attr("id", key_of(index))
            .attr("data-focus", key_of(index))
            .attr("data-ok", move || tv.i18n.text(if is_last { keys::OK_NEXT } else { keys::OK_PART }))
            .attr("aria-label", move || name(part))
            .attr("aria-describedby", move || question.described_by())
            .attr("aria-valuenow", move || number().map(|number| number.to_string()))
            .attr("aria-valuetext", move || match number() {
                Some(number) => written(part, Some(number)),
                None => tv.i18n.text(keys::EMPTY),
            })
            .attr("aria-disabled", move || is_locked(question).then_some("true"))
            .attr("aria-invalid", move || question.is_invalid().then_some("true"))
            .on(ev::click, press)
            .child(face);
        let label = line("p", "tv-label", move || name(part)).attr("aria-hidden", "true");
        el("div").class("tv-wheel-box").child((label, wheel))
    };
    let row = named(el("div"), question)
        .class("tv-wheels")
        .attr("role", "group")
        .attr("data-group", question.part_id("-wheels"))
        .attr("data-program", "row")
        .attr("data-block", "left right")
        .child(parts.iter().copied().enumerate().map(wheel).collect::<Vec<_>>());
    el("div").class("tv-body").child((row, line("p", "tv-meta", tv.i18n.live(keys::WHEEL_HINT))))
}

/// The name of a month by itself; its number on an engine that has no names.
fn month_name(locale: Locale, month: u32) -> String {
    let options = js_sys::Object::new();
    let is_set = js_sys::Reflect::set(&options, &"month".into(), &"long".into()).unwrap_or(false);
    let day = js_sys::Date::new_with_year_month_day(2000, i32::try_from(month).unwrap_or(1) - 1, 15);
    let name = String::from(day.to_locale_date_string(locale.tag(), &options));
    if is_set && !name.is_empty() { name } else { month.to_string() }
}

fn now() -> Now {
    let date = js_sys::Date::new_0();
    Now {
        year: date.get_full_year(),
        month: date.get_month() + 1,
        day: date.get_date(),
        hour: date.get_hours(),
        minute: date.get_minutes(),
    }
}
