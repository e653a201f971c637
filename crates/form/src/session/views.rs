//! The views a screen reads: the page, its panels and questions, each with everything needed to show it.

use super::Session;
use crate::model::{Body, Composite, Element, Family, ImageDef, SelectDef, SelectKind};
use crate::text::is_same_choice;
use crate::{
    ChoiceList, ChoiceRole, ChoiceView, CommentView, ElementId, ElementView, ImageView, Kind, PageView, PanelView, QuestionView, RankList,
    State, Text,
};
use std::rc::Rc;

impl Session {
    /// The page shown; all pages in one during the preview and in a single-page survey.
    pub fn page(&self) -> Option<PageView> {
        let roots = self.roots_shown();
        let first = *roots.first()?;
        let page = match self.element_of(first)?.body {
            Body::Page(_) => first,
            _ => self.page_of(first)?,
        };
        let element = self.element_of(page)?;
        let all = self.shows_all_pages();
        let elements = if all {
            // Each page is a panel of its own, so that titles stay with their questions.
            let mut panels = Vec::new();
            for page in &roots {
                panels.extend(self.panel_view(*page).map(ElementView::Panel));
            }
            panels
        } else if page == first {
            self.children_views(page)
        } else {
            self.element_view(first).into_iter().collect()
        };
        let shows_title = self.form.settings.show_page_titles && element.show_title && !all;
        Some(PageView {
            id: ElementId(page),
            name: Rc::from(if all { "all" } else { &element.name }),
            title: self.words(page, &element.title).filter(|_| shows_title),
            description: self.words(page, &element.description).filter(|_| shows_title),
            errors: self.node(page)?.errors.clone(),
            elements,
        })
    }

    fn children_views(&self, id: u32) -> Vec<ElementView> {
        let children = self.children_of(id);
        let mut views = Vec::with_capacity(children.len());
        for child in children {
            views.extend(self.element_view(child));
        }
        views
    }

    pub(super) fn element_view(&self, id: u32) -> Option<ElementView> {
        if self.question_of(id).is_some() {
            if let Some(view) = self.repeated_view(id) {
                return Some(view);
            }
            return self.question(ElementId(id)).map(ElementView::Question);
        }
        self.panel_view(id).map(ElementView::Panel)
    }

    fn panel_view(&self, id: u32) -> Option<PanelView> {
        let element = self.element_of(id).filter(|_| self.is_shown(id))?;
        Some(PanelView {
            id: ElementId(id),
            name: Rc::from(&*element.name),
            number: self.number(id),
            title: self.words(id, &element.title).filter(|_| element.show_title),
            description: self.words(id, &element.description),
            errors: self.node(id)?.errors.clone(),
            elements: self.children_views(id),
            repeated: None,
        })
    }

    /// A question as it is to be shown; `None` when it is not visible.
    pub fn question(&self, id: ElementId) -> Option<QuestionView> {
        let slot = id.0;
        let element = self.element_of(slot).filter(|_| self.is_in_view(slot))?;
        let question = element.question()?;
        let node = self.node(slot)?;
        let has_title = element.show_title && !matches!(question.family, Family::Html(_) | Family::Image(..));
        Some(QuestionView {
            id,
            name: Rc::from(&*element.name),
            number: self.number(slot),
            title: if has_title { self.title_of(slot) } else { None },
            description: self.words(slot, &element.description),
            required: node.required,
            read_only: self.is_read_only(slot),
            value: node.value.clone(),
            comment: question.comment.then(|| CommentView {
                label: self.words(slot, &question.comment_text),
                value: Some(node.comment.clone()).filter(|text| !text.is_empty()),
                placeholder: self.words(slot, &question.comment_placeholder),
            }),
            errors: node.errors.clone(),
            kind: self.kind(slot, element),
        })
    }

    fn kind(&self, id: u32, element: &Element) -> Kind {
        let Some(question) = element.question() else { return Kind::Unsupported { type_name: Rc::from("panel") } };
        let settings = &self.form.settings;
        match &question.family {
            Family::Text(text) => {
                let (min, max) = self.limits(id);
                let mut suggestions = Vec::new();
                for suggestion in &text.suggestions {
                    suggestions.extend(self.words(id, suggestion));
                }
                Kind::Text {
                    input: text.input,
                    min,
                    max,
                    step: text.step,
                    max_length: text.max_length.unwrap_or(settings.max_text),
                    placeholder: self.words(id, &text.placeholder),
                    autocomplete: text.autocomplete.as_deref().map(Rc::from),
                    suggestions,
                }
            }
            Family::Comment(comment) => Kind::Comment {
                rows: comment.rows.unwrap_or(4),
                max_length: comment.max_length.unwrap_or(settings.max_text),
                placeholder: self.words(id, &comment.placeholder),
            },
            Family::Select(list) => {
                let view = self.list_view(id, list);
                match (list.kind, Composite::HERE) {
                    (SelectKind::Radiogroup, _) => Kind::Radiogroup(view),
                    (SelectKind::Checkbox, _) => Kind::Checkbox(view),
                    (SelectKind::Dropdown, _) => Kind::Dropdown(view),
                    (SelectKind::Tagbox, Some(here)) => Kind::Tagbox(here, view),
                    (SelectKind::Ranking, Some(here)) => Kind::Ranking(here, self.in_order(id, view, list.picks)),
                    _ => Kind::Unsupported { type_name: Rc::from(&*question.type_name) },
                }
            }
            Family::Boolean(boolean) => {
                let value = self.value(id);
                Kind::Boolean {
                    label_true: self.words(id, &boolean.label_true).unwrap_or_else(|| self.built_in_text(crate::text::YES)),
                    label_false: self.words(id, &boolean.label_false).unwrap_or_else(|| self.built_in_text(crate::text::NO)),
                    chosen: value.map(|value| is_same_choice(value, &boolean.value_true)),
                }
            }
            Family::Rating(rating) => Kind::Rating {
                style: rating.style,
                steps: self.choice_views(id),
                min_label: self.words(id, &rating.min_label),
                max_label: self.words(id, &rating.max_label),
            },
            Family::Html(html) => Kind::Html { html: self.markup(id, html).unwrap_or_default() },
            Family::Image(here, image) => Kind::Image(*here, self.image_view(id, image)),
            Family::Expression(_) => {
                Kind::Expression { display: self.display(id).map(|value| crate::text::plain(&value)).unwrap_or_default() }
            }
            Family::Dynamic(_, dynamic) => match &dynamic.panels {
                Some(panels) => self.panels_view(id, dynamic, panels),
                None => Kind::Unsupported { type_name: Rc::from(&*question.type_name) },
            },
            Family::Matrix(proof, matrix) if !matrix.multiple => self.matrix_view(id, matrix, *proof),
            _ => Kind::Unsupported { type_name: Rc::from(&*question.type_name) },
        }
    }

