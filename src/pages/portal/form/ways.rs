//! The ways into a survey: a link a screen, in the language and for the place chosen here, to open, to copy, and as a code to point a camera at.

use super::{
    Loaded,
    along::{self, Given, along},
};
use crate::{
    i18n::{
        Key, Locale,
        keys::portal::{form as words, hub},
        use_i18n,
    },
    pages::{
        desk::{Fetched, Who, use_session},
        pieces::{Line, Typed, Weight, input, remark},
        portal::{copy::copy_from, slug::slug_of},
    },
    signal::{RwSignal, Signal, memo},
    view::{El, el, show},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};
use tessera_api::{forms::Audience, paths};
use web_sys::HtmlInputElement;

/// Name, layout in the address, sign. The first suits itself to the screen.
const WAYS: [(Key, &str, Icon); 4] = [
    (words::ANY, "", Icon::GLOBE),
    (hub::DESKTOP, "desktop", Icon::DESKTOP),
    (hub::PHONE, "mobile", Icon::PHONE),
    (hub::TV, "tv", Icon::TV),
];

/// Characters of a touchpoint, as the server takes them.
const LONGEST_PLACE: usize = 32;

/// What a link says beside the form.
#[derive(Clone, Copy)]
struct Said {
    language: RwSignal<String>,
    place: RwSignal<String>,
    /// The place once it is typed to its end: a picture a key would be a request a key.
    settled: RwSignal<String>,
    given: RwSignal<Given>,
    /// Whether they are for trying it out.
    is_test: RwSignal<bool>,
}

impl Said {
    fn query(self, layout: &str, place: RwSignal<String>) -> String {
        let parts = [("layout=", layout.to_owned()), ("lang=", self.language.get()), ("touchpoint=", place_name(&place.get()))];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| [name, &value].concat());
        let test = self.is_test.get().then(|| "test".to_owned());
        let query = self.given.with(|given| parts.chain(along::parts(given)).chain(test).collect::<Vec<_>>()).join("&");
        if query.is_empty() { query } else { ["?", &query].concat() }
    }
}

/// A name that the server takes, out of whatever was typed.
fn place_name(typed: &str) -> String {
    let mut name = slug_of(typed);
    name.truncate(LONGEST_PLACE);
    name.trim_end_matches('-').to_owned()
}

pub(super) fn ways(slug: &str, form: Fetched<Loaded>) -> El {
    let i18n = use_i18n();
    let forbidden = RwSignal::new(false);
    let said = Said {
        language: RwSignal::new(String::new()),
        place: RwSignal::new(String::new()),
        settled: RwSignal::new(String::new()),
        given: RwSignal::new(Vec::new()),
        is_test: RwSignal::new(false),
    };
    let public = match use_session().who_now() {
        Who::In(me) => me.address,
        _ => None,
    };
    // A page without an origin is none of ours.
    let origin = public.unwrap_or_else(|| window().location().origin().unwrap_or_default());
    let ways = WAYS.map(|(screen, layout, sign)| {
        let link = [&origin, "/s/", slug].concat();
        let (base, picture) = (link.clone(), paths::form_qr(slug));
        let address = memo(move || [&*base, &said.query(layout, said.place)].concat());
        let coded = memo(move || {
            let query = said.query(layout, said.settled);
            ([&*link, &query].concat(), [&*picture, &query].concat())
        });
        way(Way { screen, sign, address, coded, file: [slug, ".svg"].concat() }, forbidden)
    });
    let told = move || forbidden.get().then(|| remark(Weight::Caution, el("p").text(i18n.live(words::COPY_FAILED))));
    el("section").class("panel").attr("aria-labelledby", "ways").child((
        el("div").class("panel-head").child(el("h2").class("t-heading").attr("id", "ways").text(i18n.live(words::WAYS))),
        el("p").class("panel-hint t-meta").text(i18n.live(words::WAYS_HINT)),
        choices(said, form),
        what_goes_along(said, form),
        to_try(said.is_test),
        told,
        el("ul").child(ways.to_vec()),
    ))
}

/// What employees' links could tell of whoever follows them is not kept, so only answers are offered there.
fn what_goes_along(said: Said, form: Fetched<Loaded>) -> Option<El> {
    let known = untrack(|| form.ready(|loaded| (loaded.body.about.given.clone(), loaded.body.summary.audience)));
    let (mut fields, audience) = known?;
    fields.retain(|field| audience == Audience::Customers || field.title.is_some());
    along(&fields, said.given)
}

/// Makes the links below ones for trying the form out.
fn to_try(is_test: RwSignal<bool>) -> El {
    let i18n = use_i18n();
    let tick = el("input").attr("type", "checkbox").attr("aria-describedby", "link-test-hint").prop("checked", move || is_test.get());
    let tick = tick.on(ev::change, move |event| is_test.set(event_target_checked(&event)));
    let hint = el("span").class("t-meta").attr("id", "link-test-hint").text(i18n.live(words::LINK_TEST_HINT));
    let words = el("span").child((el("span").attr("id", "link-test").text(i18n.live(words::LINK_TEST)), el("br"), hint));
    el("label").class("pick").child((tick.attr("aria-labelledby", "link-test"), words))
}

