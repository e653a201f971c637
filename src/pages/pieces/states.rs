//! The designed states of a page: nothing there, not there yet, not coming.

use crate::{
    client::ClientError,
    i18n::{
        Key,
        keys::portal::{failed, shell},
        use_i18n,
    },
    view::{El, el, svg, text},
    widgets::{
        chart::px,
        icon::{Icon, icon},
    },
};
use leptos::{ev, prelude::*};
use tessera_api::ProblemKind;

/// A small mosaic over an empty state: tiles laid by hand, a few of glass, one missing.
pub(in crate::pages) fn art() -> El {
    mosaic(6, 4, |index| match index {
        9 => "g0",
        0 | 3 | 8 | 11 | 13 | 18 | 22 => "g3",
        _ => "g6",
    })
}

/// The same over "too few": none of so many tiles is laid.
pub(in crate::pages) fn art_missing(of: u64) -> El {
    mosaic(u32::try_from(of).unwrap_or(12).clamp(1, 12), 1, |_| "g0")
}

fn mosaic(columns: u32, rows: u32, class: fn(u32) -> &'static str) -> El {
    let tile = |index: u32| {
        // Uneven as if laid by hand, and always the same: a hash of the place.
        let off = |salt: u32| f64::from((index * 37 + salt * 53) % 7) * 0.5 - 1.5;
        let (x, y) = (f64::from(index % columns * 28), f64::from(index / columns * 28));
        let corner = |salt: u32, dx: f64, dy: f64| [px(x + dx + off(salt)), px(y + dy + off(salt + 3))].join(" ");
        let corners = [corner(1, 0.0, 0.0), corner(2, 23.5, 0.0), corner(4, 23.5, 23.5), corner(5, 0.0, 23.5)].join("L");
        svg("path").class(class(index)).attr("d", ["M", &corners, "z"].concat())
    };
    let size = [columns, rows].map(|count| (count * 28).to_string()).join(" ");
    let drawing = svg("svg").class("mosaic").attr("viewBox", ["-3 -3 ", &size].concat());
    el("div").class("art").attr("aria-hidden", "true").child(drawing.child((0..columns * rows).map(tile).collect::<Vec<_>>()))
}

/// Nothing is there. Says what would be, and how to get it there.
pub(in crate::pages) fn empty(heading: Key, hint: Key, act: El) -> El {
    let i18n = use_i18n();
    el("section").class("panel state").child((
        art(),
        el("h2").class("t-heading").text(i18n.live(heading)),
        el("p").text(i18n.live(hint)),
        el("div").class("state-acts").child(act),
    ))
}

/// Not there yet. Seen only after a second (`style/pages/portal.css`): what comes sooner should not flash.
pub(in crate::pages) fn waiting(words: Key) -> El {
    let i18n = use_i18n();
    let ghost = || el("i").class("ghost");
    let bones = || el("span").child((ghost(), ghost()));
    let tiles = [(); 4].map(|()| el("i")).to_vec();
    el("div").class("panel state pending").attr("aria-busy", "true").child((
        el("span").class("ghosts").attr("aria-hidden", "true").child((bones(), bones(), bones())),
        el("p")
            .class("pending-words t-meta")
            .attr("role", "status")
            .child((el("span").class("pending-tiles").attr("aria-hidden", "true").child(tiles), text(i18n.live(words)))),
    ))
}

/// Not coming: `heading` is what could not be done. Says what is the case, whose fault it is, and offers another try.
pub(in crate::pages) fn failed(error: ClientError, heading: Key, retry: Callback<()>) -> El {
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
        el("a").class("button").attr("href", "/portal").text(i18n.live(shell::FORMS))
    } else {
        let again = el("button").attr("type", "button").class("button").on(ev::click, move |_| retry.run(()));
        again.child((icon(Icon::REFRESH), el("span").text(i18n.live(failed::RETRY))))
    };
    let reference = reference.map(|id| el("p").class("t-meta num").text(move || i18n.fill(failed::REFERENCE, &[("id", &id)])));
    el("section").class("panel state").attr("role", "alert").child((
        el("h2").class("t-heading").child((icon(Icon::ALERT), el("span").text(i18n.live(heading)))),
        el("p").text(hint),
        reference,
        el("div").class("state-acts").child(act),
    ))
}

/// The mark beside the organization's name.
pub(in crate::pages) fn logo() -> El {
    const TILES: &str = "M2 2.2L8.5 2.5 8.2 8.7 2.3 8.3zM9.6 2.4L15.1 2 15 8.3 9.4 8.6zM16.2 2.1L22 2.5 21.7 8.6 16.1 8.3zM9.3 9.8L14.9 9.5 15.2 15.2 9.5 15.5z";
    svg("svg")
        .class("logo")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child((svg("path").attr("d", TILES), svg("path").class("lg-a").attr("d", "M9.9 17L15.6 16.4 16.1 22 10.3 22.5z")))
}
