//! Texts of the form in the respondent's language, with answers piped in.

use super::Session;
use super::lens::Lens;
use super::settle::NOBODY;
use crate::Text;
use crate::expr::{self, Path, Scope as _};
use crate::model::{Choice, Family, Loc, RowsKind};
use crate::text::Lower;
use crate::text::{escape_html, pipe, plain};
use serde_json::Value;
use std::rc::Rc;
use std::sync::Arc;

/// How deep texts are piped into texts.
const MAX_PIPING: u8 = 3;

impl Session {
    /// The title of the survey.
    pub fn title(&self) -> Option<Text> {
        self.words(NOBODY, &self.form.settings.title)
    }

    /// The description of the survey.
    pub fn description(&self) -> Option<Text> {
        self.words(NOBODY, &self.form.settings.description)
    }

    /// A text as seen from a node, with answers piped in as text.
    pub(super) fn words(&self, node: u32, loc: &Loc) -> Option<Text> {
        self.piped_text(node, loc, |words| words)
    }

    /// Authored markup, with answers piped in so that they stay text.
    pub(super) fn markup(&self, node: u32, loc: &Loc) -> Option<Text> {
        self.piped_text(node, loc, |words| escape_html(&words))
    }

    fn piped_text(&self, node: u32, loc: &Loc, escape: impl Fn(String) -> String) -> Option<Text> {
        let (text, lang) = loc.pick(&self.locale, &self.form.settings.own_locale)?;
        let string =
            if text.contains('{') { Rc::from(pipe(text, |name| self.piped(node, name, true).map(&escape))) } else { Rc::from(text) };
        Some(Text { string, lang: lang.map(Rc::from) })
    }

    /// What stands for a name between braces: display text, "" for a question without answer, nothing for an unknown name.
    pub(super) fn piped(&self, node: u32, name: &str, display: bool) -> Option<String> {
        // A choice may mention the question it belongs to, whose text is that choice again.
        if self.piping.get() >= MAX_PIPING {
            return Some(String::new());
        }
        self.piping.set(self.piping.get() + 1);
        let words = self.piped_once(node, name, display);
        self.piping.set(self.piping.get() - 1);
        words
    }

    fn piped_once(&self, node: u32, name: &str, display: bool) -> Option<String> {
        let path = Path::parse(name);
        let lens = Lens::of(self, node);
        let wants_words = |id: u32| self.question_of(id).is_none_or(|question| question.display_in_texts);
        let display = display && wants_words(node);
        if let Some(id) = self.question_behind(node, &path) {
            if self.is_empty(id) {
                // Questions made of parts have no text of their own without an answer; the name stays as written.
                let is_made_of_parts = match self.family_of(id) {
                    Some(Family::Matrix(..)) => true,
                    Some(Family::Dynamic(_, dynamic)) => dynamic.kind == RowsKind::One,
                    _ => false,
                };
                return (!is_made_of_parts).then(String::new);
            }
            // Those made of parts are known by their parts only, until there is an answer.
            let by_parts = self.question_of(id).is_some_and(|question| match &question.family {
                Family::Matrix(..) => true,
                Family::Dynamic(_, dynamic) => dynamic.kind == RowsKind::One,
                _ => false,
            });
            if by_parts && self.is_empty(id) {
                return None;
            }
            if display && wants_words(id) {
                return Some(self.display(id).map(|value| plain(&value)).unwrap_or_default());
            }
            return Some(self.value(id).map(plain).unwrap_or_default());
        }
        if let Some(part) = self.picked_item(&path, display).or_else(|| self.matrix_cell(&path, display)) {
            return Some(part);
        }
        let value = lens.variable(&path)?;
        // People count panels from one.
        if let (expr::Value::Number(index), [only]) = (&value, path.parts())
            && ["panelindex", "visiblepanelindex"].iter().any(|name| only.name.eq_ignore_ascii_case(name))
        {
            return Some(expr::number_text(index + 1.0));
        }
        Some(plain(&crate::text::normal(value.to_json())))
    }

    /// One of several choices picked, `{choices[0]}`.
    fn picked_item(&self, path: &Path, display: bool) -> Option<String> {
        let [only] = path.parts() else { return None };
        let index = usize::try_from(only.index?).ok()?;
        let id = self.question_named(&only.name).filter(|_| display)?;
        self.question_of(id)?.family.select()?;
        let item = self.node(id)?.value.as_ref()?.as_array()?.get(index)?;
        self.display_of(id, item).map(|words| plain(&words))
    }

    /// The answer in a row of a plain matrix, `{matrix.row}`; an empty text while there is none.
    fn matrix_cell(&self, path: &Path, display: bool) -> Option<String> {
        let [matrix, row] = path.parts() else { return None };
        let id = self.question_named(&matrix.name)?;
        let Family::Matrix(_, def) = &self.question_of(id)?.family else { return None };
        let row = def.rows.iter().find(|known| expr::same_name(&plain(&known.value), &row.name))?;
        let answer = self.node(id)?.value.as_ref().and_then(|value| value.get(plain(&row.value)));
        let words = |value: &Value| display.then(|| self.words_for(id, &def.columns, value)).flatten().unwrap_or_else(|| plain(value));
        Some(match answer {
            Some(Value::Array(picked)) => picked.iter().map(words).collect::<Vec<_>>().join(", "),
            Some(value) => words(value),
            None => String::new(),
        })
    }

    /// The question whose whole answer a path names, as seen from a node.
    fn question_behind(&self, node: u32, path: &Path) -> Option<u32> {
        if self.variable(path.text()).is_some() {
            return None;
        }
        let parts = path.parts();
        let last = parts.last()?;
        if last.index.is_some() {
            return None;
        }
        let [first, rest @ ..] = parts else { return None };
        let row = self.node(node).and_then(|node| node.row);
        if let Some(row) = row
            && let [field] = rest
            && let Some(scope) = self.row_scope(row, &first.name.lower())
        {
            return self.in_row(scope, &field.name);
        }
        self.question_named(path.text()).or_else(|| self.at_path(path.text()))
    }

    /// The title of an element as words; its name when it has no title.
    pub(super) fn title_words(&self, id: u32) -> String {
        self.title_of(id).map(|text| text.string.to_string()).unwrap_or_default()
    }

    /// The title of an element; a question without title shows its name.
    pub(super) fn title_of(&self, id: u32) -> Option<Text> {
        let element = self.element_of(id)?;
        let written = self.words(id, &element.title);
        if written.is_some() || element.question().is_none() {
            return written;
        }
        Some(Text { string: Rc::from(&*element.name), lang: None })
    }

    /// The words of a choice, with answers piped in.
    pub(super) fn choice_text(&self, id: u32, choice: &Choice) -> Text {
        self.words(id, &choice.text).unwrap_or_else(|| Text { string: Rc::from(plain(&choice.value)), lang: None })
    }

    /// The words for a stored value, from a list of choices.
    pub(super) fn words_for(&self, id: u32, choices: &[Arc<Choice>], value: &Value) -> Option<String> {
        let choice = choices.iter().find(|choice| crate::text::is_same_choice(&choice.value, value))?;
        Some(self.choice_text(id, choice).string.to_string())
    }
}
