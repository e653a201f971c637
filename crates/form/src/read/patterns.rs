//! Which regular expressions only a browser could run.

/// The first construct of a pattern that a linear engine cannot run: look-around or a reference to a group.
pub(super) fn javascript_only(pattern: &str) -> Option<&'static str> {
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('1'..='9') if !in_class => return Some("\\1"),
                Some('k') if !in_class && chars.peek() == Some(&'<') => return Some("\\k"),
                Some('c') => return Some("\\c"),
                _ => {}
            },
            '[' if !in_class => {
                in_class = true;
                // `[]` is nothing and `[^]` is anything in JavaScript, an open class elsewhere.
                if chars.peek() == Some(&'^') {
                    chars.next();
                }
                if chars.peek() == Some(&']') {
                    return Some("[]");
                }
            }
            // Linear engines nest classes and know set operators inside them; JavaScript takes them as they stand.
            '[' if in_class => return Some("[["),
            '&' if in_class && chars.peek() == Some(&'&') => return Some("&&"),
            '~' if in_class && chars.peek() == Some(&'~') => return Some("~~"),
            '-' if in_class && chars.peek() == Some(&'-') => return Some("--"),
            ']' => in_class = false,
            '(' if !in_class && chars.peek() == Some(&'?') => {
                chars.next();
                match chars.next() {
                    Some('=') => return Some("(?="),
                    Some('!') => return Some("(?!"),
                    Some('<') if matches!(chars.peek(), Some('=' | '!')) => return Some("(?<="),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::javascript_only;

    #[test]
    fn constructs_of_javascript_alone_are_found() {
        let check = |pattern: &str, expected: Option<&str>| assert_eq!(javascript_only(pattern), expected, "{pattern}");
        check(r"^\d{4}-\d{2}$", None);
        check(r"(?:a|b)+", None);
        check(r"(?<year>\d+)", None);
        check(r"\\1", None);
        check(r"[(?=]", None);
        check(r"(?=.*\d)", Some("(?="));
        check(r"(?<!a)b", Some("(?<="));
        check(r"(a)\1", Some("\\1"));
        check(r"[^]", Some("[]"));
        check(r"[a&&b]", Some("&&"));
    }
}
