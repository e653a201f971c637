//! Makes a constant of every message key in `locales/en.json`, so that a misspelt key does not compile.

use serde_json::{Map, Value};
use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales/en.json");
    let messages: Map<String, Value> = serde_json::from_str(&fs::read_to_string("locales/en.json")?)?;
    let mut code = String::new();
    write_module(&mut code, &messages, "")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), code)?;
    Ok(())
}

/// The constants of one object of messages, and the modules of the objects within.
fn write_module(code: &mut String, messages: &Map<String, Value>, path: &str) -> Result<(), Box<dyn Error>> {
    for (name, value) in messages {
        let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match value {
            Value::String(text) => {
                writeln!(code, "/// `{}`", text.replace('\n', " ").replace('`', "'"))?;
                writeln!(code, "pub const {}: crate::i18n::Key = crate::i18n::Key({key:?});", name.to_uppercase())?;
            }
            // A plural is told from a nested group by the one category that every language has.
            Value::Object(forms) if forms.get("other").is_some_and(Value::is_string) => {
                writeln!(code, "/// `{}`", forms.get("other").and_then(Value::as_str).unwrap_or_default())?;
                writeln!(code, "pub const {}: crate::i18n::PluralKey = crate::i18n::PluralKey({key:?});", name.to_uppercase())?;
            }
            Value::Object(group) => {
                writeln!(code, "/// Messages under `{key}`.")?;
                writeln!(code, "pub mod {name} {{")?;
                write_module(code, group, &key)?;
                writeln!(code, "}}")?;
            }
            _ => return Err(format!("locales/en.json: {key} is neither a text, a plural nor a group").into()),
        }
    }
    Ok(())
}
