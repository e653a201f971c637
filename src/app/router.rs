//! The shell around every page: what they all share, and which page an address shows.

use super::{language, look::remembered_look, stored::TabTexts};
use crate::{
    i18n::I18n,
    pages::{
        desk::{Arrival, Session, Texts, Unsaved},
        hub::hub_page,
        missing::missing_page,
        portal::{account_page, form_page, forms_page, frame, new_form_page, results_page, sign_in_page},
    },
    signal::StoredValue,
};
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use std::rc::Rc;

/// The program on the screen.
pub(super) fn shell(i18n: I18n) -> impl IntoView {
    let texts: Rc<dyn Texts> = Rc::new(TabTexts::default());
    provide_context(i18n);
    provide_context(language::handle(i18n));
    provide_context(remembered_look());
    provide_context(Session::new());
    provide_context::<Unsaved>(StoredValue::new(texts));
    provide_context(Arrival::new());
    view! {
        <Router>
            <Routes fallback=missing_page>
                <Route path=path!("/") view=hub_page />
                <Route path=path!("/portal/sign-in") view=sign_in_page />
                <ParentRoute path=path!("/portal") view=frame>
                    <Route path=path!("") view=forms_page />
                    <Route path=path!("new") view=new_form_page />
                    <Route path=path!("account") view=account_page />
                    <Route path=path!("forms/:slug") view=form_page />
                    <Route path=path!("forms/:slug/results") view=results_page />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
