//! What the server says to people, in the language their browser asks for: the `server` part of `locales/*.json`, compiled in.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The languages of the interface, English first: the one spoken when none of them is asked for.
pub(crate) const LANGUAGES: [&str; 5] = ["en", "he", "ru", "pl", "fr"];

const FILES: [&str; 5] = [
    include_str!("../../../../locales/en.json"),
    include_str!("../../../../locales/he.json"),
    include_str!("../../../../locales/ru.json"),
    include_str!("../../../../locales/pl.json"),
    include_str!("../../../../locales/fr.json"),
];

type Messages = BTreeMap<String, String>;

static MESSAGES: LazyLock<Vec<Messages>> = LazyLock::new(|| FILES.iter().map(|file| read(file)).collect());

/// The message of this key with its placeholders filled in; English where the language lacks it.
pub(crate) fn message(language: &str, key: &str, params: &[(String, String)]) -> Option<String> {
    let index = LANGUAGES.iter().position(|known| *known == language).unwrap_or(0);
    let text = MESSAGES.get(index).and_then(|messages| messages.get(key)).or_else(|| MESSAGES.first()?.get(key))?;
    let filled = params.iter().fold(text.clone(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
    Some(filled)
}

/// A message without placeholders.
pub(crate) fn words(language: &str, key: &str) -> String {
    message(language, key, &[]).unwrap_or_default()
}

/// Whether a language of ours is written from right to left.
pub(crate) fn is_right_to_left(language: &str) -> bool {
    language == "he"
}

/// The language of ours that an `Accept-Language` header likes best.
pub(crate) fn negotiate(accept: Option<&str>) -> &'static str {
    let mut best = ("en", 0.0);
    for part in accept.unwrap_or_default().split(',') {
        let mut pieces = part.split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f64>().ok()).unwrap_or(1.0);
        let primary = tag.split('-').next().unwrap_or_default();
        // "iw" is what old Android sends for Hebrew.
        let primary = if primary == "iw" { "he" } else { primary };
        if let Some(language) = LANGUAGES.iter().find(|language| **language == primary)
            && weight > best.1
        {
            best = (language, weight);
        }
    }
    best.0
}

fn read(file: &str) -> Messages {
    let mut messages = Messages::new();
    if let Ok(Value::Object(areas)) = serde_json::from_str(file)
        && let Some(server) = areas.get("server")
    {
        collect(server, "", &mut messages);
    }
    messages
}

fn collect(value: &Value, key: &str, messages: &mut Messages) {
    match value {
        Value::String(text) => {
            messages.insert(key.to_owned(), text.clone());
        }
        Value::Object(parts) => {
            for (name, part) in parts {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                collect(part, &key, messages);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_api::ProblemKind;

    #[test]
    fn the_language_liked_best_is_spoken() {
        for (accept, expected) in [
            (None, "en"),
            (Some("pl"), "pl"),
            (Some("de, fr-CA;q=0.8, en;q=0.5"), "fr"),
            (Some("en;q=0.1, ru-RU;q=0.9"), "ru"),
            (Some("iw-IL"), "he"),
            (Some("ja"), "en"),
            (Some(";;q=x,,"), "en"),
        ] {
            assert_eq!(negotiate(accept), expected, "{accept:?}");
        }
    }

    #[test]
    fn every_problem_has_words_in_every_language() {
        for language in LANGUAGES {
            for kind in ProblemKind::ALL {
                let name = kind.name().replace('-', "_");
                for part in ["title", "detail"] {
                    let key = format!("problem.{name}.{part}");
                    assert!(message(language, &key, &[]).is_some(), "{language} lacks server.{key}");
                }
                assert!(
                    language == "en"
                        || message(language, &format!("problem.{name}.title"), &[]) != message("en", &format!("problem.{name}.title"), &[])
                );
            }
        }
    }
}
