//! The program of the portal's editor: what a survey is written with, and nothing of its results.

fn main() {
    tessera::app::start(tessera::app::EDITOR);
}
