//! One question: context, title, what is wrong, the answers of its family, the buttons.

use super::{
    actions::Actions,
    context::{Overlay, use_tv},
    list::OptionList,
    prose::{Computed, Prose},
    slider::SliderBody,
    tiles::{BooleanTiles, RatingTiles, is_locked},
    wheels::WheelsBody,
    writing::{Field, Target, WritingBody},
};
use crate::{
    i18n::keys::respond::{self, choice, tv as keys},
    view::text,
    widgets::{
        choice::with_list,
        icon::{Icon, icon},
        question::{Words, error_text, words, words_in},
        survey::{Element, Panel, Question, SurveyStore},
    },
};
use leptos::prelude::*;
use tessera_form::{InputType, Kind, Level};

/// A question as a screen of its own.
#[component]
pub(super) fn Screen(question: Question) -> impl IntoView {
    let tv = use_tv();
    let is_prose = question.view.with_untracked(|view| matches!(view.kind, Kind::Html { .. }));
    let context = move || context_of(tv.store, question);
    let title = move || question.view.with(|view| view.title.as_ref().map(words)).filter(|_| !is_prose);
    let number = move || question.view.with(|view| view.number.clone());
    let hint = move || question.view.with(|view| view.description.as_ref().map(words));
    let has_comment = Memo::new(move |_| question.view.with(|view| view.comment.is_some()));
    view! {
        <section class="tv-ask" class:is-invalid=move || question.is_invalid() id=question.dom_id()
            data-question=question.view.with_untracked(|view| view.name.to_string())
        >
            <div class="tv-head">
                {move || context().map(|context| view! { <p class="tv-label tv-context">{context.view()}</p> })}
                {move || title().map(|title| view! {
                    <h1 class="tv-question" id=question.part_id("-title")>
                        {number().map(|number| view! { <span class="num">{number}</span>" " })}{title.view()}
                    </h1>
                })}
                {move || hint().map(|hint| view! { <p class="tv-lead" id=question.part_id("-hint")>{hint.view()}</p> })}
                <Errors question/>
            </div>
            {body(question)}
            <Show when=move || has_comment.get()>
                <div data-group=question.part_id("-remark")><Field target=Target::Comment(question)/></div>
            </Show>
            <Actions question/>
        </section>
    }
    .into_any()
}

fn body(question: Question) -> AnyView {
    enum Family {
        Writing,
        Wheels,
        Slider,
        List,
        Dropdown,
        Boolean,
        Rating,
        Html,
        Expression,
        Unsupported,
    }
    let family = question.view.with_untracked(|view| match &view.kind {
        Kind::Text { input, .. } => match input {
            InputType::Date | InputType::DatetimeLocal | InputType::Month | InputType::Time | InputType::Week => Family::Wheels,
            InputType::Range => Family::Slider,
            _ => Family::Writing,
        },
        Kind::Comment { .. } => Family::Writing,
        Kind::Radiogroup(_) | Kind::Checkbox(_) => Family::List,
        Kind::Dropdown(_) => Family::Dropdown,
        Kind::Boolean { .. } => Family::Boolean,
        Kind::Rating { .. } => Family::Rating,
        Kind::Html { .. } => Family::Html,
        Kind::Expression { .. } => Family::Expression,
        Kind::Unsupported { .. } => Family::Unsupported,
    });
    match family {
        Family::Writing => view! { <WritingBody question/> }.into_any(),
        Family::Wheels => view! { <WheelsBody question/> }.into_any(),
        Family::Slider => view! { <SliderBody question/> }.into_any(),
        Family::List => view! { <OptionList question/> }.into_any(),
        Family::Dropdown => view! { <Dropdown question/> }.into_any(),
        Family::Boolean => view! { <BooleanTiles question/> }.into_any(),
        Family::Rating => view! { <RatingTiles question/> }.into_any(),
        Family::Html => view! { <Prose question/> }.into_any(),
        Family::Expression => view! { <Computed question/> }.into_any(),
        Family::Unsupported => {
            let tv = use_tv();
            view! { <p class="tv-lead">{move || tv.i18n.text(respond::UNSUPPORTED)}</p> }.into_any()
        }
    }
}

/// What is wrong, under the title: a brick bar and a sentence.
#[component]
fn Errors(question: Question) -> impl IntoView {
    let tv = use_tv();
    let lines = move || {
        let errors = question.errors();
        let line = |error: &tessera_form::FieldError| {
            let text = question.view.with(|view| error_text(tv.i18n, &view.kind, error));
            let (class, sign) =
                if error.level == Level::Error { ("tv-error", Icon::ALERT) } else { ("tv-error tv-error-mild", Icon::INFO) };
            view! { <p class=class>{icon(sign)}<span>{text}</span></p> }
        };
        errors.iter().map(line).collect_view()
    };
    view! { <div id=question.part_id("-error")>{lines}</div> }.into_any()
}

/// A closed list: what is chosen; OK opens it at the side.
#[component]
fn Dropdown(question: Question) -> impl IntoView {
    let tv = use_tv();
    let chosen = move || {
        with_list(question, |list| list.choices.iter().find(|choice| choice.selected).map(|choice| words_in(tv.i18n, &choice.text)))
            .flatten()
    };
    let placeholder = move || with_list(question, |list| list.placeholder.as_ref().map(words)).flatten();
    let has_other = Memo::new(move |_| with_list(question, |list| list.other.is_some()).unwrap_or(false));
    let content = move || match chosen() {
        Some(chosen) => view! { <span class="tv-text">{chosen.view()}</span> }.into_any(),
        None => {
            let words = placeholder().map_or_else(|| text(tv.i18n.text(choice::CHOOSE)), Words::view);
            view! { <span class="tv-example">{words}</span> }.into_any()
        }
    };
    let value_id = question.part_id("-value");
    let named_by = {
        let value_id = value_id.clone();
        move || [question.labelled_by().unwrap_or_default(), value_id.clone()].join(" ").trim().to_owned()
    };
    let open = move |_| {
        if !untrack(|| is_locked(question)) {
            tv.overlay.set(Some(Overlay::Choices(question)));
        }
    };
    view! {
        <div class="tv-body" data-group=question.part_id("-box")>
            <button type="button" class="tv-tile tv-field" id=question.part_id("-input") data-focus=question.part_id("-input")
                data-ok=move || tv.i18n.text(keys::OK_OPEN) aria-haspopup="dialog"
                aria-labelledby=named_by aria-describedby=move || question.described_by()
                aria-disabled=move || is_locked(question).then_some("true")
                on:click=open
            ><span class="tv-in tv-in-ends"><span id=value_id>{content}</span>{icon(Icon::DOWN)}</span></button>
            <Show when=move || has_other.get()><Field target=Target::Other(question)/></Show>
        </div>
    }
    .into_any()
}

/// The title of the panel a question lies in, else of its page; tracked.
fn context_of(store: SurveyStore, question: Question) -> Option<Words> {
    fn innermost(elements: &[Element], question: Question) -> Option<Option<Words>> {
        elements.iter().find_map(|element| match element {
            Element::Question(found) => (found.id == question.id).then_some(None),
            Element::Panel(Panel { node, .. }) => {
                node.with(|node| innermost(&node.elements, question).map(|inner| inner.or_else(|| node.title.as_ref().map(words))))
            }
        })
    }
    store.page().with(|page| innermost(&page.elements, question).flatten().or_else(|| page.title.as_ref().map(words)))
}
