//! Calls of the portal and the front page.

use super::{
    Client, ClientError, Tagged,
    fetch::Answer,
    http::{read_value, tagged, written},
    sheets,
};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::rc::Rc;
use tessera_api::{
    Hub, Page,
    figures::{Comment, Results},
    forms::{Audience, CheckRequest, FormSummary, LinkField, NewEnding, PlacedDiagnostic},
    keys::{ApiKey, MadeApiKey, NewApiKey},
    paths,
    responses::ResponseDetail,
    session::{Me, NewPassword, SignIn},
    texts::Texts,
    versions::{Difference, DifferenceRequest, VersionSummary},
};

/// A form with the text of its draft.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftForm {
    /// The summary.
    pub summary: FormSummary,
    /// The draft, as its author wrote it.
    pub source: String,
    /// What goes with it.
    pub about: About,
}

/// What goes with a form besides its draft.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct About {
    /// What its page says once it takes no more responses.
    #[serde(default)]
    pub closing: Option<Value>,
    /// Whose days an end is given in.
    pub time_zone: String,
    /// The languages the draft is written in, its own first.
    pub locales: Vec<String>,
    /// What a link to it may give along.
    #[serde(default)]
    pub given: Vec<LinkField>,
}

/// The text inside the answer about a form. What it says as JSON is not read here.
#[derive(Deserialize)]
struct Written {
    source: String,
}

/// What the server found in a text.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Remarks, in the order of the text.
    pub diagnostics: Rc<[PlacedDiagnostic]>,
    /// The sanitised definition as JSON text; absent when the text is no JSON.
    pub definition: Option<Rc<str>>,
    /// The title in the form's own language.
    pub title: Option<String>,
    /// Whether it can be published.
    pub publishable: bool,
}

/// What a new form is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct NewForm {
    /// Part of the address.
    pub slug: String,
    /// Name in the portal; empty for the definition's title.
    pub name: String,
    /// Whose answers.
    pub audience: Audience,
    /// Listed on the front page.
    pub listed: bool,
    /// The definition, as somebody wrote it.
    pub source: String,
    /// Publish at once.
    pub publish: bool,
}

impl Client {
    /// What the front page shows.
    pub async fn hub(self) -> Result<Hub, ClientError> {
        self.get(paths::HUB).await
    }

    /// Who is signed in.
    pub async fn me(self) -> Result<Me, ClientError> {
        self.get(paths::SESSION).await
    }

    /// Signs in.
    pub async fn sign_in(self, who: &SignIn) -> Result<Me, ClientError> {
        self.post(paths::SESSION, &super::random_uuid(), who).await
    }

    /// Signs out here.
    pub async fn sign_out(self) -> Result<(), ClientError> {
        self.ask("DELETE", paths::SESSION, &[], None).await.map(drop)
    }

    /// Signs out on every device.
    pub async fn sign_out_everywhere(self) -> Result<(), ClientError> {
        self.ask("DELETE", paths::SESSIONS, &[], None).await.map(drop)
    }

    /// Changes the password.
    pub async fn change_password(self, passwords: &NewPassword) -> Result<(), ClientError> {
        self.ask("PUT", paths::SESSION_PASSWORD, &[], Some(written(passwords)?)).await.map(drop)
    }

    /// A page of the forms, from a cursor on.
    pub async fn forms(self, cursor: Option<&str>) -> Result<Page<FormSummary>, ClientError> {
        self.get(&paged(paths::FORMS, cursor)).await
    }

    /// Remarks about a definition, nothing stored.
    pub async fn check(self, source: String) -> Result<Checked, ClientError> {
        let answer = self.ask("POST", paths::FORMS_CHECK, &[], Some(written(&CheckRequest { source })?)).await?;
        known(&answer, sheets::checked).await
    }

    /// A form with its draft as text, and the tag an edit needs.
    pub async fn form(self, slug: &str) -> Result<Tagged<DraftForm>, ClientError> {
        let response = self.ask("GET", &paths::form(slug), &[], None).await?;
        let Tagged { body, tag } = tagged::<Box<RawValue>>(&response).await?;
        let strange = |_unread| ClientError::Strange(response.status());
        let summary = serde_json::from_str(body.get()).map_err(strange)?;
        let Written { source } = serde_json::from_str(body.get()).map_err(strange)?;
        let about = serde_json::from_str(body.get()).map_err(strange)?;
        Ok(Tagged { body: DraftForm { summary, source: in_lines(&source), about }, tag })
    }

