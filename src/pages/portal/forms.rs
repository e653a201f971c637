//! The list of forms: state, version, how many finished, and the ways to each.

use super::words::{moment, number, plural};
use crate::{
    client::{Client, ClientError},
    i18n::{
        I18n,
        keys::portal::{failed, forms as words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Empty, PageHeading, Remark, Weight, remote},
    },
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use tessera_api::{
    Page,
    forms::{Audience, FormState, FormSummary},
};

/// `/portal`
#[component]
pub fn FormsPage() -> impl IntoView {
    let i18n = use_i18n();
    let list = Fetched::new(|client| async move { client.forms(None).await });
    view! {
        <header class="work-head">
            <div><PageHeading text=Signal::derive(move || i18n.text(words::TITLE)) /></div>
        </header>
        {remote(list, words::LOADING, words::FAILED, move |page| view! { <Forms page=page.clone() list /> })}
    }
}

#[component]
fn Forms(page: Page<FormSummary>, list: Fetched<Page<FormSummary>>) -> impl IntoView {
    let i18n = use_i18n();
    if page.items.is_empty() {
        return view! {
            <Empty heading=words::EMPTY hint=words::EMPTY_HINT>
                <a class="button button-primary" href="/portal/new">{move || i18n.text(words::EMPTY_ACT)}</a>
            </Empty>
        }
        .into_any();
    }
    let rows = page.items.into_iter().map(|form| view! { <Row form /> }).collect_view();
    view! {
        <ul class="panel forms">{rows}</ul>
        {page.next.map(|cursor| view! { <More cursor list /> })}
    }
    .into_any()
}

/// Fetches the next page and puts it below what is there.
#[component]
fn More(cursor: String, list: Fetched<Page<FormSummary>>) -> impl IntoView {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ClientError>));
    let fetch = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let cursor = cursor.clone();
        leptos::task::spawn_local(async move {
            match client.forms(Some(&cursor)).await {
                Ok(more) => {
                    let first = more.items.first().map(|form| form.slug.clone());
                    list.change(|page| {
                        page.items.extend(more.items);
                        page.next = more.next;
                    });
                    if let Some(slug) = first {
                        focus_row(slug);
                    }
                }
                Err(error) => {
                    busy.try_set(false);
                    if !session.notices(&error) {
                        failure.try_set(Some(error));
                    }
                }
            }
        });
    };
    let remark =
        move || failure.get().map(|error| view! { <Remark weight=Weight::Critical><p>{super::words::reason(i18n, &error)}</p></Remark> });
    view! {
        <div class="more stack">
            {remark}
            <div>
                <button type="button" class="button" aria-disabled=move || busy.get().then_some("true") on:click=fetch>
                    {move || i18n.text(if failure.get().is_some() { failed::RETRY } else { words::MORE })}
                </button>
            </div>
        </div>
    }
}

/// The rows were drawn anew, so the focus would be lost: it goes to the first that came.
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
pub(super) fn state_tag(i18n: I18n, state: FormState) -> impl IntoView {
    let (class, words) = match state {
        FormState::Draft => ("tag", words::DRAFT),
        FormState::Live => ("tag tag-good", words::LIVE),
        FormState::Closed => ("tag tag-caution", words::CLOSED),
    };
    view! { <span class=class>{move || i18n.text(words)}</span> }
}

/// How many finished. For employees' forms the server rounds, and the words say so.
pub(super) fn finished(i18n: I18n, form: &FormSummary) -> String {
    let count = plural(form.finished);
    match form.audience {
        Audience::Employees if count > 0 => i18n.plural(words::FINISHED_ABOUT, count, &[]),
        _ => i18n.plural(words::FINISHED, count, &[]),
    }
}

#[component]
fn Row(form: FormSummary) -> impl IntoView {
    let i18n = use_i18n();
    let address = format!("/portal/forms/{}", form.slug);
    let results = format!("{address}/results");
    let FormSummary { slug, name, audience, state, version, ref changed_at, .. } = form;
    let changed = changed_at.clone();
    let about = move || {
        let audience = i18n.text(match audience {
            Audience::Customers => words::CUSTOMERS,
            Audience::Employees => words::EMPLOYEES,
        });
        let version = match version {
            0 => i18n.text(words::NEVER),
            version => i18n.fill(words::VERSION, &[("number", &number(i18n, u64::from(version)))]),
        };
        let changed = i18n.fill(words::CHANGED, &[("date", &moment(i18n, &changed))]);
        format!("{audience} · {version} · {changed}")
    };
    let (described, counted) = (name.clone(), FormSummary { slug: String::new(), name: String::new(), changed_at: String::new(), ..form });
    view! {
        <li class="form-row">
            <div>
                <a class="form-name link" id=format!("form-{slug}") href=address dir="auto">{name}</a>
                <p class="t-meta num">{about}</p>
            </div>
            {state_tag(i18n, state)}
            <span class="form-count num">{move || finished(i18n, &counted)}</span>
            <span class="form-acts">
                {(version > 0).then(|| view! {
                    <a class="button button-small" href=results aria-label=move || i18n.fill(words::RESULTS_OF, &[("name", &described)])>
                        {icon(Icon::CHART)}
                        <span>{move || i18n.text(words::RESULTS)}</span>
                    </a>
                })}
            </span>
        </li>
    }
}
