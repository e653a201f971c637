//! The designed states of a page: nothing there, not there yet, not coming.

use crate::{
    client::ClientError,
    i18n::{
        Key,
        keys::portal::{failed, shell},
        use_i18n,
    },
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use tessera_api::ProblemKind;

/// A small mosaic over an empty state: tiles laid by hand, a few of glass, one missing.
#[component]
pub(in crate::pages) fn Art(
    /// How many tiles of how many are laid, for "too few"; without it the empty wall.
    #[prop(optional)]
    laid: Option<(u64, u64)>,
) -> impl IntoView {
    let (columns, rows) = laid.map_or((6, 4), |(_, of)| (of.clamp(1, 12), 1));
    let tile = |index: u64| {
        let (column, row) = (index % columns, index / columns);
        // Uneven as if laid by hand, and always the same: a hash of the place.
        let off = |salt: u64| f64::from(u32::try_from((index * 37 + salt * 53) % 7).unwrap_or(0)) * 0.5 - 1.5;
        let at = |cell: u64| f64::from(u32::try_from(cell).unwrap_or(0)) * 28.0;
        let (x, y) = (at(column), at(row));
        let corner = |salt: u64, dx: f64, dy: f64| format!("{:.1} {:.1}", x + dx + off(salt), y + dy + off(salt + 3));
        let shape = format!("M{}L{}L{}L{}z", corner(1, 0.0, 0.0), corner(2, 23.5, 0.0), corner(4, 23.5, 23.5), corner(5, 0.0, 23.5));
        let class = match laid {
            Some((count, _)) if index < count => "g2",
            Some(_) => "g0",
            None if index == 9 => "g0",
            None if matches!(index, 0 | 3 | 8 | 11 | 13 | 18 | 22) => "g3",
            None => "g6",
        };
        view! { <path class=class d=shape /> }
    };
    let width = columns * 28;
    let height = rows * 28;
    view! {
        <div class="art" aria-hidden="true">
            <svg class="mosaic" viewBox=format!("-3 -3 {width} {height}")>{(0..columns * rows).map(tile).collect_view()}</svg>
        </div>
    }
}

/// Nothing is there. Says what would be, and how to get it there.
#[component]
pub(in crate::pages) fn Empty(heading: Key, hint: Key, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="panel state">
            <Art />
            <h2 class="t-heading">{move || i18n.text(heading)}</h2>
            <p>{move || i18n.text(hint)}</p>
            {children.map(|children| view! { <div class="state-acts">{children()}</div> })}
        </section>
    }
}

/// Not there yet. Seen only after a second (`style/pages/portal.css`): what comes sooner should not flash.
#[component]
pub(in crate::pages) fn Waiting(words: Key) -> impl IntoView {
    let i18n = use_i18n();
    let bones = || view! { <span><i class="ghost"></i><i class="ghost"></i></span> };
    view! {
        <div class="panel state pending" aria-busy="true">
            <span class="ghosts" aria-hidden="true">{bones()}{bones()}{bones()}</span>
            <p class="pending-words t-meta" role="status">
                <span class="pending-tiles" aria-hidden="true"><i></i><i></i><i></i><i></i></span>
                {move || i18n.text(words)}
            </p>
        </div>
    }
}

/// Not coming. Says what is the case, whose fault it is, and offers another try.
#[component]
pub(in crate::pages) fn Failed(
    error: ClientError,
    /// What could not be done.
    heading: Key,
    retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let missing = error.kind() == Some(ProblemKind::NotFound);
    let reference = match &error {
        ClientError::Problem { problem, .. } if !missing => problem.instance.clone(),
        _ => None,
    };
    let heading = if missing { failed::MISSING } else { heading };
    let hint = move || match &error {
        _ if missing => i18n.text(failed::MISSING_HINT),
        ClientError::Offline => i18n.text(failed::OFFLINE_HINT),
        ClientError::Strange(_) => i18n.text(failed::STRANGE_HINT),
        ClientError::Problem { problem, .. } => problem.detail.clone().unwrap_or_else(|| i18n.text(failed::SERVER_HINT)),
    };
    // What is not there will not come by asking again.
    let act = if missing {
        view! { <a class="button" href="/portal">{move || i18n.text(shell::FORMS)}</a> }.into_any()
    } else {
        view! {
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {icon(Icon::REFRESH)}
                <span>{move || i18n.text(failed::RETRY)}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <section class="panel state" role="alert">
            <h2 class="t-heading">{icon(Icon::ALERT)}<span>{move || i18n.text(heading)}</span></h2>
            <p>{hint}</p>
            {reference.map(|id| view! { <p class="t-meta num">{move || i18n.fill(failed::REFERENCE, &[("id", &id)])}</p> })}
            <div class="state-acts">{act}</div>
        </section>
    }
}

/// The mark beside the organization's name.
#[component]
pub(in crate::pages) fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 2.2L8.5 2.5 8.2 8.7 2.3 8.3zM9.6 2.4L15.1 2 15 8.3 9.4 8.6zM16.2 2.1L22 2.5 21.7 8.6 16.1 8.3zM9.3 9.8L14.9 9.5 15.2 15.2 9.5 15.5z" />
            <path class="lg-a" d="M9.9 17L15.6 16.4 16.1 22 10.3 22.5z" />
        </svg>
    }
}
