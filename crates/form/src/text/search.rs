//! Searching texts for texts and words. What `str` does is fast in long ones, and kilobytes that a browser has to load.

/// Where `part` first stands in `text`.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    #[cfg(feature = "native")]
    return text.find(part);
    #[cfg(not(feature = "native"))]
    (0..=text.len()).find(|at| text.as_bytes().get(*at..).is_some_and(|rest| rest.starts_with(part.as_bytes())))
}

/// Whether `part` stands in `text`.
#[must_use]
pub fn has_part(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// `text` with `to` wherever `from` stands.
pub(crate) fn replaced(text: &str, from: &str, to: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, after)) = find(rest, from).and_then(|at| Some((rest.get(..at)?, rest.get(at + from.len()..)?))) {
        result.push_str(before);
        result.push_str(to);
        rest = after;
    }
    result.push_str(rest);
    result
}

/// Which of `words`, separated by blanks, a text is: one loop instead of a comparison for each.
pub(crate) fn place_among(words: &str, text: &str) -> Option<usize> {
    words.split(' ').position(|word| word == text)
}

/// An enumeration of words, and which of them a text is.
macro_rules! words {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $name { $($variant),+ }

        impl $name {
            /// The one that is written so; case matters.
            $visibility fn named(text: &str) -> Option<Self> {
                const ALL: &[$name] = &[$($name::$variant),+];
                ALL.get($crate::text::place_among(concat!($($word, " "),+), text)?).copied()
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        enum Animal { Cat = "cat", Dog = "dog" }
    }

    #[test]
    fn words_and_parts_are_found() {
        assert_eq!(
            [Animal::named("dog"), Animal::named("cat"), Animal::named(""), Animal::named("cat dog")],
            [Some(Animal::Dog), Some(Animal::Cat), None, None]
        );
        assert!(has_part("abc", "bc") && has_part("abc", "") && !has_part("abc", "bcd"));
        assert_eq!(replaced("{0} and {0}", "{0}", "x"), "x and x");
    }
}
