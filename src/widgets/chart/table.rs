//! The table behind a chart: the same numbers as text, one press away.

use leptos::prelude::*;

/// What the table says. The first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A disclosure with the table in it. It may be wider than its panel, so it scrolls by itself and keys can reach it.
#[component]
pub fn Behind(
    /// Words on the disclosure.
    summary: String,
    table: Table,
) -> impl IntoView {
    let Table { caption, heads, rows } = table;
    let body = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.into_iter();
            let name = cells.next().map(|name| view! { <th scope="row" dir="auto">{name}</th> });
            view! { <tr>{name}{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
        })
        .collect_view();
    view! {
        <details class="behind">
            <summary>{summary}</summary>
            <div class="behind-scroll" role="region" tabindex="0" aria-label=caption.clone()>
                <table class="table">
                    <caption class="hidden">{caption.clone()}</caption>
                    <thead>
                        <tr>{heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </details>
    }
}
