//! The program `tessera`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    tessera_server::cli::main()
}
