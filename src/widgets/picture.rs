//! A picture or a video of the author's. Where it does not load, its words stand in its place; nothing waits for it.

use super::{
    question::{Words, words},
    survey::Question,
};
use crate::{
    signal::RwSignal,
    view::{Child as _, El, View, el, keyed},
};
use leptos::ev;
use tessera_form::{Fit, ImageView, Kind};

/// A picture on a page or a phone.
#[must_use]
pub fn picture_body(question: Question) -> View {
    // Takes the focus where a screen begins with it.
    let body = el("div").class("question-picture").attr("id", question.part_id("-input")).attr("tabindex", "-1");
    body.child(keyed(move || image_of(question), move |image| picture(image, true))).view()
}

/// What a question shows; tracked.
#[must_use]
pub fn image_of(question: Question) -> ImageView {
    question.view.with(|view| match &view.kind {
        Kind::Image(_, image) => image.clone(),
        _ => ImageView::default(),
    })
}

/// The picture itself, or what it shows in words. `has_controls`: a video brings its own.
#[must_use]
pub fn picture(image: ImageView, has_controls: bool) -> View {
    let is_broken = RwSignal::new(false);
    let alt = image.alt.as_ref().map(words).unwrap_or_default();
    let draw = move |broken: bool| {
        if broken {
            return el("p").class("picture-words").child(alt.clone().view());
        }
        shown(&image, &alt, has_controls).on(ev::error, move |_| is_broken.set(true))
    };
    keyed(move || is_broken.get(), draw)
}

fn shown(image: &ImageView, alt: &Words, has_controls: bool) -> El {
    let node = if image.is_video {
        let video = el("video").attr("controls", has_controls).attr("preload", "metadata").attr("playsinline", "");
        video.attr("aria-label", (!alt.string.is_empty()).then(|| alt.string.clone()))
    } else {
        // Words are there at once, the picture when it comes.
        el("img").attr("alt", alt.string.clone()).attr("decoding", "async")
    };
    let fit = match image.fit {
        Fit::Contain => "contain",
        Fit::Cover => "cover",
        Fit::Fill => "fill",
        Fit::None => "none",
    };
    let node = node
        .class("picture")
        .attr("lang", alt.lang.clone())
        .attr("src", image.link.to_string())
        .style("object-fit", move || fit.to_owned());
    let node = sized(node, "width", image.width);
    sized(node, "height", image.height)
}

/// Lengths grow with the text: a pixel of the author's is a sixteenth of its size.
fn sized(node: El, name: &'static str, pixels: Option<f64>) -> El {
    match pixels {
        Some(pixels) => {
            let length = [&(pixels / 16.0).to_string(), "rem"].concat();
            node.style(name, move || length.clone())
        }
        None => node,
    }
}