/// Language and place of the links below.
fn choices(said: Said, form: Fetched<Loaded>) -> El {
    let i18n = use_i18n();
    let known = untrack(|| form.ready(|loaded| (loaded.body.about.locales.clone(), loaded.body.summary.audience)));
    let (tags, audience) = known.unwrap_or((Vec::new(), Audience::Customers));
    let locales: Vec<Locale> = tags.iter().filter_map(|tag| Locale::from_tag(tag)).collect();
    let language = (locales.len() > 1).then(|| {
        let option = |locale: &Locale| el("option").attr("value", locale.tag()).attr("lang", locale.tag()).text(locale.own_name());
        let any = el("option").attr("value", "").text(i18n.live(words::LINK_LANGUAGE_ANY));
        let select = el("select").class("field").attr("id", "link-language");
        let select = select.on(ev::change, move |event| said.language.set(event_target_value(&event)));
        let label = el("label").class("ask-label t-label").attr("for", "link-language").text(i18n.live(words::LINK_LANGUAGE));
        el("div").class("ask").child((label, select.child((any, locales.iter().map(option).collect::<Vec<_>>()))))
    });
    // Of employees' answers no circumstances are kept, so a place would say nothing.
    let place = (audience == Audience::Customers).then(|| {
        let line = Line { hint: Some(words::TOUCHPOINT_HINT), latin: true, ..Line::words("touchpoint", words::TOUCHPOINT) };
        input(line, Typed::of(said.place, "text")).on(ev::change, move |_| said.settled.set(said.place.get_untracked()))
    });
    el("div").class("pair").child((language, place))
}

/// One link.
struct Way {
    screen: Key,
    sign: Icon,
    address: Signal<String>,
    /// The link in the code, and the address of the code.
    coded: Signal<(String, String)>,
    /// What the code is called once it is saved.
    file: String,
}

fn way(way: Way, forbidden: RwSignal<bool>) -> El {
    let i18n = use_i18n();
    let Way { screen, sign, address, coded, file } = way;
    let (copied, is_shown) = (RwSignal::new(None::<String>), RwSignal::new(false));
    // What was copied is this link only until another is chosen.
    let is_copied = memo(move || copied.with(|copied| address.with(|address| copied.as_ref() == Some(address))));
    let line = el("input").class("way-link").attr("dir", "ltr").attr("readonly", true).attr("value", move || address.get());
    let line = line.attr("aria-label", i18n.live(screen));
    let node: HtmlInputElement = line.node();
    let copy = move |_| {
        let line = node.clone();
        leptos::task::spawn_local(async move {
            let is_done = copy_from(&line).await;
            copied.set(is_done.then(|| line.value()));
            forbidden.set(!is_done);
        });
    };
    let named = move |key: Key| i18n.fill(key, &[("screen", &i18n.text(screen))]);
    let link = el("a").class("button button-small").attr("rel", "external").attr("href", move || address.get());
    let link = link.attr("aria-label", move || named(words::OPEN_OF)).text(i18n.live(words::OPEN));
    let said = el("span").attr("aria-live", "polite").text(move || i18n.text(if is_copied.get() { words::COPIED } else { words::COPY }));
    let button = el("button").attr("type", "button").class("button button-small").on(ev::click, copy);
    let button = button
        .attr("aria-label", move || if is_copied.get() { i18n.text(words::COPIED) } else { named(words::COPY_OF) })
        .child((move || icon(if is_copied.get() { Icon::CHECK } else { Icon::COPY }), said));
    let code = el("button").attr("type", "button").class("button button-small").on(ev::click, move |_| is_shown.update(|is| *is = !*is));
    let code = code.attr("aria-expanded", move || if is_shown.get() { "true" } else { "false" });
    let code = code.attr("aria-label", move || named(words::QR_OF)).text(i18n.live(words::QR));
    let picture = move || {
        let alt = move || coded.with(|(link, _)| i18n.fill(words::QR_ALT, &[("address", link)]));
        let source = move || coded.with(|(_, source)| source.clone());
        let image = el("img").class("qr").attr("width", "232").attr("height", "232").attr("alt", alt).attr("src", source);
        let save = el("a").class("button button-small").attr("download", file.clone()).attr("href", source);
        let save = save.attr("aria-label", move || named(words::QR_SAVE_OF));
        el("div").class("way-code").child((image, save.child((icon(Icon::DOWNLOAD), el("span").text(i18n.live(words::QR_SAVE))))))
    };
    el("li").class("way").child((
        el("span").class("way-name t-label").child((icon(sign), el("span").text(i18n.live(screen)))),
        line,
        el("span").class("way-acts").child((link, button, code)),
        show(move || is_shown.get(), picture),
    ))
}

#[cfg(test)]
mod tests {
    use super::place_name;

    #[test]
    fn places_are_named_as_the_server_takes_them() {
        assert_eq!(place_name("Till 3"), "till-3");
        assert_eq!(place_name(&["a".repeat(31), " b".to_owned()].concat()), "a".repeat(31));
        assert_eq!(place_name(""), "");
    }
}
