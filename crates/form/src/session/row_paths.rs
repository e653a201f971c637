//! Names inside rows: what `panel.x`, `row.x` and their like mean, and the node at a path such as `panel[0].name`.

use super::Session;
use super::node::RowId;
use super::settle::NOBODY;
use crate::expr::{Part, Path, Value as Seen, descend};
use crate::model::RowsKind;
use crate::text::{place_among, plain, words};

words! {
    /// What may be asked of a row by one name.
    enum OfRow {
        PanelIndex = "panelindex",
        VisiblePanelIndex = "visiblepanelindex",
        Index = "rowindex",
        Value = "rowvalue",
        Name = "rowname",
        Title = "rowtitle",
    }
}

impl Session {
    /// The row that a name like `panel` or `parentPanel` means, seen from `row`.
    pub(super) fn row_scope(&self, row: RowId, name: &str) -> Option<RowId> {
        let is_matrix = |row: RowId| self.row(row).and_then(|row| self.dynamic(row.owner)).is_some_and(|dynamic| dynamic.is_matrix);
        let outer = |row: RowId| self.row(row).and_then(|row| self.node(row.owner)).and_then(|node| node.row);
        let nearest = |wanted: bool, from: Option<RowId>| {
            let mut current = from;
            while let Some(row) = current {
                if is_matrix(row) == wanted {
                    return Some(row);
                }
                current = outer(row);
            }
            None
        };
        let beside = |row: RowId, step: i64| {
            let owner = self.node(self.row(row)?.owner)?;
            let at = i64::try_from(owner.rows.iter().position(|other| *other == row)?).ok()?;
            owner.rows.get(usize::try_from(at + step).ok()?).copied()
        };
        let place = place_among("row prevrow nextrow parentrow panel prevpanel nextpanel parentpanel", name)?;
        let is_row = place < 4;
        // A cell of a table knows nothing of a panel that the table stands in.
        if !is_row && is_matrix(row) {
            return None;
        }
        let own = nearest(is_row, Some(row));
        match place % 4 {
            0 => own,
            1 => beside(own?, -1),
            2 => beside(own?, 1),
            _ => nearest(is_row, outer(own?)),
        }
    }

    /// What a path means in a row.
    pub(super) fn row_value<'a>(&'a self, row: RowId, name: &str, rest: &'a [Part]) -> Option<Seen<'a>> {
        if let [field, deeper @ ..] = rest {
            let scope = match self.row_scope(row, name) {
                Some(scope) => scope,
                // The row before the first has no answers, which is not the same as not being known.
                None if place_among("prevrow nextrow prevpanel nextpanel", name).is_some() => return Some(Seen::Null),
                None => return None,
            };
            let found = self.in_row(scope, &field.name);
            let value = match found {
                Some(id) => self.node(id)?.value.as_ref(),
                None => None,
            };
            let value = match (value, field.index) {
                (Some(value), Some(index)) => value.as_array()?.get(usize::try_from(index).ok()?),
                (value, _) => value,
            };
            return match value {
                Some(value) if deeper.is_empty() => Some(Seen::from(value)),
                Some(value) => descend(value, deeper),
                None => found.map(|_| Seen::Null),
            };
        }
        let index_of = |row: RowId, visible: bool| {
            let owner = self.row(row)?.owner;
            let rows = if visible { self.visible_rows(owner) } else { self.node(owner)?.rows.clone() };
            rows.iter().position(|other| *other == row)
        };
        let number = |at: usize| Seen::Number(at as f64);
        let asked = OfRow::named(name)?;
        let is_panel = matches!(asked, OfRow::PanelIndex | OfRow::VisiblePanelIndex);
        let scope = self.row_scope(row, if is_panel { "panel" } else { "row" })?;
        match asked {
            OfRow::PanelIndex => index_of(scope, false).map(number),
            OfRow::VisiblePanelIndex => index_of(scope, true).map(number),
            OfRow::Index => index_of(scope, true).map(|at| number(at + 1)),
            OfRow::Value | OfRow::Name => Some(self.row(scope)?.name.as_ref().map_or(Seen::Null, Seen::from)),
            OfRow::Title => {
                let row = self.row(scope)?;
                let dynamic = self.dynamic(row.owner)?;
                let choice = dynamic.rows.iter().find(|other| Some(&other.choice.value) == row.name.as_ref())?;
                Some(Seen::from(self.choice_text(row.owner, &choice.choice).string.to_string()))
            }
        }
    }

    /// `{panel.x}` in a panel that is not repeated: a question beside this one.
    pub(super) fn panel_value<'a>(&'a self, node: u32, rest: &'a [Part]) -> Option<Seen<'a>> {
        let [field, deeper @ ..] = rest else { return None };
        let panel = self.node(self.node(node)?.parent?)?;
        let beside = panel
            .children
            .iter()
            .copied()
            .find(|child| self.question_of(*child).is_some_and(|question| crate::expr::same_name(&question.value_name, &field.name)))?;
        match &self.node(beside)?.value {
            Some(value) if deeper.is_empty() => Some(Seen::from(value)),
            Some(value) => descend(value, deeper),
            None => Some(Seen::Null),
        }
    }

    /// The node at a path such as `panel[0].name`, `table.row.column` or `texts.item`.
    pub(crate) fn at_path(&self, path: &str) -> Option<u32> {
        if let Some(slot) = self.form.by_name.first(path) {
            return Some(slot);
        }
        let parsed = Path::parse(path);
        let [first, rest @ ..] = parsed.parts() else { return None };
        let mut current = self.form.by_name.first(&first.name)?;
        let mut index = first.index;
        let mut rest = rest;
        while !rest.is_empty() {
            let dynamic = self.dynamic(current)?;
            let rows = &self.node(current)?.rows;
            let row = match dynamic.kind {
                RowsKind::One => *rows.first()?,
                // Panels are counted with the hidden ones, rows without.
                RowsKind::Listed if dynamic.is_matrix => *self.visible_rows(current).get(usize::try_from(index?).ok()?)?,
                RowsKind::Listed => *rows.get(usize::try_from(index?).ok()?)?,
                RowsKind::Named => {
                    let [name, deeper @ ..] = rest else { return None };
                    rest = deeper;
                    rows.iter()
                        .copied()
                        .find(|row| self.row(*row).and_then(|row| row.name.as_ref()).is_some_and(|value| plain(value) == *name.name))?
                }
            };
            let [field, deeper @ ..] = rest else { return None };
            current = self.in_row(row, &field.name)?;
            index = field.index;
            rest = deeper;
        }
        (current != NOBODY).then_some(current)
    }
}
