//! The versions of a survey: which were published, what two of them (or the draft) differ in, and one of them as the draft again.

mod difference;

use super::{
    mishap::Coming,
    remove::{Removal, remove},
    words::{moment, number, plural},
};
use crate::{
    client::{Client, ClientError, Tagged, portal::DraftForm},
    i18n::{
        I18n, Key,
        keys::portal::{forms, versions as words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_place},
        pieces::{page_heading, remote},
    },
    signal::{RwSignal, StoredValue},
    view::{Child as _, El, View, el},
    widgets::icon::{Icon, icon},
};
use difference::difference;
use leptos::{ev, prelude::*};
use tessera_api::versions::{Difference, VersionSummary};

/// The draft among the versions.
const DRAFT: u32 = 0;

/// The form and its versions.
#[derive(Clone)]
struct Loaded {
    form: Tagged<DraftForm>,
    versions: Vec<VersionSummary>,
}

/// `/portal/forms/{slug}/versions`
#[must_use]
pub fn versions_page(slug: String) -> View {
    let i18n = use_i18n();
    let asked = slug.clone();
    let loaded = Fetched::new(move |client| {
        let slug = asked.clone();
        async move {
            let form = client.form(&slug).await?;
            Ok::<_, ClientError>(Loaded { form, versions: client.versions(&slug).await? })
        }
    });
    let name = move || loaded.ready(|loaded| loaded.form.body.summary.name.clone()).unwrap_or_default();
    let about = el("p").class("t-meta").attr("dir", "auto").text(name);
    let back = el("a").class("button").attr("href", ["/portal/forms/", &slug, "/edit"].concat());
    let head = el("header").class("work-head").child((
        el("div").child((page_heading(i18n.live(words::TITLE)), about)),
        back.child((icon(Icon::PENCIL), el("span").text(i18n.live(words::EDIT)))),
    ));
    (head, remote(loaded, words::LOADING, words::FAILED, move || panels(&slug, loaded))).view()
}

fn panels(slug: &str, loaded: Fetched<Loaded>) -> Option<El> {
    let i18n = use_i18n();
    let Loaded { versions, .. } = loaded.now()?;
    if versions.is_empty() {
        return Some(el("p").class("panel").text(i18n.live(words::NONE)));
    }
    let newest = versions.first().map_or(DRAFT, |version| version.version);
    let (before, after) = (RwSignal::new(newest), RwSignal::new(DRAFT));
    let rows = versions.iter().map(|version| row(i18n, version, newest, before, after)).collect::<Vec<_>>();
    let list = el("section")
        .class("panel")
        .child((el("div").class("panel-head").child(el("h2").class("t-heading").text(i18n.live(words::PUBLISHED))), el("ul").child(rows)));
    Some(el("div").class("stack").child((list, comparison(slug, loaded, &versions, before, after))))
}

