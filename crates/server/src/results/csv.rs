//! Cells and lines of CSV (RFC 4180), safe to open in a spreadsheet.
//!
//! A cell that begins like a formula would be run by a spreadsheet ("CSV injection"; OWASP ASVS 1.2.10): it gets a single quote in
//! front. Numbers are written by us and stay numbers, also negative ones.

use serde_json::Value;

/// Makes Excel read the file as UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One line from its cells, which are already cells.
pub(super) fn line(cells: impl IntoIterator<Item = String>) -> String {
    cells.into_iter().collect::<Vec<_>>().join(",") + "\r\n"
}

/// A text as a cell.
pub(super) fn text_cell(text: &str) -> String {
    let is_formula = text.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    let safe = if is_formula { format!("'{text}") } else { text.to_owned() };
    // RFC 4180 knows no NUL, and spreadsheets cut the cell there.
    quoted(&safe.replace('\0', ""))
}

/// An answer as a cell: several values one after another, anything deeper as JSON.
pub(super) fn answer_cell(answer: &Value) -> String {
    match answer {
        Value::Null => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::String(text) => text_cell(text),
        Value::Array(items) if items.iter().all(|item| !item.is_array() && !item.is_object()) => {
            let items: Vec<String> = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect();
            text_cell(&items.join("; "))
        }
        deeper => text_cell(&deeper.to_string()),
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n', '\t', ';']) || text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        for (answer, cell) in [
            (json!("=1+2"), "'=1+2"),
            (json!("+49 30 1234"), "'+49 30 1234"),
            (json!("-2+3"), "'-2+3"),
            (json!("@SUM(A1)"), "'@SUM(A1)"),
            (json!("\t=1"), "\"'\t=1\""),
            (json!("\r=1"), "\"'\r=1\""),
            (json!("\0=1"), "'=1"),
            (json!(" =1"), "' =1"),
            (json!("\"=1"), "\"'\"\"=1\""),
            (json!("＝1"), "'＝1"),
            (json!(["=a", "b"]), "\"'=a; b\""),
            (json!(-2.5), "-2.5"),
            (json!(true), "true"),
            (json!("a = b"), "a = b"),
            (json!(null), ""),
        ] {
            assert_eq!(answer_cell(&answer), cell, "{answer}");
        }
    }

    #[test]
    fn what_would_break_a_line_is_quoted() {
        assert_eq!(text_cell("one, \"two\"\nthree"), "\"one, \"\"two\"\"\nthree\"");
        assert_eq!(line([text_cell("a"), text_cell("b c")]), "a,b c\r\n");
    }
}
