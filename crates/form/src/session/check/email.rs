//! What counts as an e-mail address: the rule of survey-core, without a regular expression.

/// Whether a text is an e-mail address.
pub(super) fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    is_local(local) && is_domain(domain)
}

/// Words with points between them, or anything in quotes.
fn is_local(local: &str) -> bool {
    let quoted = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if quoted.is_some_and(|inside| !inside.is_empty() && !inside.contains(['\n', '\r'])) {
        return true;
    }
    local.split('.').all(|word| !word.is_empty() && !word.contains(|c: char| is_forbidden(c)))
}

/// Two words or more with points between them, the last of two letters or more.
fn is_domain(domain: &str) -> bool {
    let words: Vec<&str> = domain.split('.').collect();
    let is_word = |word: &&str| !word.is_empty() && !word.contains(|c: char| is_forbidden(c) || c == '=');
    words.len() > 1 && words.iter().all(is_word) && words.last().is_some_and(|last| last.chars().count() > 1)
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || "<>()[].,;:@\"".contains(c)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for good in ["a@b.org", "first.last@sub.example.org", "\"odd one\"@x.yz", "ż@ż.pl"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "a@b", "a@b.c", "a b@c.de", "a..b@c.de", "a@.de", "@c.de", "a@b@c.de", "a@c,de.fg"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
