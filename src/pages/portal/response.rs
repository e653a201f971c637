//! One response, each answer in the words of the form, and the way to delete it.

use super::{
    remove::{Removal, remove},
    results::screen,
    words::{moment, seconds},
};
use crate::{
    i18n::{
        I18n, Locale,
        keys::portal::{remove as remove_words, response as words, results},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_place},
        pieces::{page_heading, remote},
    },
    view::{Child as _, El, View, el, show},
    widgets::icon::{Icon, icon},
};
use tessera_api::responses::{GivenAnswer, ResponseDetail};

/// `/portal/responses/{id}`
#[must_use]
pub fn response_page(id: String) -> View {
    let i18n = use_i18n();
    let place = use_place();
    let asked = id.clone();
    let response = Fetched::new(move |client| {
        let id = asked.clone();
        async move { client.response(&id).await }
    });
    let results_of = move || response.ready(|response| ["/portal/forms/", &response.form, "/results"].concat()).unwrap_or_default();
    let name = move || response.ready(|response| response.form_name.clone()).unwrap_or_else(|| i18n.text(words::TITLE));
    let about = el("p").class("t-meta num").text(move || response.ready(|response| about(i18n, response)).unwrap_or_default());
    let back = move || back_to(i18n, response.ready(|response| response.form.clone()).unwrap_or_default());
    let is_there = move || response.ready(|_| ()).is_some();
    let head = el("header").class("work-head").child((el("div").child((page_heading(name), about)), show(is_there, back)));
    let shown = move || {
        let id = id.clone();
        let gone = move || place.replace(&untracked(results_of));
        let removal = Removal { offer: words::DELETE, ask: words::DELETE_ASK, hint: words::DELETE_HINT, act: remove_words::DELETE };
        let delete = remove(
            removal,
            move |client| {
                let id = id.clone();
                Box::pin(async move { client.erase(&id).await })
            },
            gone,
        );
        el("div").class("stack").child((response.now().map(|response| answers(i18n, response)), delete))
    };
    (head, remote(response, words::LOADING, words::FAILED, shown)).view()
}

fn untracked<T>(read: impl Fn() -> T) -> T {
    leptos::prelude::untrack(read)
}

fn back_to(i18n: I18n, form: String) -> El {
    let link = el("a").class("button").attr("href", ["/portal/forms/", &form, "/results"].concat());
    link.child((icon(Icon::CHART), el("span").text(i18n.live(results::TITLE))))
}

/// `Finished. TV, tv-menu, Polski, 12 May 2026, 14:03, 1 min 20 s`, as far as it is known.
fn about(i18n: I18n, response: &ResponseDetail) -> String {
    let state = i18n.text(if response.completed { words::FINISHED } else { words::UNFINISHED });
    let language = || Locale::from_tag(&response.locale).map(|locale| locale.own_name().to_owned());
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let parts = [
        known(&response.layout).map(|layout| screen(i18n, &layout)),
        known(&response.touchpoint),
        language(),
        Some(moment(i18n, &response.saved_at)),
        response.seconds.map(|taken| seconds(i18n, taken)),
    ];
    [state, parts.into_iter().flatten().collect::<Vec<_>>().join(", ")].join(" ")
}

fn answers(i18n: I18n, response: ResponseDetail) -> El {
    let ResponseDetail { answers, other, locale, .. } = response;
    let list = answers.into_iter().map(|answer| given(i18n, answer, &locale));
    let rest = other.into_iter().map(|(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        el("div").class("given").child((el("dt").class("t-meta").text(name), el("dd").child(el("p").attr("dir", "auto").text(value))))
    });
    let rest: Vec<El> = rest.collect();
    let also = (!rest.is_empty()).then(|| {
        el("section").class("panel").child((
            el("div").class("panel-head").child(el("h2").class("t-heading").text(i18n.live(words::ALSO))),
            el("p").class("panel-hint t-meta").text(i18n.live(words::ALSO_HINT)),
            el("dl").child(rest),
        ))
    });
    el("div").class("stack").child((el("section").class("panel").child(el("dl").child(list.collect::<Vec<_>>())), also))
}

fn given(i18n: I18n, answer: GivenAnswer, locale: &str) -> El {
    let GivenAnswer { title, value, texts, comment, .. } = answer;
    // A value made of others has no words of its own.
    let texts = if texts.is_empty() { value.map(|value| value.to_string()).into_iter().collect() } else { texts };
    let is_left_out = texts.is_empty() && comment.is_none();
    let words_of = |text: String| el("p").class("comment-text").attr("dir", "auto").attr("lang", locale.to_owned()).text(text);
    let said: Vec<El> = texts.into_iter().chain(comment).map(words_of).collect();
    let left_out = is_left_out.then(|| el("p").class("t-meta").text(i18n.live(words::LEFT_OUT)));
    el("div").class("given").child((el("dt").class("t-meta").attr("dir", "auto").text(title), el("dd").child((said, left_out))))
}
