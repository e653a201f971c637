//! Puts the built app (`dist/`) into a release program; a debug one reads it from the folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../dist");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    if env::var("PROFILE")? == "release" {
        println!("cargo::rerun-if-changed={}", dist.display());
        collect(&dist, &mut files)?;
        files.sort();
    }
    let mut code = String::from("/// Path and content of each file of the built app.\nstatic EMBEDDED: &[(&str, &[u8])] = &[\n");
    for file in files {
        let path = file.strip_prefix(&dist)?.to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({path:?}, include_bytes!({:?})),", fs::canonicalize(&file)?.display().to_string())?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("embedded.rs"), code)?;
    Ok(())
}

/// Files below `folder`; none when there is no such folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
