//! The television: one question a screen, by arrows, OK and Back.
//!
//! A program of its own over the same survey: it walks the questions of the store as the phone does, draws them for three metres and never
//! needs more than six keys. Invariant: an arrow never changes an answer (wheels and a slider taken hold of turn by arrows, as they must).
//! Knows no network and no address.

mod actions;
mod context;
mod finish;
mod foot;
mod keyboard;
mod list;
#[cfg(feature = "all-types")]
mod matrix;
#[cfg(feature = "all-types")]
mod panels;
mod parts;
mod picture;
mod prose;
mod ranking;
#[cfg_attr(not(feature = "all-types"), path = "no_rows.rs")]
mod rows;
mod screen;
mod sheets;
mod slider;
mod tiles;
mod top;
mod wheels;
mod writing;

pub use finish::{Ending, Reader};
pub use keyboard::{Key, Keyboard, Purpose, Shift, rows};

use crate::{
    i18n::Locale,
    modality::{Intent, Pace, has_colored_keys, on_intent, sentinel},
    signal::{Signal, StoredValue, memo},
    view::{El, after, el, element, keyed},
    widgets::{question::Words, survey::SurveyStore},
};
use context::{Overlay, Tv};
use finish::{finished, preview, title_only};
use foot::foot;
use keyboard::keyboard;
use leptos::{ev, prelude::*};
use screen::screen;
use sheets::sheets;
use tessera_form::{ElementId, State};
use top::top;
use web_sys::HtmlElement;

/// What the screen has to know beside the survey.
#[derive(Clone)]
pub struct TvFrame {
    /// Whose questions these are.
    pub workspace: String,
    /// Who reads single answers.
    pub reader: Reader,
    /// Where the answers are now; empty before the first.
    pub notice: Signal<String>,
    /// What became of the finished answers.
    pub ending: Signal<Ending>,
    /// Who asks and what happens to the answers, for the first screen.
    pub about: Signal<String>,
    /// What is said to answers that come too late, beside the usual words.
    pub closing: Signal<Option<Words>>,
    /// The languages the survey is written in.
    pub languages: Vec<Locale>,
    /// Changes the language.
    pub speak: Callback<Locale>,
    /// Whether this layout was chosen by hand where the device calls for another.
    pub is_by_choice: Signal<bool>,
    /// Goes back to the layout that the device calls for.
    pub leave_layout: Callback<()>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scene {
    /// A question, and of a matrix the row.
    Question(ElementId, u32),
    TitleOnly,
    Preview,
    Done,
}

/// A survey on the television.
#[must_use]
pub fn tv_layout(store: SurveyStore, frame: TvFrame) -> El {
    let tv = Tv::new(store);
    let scene = memo(move || match store.state().get() {
        State::Completed => Scene::Done,
        State::Preview => Scene::Preview,
        State::Starting | State::Running => {
            tv.walk.current().map_or(Scene::TitleOnly, |question| Scene::Question(question.id, tv.rows.place(question)))
        }
    });
    // Another screen closes what lay over the one before.
    after(move || {
        scene.track();
        if tv.overlay.with_untracked(Option::is_some) {
            tv.overlay.set(None);
        }
    });
    let leave = hear_the_remote(tv);
    let writing = move || match tv.overlay.get() {
        Some(Overlay::Keyboard(target)) => Some(target),
        _ => None,
    };
    let TvFrame { languages, speak, about, .. } = frame.clone();
    let is_done = memo(move || scene.get() == Scene::Done);
    let head = top(tv, &frame, is_done);
    let draw = move |scene| match scene {
        Scene::Question(id, row) => store.question(id).map(|question| screen(tv, question, row)),
        Scene::TitleOnly => Some(title_only(tv)),
        Scene::Preview => Some(preview(tv)),
        Scene::Done => Some(finished(tv, frame.clone(), leave)),
    };
    // What a screen reads while it is drawn must not draw it anew.
    let ask = move || {
        let scene = scene.get();
        untrack(|| draw(scene))
    };
    let keys = keyed(writing, move |target| untrack(|| target.map(|target| keyboard(tv, target))));
    let main = el("main")
        .class("tv")
        .class_if("is-writing", move || writing().is_some())
        .attr("inert", move || is_covered(tv.overlay.get()))
        .child((head, ask, keys, foot(tv, about)));
    let stage = el("div")
        .class(if has_colored_keys() { "tv-stage has-colors" } else { "tv-stage" })
        .attr("data-group", "stage")
        .on(ev::mousedown, keep_focus);
    let root: HtmlElement = stage.node();
    after(move || tv.scope.mount(&root));
    stage.child((main, sheets(tv, languages, speak, leave)))
}

/// A click on the bare wall would take the focus from where the remote left it.
fn keep_focus(event: ev::MouseEvent) {
    let target: Option<web_sys::Element> = event.target().and_then(element);
    let is_place = target.is_some_and(|target| target.closest("[data-focus]").ok().flatten().is_some());
    if !is_place {
        event.prevent_default();
    }
}

/// Whether a sheet lies over the question. The keyboard does not: what is written stays in view above it.
fn is_covered(overlay: Option<Overlay>) -> bool {
    overlay.is_some_and(|overlay| !matches!(overlay, Overlay::Keyboard(_)))
}

/// Keys and history, to whoever they are for. Returns the way to leave.
fn hear_the_remote(tv: Tv) -> Callback<()> {
    // The way out is known only once history is listened to, and listening needs to know what Back does.
    let way_out = StoredValue::new(None::<Callback<()>>);
    let back = move || {
        let is_done = tv.store.state().get_untracked() == State::Completed;
        match way_out.get_value().filter(|_| is_done) {
            Some(leave) => leave.run(()),
            None if tv.is_heard(Intent::Back) => {}
            None => tv.back(),
        }
    };
    let (back_counts, leave) = sentinel(back);
    let leave = Callback::new(move |()| leave());
    way_out.set_value(Some(leave));
    let pace = StoredValue::new(Pace::default());
    on_intent(move |intent, is_held| {
        match intent {
            Intent::Move(direction) => {
                let now = js_sys::Date::now();
                let is_in_time = pace.try_update_value(|pace| pace.allows(now, is_held)).unwrap_or(true);
                // A held arrow comes to rest at the end; only a press of its own asks for more.
                if is_in_time && !tv.is_heard(intent) && !tv.scope.step(direction) && !is_held {
                    tv.scope.bump(direction);
                }
            }
            Intent::Ok => {
                // A held OK would answer and go on in one breath.
                if !is_held && !tv.is_heard(intent) {
                    tv.scope.press();
                }
            }
            Intent::Back => {
                if !is_held && back_counts() {
                    back();
                }
            }
            Intent::Digit(_) => return tv.is_heard(intent),
            Intent::Color(color) => {
                if !is_held {
                    tv.scope.press_color(color);
                }
            }
        }
        true
    });
    leave
}
