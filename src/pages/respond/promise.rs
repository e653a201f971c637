//! What stands above the questions: who asks, what happens to the answers, and where it is written how personal data is treated.

use crate::{
    i18n::{I18n, keys::respond::audience as keys},
    signal::Signal,
    view::{Child as _, View, el, text},
};
use std::rc::Rc;
use tessera_api::forms::Audience;

/// Who asks, and whom.
#[derive(Clone)]
pub(in crate::pages) struct Asker {
    pub(in crate::pages) workspace: String,
    /// Who runs it, where that name does not say it.
    pub(in crate::pages) operator: Option<String>,
    /// Where it is written how personal data is treated.
    pub(in crate::pages) privacy: Option<String>,
    pub(in crate::pages) audience: Audience,
}

/// Who asks, and what happens to the answers.
fn promise(i18n: I18n, asker: Asker) -> Signal<String> {
    let Asker { workspace, operator, audience, .. } = asker;
    Signal::derive(move || {
        let promise = match audience {
            Audience::Customers => i18n.fill(keys::CUSTOMERS, &[("workspace", &workspace)]),
            Audience::Employees => i18n.text(keys::EMPLOYEES),
        };
        // Where nobody reads single answers, the sentence above has no name in it.
        let who = operator.as_ref().or((audience == Audience::Employees).then_some(&workspace));
        match who {
            Some(who) => [&*i18n.fill(keys::OPERATOR, &[("operator", who)]), &promise].join(" "),
            None => promise,
        }
    })
}

/// The same with the way to what is written about personal data; that opens beside the survey, which goes on meanwhile.
pub(in crate::pages) fn promised(i18n: I18n, asker: Asker) -> Rc<dyn Fn() -> View> {
    let privacy = asker.privacy.clone();
    let said = promise(i18n, asker);
    let policy = move |address: &str| {
        let link = el("a").class("link").attr("href", address.to_owned()).attr("rel", "noopener").text(i18n.live(keys::PRIVACY));
        (" ", link.attr("target", address.starts_with("http").then_some("_blank"))).view()
    };
    Rc::new(move || (text(move || said.get()), privacy.as_deref().map(policy)).view())
}

/// The same on a television, which opens no other page: the address is for the phone in the hand.
pub(in crate::pages) fn promised_on_television(i18n: I18n, asker: Asker) -> Signal<String> {
    let privacy = asker.privacy.clone();
    let said = promise(i18n, asker);
    Signal::derive(move || {
        let address = privacy.as_deref().map(|address| {
            ["https://", "http://", "mailto:"].iter().fold(address, |rest, scheme| rest.strip_prefix(scheme).unwrap_or(rest))
        });
        let address = address.map(|address| i18n.fill(keys::PRIVACY_AT, &[("address", address)]));
        [said.get(), address.unwrap_or_default()].join(" ")
    })
}
