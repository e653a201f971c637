//! The shell around every page: what they all share, and which page an address shows.
//!
//! A router of our own: a dozen addresses do not need one that weighs 40 KB. It takes clicks on plain links to addresses of the site, follows
//! the browser's Back and Forward, and makes the page anew only where the address asks for another one.

use super::{language, look::remembered_look, stored::TabTexts};
use crate::{
    i18n::I18n,
    pages::{
        desk::{Arrival, Place, Session, Texts, Unsaved},
        hub::hub_page,
        missing::missing_page,
        portal::{
            account_page, edit_page, form_page, forms_page, frame, keys_page, new_form_page, response_page, results_page, sign_in_page,
            versions_page,
        },
    },
    signal::StoredValue,
    view::{Child as _, View, keyed, on_window},
};
use leptos::{
    ev,
    prelude::{provide_context, untrack, window},
};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, MouseEvent};

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Route {
    Hub,
    SignIn,
    Forms,
    New,
    Account,
    Keys,
    Form(String),
    Edit(String),
    Versions(String),
    Results(String),
    Response(String),
    Missing,
}

impl Route {
    fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match *parts.as_slice() {
            [] => Self::Hub,
            ["portal"] => Self::Forms,
            ["portal", "sign-in"] => Self::SignIn,
            ["portal", "new"] => Self::New,
            ["portal", "account"] => Self::Account,
            ["portal", "keys"] => Self::Keys,
            ["portal", "forms", slug] => Self::Form(slug.to_owned()),
            ["portal", "forms", slug, "edit"] => Self::Edit(slug.to_owned()),
            ["portal", "forms", slug, "versions"] => Self::Versions(slug.to_owned()),
            ["portal", "forms", slug, "results"] => Self::Results(slug.to_owned()),
            ["portal", "responses", id] => Self::Response(id.to_owned()),
            _ => Self::Missing,
        }
    }

    /// Whether the portal's frame is around it; the frame stays while one goes from page to page in it.
    fn is_framed(&self) -> bool {
        !matches!(self, Self::Hub | Self::SignIn | Self::Missing)
    }

    /// Whether it is where surveys are written. The server knows the same addresses (`routes/files.rs`).
    fn is_of_editor(&self) -> bool {
        matches!(self, Self::Edit(_) | Self::Versions(_))
    }
}

/// The pages that one program shows. To all others the browser goes by itself, as to any other site.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    shows: fn(&Route) -> bool,
    make: fn(&Route) -> View,
}

/// All but those where surveys are written.
pub const PORTAL: Pages = Pages {
    shows: |route| !route.is_of_editor() && *route != Route::Missing,
    make: |route| match route {
        Route::Hub => hub_page(),
        Route::SignIn => sign_in_page().view(),
        Route::Forms => forms_page(),
        Route::New => new_form_page(),
        Route::Account => account_page(),
        Route::Keys => keys_page(),
        Route::Form(slug) => form_page(slug.clone()),
        Route::Results(slug) => results_page(slug.clone()),
        Route::Response(id) => response_page(id.clone()),
        Route::Edit(_) | Route::Versions(_) | Route::Missing => missing_page().view(),
    },
};

/// Those where surveys are written: who reads results loads nothing of them.
pub const EDITOR: Pages = Pages {
    shows: Route::is_of_editor,
    make: |route| match route {
        Route::Edit(slug) => edit_page(slug.clone()),
        Route::Versions(slug) => versions_page(slug.clone()),
        _ => missing_page().view(),
    },
};

/// The program on the screen.
pub(super) fn shell(i18n: I18n, pages: Pages) -> View {
    let texts: Rc<dyn Texts> = Rc::new(TabTexts::default());
    i18n.provide();
    provide_context(language::handle(i18n));
    provide_context(remembered_look());
    provide_context(Session::new());
    provide_context::<Unsaved>(StoredValue::new(texts));
    provide_context(Arrival::new());
    let (path, query) = here();
    let place = Place::new(path, query, Rc::new(move |address, replaces| go(pages, address, replaces)));
    provide_context(place);
    on_window(ev::popstate, move |_| {
        let (path, query) = here();
        place.arrive(path, query);
    });
    on_window(ev::click, move |event| {
        if let Some(address) = link_of(pages, &event) {
            event.prevent_default();
            place.go(&address);
        }
    });
    let route = move || place.path().with(|path| Route::of(path));
    let inner =
        Rc::new(move || keyed(route, move |route| untrack(|| if route.is_framed() { (pages.make)(&route) } else { View::default() })));
    let outer = move || Some(route()).filter(|route| !route.is_framed());
    keyed(outer, move |outside| untrack(|| outside.as_ref().map_or_else(|| frame(inner.clone()), pages.make)))
}

fn here() -> (String, String) {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    (location.pathname().unwrap_or_default(), query.trim_start_matches('?').to_owned())
}

fn go(pages: Pages, address: &str, replaces: bool) -> (String, String) {
    if !(pages.shows)(&route_of(address)) {
        let location = window().location();
        // Refused only for what is no address.
        drop(if replaces { location.replace(address) } else { location.assign(address) });
        return here();
    }
    let changed = window().history().and_then(|history| {
        if replaces {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(address))
        }
    });
    if changed.is_err() {
        // A browser that keeps count of such changes refuses too many; it still goes there by itself.
        drop(window().location().assign(address));
    } else if !replaces {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    here()
}

/// The address of a link of ours that was clicked plainly; the browser does all else: new tabs, downloads, other programs of the site.
fn link_of(pages: Pages, event: &MouseEvent) -> Option<String> {
    if event.default_prevented() || event.button() != 0 || event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key() {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    if link.has_attribute("target") || link.has_attribute("download") || link.get_attribute("rel").as_deref() == Some("external") {
        return None;
    }
    link.get_attribute("href").filter(|address| (pages.shows)(&route_of(address)))
}

fn route_of(address: &str) -> Route {
    Route::of(address.split(['?', '#']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{EDITOR, PORTAL, Route};

    #[test]
    fn each_address_has_its_page() {
        assert_eq!(Route::of("/"), Route::Hub);
        assert_eq!(Route::of("/portal/"), Route::Forms);
        assert_eq!(Route::of("/portal/forms/visit"), Route::Form("visit".into()));
        assert_eq!(Route::of("/portal/forms/visit/edit"), Route::Edit("visit".into()));
        assert_eq!(Route::of("/portal/forms/visit/results"), Route::Results("visit".into()));
        assert_eq!(Route::of("/portal/keys"), Route::Keys);
        assert_eq!(Route::of("/portal/responses/x"), Route::Response("x".into()));
        assert_eq!(Route::of("/s/visit"), Route::Missing);
        assert_eq!(Route::of("https://else.example/"), Route::Missing);
        assert!((PORTAL.shows)(&Route::of("/portal/forms/visit")) && !(EDITOR.shows)(&Route::of("/portal/forms/visit")));
        assert!((EDITOR.shows)(&Route::of("/portal/forms/visit/versions")) && !(PORTAL.shows)(&Route::of("/portal/forms/visit/versions")));
        assert!(!(PORTAL.shows)(&Route::Missing) && !(EDITOR.shows)(&Route::Missing));
        assert!(Route::of("/portal/new").is_framed() && !Route::of("/portal/sign-in").is_framed());
    }
}
