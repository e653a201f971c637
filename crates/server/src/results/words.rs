//! What people wrote, a page at a time.
//!
//! Customers' words come newest first with what is known of the response. Employees' words come without anything, in an order made from a hash of
//! the random response id and the question: the same at each reading (so that pages fit together), but nothing about who wrote when, and different at each
//! question, so that two comments of one person do not stand side by side.

use super::catalog::Catalog;
use super::search::Search;
use super::tally::texts_of;
use crate::clock::rfc3339;
use crate::store::StoredResponse;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use tessera_api::figures::Comment;
use uuid::Uuid;

/// Comments of a page.
pub const PAGE: usize = 50;

/// What a customer wrote, with its circumstances.
pub fn of_customer(catalog: &Catalog, response: &StoredResponse) -> Vec<Comment> {
    let score = catalog.score_question().and_then(|question| response.answers.get(&question.key)).and_then(serde_json::Value::as_f64);
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let written =
        catalog.questions().iter().flat_map(|question| texts_of(question, response).into_iter().map(move |text| (question, text)));
    written
        .map(|(question, text)| Comment {
            question: question.name.clone(),
            text: text.to_owned(),
            score,
            at: Some(rfc3339(response.saved_at)),
            locale: filled(&response.meta.locale),
            layout: filled(&response.meta.layout),
            touchpoint: filled(response.touchpoint()),
            response_id: Some(response.id.to_string()),
        })
        .collect()
}

/// Where a customers' page went on: behind this response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// When it was finished.
    pub saved_at: i64,
    /// Its id.
    pub id: Uuid,
}

impl After {
    /// As the key of a cursor.
    pub fn key(&self) -> [u8; 24] {
        let mut key = [0; 24];
        let (saved_at, id) = key.split_at_mut(8);
        saved_at.copy_from_slice(&self.saved_at.to_be_bytes());
        id.copy_from_slice(self.id.as_bytes());
        key
    }

    /// From the key of a cursor; `None` when it is none.
    pub fn from_key(key: &[u8]) -> Option<Self> {
        let (saved_at, id) = key.split_first_chunk::<8>()?;
        Some(Self { saved_at: i64::from_be_bytes(*saved_at), id: Uuid::from_slice(id).ok()? })
    }
}

/// The words of employees that stand on one page. Holds no more than the page, however many are put in.
#[derive(Debug)]
pub struct Shuffled {
    after: Option<Place>,
    page: BTreeMap<Place, Comment>,
    has_more: bool,
}

/// The place of a comment in the order: as random as the id of its response.
pub type Place = [u8; 16];

impl Shuffled {
    /// The page behind the key of a cursor, or the first. `None` when it is no such key.
    pub fn behind(key: Option<&[u8]>) -> Option<Self> {
        let after = key.map(Place::try_from).transpose().ok()?;
        Some(Self { after, page: BTreeMap::new(), has_more: false })
    }

    /// Puts in the words of a response.
    pub fn put(&mut self, catalog: &Catalog, response: &StoredResponse, search: &Search) {
        for question in catalog.questions() {
            for (index, text) in (0_u8..).zip(texts_of(question, response)) {
                let place = place(&question.name, index, response.id);
                if search.finds(text) && self.after.is_none_or(|after| place > after) {
                    let comment = Comment {
                        question: question.name.clone(),
                        text: text.to_owned(),
                        score: None,
                        at: None,
                        locale: None,
                        layout: None,
                        touchpoint: None,
                        response_id: None,
                    };
                    self.page.insert(place, comment);
                }
                if self.page.len() > PAGE {
                    self.has_more = true;
                    self.page.pop_last();
                }
            }
        }
    }

    /// The page, and the key of the cursor of the next one when there is one.
    pub fn finish(self) -> (Vec<Comment>, Option<Place>) {
        let last = self.page.last_key_value().map(|(place, _)| *place);
        (self.page.into_values().collect(), last.filter(|_| self.has_more))
    }
}

fn place(question: &str, index: u8, response: Uuid) -> Place {
    let digest = Sha256::new().chain_update(question).chain_update([0, index]).chain_update(response.as_bytes()).finalize();
    let mut place = Place::default();
    place.iter_mut().zip(digest).for_each(|(byte, from)| *byte = from);
    place
}
