//! The program a respondent's browser runs: no router, one page.

fn main() {
    tessera::pages::respond::run();
}
