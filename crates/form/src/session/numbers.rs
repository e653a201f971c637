//! Question numbers, as they stand on the screen: made for all questions at once, in one pass.

use super::Session;
use crate::model::{Body, Family, NumberingMode};
use crate::text::numbered;

/// One way of counting: how far it is, and how it is written.
struct Counter {
    at: u32,
    start: String,
}

impl Counter {
    fn new(start: &str) -> Counter {
        Counter { at: 0, start: start.to_owned() }
    }

    fn next(&mut self) -> String {
        self.at += 1;
        numbered(self.at - 1, &self.start)
    }
}

impl Session {
    /// The number of a question or panel, when it shows one.
    pub(super) fn number(&self, id: u32) -> Option<String> {
        self.numbers.get(id as usize)?.clone()
    }

    /// Numbers everything again and notes what differs.
    pub(super) fn renumber(&mut self) {
        let mode = self.form.settings.numbering;
        if matches!(mode, NumberingMode::Off | NumberingMode::Inherit) {
            return;
        }
        let form = self.form.clone();
        let start = &*form.settings.start_index;
        let mut numbers = vec![None; self.nodes.len()];
        let nests = mode == NumberingMode::Recursive;
        let mut counter = Counter::new(start);
        for (at, page) in (0..).zip(self.visible_pages()) {
            if mode == NumberingMode::OnPage {
                counter = Counter::new(start);
            }
            // A number of several parts counts pages by the last but one.
            let inner = last_part(start);
            if nests && inner.len() < start.len() {
                let before = start.strip_suffix(inner).unwrap_or_default();
                counter = Counter::new(&[&*numbered(at, before), inner].concat());
            }
            let begin = counter.start.clone();
            self.number_inside(page, nests, ["", &begin], &mut counter, &mut numbers);
        }
        let before = std::mem::take(&mut self.numbers);
        for (id, number) in (0..).zip(&numbers) {
            if before.get(id as usize).and_then(Option::as_ref) == number.as_ref() {
                continue;
            }
            if self.question_of(id).is_some() {
                self.pending.touch(id);
            } else {
                self.pending.structure = true;
            }
        }
        self.numbers = numbers;
    }

    /// Numbers what is in a container, behind the number of the numbered panel around and from the first number of the page.
    fn number_inside(
        &self,
        container: u32,
        nests: bool,
        [before, begin]: [&str; 2],
        counter: &mut Counter,
        numbers: &mut [Option<String>],
    ) {
        let Some(node) = self.node(container) else { return };
        for child in &node.children {
            let Some(element) = self.element_of(*child).filter(|_| self.is_shown(*child)) else { continue };
            match &element.body {
                Body::Question(question) => {
                    let is_kind = !matches!(question.family, Family::Html(_) | Family::Still | Family::Image(..));
                    let is_numbered = element.show_number && is_kind && (element.show_title || !nests);
                    if is_numbered {
                        // A hidden title takes a number without showing it, but where numbers nest.
                        let number = counter.next();
                        if element.show_title {
                            write(numbers, *child, behind(before, &number));
                        }
                    }
                }
                Body::Panel(panel) if panel.numbering == NumberingMode::OnPanel => {
                    let own = if panel.start_index.is_empty() { begin } else { &*panel.start_index };
                    self.number_inside(*child, false, ["", begin], &mut Counter::new(own), numbers);
                }
                Body::Panel(_) if nests && element.show_number => {
                    let number = behind(before, &counter.next());
                    write(numbers, *child, number.clone());
                    self.number_inside(*child, true, [&number, begin], &mut Counter::new(last_part(&counter.start)), numbers);
                }
                Body::Panel(_) => self.number_inside(*child, nests, [before, begin], counter, numbers),
                Body::Page(_) => {}
            }
        }
    }
}

fn write(numbers: &mut [Option<String>], id: u32, number: String) {
    if let Some(place) = numbers.get_mut(id as usize) {
        *place = Some(number);
    }
}

/// A number behind that of the panel around, with a point between where it begins with a letter or a digit.
fn behind(before: &str, number: &str) -> String {
    let needs_point = !before.is_empty() && !before.ends_with('.') && number.starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit());
    [before, if needs_point { "." } else { "" }, number].concat()
}

/// What a number inside a numbered panel starts from: the last part of "1.1".
fn last_part(start: &str) -> &str {
    let whole = start.strip_suffix('.').unwrap_or(start);
    match whole.rfind('.') {
        Some(at) => start.get(at + 1..).unwrap_or(start),
        None => start,
    }
}
