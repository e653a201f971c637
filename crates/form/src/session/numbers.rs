//! Question numbers, as they stand on the screen.

use super::Session;
use crate::model::{Body, NumberingMode};
use crate::text::numbered;

impl Session {
    /// The number of a question or panel, when it shows one.
    pub(super) fn number(&self, id: u32) -> Option<String> {
        let settings = &self.form.settings;
        let mode = settings.numbering;
        let element = self.element_of(id)?;
        if !self.takes_number(id) || !(element.show_title || matches!(element.body, Body::Panel(_))) || self.node(id)?.row.is_some() {
            return None;
        }
        if matches!(mode, NumberingMode::Off | NumberingMode::Inherit) {
            return None;
        }
        if let Some((panel, start)) = self.own_counter(id) {
            let at = self.position_in(panel, id, true)?;
            return Some(numbered(at, start));
        }
        match mode {
            NumberingMode::On => {
                let mut at = 0;
                for page in self.visible_pages() {
                    match self.position_in(page, id, false) {
                        Some(inside) => return Some(numbered(at + inside, &settings.start_index)),
                        None => at += self.count_in(page),
                    }
                }
                None
            }
            NumberingMode::OnPage => Some(numbered(self.position_in(self.page_of(id)?, id, false)?, &settings.start_index)),
            NumberingMode::Recursive => self.recursive_number(id),
            _ => None,
        }
    }

    /// The panel around an element that counts for itself.
    fn own_counter(&self, id: u32) -> Option<(u32, &str)> {
        let mut current = self.node(id)?.parent;
        while let Some(panel) = current {
            if let Body::Panel(container) = &self.element_of(panel)?.body
                && container.numbering == NumberingMode::OnPanel
            {
                let own = &*container.start_index;
                return Some((panel, if own.is_empty() { &self.form.settings.start_index } else { own }));
            }
            current = self.node(panel)?.parent;
        }
        None
    }

    /// Whether an element takes a number at all. A hidden title takes one without showing it.
    fn takes_number(&self, id: u32) -> bool {
        let Some(element) = self.element_of(id) else { return false };
        if !self.is_shown(id) || !element.show_number {
            return false;
        }
        match &element.body {
            Body::Question(question) => !matches!(question.family, crate::model::Family::Html(_) | crate::model::Family::Still),
            Body::Panel(_) => self.form.settings.numbering == NumberingMode::Recursive,
            Body::Page(_) => false,
        }
    }

    /// How many numbered questions stand before `id` in `container`.
    fn position_in(&self, container: u32, id: u32, own: bool) -> Option<u32> {
        let mut count = 0;
        self.count_until(container, Some(id), own, &mut count).then_some(count)
    }

    fn count_in(&self, container: u32) -> u32 {
        let mut count = 0;
        self.count_until(container, None, false, &mut count);
        count
    }

    /// Counts numbered questions in order until `id` is met; panels that count for themselves are left out unless asked.
    fn count_until(&self, container: u32, id: Option<u32>, own: bool, count: &mut u32) -> bool {
        let Some(node) = self.node(container) else { return false };
        for child in &node.children {
            if Some(*child) == id {
                return true;
            }
            if !self.is_shown(*child) {
                continue;
            }
            match self.element_of(*child).map(|element| &element.body) {
                Some(Body::Panel(panel)) => {
                    let counts_here = panel.numbering != NumberingMode::OnPanel || own;
                    if counts_here && self.count_until(*child, id, own, count) {
                        return true;
                    }
                }
                Some(Body::Question(_)) if self.takes_number(*child) => *count += 1,
                _ => {}
            }
        }
        false
    }

    /// A number that begins with those of the panels around it.
    fn recursive_number(&self, id: u32) -> Option<String> {
        let start = &*self.form.settings.start_index;
        let parent = self.numbered_parent(id)?;
        let mut at = 0;
        if parent.1 {
            let mut found = false;
            self.count_level(parent.0, id, &mut at, &mut found);
            let before = self.recursive_number(parent.0)?;
            let before = before.strip_suffix('.').map_or(before.clone(), str::to_owned);
            let first = start.rsplit('.').find(|part| !part.is_empty()).unwrap_or(start);
            let own = numbered(at, if start.contains('.') && !start.ends_with('.') { first } else { start });
            return Some(format!("{before}.{own}"));
        }
        for page in self.visible_pages() {
            let mut found = false;
            self.count_level(page, id, &mut at, &mut found);
            if found {
                return Some(numbered(at, start));
            }
        }
        None
    }

    /// The nearest numbered panel around an element, or its page.
    fn numbered_parent(&self, id: u32) -> Option<(u32, bool)> {
        let mut current = self.node(id)?.parent?;
        loop {
            if self.takes_number(current) && matches!(self.element_of(current)?.body, Body::Panel(_)) {
                return Some((current, true));
            }
            match self.node(current)?.parent {
                Some(parent) => current = parent,
                None => return Some((current, false)),
            }
        }
    }

    /// Counts what takes a number at one level: numbered panels count as one.
    fn count_level(&self, container: u32, id: u32, count: &mut u32, found: &mut bool) {
        let Some(node) = self.node(container) else { return };
        for child in &node.children {
            if *child == id {
                *found = true;
            }
            if *found {
                return;
            }
            if !self.is_shown(*child) {
                continue;
            }
            let is_panel = matches!(self.element_of(*child).map(|element| &element.body), Some(Body::Panel(panel)) if panel.numbering != NumberingMode::OnPanel);
            if self.takes_number(*child) {
                *count += 1;
            } else if is_panel {
                self.count_level(*child, id, count, found);
            }
        }
    }
}