fn row(i18n: I18n, version: &VersionSummary, newest: u32, before: RwSignal<u32>, after: RwSignal<u32>) -> El {
    let VersionSummary { version: own, published_at, published_by, finished } = version.clone();
    let said = move || {
        let when = moment(i18n, &published_at);
        let who = published_by.as_ref().map(|name| i18n.fill(words::WHEN_BY, &[("time", &when), ("name", name)])).unwrap_or(when);
        let count = finished.map(|count| i18n.plural(forms::FINISHED, plural(count), &[]));
        [Some(who), count].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let compare = el("button").attr("type", "button").class("button button-small").on(ev::click, move |_| {
        before.set(own);
        after.set(DRAFT);
    });
    let name = move || named(i18n, own);
    el("li").class("version-row").child((
        el("div").child((
            el("p")
                .class("row-of")
                .child((el("b").text(name), (own == newest).then(|| el("span").class("tag tag-good").text(i18n.live(words::NEWEST))))),
            el("p").class("t-meta num").text(said),
        )),
        compare
            .attr("aria-label", move || i18n.fill(words::COMPARE_OF, &[("number", &number(i18n, u64::from(own)))]))
            .text(i18n.live(words::COMPARE)),
    ))
}

fn named(i18n: I18n, version: u32) -> String {
    if version == DRAFT { i18n.text(words::DRAFT) } else { i18n.fill(words::VERSION, &[("number", &number(i18n, u64::from(version)))]) }
}

/// The text of a version, or of the draft.
async fn text_of(client: Client, slug: &str, version: u32, draft: &str) -> Result<String, ClientError> {
    if version == DRAFT { Ok(draft.to_owned()) } else { client.version(slug, version).await }
}

/// What was compared, and what came out.
struct Compared {
    before: u32,
    older: String,
    difference: Difference,
}

fn comparison(slug: &str, loaded: Fetched<Loaded>, versions: &[VersionSummary], before: RwSignal<u32>, after: RwSignal<u32>) -> El {
    let i18n = use_i18n();
    let place = use_place();
    let slug = StoredValue::new(slug.to_owned());
    let compared = Fetched::new(move |client| {
        let (from, to) = (before.get(), after.get());
        let (slug, draft) = (slug.get_value(), untrack(|| loaded.ready(|loaded| loaded.form.body.source.clone())).unwrap_or_default());
        async move {
            let older = text_of(client, &slug, from, &draft).await?;
            let newer = text_of(client, &slug, to, &draft).await?;
            let difference = client.difference(&older, newer).await?;
            Ok::<_, ClientError>(Compared { before: from, older, difference })
        }
    });
    let numbers: Vec<u32> = std::iter::once(DRAFT).chain(versions.iter().map(|version| version.version)).collect();
    let choice = |label: Key, chosen: RwSignal<u32>| {
        let options = numbers.iter().map(|version| {
            let version = *version;
            el("option")
                .attr("value", version.to_string())
                .prop("selected", move || chosen.get() == version)
                .text(move || named(i18n, version))
        });
        let select = el("select").child(options.collect::<Vec<_>>()).on(ev::change, move |event| {
            if let Ok(version) = event_target_value(&event).parse() {
                chosen.set(version);
            }
        });
        el("label").class("select").child((el("span").text(i18n.live(label)), select))
    };
    let told = move || compared.ready(|compared| difference(i18n, &compared.difference));
    let older = move || {
        let (version, source) = compared.ready(|compared| (compared.before, compared.older.clone()))?;
        let restore = (version != DRAFT)
            .then(|| restore(slug.get_value(), version, loaded, move |slug| place.go(&["/portal/forms/", slug, "/edit"].concat())));
        let summary = el("summary").text(i18n.fill(words::TEXT, &[("version", &named(i18n, version))]));
        let code = el("pre").class("version-text").attr("dir", "ltr").attr("tabindex", "0").attr("role", "region");
        let code = code.attr("aria-label", named(i18n, version)).text(source);
        Some(el("div").class("stack").child((el("details").child((summary, code)), restore)))
    };
    let result = remote(compared, words::COMPARING, words::COMPARE_FAILED, move || (told, older).view());
    el("section").class("panel stack").child((
        el("h2").class("t-heading").text(i18n.live(words::DIFFERENCE)),
        el("div").class("row-of").child((choice(words::BEFORE, before), choice(words::AFTER, after))),
        el("div").class("stack").child(result),
    ))
}

/// The text of a version in the place of the draft's, once that was asked.
fn restore(slug: String, version: u32, loaded: Fetched<Loaded>, done: impl Fn(&str) + Copy + 'static) -> El {
    let kept = StoredValue::new(slug);
    let run = move |client: Client| -> Coming {
        let (slug, tag) = (kept.get_value(), untrack(|| loaded.ready(|loaded| loaded.form.tag.clone())).unwrap_or_default());
        Box::pin(async move {
            let source = client.version(&slug, version).await?;
            client.save_draft(&slug, &source, &tag).await.map(drop)
        })
    };
    let said = Removal { offer: words::RESTORE, ask: words::RESTORE_ASK, hint: words::RESTORE_HINT, act: words::RESTORE_ACT };
    remove(said, run, move || kept.with_value(|slug| done(slug)))
}
