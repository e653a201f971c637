//! The message files: one JSON file a language and area for the browser, and the few sentences the pages themselves carry.

use super::dist::{Dist, files_below};
use crate::project::Project;
use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Areas no browser loads: the pages carry `boot`, the server has `server` inside.
const NOT_LOADED: [&str; 2] = ["boot", "server"];

/// Languages by code.
pub(super) type Catalogs = BTreeMap<String, Map<String, Value>>;

pub(super) fn read(project: &Project) -> Result<Catalogs> {
    let mut catalogs = Catalogs::new();
    let folder = project.root.join("locales");
    for path in files_below(&folder)? {
        let (Some(language), Some("json")) = (path.file_stem().and_then(|s| s.to_str()), path.extension().and_then(|e| e.to_str())) else {
            continue;
        };
        let text = std::fs::read_to_string(&path)?;
        let catalog = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        catalogs.insert(language.to_owned(), catalog);
    }
    Ok(catalogs)
}

/// Adds `locale.<language>.<area>.<hash>.json` for each and gives the addresses as `{language: {area: address}}`.
pub(super) fn add(catalogs: &Catalogs, dist: &mut Dist) -> Result<Value> {
    let mut addresses = Map::new();
    for (language, catalog) in catalogs {
        let mut areas = Map::new();
        for (area, messages) in catalog.iter().filter(|(area, _)| !NOT_LOADED.contains(&area.as_str())) {
            let address = dist.add_hashed(&format!("locale.{language}.{area}"), "json", serde_json::to_vec(messages)?);
            areas.insert(area.clone(), json!(address));
        }
        addresses.insert(language.clone(), Value::Object(areas));
    }
    Ok(Value::Object(addresses))
}

/// The sentences a page shows when the program did not start, by language; `public/boot.js` and `<noscript>` have them from the page.
pub(super) fn of_page(catalogs: &Catalogs) -> Result<Value> {
    let mut all = Map::new();
    for (language, catalog) in catalogs {
        let find = |path: &[&str]| -> Result<Value> {
            let mut steps = path.iter();
            let first = steps.next().and_then(|step| catalog.get(*step));
            let found = steps.fold(first, |value, step| value?.get(step));
            found.cloned().with_context(|| format!("locales/{language}.json has no {}", path.join(".")))
        };
        let sentences = json!({
            "failed": find(&["boot", "failed"])?,
            "no_script": find(&["boot", "no_script"])?,
            "old": find(&["respond", "old"])?,
            "retry": find(&["respond", "retry"])?,
        });
        all.insert(language.clone(), sentences);
    }
    Ok(Value::Object(all))
}
