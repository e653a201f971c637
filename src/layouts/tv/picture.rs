//! A picture on the television; a video is a place of the focus, and OK plays it and pauses it.

use super::{context::Tv, parts::place};
use crate::{
    i18n::keys::respond::tv as keys,
    signal::RwSignal,
    view::{El, el, element, keyed},
    widgets::{
        picture::{image_of, picture},
        survey::Question,
    },
};
use leptos::ev;
use tessera_form::ImageView;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlMediaElement};

/// What an author shows.
pub(super) fn image(tv: Tv, question: Question) -> El {
    let draw = move |image: ImageView| if image.is_video { video(tv, question, image) } else { el("div").child(picture(image, false)) };
    el("div").class("tv-body tv-picture").attr("data-group", question.part_id("-show")).child(keyed(move || image_of(question), draw))
}

fn video(tv: Tv, question: Question, image: ImageView) -> El {
    let plays = RwSignal::new(false);
    let ok = move || tv.i18n.text(if plays.get() { keys::OK_PAUSE } else { keys::OK_PLAY });
    let press = move |event: ev::MouseEvent| {
        let tile = event.current_target().and_then(element::<Element>);
        let video = tile.and_then(|tile| tile.query_selector("video").ok().flatten()).and_then(element::<HtmlMediaElement>);
        let Some(video) = video else { return };
        if !video.paused() {
            plays.set(false);
            return drop(video.pause());
        }
        plays.set(true);
        if let Ok(playing) = video.play() {
            // It may not play (the network, the set): then OK asks again.
            let refused = Closure::once(move |_| plays.set(false));
            drop(playing.catch(&refused));
            refused.forget();
        }
    };
    place("tv-tile tv-video", question.part_id("-video"), ok)
        .attr("aria-label", ok)
        .on(ev::click, press)
        .child(el("span").class("tv-in").child(picture(image, false)))
}
