//! The portal: sign in, forms, publishing, results. Everything inside [`Frame`] is for somebody who is signed in.

mod account;
mod form;
mod forms;
mod frame;
mod new;
mod results;
mod sign_in;
mod slug;
mod source;
mod words;

pub use account::AccountPage;
pub use form::FormPage;
pub use forms::FormsPage;
pub use frame::Frame;
pub use new::NewFormPage;
pub use results::ResultsPage;
pub use sign_in::SignInPage;
