//! The list of forms: state, version, how many finished, and the ways to each.

use super::{
    mishap::more,
    words::{from_now, moment, number, plural},
};
use crate::{
    client::{Client, ClientError},
    i18n::{I18n, keys::portal::forms as words, use_i18n},
    pages::{
        desk::Fetched,
        pieces::{empty, page_heading, remote},
    },
    view::{Child as _, El, View, each, el, show},
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use tessera_api::{
    Page,
    forms::{Audience, Ending, FormState, FormSummary},
};

/// `/portal`
#[must_use]
pub fn forms_page() -> View {
    let i18n = use_i18n();
    let list = Fetched::new(|client| async move { client.forms(None).await });
    let head = el("header").class("work-head").child(el("div").child(page_heading(i18n.live(words::TITLE))));
    (head, remote(list, words::LOADING, words::FAILED, move || forms(i18n, list))).view()
}

fn forms(i18n: I18n, list: Fetched<Page<FormSummary>>) -> View {
    if untrack(|| list.ready(|page| page.items.is_empty())) != Some(false) {
        let act = el("a").class("button button-primary").attr("href", "/portal/new").text(i18n.live(words::EMPTY_ACT));
        return empty(words::EMPTY, words::EMPTY_HINT, act).view();
    }
    let items = move || list.ready(|page| (0..).zip(page.items.iter().cloned()).collect()).unwrap_or_default();
    let rows = each(items, |(place, _)| *place, move |(_, form)| row(i18n, form));
    let has_more = move || list.ready(|page| page.next.is_some()) == Some(true);
    (el("ul").class("panel forms").child(rows), show(has_more, move || more(move |client| Box::pin(next(client, list))))).view()
}

async fn next(client: Client, list: Fetched<Page<FormSummary>>) -> Result<(), ClientError> {
    let cursor = untrack(|| list.ready(|page| page.next.clone())).flatten();
    let more = client.forms(cursor.as_deref()).await?;
    let first = more.items.first().map(|form| form.slug.clone());
    list.change(|page| {
        page.items.extend(more.items);
        page.next = more.next;
    });
    if let Some(slug) = first {
        focus_row(slug);
    }
    Ok(())
}

/// The focus goes to the first row that came: there one reads on.
fn focus_row(slug: String) {
    request_animation_frame(move || {
        use wasm_bindgen::JsCast as _;
        let link = document().get_element_by_id(&format!("form-{slug}")).and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(link) = link {
            // It may have left the page within the frame.
            drop(link.focus());
        }
    });
}

/// The tag that names a form's state.
pub(super) fn state_tag(i18n: I18n, state: FormState) -> El {
    let (class, words) = match state {
        FormState::Draft => ("tag", words::DRAFT),
        FormState::Live => ("tag tag-good", words::LIVE),
        FormState::Closed => ("tag tag-caution", words::CLOSED),
    };
    el("span").class(class).text(i18n.live(words))
}

/// How many finished. For employees' forms the server rounds, and the words say so.
pub(super) fn finished(i18n: I18n, form: &FormSummary) -> String {
    let count = plural(form.finished);
    match form.audience {
        Audience::Employees if count > 0 => i18n.plural(words::FINISHED_ABOUT, count, &[]),
        _ => i18n.plural(words::FINISHED, count, &[]),
    }
}

fn row(i18n: I18n, form: FormSummary) -> El {
    let address = ["/portal/forms/", &form.slug].concat();
    let name = el("a").class("form-name link").attr("id", ["form-", &form.slug].concat()).attr("href", address.clone());
    let name = name.attr("dir", "auto").text(form.name.as_str());
    let results = (form.version > 0).then(|| {
        let described = form.name.clone();
        let link = el("a").class("button button-small").attr("href", [&address, "/results"].concat());
        link.attr("aria-label", move || i18n.fill(words::RESULTS_OF, &[("name", &described)]))
            .child((icon(Icon::CHART), el("span").text(i18n.live(words::RESULTS))))
    });
    let (tag, counted) = (state_tag(i18n, form.state), form.clone());
    el("li").class("form-row").child((
        el("div").child((name, el("p").class("t-meta num").text(move || about(i18n, &form)))),
        tag,
        el("span").class("form-count num").text(move || finished(i18n, &counted)),
        el("span").class("form-acts").child(results),
    ))
}

/// "Ends in 3 days", "Ended 2 hours ago".
pub(super) fn ends_briefly(i18n: I18n, ends: &Ending) -> String {
    i18n.fill(if ends.is_over { words::ENDED } else { words::ENDS }, &[("when", &from_now(i18n, &ends.at))])
}

/// Whose answers, which version, since when, until when.
fn about(i18n: I18n, form: &FormSummary) -> String {
    let audience = i18n.text(match form.audience {
        Audience::Customers => words::CUSTOMERS,
        Audience::Employees => words::EMPLOYEES,
    });
    let version = match form.version {
        0 => i18n.text(words::NEVER),
        version => i18n.fill(words::VERSION, &[("number", &number(i18n, u64::from(version)))]),
    };
    let changed = i18n.fill(words::CHANGED, &[("date", &moment(i18n, &form.changed_at))]);
    let mut parts = vec![audience, version, changed];
    parts.extend(form.ends.as_ref().map(|ends| ends_briefly(i18n, ends)));
    parts.join(" · ")
}
