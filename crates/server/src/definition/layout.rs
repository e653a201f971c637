//! JSON text that a program wrote on one line, laid out for people: its order and its values stay as they are.

/// The same text with a line for each member. What has lines already is somebody's own layout and stays.
#[must_use]
pub fn laid_out(source: &str) -> String {
    let source = source.trim();
    if source.contains('\n') {
        return source.to_owned();
    }
    let mut out = String::with_capacity(source.len() * 2);
    let mut depth = 0_usize;
    let mut rest = source.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' => {
                out.push('"');
                string(&mut rest, &mut out);
            }
            '{' | '[' => {
                out.push(character);
                while rest.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(',');
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ if character.is_ascii_whitespace() => {}
            _ => out.push(character),
        }
    }
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// The rest of a string, its closing quote included.
fn string(rest: &mut impl Iterator<Item = char>, out: &mut String) {
    while let Some(character) = rest.next() {
        out.push(character);
        match character {
            '\\' => out.extend(rest.next()),
            '"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    #[test]
    fn one_line_becomes_many_in_the_same_order() {
        let source = r#"{"z":{"a":"x, {y}: \"q\" [","b":[ ]}, "elements":[{"n":-1.50e1},true]}"#;
        let expected = r#"{
  "z": {
    "a": "x, {y}: \"q\" [",
    "b": []
  },
  "elements": [
    {
      "n": -1.50e1
    },
    true
  ]
}"#;
        assert_eq!(laid_out(source), expected);
        assert_eq!(laid_out(expected), expected);
    }

    #[test]
    fn what_its_author_laid_out_stays_as_it_is() {
        let source = "{ \"a\": 1,\n     \"b\":2 }";
        assert_eq!(laid_out(source), source);
    }
}