    /// Makes a form.
    pub async fn create(self, form: &NewForm, key: &str) -> Result<FormSummary, ClientError> {
        #[derive(serde::Serialize)]
        struct Wire<'a> {
            slug: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<&'a str>,
            audience: Audience,
            listed: bool,
            source: &'a str,
            publish: bool,
        }
        let wire = Wire {
            slug: &form.slug,
            name: Some(form.name.trim()).filter(|name| !name.is_empty()),
            audience: form.audience,
            listed: form.listed,
            source: &form.source,
            publish: form.publish,
        };
        self.post(paths::FORMS, key, &wire).await
    }

    /// Saves a draft over the one that has this tag.
    pub async fn save_draft(self, slug: &str, source: &str, tag: &str) -> Result<String, ClientError> {
        #[derive(serde::Serialize)]
        struct Wire<'a> {
            source: &'a str,
        }
        let body = written(&Wire { source })?;
        let response = self.ask("PUT", &paths::form_draft(slug), &[("If-Match", tag)], Some(body)).await?;
        response.header("ETag").ok_or_else(|| ClientError::Strange(response.status()))
    }

    /// The published versions, newest first.
    pub async fn versions(self, slug: &str) -> Result<Vec<VersionSummary>, ClientError> {
        let answer = self.ask("GET", &paths::form_versions(slug), &[], None).await?;
        known(&answer, sheets::versions).await
    }

    /// The text of a version.
    pub async fn version(self, slug: &str, version: u32) -> Result<String, ClientError> {
        let Written { source } = self.get(&paths::form_version(slug, version)).await?;
        Ok(in_lines(&source))
    }

    /// The texts of a definition in every language.
    pub async fn texts(self, source: String) -> Result<Texts, ClientError> {
        let answer = self.ask("POST", paths::FORMS_TEXTS, &[], Some(written(&CheckRequest { source })?)).await?;
        known(&answer, sheets::texts).await
    }

    /// What two texts differ in.
    pub async fn difference(self, before: &str, after: String) -> Result<Difference, ClientError> {
        let request = DifferenceRequest { before: before.to_owned(), after };
        let answer = self.ask("POST", paths::FORMS_DIFFERENCE, &[], Some(written(&request)?)).await?;
        known(&answer, sheets::difference).await
    }

    /// Says when a form takes its last response, and what is said from then on.
    pub async fn set_ending(self, slug: &str, ending: &NewEnding) -> Result<(), ClientError> {
        self.ask("PUT", &paths::form_ending(slug), &[], Some(written(ending)?)).await.map(drop)
    }

    /// Publishes the draft that has this tag.
    pub async fn publish(self, slug: &str, tag: &str, key: &str) -> Result<(), ClientError> {
        self.ask("POST", &paths::form_publish(slug), &[("Idempotency-Key", key), ("If-Match", tag)], None).await.map(drop)
    }

    /// Closes or opens again; `path` comes from [`paths`].
    pub async fn act(self, path: &str, key: &str) -> Result<(), ClientError> {
        self.ask("POST", path, &[("Idempotency-Key", key)], None).await.map(drop)
    }

    /// The figures of a part of a form's answers; of all where the part has no members.
    pub async fn results(self, slug: &str, part: &[(&str, String)]) -> Result<Results, ClientError> {
        self.get(&with_query(&paths::form_results(slug), part)).await
    }

    /// One response.
    pub async fn response(self, id: &str) -> Result<ResponseDetail, ClientError> {
        self.get(&paths::response(id)).await
    }

    /// Deletes one response.
    pub async fn erase(self, id: &str) -> Result<(), ClientError> {
        self.ask("DELETE", &paths::response(id), &[], None).await.map(drop)
    }

    /// Deletes the form that has this tag, with everything that was answered.
    pub async fn delete_form(self, slug: &str, tag: &str) -> Result<(), ClientError> {
        self.ask("DELETE", &paths::form(slug), &[("If-Match", tag)], None).await.map(drop)
    }

    /// All API keys, without their secrets.
    pub async fn keys(self) -> Result<Page<ApiKey>, ClientError> {
        self.get(paths::KEYS).await
    }

    /// Makes an API key; its secret comes this once, and not at all when `key` was used before.
    pub async fn make_key(self, new: &NewApiKey, key: &str) -> Result<MadeApiKey, ClientError> {
        self.post(paths::KEYS, key, new).await
    }

    /// The API key counts no more.
    pub async fn revoke_key(self, id: &str) -> Result<(), ClientError> {
        self.ask("DELETE", &paths::key(id), &[], None).await.map(drop)
    }

    /// A page of the comments in a part of the answers, from a cursor on.
    pub async fn comments(self, slug: &str, mut part: Vec<(&str, String)>, cursor: Option<&str>) -> Result<Page<Comment>, ClientError> {
        part.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        self.get(&with_query(&paths::form_comments(slug), &part)).await
    }
}

/// An answer read member by member.
async fn known<T>(answer: &Answer, read: fn(&Value) -> Option<T>) -> Result<T, ClientError> {
    read(&read_value(answer).await?).ok_or_else(|| ClientError::Strange(answer.status()))
}

/// A text as a text field has it: each line ends in one character.
fn in_lines(source: &str) -> String {
    source.replace("\r\n", "\n")
}

fn paged(path: &str, cursor: Option<&str>) -> String {
    let cursor: Vec<_> = cursor.map(|cursor| ("cursor", cursor.to_owned())).into_iter().collect();
    with_query(path, &cursor)
}

/// An address with what is asked for behind it.
#[must_use]
pub fn with_query(path: &str, asked: &[(&str, String)]) -> String {
    let mut address = path.to_owned();
    for (index, (name, value)) in asked.iter().enumerate() {
        address.push(if index == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&String::from(js_sys::encode_uri_component(value)));
    }
    address
}
