//! The shell around every page: what they all share, and which page an address shows.

use super::{Language, Look, Session, stored::Unsaved};
use crate::pages::{
    hub::HubPage,
    missing::MissingPage,
    portal::{AccountPage, FormPage, FormsPage, Frame, NewFormPage, ResultsPage, SignInPage},
};
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// Whether a page is the first of this load. The browser itself announces that one; later ones take the focus to be announced.
#[derive(Clone, Copy)]
pub struct Arrival {
    later: StoredValue<bool>,
}

impl Arrival {
    /// Whether a page was shown before this one.
    pub fn is_later(self) -> bool {
        let later = self.later.get_value();
        self.later.set_value(true);
        later
    }
}

/// The program on the screen.
#[component]
pub fn Shell(language: Language) -> impl IntoView {
    provide_context(language);
    provide_context(language.i18n());
    provide_context(Look::remembered());
    provide_context(Session::new());
    provide_context(StoredValue::new_local(Unsaved::new()));
    provide_context(Arrival { later: StoredValue::new(false) });
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <Route path=path!("/") view=HubPage />
                <Route path=path!("/portal/sign-in") view=SignInPage />
                <ParentRoute path=path!("/portal") view=Frame>
                    <Route path=path!("") view=FormsPage />
                    <Route path=path!("new") view=NewFormPage />
                    <Route path=path!("account") view=AccountPage />
                    <Route path=path!("forms/:slug") view=FormPage />
                    <Route path=path!("forms/:slug/results") view=ResultsPage />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
