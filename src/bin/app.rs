//! The program of the front page and the portal.

fn main() {
    tessera::app::start(tessera::app::PORTAL);
}
