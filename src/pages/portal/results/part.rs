//! Which answers the page is about: period, screen, language, touchpoint. Kept in the address, so that it can be sent to somebody.

use crate::{
    i18n::{
        I18n, Key, Locale,
        keys::portal::{hub, results as words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, Place, use_place},
        portal::words::plural,
    },
    signal::{RwSignal, Signal, memo},
    view::{El, el, show},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};
use std::rc::Rc;
use tessera_api::figures::{Facets, Results};

/// Days to choose a period from; the last one is today.
const PERIODS: [u32; 4] = [7, 30, 90, 365];
/// The choice of first and last day by name.
const OWN: &str = "own";

/// What was chosen. Empty texts ask for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// So many last days, or [`OWN`].
    days: String,
    from: String,
    to: String,
    layout: String,
    locale: String,
    touchpoint: String,
}

impl Chosen {
    fn asked(place: Place) -> Self {
        let of = |name| place.asked(name).unwrap_or_default();
        let (from, to) = (of("from"), of("to"));
        let own = !from.is_empty() || !to.is_empty();
        let days = Some(of("last_days")).filter(|days| PERIODS.iter().any(|known| known.to_string() == *days)).unwrap_or_default();
        let days = if own { OWN.to_owned() } else { days };
        Self { days, from, to, layout: of("layout"), locale: of("locale"), touchpoint: of("touchpoint") }
    }

