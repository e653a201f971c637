//! The front page: what this is, and a way into each listed survey on each screen.

use super::{
    desk::Fetched,
    pieces::{art, heading, logo, remote, switches},
};
use crate::{
    i18n::{
        Key,
        keys::portal::{failed, hub, shell},
        use_i18n,
    },
    view::{Child as _, El, View, el, text},
    widgets::icon::{Icon, icon},
};
use serde_json::Value;
use std::rc::Rc;
use tessera_api::{Hub, forms::FormTeaser};

/// `/`
#[must_use]
pub fn hub_page() -> View {
    let i18n = use_i18n();
    let content = Fetched::new(|client| async move { client.hub().await });
    let workspace = move || content.ready(|hub| hub.workspace.clone()).unwrap_or_default();
    let portal = el("a").class("button button-quiet").attr("href", "/portal");
    let top = el("header").class("top").child((
        el("a").class("brand").attr("href", "/").child((logo(), el("span").text(workspace))),
        el("span").class("push"),
        switches(),
        portal.child((icon(Icon::USER), el("span").text(i18n.live(hub::PORTAL)))),
    ));
    let lead = el("div").class("hub-lead").child((
        heading(Rc::new(i18n.live(hub::HEADING)), Rc::new(i18n.live(hub::TITLE)), Some(Rc::new(workspace))),
        el("p").class("t-lead").text(i18n.live(hub::LEAD)),
    ));
    let listed = remote(content, shell::WAITING, failed::SERVER, move || content.now().map(surveys));
    let main = el("main").attr("id", "content").attr("tabindex", "-1").child((lead, listed));
    let skip = el("a").class("skip button").attr("href", "#content").attr("rel", "external").text(i18n.live(shell::SKIP));
    (skip, el("div").class("hub").child((top, main))).view()
}

fn surveys(content: Hub) -> El {
    let i18n = use_i18n();
    if content.forms.is_empty() {
        let act = el("a").class("button").attr("href", "/portal/new").text(i18n.live(hub::EMPTY_ACT));
        return el("section").class("card state").child((
            art(),
            el("h2").class("t-heading").text(i18n.live(hub::EMPTY)),
            el("p").text(i18n.live(hub::EMPTY_HINT)),
            el("div").class("state-acts").child(act),
        ));
    }
    el("section").attr("aria-labelledby", "surveys").child((
        el("h2").class("hub-head t-heading").attr("id", "surveys").text(i18n.live(hub::SURVEYS)),
        el("ul").class("hub-tiles").child(content.forms.into_iter().map(survey).collect::<Vec<_>>()),
    ))
}

/// The other screens a survey can be tried on: name, layout in the address, sign.
const SCREENS: [(Key, &str, Icon); 3] =
    [(hub::DESKTOP, "desktop", Icon::DESKTOP), (hub::PHONE, "mobile", Icon::PHONE), (hub::TV, "tv", Icon::TV)];

fn survey(form: FormTeaser) -> El {
    let i18n = use_i18n();
    let FormTeaser { slug, title, description, questions, locales } = form;
    let address = ["/s/", &slug].concat();
    let heading = ["survey-", &slug].concat();
    let languages = u32::try_from(locales.len()).unwrap_or(1);
    let default = locales.first().cloned().unwrap_or_else(|| "en".to_owned());
    // Words, and their language where it is not the interface's.
    let written = Rc::new(move |text: &Value| {
        let wanted = i18n.locale().tag();
        let (words, language) = in_language(text, wanted, &default);
        (words, (language != wanted).then_some(language))
    });
    let title = {
        let written = written.clone();
        // A survey without a title is known by its address.
        Rc::new(move || Some(written(&title)).filter(|(words, _)| !words.is_empty()).unwrap_or_else(|| (slug.clone(), None)))
    };
    let language = title.clone();
    let named = el("h3").class("t-question").attr("id", heading.clone()).attr("dir", "auto").attr("lang", move || language().1);
    let described = description.map(|words| {
        let words = Rc::new(move || written(&words));
        let language = words.clone();
        el("p").class("hub-words").attr("dir", "auto").attr("lang", move || language().1).text(move || words().0)
    });
    let screens = SCREENS.map(|(name, layout, sign)| {
        let link = el("a").class("chip").attr("rel", "external").attr("href", [&address, "?layout=", layout].concat());
        link.child((icon(sign), el("span").text(i18n.live(name))))
    });
    let counts =
        (text(move || i18n.plural(hub::QUESTIONS, questions, &[])), ", ", text(move || i18n.plural(hub::LANGUAGES, languages, &[])));
    let answer = el("a").class("button").attr("rel", "external").attr("href", address.clone()).attr("aria-describedby", heading);
    let others = el("div").class("hub-screens").child((el("span").class("t-meta").text(i18n.live(hub::OPEN)), screens.to_vec()));
    el("li").class("card hub-tile").child((
        named.text(move || title().0),
        described,
        el("p").class("t-meta num").child(counts),
        el("div").class("hub-acts").child((answer.child((el("span").text(i18n.live(hub::ANSWER)), icon(Icon::FORWARD))), others)),
    ))
}

/// A text of a definition in `wanted`, else as its default says; and the language it then is in.
fn in_language(text: &Value, wanted: &str, default: &str) -> (String, String) {
    match text {
        Value::String(words) => (words.clone(), default.to_owned()),
        Value::Object(all) => {
            let found = [wanted, "default", default, "en"].into_iter().find_map(|language| Some((language, all.get(language)?.as_str()?)));
            let (language, words) = found.unwrap_or((default, ""));
            (words.to_owned(), if language == "default" { default } else { language }.to_owned())
        }
        _ => (String::new(), default.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_comes_in_the_language_wanted_or_says_which_it_came_in() {
        let check = |text: Value, wanted, words: &str, language: &str| {
            assert_eq!(in_language(&text, wanted, "en"), (words.to_owned(), language.to_owned()));
        };
        check(json!({"default": "Pulse", "pl": "Puls"}), "pl", "Puls", "pl");
        check(json!({"default": "Pulse", "pl": "Puls"}), "fr", "Pulse", "en");
        check(json!("Pulse"), "he", "Pulse", "en");
        check(json!({"he": "x"}), "fr", "", "en");
        check(json!(7), "fr", "", "en");
    }
}
