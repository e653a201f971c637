//! The table behind a chart: the same numbers as text, one press away.

use crate::view::{El, el};

/// What the table says. The first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A disclosure with the table in it. It may be wider than its panel, so it scrolls by itself and keys can reach it.
#[must_use]
pub fn behind(summary: String, table: Table) -> El {
    let Table { caption, heads, rows } = table;
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let name = cells.next().map(|name| el("th").attr("scope", "row").attr("dir", "auto").text(name));
        el("tr").child((name, cells.map(|cell| el("td").text(cell)).collect::<Vec<_>>()))
    };
    let heads = heads.into_iter().map(|head| el("th").attr("scope", "col").text(head)).collect::<Vec<_>>();
    let scroll = el("div").class("behind-scroll").attr("role", "region").attr("tabindex", "0").attr("aria-label", caption.clone());
    el("details").class("behind").child((
        el("summary").text(summary),
        scroll.child(el("table").class("table").child((
            el("caption").class("hidden").text(caption),
            el("thead").child(el("tr").child(heads)),
            el("tbody").child(rows.into_iter().map(row).collect::<Vec<_>>()),
        ))),
    ))
}