    /// What the server is asked. A last day before the first is not: the person is told beside the two.
    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        let is_own = self.days == OWN && !self.is_reversed();
        let own = |day: &String| if is_own { day.clone() } else { String::new() };
        let last_days = if self.days == OWN { String::new() } else { self.days.clone() };
        let all = [
            ("last_days", last_days),
            ("from", own(&self.from)),
            ("to", own(&self.to)),
            ("layout", self.layout.clone()),
            ("locale", self.locale.clone()),
            ("touchpoint", self.touchpoint.clone()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn is_reversed(&self) -> bool {
        !self.from.is_empty() && !self.to.is_empty() && self.from > self.to
    }
}

/// The choice. A handle.
#[derive(Clone, Copy)]
pub(super) struct Part {
    chosen: RwSignal<Chosen>,
    place: Place,
}

impl Part {
    /// As the address says.
    pub(super) fn new() -> Self {
        let place = use_place();
        Self { chosen: RwSignal::new(Chosen::asked(place)), place }
    }

    /// What the server is asked; tracked.
    pub(super) fn query(self) -> Vec<(&'static str, String)> {
        self.chosen.with(Chosen::query)
    }

    /// Whether all answers are meant; tracked.
    pub(super) fn is_all(self) -> bool {
        self.chosen.with(|chosen| chosen.query().is_empty())
    }

    fn change(self, change: impl FnOnce(&mut Chosen)) {
        let mut chosen = self.chosen.get_untracked();
        change(&mut chosen);
        self.chosen.set(chosen);
        self.note();
    }

    /// Shows all answers again.
    pub(super) fn clear(self) {
        self.change(|chosen| *chosen = Chosen::default());
    }

    fn note(self) {
        let path = self.place.path().get_untracked();
        self.place.replace(&crate::client::with_query(&path, &self.chosen.with_untracked(Chosen::query)));
    }
}

/// The row of choices above the figures.
pub(super) fn parts(part: Part, results: Fetched<Results>) -> El {
    let i18n = use_i18n();
    let facets = memo(move || results.ready(|results| results.facets.clone()).unwrap_or_default());
    let chosen = move |read: fn(&Chosen) -> &String| memo(move || part.chosen.with(|chosen| read(chosen).clone()));
    let of =
        |name, sign, all, list: fn(&Facets) -> &Vec<String>, read: fn(&Chosen) -> &String, write: fn(&mut Chosen) -> &mut String, said| {
            let value = chosen(read);
            let options = memo(move || {
                let mut known = facets.with(|facets| list(facets).clone());
                // What was chosen stays a choice, also where nobody answered from there.
                if !value.with(|value| value.is_empty() || known.contains(value)) {
                    known.push(value.get());
                }
                known
            });
            let choice = Choice { name, sign, all, value, options, said };
            show(
                move || options.with(|options| options.len() > 1) || !value.with(String::is_empty),
                move || choose(i18n, choice, move |chosen| part.change(|all| *write(all) = chosen)),
            )
        };
    let touchpoint: fn(I18n, &str) -> String = |_, name| name.to_owned();
    el("div").class("parts").attr("role", "group").attr("aria-label", i18n.live(words::PART)).child((
        period(i18n, part),
        of(
            words::SCREEN,
            Icon::DESKTOP,
            words::SCREEN_ALL,
            |facets| &facets.layouts,
            |chosen| &chosen.layout,
            |chosen| &mut chosen.layout,
            screen,
        ),
        of(
            words::LANGUAGE,
            Icon::GLOBE,
            words::LANGUAGE_ALL,
            |facets| &facets.locales,
            |chosen| &chosen.locale,
            |chosen| &mut chosen.locale,
            language,
        ),
        of(
            words::TOUCHPOINT,
            Icon::PIN,
            words::TOUCHPOINT_ALL,
            |facets| &facets.touchpoints,
            |chosen| &chosen.touchpoint,
            |chosen| &mut chosen.touchpoint,
            touchpoint,
        ),
        show(
            move || !part.is_all(),
            move || {
                el("button")
                    .attr("type", "button")
                    .class("button button-quiet")
                    .on(ev::click, move |_| part.clear())
                    .text(i18n.live(words::PART_CLEAR))
            },
        ),
    ))
}

/// Something to choose from a list.
#[derive(Clone, Copy)]
struct Choice {
    name: Key,
    sign: Icon,
    all: Key,
    value: Signal<String>,
    options: Signal<Vec<String>>,
    said: fn(I18n, &str) -> String,
}

fn choose(i18n: I18n, choice: Choice, chosen: impl Fn(String) + 'static) -> El {
    let Choice { name, sign, all, value, options, said } = choice;
    let listed = move || {
        let option = |known: String, text: String| {
            let is_chosen = value.with_untracked(|value| *value == known);
            el("option").attr("value", known).attr("selected", is_chosen).text(text)
        };
        let first = option(String::new(), i18n.text(all));
        let rest = options.get().into_iter().map(|known| {
            let text = said(i18n, &known);
            option(known, text)
        });
        std::iter::once(first).chain(rest).collect::<Vec<_>>()
    };
    let select = el("select").prop("value", move || value.get()).on(ev::change, move |event| chosen(event_target_value(&event)));
    let label = el("label").class("button part").class_if("part-on", move || !value.with(String::is_empty));
    label.child((icon(sign), select.attr("aria-label", i18n.live(name)).child(listed)))
}

fn period(i18n: I18n, part: Part) -> El {
    let days = memo(move || part.chosen.with(|chosen| chosen.days.clone()));
    let mut known: Vec<String> = PERIODS.iter().map(u32::to_string).collect();
    known.push(OWN.to_owned());
    let said: fn(I18n, &str) -> String = |i18n, days| match days.parse::<u32>() {
        Ok(days) => i18n.plural(words::LAST_DAYS, plural(days.into()), &[]),
        Err(_) => i18n.text(words::OWN_DAYS),
    };
    let choice =
        Choice { name: words::PERIOD, sign: Icon::CALENDAR, all: words::PERIOD_ALL, value: days, options: Signal::stored(known), said };
    let select = choose(i18n, choice, move |chosen| part.change(|all| all.days = chosen));
    let own = show(move || days.with(|days| days == OWN), move || own_days(i18n, part));
    el("span").class("part-days").child((select, own))
}

fn own_days(i18n: I18n, part: Part) -> El {
    let day = move |name: Key, read: fn(&Chosen) -> &String, write: fn(&mut Chosen) -> &mut String| {
        let input = el("input").attr("type", "date").prop("value", move || part.chosen.with(|chosen| read(chosen).clone()));
        let input = input
            .attr("aria-invalid", move || part.chosen.with(Chosen::is_reversed).then_some("true"))
            .attr("aria-describedby", "part-days-error")
            .on(ev::change, move |event| part.change(|chosen| *write(chosen) = event_target_value(&event)));
        el("label").class("button part").child((el("span").text(i18n.live(name)), input))
    };
    let error = move || part.chosen.with(Chosen::is_reversed).then(|| el("span").text(i18n.live(words::DAYS_REVERSED)));
    el("span").class("part-days").child((
        day(words::FROM, |chosen| &chosen.from, |chosen| &mut chosen.from),
        day(words::TO, |chosen| &chosen.to, |chosen| &mut chosen.to),
        el("span").class("error part-error").attr("id", "part-days-error").attr("role", "status").child(error),
    ))
}

/// What a layout is called.
pub(in crate::pages::portal) fn screen(i18n: I18n, layout: &str) -> String {
    match layout {
        "desktop" => i18n.text(hub::DESKTOP),
        "mobile" => i18n.text(hub::PHONE),
        "tv" => i18n.text(hub::TV),
        other => other.to_owned(),
    }
}

/// What a language calls itself.
fn language(_: I18n, tag: &str) -> String {
    Locale::from_tag(tag).map_or_else(|| tag.to_owned(), |locale| locale.own_name().to_owned())
}

/// Nothing was answered in the part that was chosen.
pub(super) fn nothing_here(part: Part) -> El {
    let i18n = use_i18n();
    let act = el("button").attr("type", "button").class("button").on(ev::click, move |_| part.clear()).text(i18n.live(words::PART_CLEAR));
    crate::pages::pieces::empty(words::PART_EMPTY, words::PART_EMPTY_HINT, act)
}

/// Which period the dashed marks stand for.
pub(super) fn compared(i18n: I18n, days: Option<(String, String)>) -> Rc<dyn Fn() -> String> {
    Rc::new(move || {
        let before = days.as_ref().map(|(from, to)| i18n.fill(words::COMPARED, &[("from", &i18n.day(from)), ("to", &i18n.day(to))]));
        [before, Some(i18n.text(words::LEGEND))].into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}
