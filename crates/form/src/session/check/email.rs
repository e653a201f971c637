//! What counts as an e-mail address: the rule of survey-core, without a regular expression.

/// Whether a text is an e-mail address.
pub(super) fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    is_local(local) && is_domain(domain)
}

/// Words with points between them, or anything in quotes.
fn is_local(local: &str) -> bool {
    let quoted = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    quoted.is_some_and(|inside| !inside.is_empty() && !inside.contains(['\n', '\r'])) || are_words(local, "<>()[],;:@\"")
}

/// Two words or more with points between them, the last of two letters or more.
fn is_domain(domain: &str) -> bool {
    are_words(domain, "<>()[],;:@\"=") && domain.rsplit_once('.').is_some_and(|(_, last)| last.chars().nth(1).is_some())
}

/// Whether there are words with points between them, of anything but blanks and these characters.
fn are_words(text: &str, forbidden: &str) -> bool {
    text.split('.').all(|word| !word.is_empty() && !word.chars().any(|c| c.is_whitespace() || forbidden.contains(c)))
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
