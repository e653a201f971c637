//! The shell around every page: what they all share, and which page an address shows.

use super::{language, look::remembered_look, stored::TabTexts};
use crate::{
    i18n::I18n,
    pages::{
        desk::{Arrival, Session, Texts, Unsaved},
        hub::HubPage,
        missing::MissingPage,
        portal::{AccountPage, FormPage, FormsPage, Frame, NewFormPage, ResultsPage, SignInPage},
    },
};
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use std::rc::Rc;

/// The program on the screen.
#[component]
pub(super) fn Shell(i18n: I18n) -> impl IntoView {
    let texts: Rc<dyn Texts> = Rc::new(TabTexts::default());
    provide_context(i18n);
    provide_context(language::handle(i18n));
    provide_context(remembered_look());
    provide_context(Session::new());
    provide_context::<Unsaved>(StoredValue::new_local(texts));
    provide_context(Arrival::new());
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
