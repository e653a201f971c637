//! One program for the browser: Rust to Wasm, and the glue between it and the page.

use super::{Context, names};
use crate::project::cargo;
use crate::shell::{read, run, step};
use crate::tools::short_hash;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the browser loads of one program.
pub(super) struct Program {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: Vec<u8>,
}

/// Oldest engine the glue is written down to: webOS 5, Tizen 5.5.
const OLDEST: &str = "chrome68";

pub(super) fn build(context: &Context<'_>, name: &str, bin: &str, features: &str) -> Result<Program> {
    let raw = step(&format!("cargo build {name}"), || compile(context, bin, features))?;
    let content = std::fs::read(&raw).with_context(|| raw.display().to_string())?;
    // What goes in, and how it is made.
    let stamp =
        short_hash(&[&content[..], context.tools.version.as_bytes(), include_bytes!("wasm.rs"), include_bytes!("names.rs")].concat());
    let folder = context.work.join(format!("{name}-{stamp}"));
    let wasm = folder.join("out.wasm");
    let glue = folder.join("out.js");
    // The glue is written last: it being there means that the steps before it ended well.
    if !glue.is_file() {
        forget_others(&context.work, name)?;
        std::fs::create_dir_all(&folder)?;
        step(&format!("wasm-bindgen {name}"), || bind(context, &raw, &folder))?;
        if context.release {
            step(&format!("short names {name}"), || shorten(&folder))?;
        }
        step(&format!("wasm-opt {name}"), || shrink(context, &folder.join("bound_bg.wasm"), &wasm))?;
        step(&format!("esbuild {name}"), || lower(context, &folder.join("bound.js"), &glue))?;
    }
    Ok(Program { wasm: std::fs::read(&wasm)?, glue: std::fs::read(&glue)? })
}

/// Flags of a release: nothing newer than the first Wasm but what every engine with `WebAssembly` has; a panic is one instruction without
/// words; made part of its callers is what makes them hardly longer.
const FLAGS: &str = "-Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                     -Cllvm-args=-inline-threshold=10";

/// Compiles the program. A release lets nothing newer than the first Wasm into the module, not even from the standard library, which
/// therefore is built anew; `RUSTC_BOOTSTRAP` opens that road on the stable compiler.
fn compile(context: &Context<'_>, bin: &str, features: &str) -> Result<PathBuf> {
    let mut command = Command::new(cargo());
    command.current_dir(&context.project.root);
    command.args(["build", "--package", "tessera", "--bin", bin, "--features", features]);
    command.args(["--target", "wasm32-unknown-unknown"]);
    let (target, profile) = if context.release {
        // A folder of its own: other flags would make cargo compile everything again on each change of mind.
        command.args(["--profile", "wasm", "-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        command.env("RUSTC_BOOTSTRAP", "1");
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS);
        (context.project.target.join("web/cargo"), "wasm")
    } else {
        command.args(["--profile", "web"]);
        (context.project.target.clone(), "web")
    };
    command.arg("--target-dir").arg(&target);
    run(&mut command)?;
    Ok(target.join("wasm32-unknown-unknown").join(profile).join(format!("{bin}.wasm")))
}

fn bind(context: &Context<'_>, raw: &Path, folder: &Path) -> Result<()> {
    let mut command = Command::new(&context.tools.wasm_bindgen);
    command.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-name", "bound", "--out-dir"]);
    command.arg(folder).arg(raw);
    if !context.release {
        command.arg("--keep-debug");
    }
    read(&mut command).map(drop)
}

fn shorten(folder: &Path) -> Result<()> {
    let (module, glue) = (folder.join("bound_bg.wasm"), folder.join("bound.js"));
    let (short_module, short_glue) = names::shorten(&std::fs::read(&module)?, &std::fs::read_to_string(&glue)?)?;
    std::fs::write(module, short_module)?;
    Ok(std::fs::write(glue, short_glue)?)
}

/// `-mvp` and no more than the feature we compile with: a plain `-Oz` puts back opcodes that old engines refuse. Flattened and structured
/// anew and optimised twice, a module is 2 % lighter than by one `-Oz`. `-lmu`: the lowest kilobyte of memory is the far end of the stack, which
/// nothing points to. A long function with one caller stays one: it compresses better than a longer caller.
const SHRINK: [&str; 8] =
    ["-mvp", "--enable-mutable-globals", "--flatten", "--rereloop", "-Oz", "-Oz", "-lmu", "--one-caller-inline-max-function-size=50"];

fn shrink(context: &Context<'_>, from: &Path, to: &Path) -> Result<()> {
    if context.release {
        read(Command::new(&context.tools.wasm_opt).args(SHRINK).arg(from).arg("-o").arg(to))?;
    } else {
        std::fs::copy(from, to)?;
    }
    Ok(())
}

/// One classic script with one global, by which the start script begins; what else the glue offers goes. A module would need no global, but engines that know no modules would then not even say so.
fn lower(context: &Context<'_>, from: &Path, to: &Path) -> Result<()> {
    let entry = from.with_file_name("entry.js");
    std::fs::write(&entry, "export { default } from './bound.js';\n")?;
    let mut command = Command::new(&context.tools.esbuild);
    command.arg(entry).args(["--bundle", "--format=iife", "--global-name=tesseraProgram", "--log-level=warning"]);
    command.arg(format!("--target={OLDEST}")).arg(format!("--outfile={}", to.display()));
    if context.release {
        command.arg("--minify");
    }
    read(&mut command).map(drop)
}

/// Results of earlier inputs of this step only fill the disk.
fn forget_others(work: &Path, name: &str) -> Result<()> {
    for entry in std::fs::read_dir(work)? {
        let entry = entry?;
        let file = entry.file_name();
        let stamp = file.to_str().and_then(|file| file.strip_prefix(name)?.strip_prefix('-'));
        // What follows the name of one program may be the rest of another's.
        if stamp.is_some_and(|stamp| !stamp.contains(['-', '.'])) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}
