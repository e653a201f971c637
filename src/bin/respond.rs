//! The program a respondent's desktop or phone runs: no router, one page.

fn main() {
    tessera::pages::respond::run(&tessera::pages::respond::NEAR);
}
