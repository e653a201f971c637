//! The operations of an OpenAPI document and the shapes they speak of, as markup.

use super::Words;
use super::markup::Markup;
use serde_json::{Map, Value};

/// One operation.
pub(super) struct Operation<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    about: &'a Value,
}

impl Operation<'_> {
    /// What links lead to.
    pub(super) fn anchor(&self) -> String {
        let path: String = self.path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        format!("{}{}", self.method.to_ascii_lowercase(), path.trim_end_matches('-'))
    }
}

/// All of them in the order of the document.
pub(super) fn all(document: &Value) -> Vec<Operation<'_>> {
    const METHODS: [(&str, &str); 5] = [("get", "GET"), ("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")];
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths
        .flat_map(|(path, methods)| {
            METHODS.iter().filter_map(move |(key, method)| Some(Operation { method, path, about: methods.get(key)? }))
        })
        .collect()
}

/// A section for each, then one for each shape.
pub(super) fn write(page: &mut Markup, document: &Value, words: &Words) {
    page.raw("<section id=\"operations\"><h2>").text(&words.of("operations")).raw("</h2>");
    for operation in all(document) {
        page.raw("<article id=\"").text(&operation.anchor()).raw("\"><h3 dir=\"ltr\" lang=\"en\"><code><b>");
        page.text(operation.method).raw("</b> ").text(operation.path).raw("</code></h3>");
        let summary = [text(operation.about, "summary"), text(operation.about, "description")].join(" ");
        page.raw("<p lang=\"en\" dir=\"ltr\">").text(summary.trim()).raw("</p>");
        access(page, operation.about, words);
        parameters(page, operation.about, words);
        if let Some(body) = operation.about.get("requestBody") {
            page.raw("<p>").text(&words.of("body")).raw(" ");
            content(page, body);
            page.raw("</p>");
        }
        responses(page, operation.about, words);
        page.raw("</article>");
    }
    page.raw("</section><section id=\"shapes\"><h2>").text(&words.of("shapes")).raw("</h2>");
    for (name, schema) in document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten() {
        shape(page, name, schema, words);
    }
    page.raw("</section>");
}

/// Whom it answers.
fn access(page: &mut Markup, about: &Value, words: &Words) {
    let ways: Vec<&Map<String, Value>> =
        about.get("security").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect();
    let scopes = ways.iter().filter_map(|way| way.get("key")?.as_array()).flatten().filter_map(Value::as_str);
    let is_for_anybody = ways.is_empty() || ways.iter().any(|way| way.is_empty());
    let mut parts = Vec::new();
    if is_for_anybody {
        parts.push(words.of("for_anybody"));
    } else if ways.iter().any(|way| way.contains_key("session")) {
        parts.push(words.of("for_people"));
    }
    page.raw("<p class=\"access\">").text(&parts.join(" "));
    for scope in scopes {
        page.raw(" ").text(&words.of("for_keys")).raw(" <code dir=\"ltr\">").text(scope).raw("</code>");
    }
    page.raw("</p>");
}

fn parameters(page: &mut Markup, about: &Value, words: &Words) {
    let parameters: Vec<&Value> = about.get("parameters").and_then(Value::as_array).into_iter().flatten().collect();
    if parameters.is_empty() {
        return;
    }
    page.raw("<table><caption>").text(&words.of("parameters")).raw("</caption><tbody lang=\"en\" dir=\"ltr\">");
    for parameter in parameters {
        page.raw("<tr><th scope=\"row\"><code>").text(text(parameter, "name")).raw("</code></th><td>").text(text(parameter, "in"));
        page.raw(", ");
        kind(page, parameter.get("schema").unwrap_or(&Value::Null));
        page.raw("</td><td>").text(text(parameter, "description")).raw("</td></tr>");
    }
    page.raw("</tbody></table>");
}

fn responses(page: &mut Markup, about: &Value, words: &Words) {
    page.raw("<table><caption>").text(&words.of("answers")).raw("</caption><tbody lang=\"en\" dir=\"ltr\">");
    for (status, response) in about.get("responses").and_then(Value::as_object).into_iter().flatten() {
        page.raw("<tr><th scope=\"row\"><code>").text(status).raw("</code></th><td>").text(text(response, "description")).raw("</td><td>");
        content(page, response);
        page.raw("</td></tr>");
    }
    page.raw("</tbody></table>");
}

/// The shapes of a body, by media type.
fn content(page: &mut Markup, holder: &Value) {
    for (index, (media_type, body)) in holder.get("content").and_then(Value::as_object).into_iter().flatten().enumerate() {
        page.raw(if index > 0 { ", " } else { "" });
        kind(page, body.get("schema").unwrap_or(&Value::Null));
        page.raw(" <code class=\"quiet\" dir=\"ltr\">").text(media_type).raw("</code>");
    }
}

fn shape(page: &mut Markup, name: &str, schema: &Value, words: &Words) {
    page.raw("<article id=\"shape-").text(name).raw("\"><h3 dir=\"ltr\" lang=\"en\"><code>").text(name).raw("</code></h3>");
    page.raw("<p lang=\"en\" dir=\"ltr\">").text(text(schema, "description")).raw("</p>");
    // What is written flat into an object stands beside its own properties.
    let parts = schema.get("allOf").and_then(Value::as_array).map_or_else(|| vec![schema], |parts| parts.iter().collect());
    for part in parts {
        match part.get("properties").and_then(Value::as_object) {
            Some(properties) => {
                let required: Vec<&str> =
                    part.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
                page.raw("<table><tbody lang=\"en\" dir=\"ltr\">");
                for (property, about) in properties {
                    page.raw("<tr><th scope=\"row\"><code>").text(property).raw("</code>");
                    if required.contains(&property.as_str()) {
                        page.raw(" <span class=\"quiet\" lang=\"").text(words.0).raw("\">").text(&words.of("required")).raw("</span>");
                    }
                    page.raw("</th><td>");
                    kind(page, about);
                    page.raw("</td><td>").text(text(about, "description")).raw("</td></tr>");
                }
                page.raw("</tbody></table>");
            }
            None => {
                page.raw("<p lang=\"en\" dir=\"ltr\">");
                kind(page, part);
                page.raw("</p>");
            }
        }
    }
    page.raw("</article>");
}

/// What a value is, with links to the shapes it is made of.
fn kind(page: &mut Markup, schema: &Value) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        page.raw("<a href=\"#shape-").text(name).raw("\"><code>").text(name).raw("</code></a>");
        return;
    }
    let lists = ["oneOf", "anyOf", "allOf"].iter().filter_map(|key| schema.get(key)?.as_array());
    let choices: Vec<&Value> = lists.flatten().filter(|choice| choice.get("type").and_then(Value::as_str) != Some("null")).collect();
    if !choices.is_empty() {
        for (index, choice) in choices.into_iter().enumerate() {
            page.raw(if index > 0 { " | " } else { "" });
            kind(page, choice);
        }
        return;
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        for (index, value) in values.iter().enumerate() {
            page.raw(if index > 0 { " | " } else { "" }).raw("<code>").text(&value.to_string()).raw("</code>");
        }
        return;
    }
    let names: Vec<&str> = match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect(),
        _ => Vec::new(),
    };
    page.text(if names.is_empty() { "any value" } else { "" }).text(&names.join(" | "));
    if let Some(items) = schema.get("items") {
        page.raw(" of ");
        kind(page, items);
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
