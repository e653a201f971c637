//! Which layout is drawn, and drawing it.

use super::{
    Page, dom,
    load::Open,
    notice::notice,
    program::{Program, Shown},
    promise::promised,
    tools::tools,
};
use crate::{
    i18n::keys::respond as keys,
    layouts::Frame,
    modality::{Canvas, Layout, Surroundings, detect, surroundings},
    outbox::Choices,
    signal::{RwSignal, Signal, StoredValue, memo},
    view::{Child as _, View, after, on_window},
    widgets::question::focus_question,
};
use leptos::{ev, prelude::*};
use std::rc::Rc;
use tessera_form::State;

/// The screen: what is asked for, what it is like, which layout follows. A handle.
#[derive(Clone, Copy)]
pub(super) struct Screen {
    chosen: RwSignal<Option<Layout>>,
    /// What the address asks for goes before an earlier choice, until the person chooses on this page.
    is_chosen_here: RwSignal<bool>,
    size: RwSignal<(f64, f64)>,
    /// The layout this screen calls for, which may be one of the other program.
    wanted: Signal<Layout>,
    layout: Signal<Layout>,
    is_handing_over: StoredValue<bool>,
}

impl Screen {
    pub(super) fn new(program: &'static Program) -> Self {
        let chosen = RwSignal::new(Choices::Layout.read().as_deref().and_then(Layout::from_name));
        let is_chosen_here = RwSignal::new(false);
        let size = RwSignal::new(dom::size());
        on_window(ev::resize, move |_| size.set(dom::size()));
        let around = move || {
            let (width, height) = size.get();
            let found = surroundings(width, height);
            Surroundings { asked: found.asked.filter(|_| !is_chosen_here.get()), chosen: chosen.get(), ..found }
        };
        let wanted = memo(move || detect(&around()).layout);
        // Until the other program is there, this one goes on with the layout it had.
        let last = StoredValue::new(None::<Layout>);
        let layout = memo(move || {
            let kept = last.get_value().filter(|_| !program.has(wanted.get()));
            last.set_value(kept.or_else(|| Some(wanted.get())));
            kept.unwrap_or_else(|| wanted.get())
        });
        let canvas = memo(move || detect(&around()).canvas);
        after(move || {
            // A layout asked for on another screen keeps its own type: a phone's on a wide screen is still one question in one column.
            let canvas = match layout.get() {
                Layout::Tv => Canvas::Tv,
                Layout::Mobile => canvas.get().min(Canvas::S),
                Layout::Desktop => canvas.get().clamp(Canvas::S, Canvas::L),
            };
            dom::mark("data-canvas", Some(canvas.name()));
            dom::mark("data-layout", Some(layout.get().name()));
        });
        Self { chosen, is_chosen_here, size, wanted, layout, is_handing_over: StoredValue::new(false) }
    }

    /// The layout drawn; tracked.
    pub(super) fn layout(self) -> Layout {
        self.layout.get()
    }

    pub(super) fn layout_untracked(self) -> Layout {
        self.layout.get_untracked()
    }

    /// What the person chose; tracked.
    pub(super) fn chosen(self) -> Option<Layout> {
        self.chosen.get()
    }

    /// Whether this is a television's layout because the person chose it, and the device calls for another.
    pub(super) fn is_television_by_choice(self) -> Signal<bool> {
        memo(move || {
            let (width, height) = self.size.get();
            let own = detect(&Surroundings { asked: None, chosen: None, ..surroundings(width, height) });
            self.chosen() == Some(Layout::Tv) && own.layout != Layout::Tv
        })
    }

    /// Chooses a layout, or leaves it to the device again.
    pub(super) fn choose(self, layout: Option<Layout>) {
        Choices::Layout.write(layout.map(Layout::name));
        self.is_chosen_here.set(true);
        self.chosen.set(layout);
        self.size.set(dom::size());
    }
}

/// A form being answered, in the layout of the screen; or the finished page.
pub(super) fn answering(page: Page, open: Rc<Open>) -> View {
    let i18n = page.i18n;
    let Open { store, is_handed, .. } = *open;
    let promise = promised(i18n, open.asker());
    let for_tools = Rc::clone(&open);
    let frame = Frame {
        workspace: open.workspace.clone(),
        promise,
        saved: super::notice::saved_words(page),
        tools: Rc::new(move || tools(page, &for_tools.locales).view()),
        notice: Rc::new(move || notice(page)),
    };
    // The tab says whose questions these are, and that something on the page is wrong.
    after({
        let open = Rc::clone(&open);
        move || {
            store.locale().track();
            let title = store.read(tessera_form::Session::title).map(|title| title.string.to_string()).unwrap_or_default();
            let title = if title.is_empty() {
                open.workspace.clone()
            } else {
                i18n.fill(keys::PAGE_TITLE, &[("title", &title), ("workspace", &open.workspace)])
            };
            store.page().track();
            let is_wrong = store.questions().iter().any(|question| question.is_invalid());
            dom::set_title(&if is_wrong { i18n.fill(keys::PAGE_TITLE_ERROR, &[("title", &title)]) } else { title });
        }
    });
    // Another layout takes over at the same question, and takes the focus along if it was on the page.
    let mut before = is_handed.then_some(None);
    after(move || {
        let layout = page.layout.layout();
        if before.replace(Some(layout)).is_some_and(|before| before != Some(layout))
            && let Some(question) = store.active().get_untracked().and_then(|id| store.question(id))
        {
            focus_question(question);
        }
    });
    // The finished page and the survey are one on the television, two elsewhere.
    let shown = memo(move || {
        let layout = page.layout.layout();
        (layout, layout != Layout::Tv && store.state().get() == State::Completed)
    });
    hand_over(page, Rc::clone(&open));
    let screen = move || {
        let (layout, is_done) = shown.get();
        untrack(|| page.program.draw(&Shown { page, open: Rc::clone(&open), frame: frame.clone(), layout, is_done }))
    };
    screen.view()
}

/// Hands over to the other program as soon as the screen calls for a layout of its own.
fn hand_over(page: Page, open: Rc<Open>) {
    let Screen { wanted, is_handing_over, .. } = page.layout;
    after(move || {
        let is_wanted = !page.program.has(wanted.get());
        if !is_wanted || is_handing_over.try_update_value(|is| std::mem::replace(is, true)) == Some(true) {
            return;
        }
        let open = Rc::clone(&open);
        let hand = move || (!page.program.has(wanted.get_untracked())).then(|| page.handed(&open));
        page.program.hand_over(hand, move |takes_over| {
            is_handing_over.set_value(false);
            if takes_over {
                page.leave();
            }
        });
    });
}