    /// A built-in English word, marked as English where another language is asked for.
    fn built_in_text(&self, word: &str) -> Text {
        let asked = if self.locale.is_empty() { &*self.form.settings.own_locale } else { &*self.locale };
        let is_english = asked.split(['-', '_']).next() == Some("en");
        Text { string: Rc::from(word), lang: (!is_english).then(|| Rc::from("en")) }
    }

    fn list_view(&self, id: u32, list: &SelectDef) -> ChoiceList {
        ChoiceList {
            choices: self.choice_views(id),
            columns: list.columns,
            other: self.is_other_chosen(id).then(|| self.other_words(id)),
            other_placeholder: self.words(id, &list.other_placeholder),
            max_selected: list.max_selected,
            min_selected: list.min_selected,
            placeholder: self.words(id, &list.placeholder),
            clearable: list.clearable,
        }
    }

    /// What is ranked, from the first rank on, and then the rest.
    fn in_order(&self, id: u32, mut list: ChoiceList, picks: bool) -> RankList {
        let ranked = self.chosen(id);
        let rank = |choice: &ChoiceView| ranked.iter().position(|value| is_same_choice(value, &choice.value)).unwrap_or(usize::MAX);
        list.choices.sort_by_key(rank);
        RankList { list, picks }
    }

    fn image_view(&self, id: u32, image: &ImageDef) -> ImageView {
        let link = image.link.pick(&self.locale, &self.form.settings.own_locale).map(|(link, _)| Rc::from(link)).unwrap_or_default();
        ImageView {
            is_video: image.is_video.unwrap_or_else(|| is_video(&link)),
            link,
            alt: self.words(id, &image.alt),
            fit: image.fit,
            width: image.width,
            height: image.height,
        }
    }

    fn choice_views(&self, id: u32) -> Vec<ChoiceView> {
        let offered = self.offered(id);
        let all_chosen = {
            let mut takable = offered.iter().filter(|item| item.choice.role == ChoiceRole::Item && item.enabled).peekable();
            takable.peek().is_some() && takable.all(|item| self.is_chosen(id, &item.choice.value))
        };
        let other = self.is_other_chosen(id);
        let mut views = Vec::with_capacity(offered.len());
        for item in &offered {
            views.push(ChoiceView {
                value: item.choice.value.clone(),
                text: match self.words(id, &item.choice.text) {
                    Some(text) if item.choice.role == ChoiceRole::Item => text,
                    Some(text) => self.special_text(text),
                    None => self.choice_text(id, &item.choice),
                },
                selected: match item.choice.role {
                    ChoiceRole::SelectAll => all_chosen,
                    ChoiceRole::Other => other,
                    _ => self.is_chosen(id, &item.choice.value),
                },
                enabled: item.enabled,
                role: item.choice.role,
            });
        }
        views
    }

    /// The words of a special choice: those that are built in are English, whatever the form's language is.
    fn special_text(&self, text: Text) -> Text {
        let is_built_in = matches!(&*text.string, "Other (describe)" | "None" | "Refuse to answer" | "Don't know" | "Select All");
        if is_built_in && text.lang.is_none() { self.built_in_text(&text.string) } else { text }
    }

    /// Whether a page, panel or row has no errors that stop.
    pub(super) fn is_container_ready(&self, name: &str, panel: Option<usize>) -> bool {
        let Some(id) = self.form.id(name).map(|id| id.0) else { return false };
        let roots = match panel {
            Some(at) => {
                let row = self.node(id).and_then(|node| node.rows.get(at)).and_then(|row| self.row(*row));
                row.map(|row| row.top.clone()).unwrap_or_default()
            }
            None => vec![id],
        };
        !roots.is_empty() && self.state != State::Completed && roots.into_iter().all(|root| self.has_no_errors(root))
    }
}

/// Whether an address is that of a video, as far as its ending tells.
fn is_video(link: &str) -> bool {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default();
    ["mp4", "webm", "ogv", "mov", "m4v"].iter().any(|video| video.eq_ignore_ascii_case(ending))
}
