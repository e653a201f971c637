//! Reads a definition from its text, for those who write one: what the parser would pass over is reported too.

use super::builder::Builder;
use super::{Reading, read_map, read_value, scan};
use crate::Code;
use crate::model::Form;
use serde_json::{Map, Value};

impl Form {
    /// Reads a definition. Never fails: broken JSON is an error with code `json` and gives an empty form.
    pub fn read(source: &str) -> Reading {
        let mut builder = Builder::default();
        for finding in scan::scan(source) {
            match finding {
                scan::Finding::TooDeep { pointer } => {
                    let most = scan::MAX_DEPTH.to_string();
                    let message = format!("The definition is nested deeper than {most} levels.");
                    builder.remarks.error(Code::TooDeep, &pointer, message, &[("limit", &most)]);
                    return read_map(builder, &Map::new());
                }
                scan::Finding::TooManyKeys => {
                    let most = scan::MAX_KEYS.to_string();
                    let message = format!("The definition has more than {most} properties.");
                    builder.remarks.error(Code::TooManyKeys, "", message, &[("limit", &most)]);
                }
                scan::Finding::RepeatedKey { pointer, key } => {
                    let message = format!("“{key}” is written twice in one object; only the last one counts.");
                    builder.remarks.error(Code::RepeatedKey, &pointer, message, &[("name", &key)]);
                }
            }
        }
        match serde_json::from_str::<Value>(source.trim_start_matches('\u{feff}')) {
            Ok(definition) => read_value(builder, &definition),
            Err(error) => {
                let (line, column) = (error.line().to_string(), error.column().to_string());
                let message = format!("This is not JSON: {error}.");
                builder.remarks.error(Code::Json, "", message, &[("line", &line), ("column", &column)]);
                read_map(builder, &Map::new())
            }
        }
    }
}
