//! The program a respondent's television runs: the same page, the survey by arrows and OK.

fn main() {
    tessera::pages::respond::run(&tessera::pages::respond::TELEVISION);
}
