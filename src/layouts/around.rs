//! What stands around a question on its page: titles and hints of the page and of the panels it lies in, and what is wrong with those as a
//! whole; for layouts of one question a screen.

use crate::{
    i18n::{I18n, use_i18n},
    view::{El, View, el, keyed},
    widgets::{
        icon::{Icon, icon},
        question::{Words, error_text, words},
        survey::{Element, Node, Question, SurveyStore},
    },
};
use tessera_form::Kind;

/// The classes of its paragraphs.
#[derive(Clone, Copy)]
pub(super) struct Classes {
    pub(super) title: &'static str,
    pub(super) hint: &'static str,
    pub(super) error: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Title,
    Hint,
    Error,
}

/// A paragraph for each of them, outermost first; made anew only when one changes.
pub(super) fn around(store: SurveyStore, question: impl Fn() -> Option<Question> + 'static, classes: Classes) -> View {
    let i18n = use_i18n();
    let paragraph = move |(part, words): (Part, Words)| -> El {
        match part {
            Part::Title => el("p").class(classes.title).child(words.view()),
            Part::Hint => el("p").class(classes.hint).child(words.view()),
            Part::Error => el("p").class(classes.error).child((icon(Icon::ALERT), el("span").child(words.view()))),
        }
    };
    let read = move || {
        let mut lines = Vec::new();
        if let Some(question) = question() {
            store.page().with(|page| collect(i18n, page, question, &mut lines));
        }
        lines
    };
    keyed(read, move |lines: Vec<(Part, Words)>| lines.into_iter().map(paragraph).collect::<Vec<_>>())
}

/// What this page or panel says, then what the panel in it says that holds the question.
fn collect(i18n: I18n, node: &Node, question: Question, lines: &mut Vec<(Part, Words)>) {
    lines.extend(node.title.iter().map(|title| (Part::Title, words(title))));
    lines.extend(node.description.iter().map(|hint| (Part::Hint, words(hint))));
    let any = Kind::Unsupported { type_name: "".into() };
    lines.extend(node.errors.iter().map(|error| (Part::Error, Words::from(error_text(i18n, &any, error)))));
    for element in &node.elements {
        if let Element::Panel(panel) = element {
            panel.node.with(|inner| {
                if holds(inner, question) {
                    collect(i18n, inner, question, lines);
                }
            });
        }
    }
}

fn holds(node: &Node, question: Question) -> bool {
    node.elements.iter().any(|element| match element {
        Element::Question(found) => found.id == question.id,
        Element::Panel(panel) => panel.node.with(|inner| holds(inner, question)),
    })
}
