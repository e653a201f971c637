//! The portal: sign in, forms, publishing, results. Everything inside [`frame`] is for somebody who is signed in.

mod account;
mod copy;
mod edit;
mod form;
mod forms;
mod frame;
mod keys;
mod mishap;
mod moved;
mod new;
mod remark;
mod remove;
mod response;
mod results;
mod sign_in;
mod slug;
mod source;
mod versions;
mod words;

pub use account::account_page;
pub use edit::edit_page;
pub use form::form_page;
pub use forms::forms_page;
pub use frame::frame;
pub use keys::keys_page;
pub use new::new_form_page;
pub use response::response_page;
pub use results::results_page;
pub use sign_in::sign_in_page;
pub use versions::versions_page;
