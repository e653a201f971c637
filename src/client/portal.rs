//! Calls of the portal and the front page.

use super::{
    Client, ClientError, Tagged,
    http::{tagged, written},
};
use serde::Deserialize;
use serde_json::value::RawValue;
use tessera_api::{
    Hub, Page,
    figures::{Comment, Results},
    forms::{Audience, CheckReport, CheckRequest, FormSummary},
    paths,
    responses::ResponseDetail,
    session::{Me, NewPassword, SignIn},
};

/// A form with its draft as text. The definition is not read here: it goes into a text field as it is, its order kept.
#[derive(Debug, Deserialize)]
pub struct DraftForm {
    /// The summary.
    #[serde(flatten)]
    pub summary: FormSummary,
    /// Listed on the public front page.
    #[serde(default)]
    pub listed: bool,
}

/// The draft inside the answer about a form.
#[derive(Deserialize)]
struct Draft<'a> {
    #[serde(borrow)]
    draft: &'a RawValue,
}

/// What a new form is to be. The definition is the text a person wrote, known to be JSON.
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
    /// The definition.
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
    pub async fn check(self, source: String) -> Result<CheckReport, ClientError> {
        self.post(paths::FORMS_CHECK, &super::random_uuid(), &CheckRequest { source }).await
    }

    /// A form with its draft as text, and the tag an edit needs.
    pub async fn form(self, slug: &str) -> Result<Tagged<(DraftForm, String)>, ClientError> {
        let response = self.ask("GET", &paths::form(slug), &[], None).await?;
        let Tagged { body, tag } = tagged::<Box<RawValue>>(&response).await?;
        let strange = |_unread| ClientError::Strange(response.status());
        let form = serde_json::from_str(body.get()).map_err(strange)?;
        let draft: Draft<'_> = serde_json::from_str(body.get()).map_err(strange)?;
        Ok(Tagged { body: (form, draft.draft.get().to_owned()), tag })
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
            definition: &'a RawValue,
            publish: bool,
        }
        let wire = Wire {
            slug: &form.slug,
            name: Some(form.name.trim()).filter(|name| !name.is_empty()),
            audience: form.audience,
            listed: form.listed,
            definition: raw(&form.source)?,
            publish: form.publish,
        };
        self.post(paths::FORMS, key, &wire).await
    }

    /// Saves a draft over the one that has this tag.
    pub async fn save_draft(self, slug: &str, source: &str, tag: &str) -> Result<String, ClientError> {
        #[derive(serde::Serialize)]
        struct Wire<'a> {
            definition: &'a RawValue,
        }
        let body = written(&Wire { definition: raw(source)? })?;
        let response = self.ask("PUT", &paths::form_draft(slug), &[("If-Match", tag)], Some(body)).await?;
        response.header("ETag").ok_or_else(|| ClientError::Strange(response.status()))
    }

    /// Publishes, closes or opens again; `path` comes from [`paths`].
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

    /// A page of the comments in a part of the answers, from a cursor on.
    pub async fn comments(self, slug: &str, mut part: Vec<(&str, String)>, cursor: Option<&str>) -> Result<Page<Comment>, ClientError> {
        part.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        self.get(&with_query(&paths::form_comments(slug), &part)).await
    }
}

/// The text of a definition as JSON inside JSON. The caller has had it checked; anything else is told apart here.
fn raw(source: &str) -> Result<&RawValue, ClientError> {
    serde_json::from_str(source).map_err(|_not_json| ClientError::Strange(0))
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
