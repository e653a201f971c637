//! The program of the editor's previews: every layout at once, over one session.

fn main() {
    tessera::pages::preview::run();
}
