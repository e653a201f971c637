//! `serve`: builds what changed, starts the program `tessera` on it, and with `--watch` builds and starts again after each change.

use crate::build;
use crate::project::{Project, cargo};
use crate::shell::{run, step};
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

/// What was asked for on the command line.
struct Options {
    listen: String,
    data: String,
    release: bool,
    empty: bool,
    watch: bool,
}

/// How often the watch looks, and how long nothing must change before it builds.
const LOOK: Duration = Duration::from_millis(400);

pub(crate) fn serve(project: &Project, arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    build::build(project, options.release)?;
    let program = build_server(project, options.release)?;
    if options.watch {
        return watch(project, &options, &program);
    }
    let mut command = server(project, &options, &program);
    // The server takes our place, so that Ctrl-C reaches it alone and it can drain.
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        Err(command.exec()).with_context(|| program.display().to_string())
    }
    #[cfg(not(unix))]
    run(&mut command)
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options { listen: "127.0.0.1:8080".to_owned(), data: "data".to_owned(), release: false, empty: false, watch: false };
    let mut rest = arguments.iter();
    while let Some(option) = rest.next() {
        let mut value = || rest.next().cloned().with_context(|| format!("{option} wants a value"));
        match option.as_str() {
            "--listen" => options.listen = value()?,
            "--data" => options.data = value()?,
            "--release" => options.release = true,
            "--empty" => options.empty = true,
            "--watch" => options.watch = true,
            unknown => bail!("no option `{unknown}`; known here: --listen ADDRESS, --data FOLDER, --release, --empty, --watch"),
        }
    }
    Ok(options)
}

/// Builds the program `tessera`; a release carries `dist/` inside, so the app must be built first.
pub(crate) fn build_server(project: &Project, release: bool) -> Result<PathBuf> {
    step("cargo build tessera", || {
        let mut command = Command::new(cargo());
        command.args(["build", "--package", "tessera_server", "--bin", "tessera"]).current_dir(&project.root);
        if release {
            command.arg("--release");
        }
        run(&mut command)
    })?;
    Ok(project.target.join(if release { "release" } else { "debug" }).join("tessera"))
}

fn server(project: &Project, options: &Options, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["serve", "--listen", &options.listen, "--data", &options.data]).current_dir(&project.root);
    // Ours, not a setting of the server, which refuses those it does not know.
    command.env_remove("TESSERA_TOOLS");
    if options.empty {
        command.arg("--empty");
    }
    command
}

fn watch(project: &Project, options: &Options, program: &Path) -> Result<()> {
    let mut child = server(project, options, program).spawn()?;
    let mut built = state(project)?;
    println!("Watching for changes");
    loop {
        std::thread::sleep(LOOK);
        if let Some(status) = child.try_wait()? {
            bail!("the server ended ({status})");
        }
        if state(project)? == built {
            continue;
        }
        // Taken before the build: what changes while it runs is the next change.
        let now = settled(project)?;
        let of_server = built.iter().chain(&now).any(|(path, time)| {
            path.starts_with(project.root.join("crates")) && (built.get(path) != Some(time) || now.get(path) != Some(time))
        });
        built = now;
        if let Err(error) = rebuild(project, options, program, of_server, &mut child) {
            println!("{error:#}\nWaiting for the next change");
        }
    }
}

/// The files once they have stopped changing: an editor or a checkout writes more than one.
fn settled(project: &Project) -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut last = state(project)?;
    loop {
        std::thread::sleep(LOOK);
        let now = state(project)?;
        if now == last {
            return Ok(now);
        }
        last = now;
    }
}

fn rebuild(project: &Project, options: &Options, program: &Path, of_server: bool, child: &mut Child) -> Result<()> {
    build::build(project, options.release)?;
    // A release carries the app inside, so there every change is one of the server.
    if of_server || options.release {
        build_server(project, options.release)?;
        stop(child)?;
        *child = server(project, options, program).spawn()?;
    }
    Ok(())
}

/// Asks the server to drain and end, as Ctrl-C does.
fn stop(child: &mut Child) -> Result<()> {
    run(Command::new("kill").args(["-INT", &child.id().to_string()]))?;
    child.wait()?;
    Ok(())
}

/// The files a build reads, and when each was last changed.
fn state(project: &Project) -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut files = BTreeMap::new();
    let roots = ["src", "style", "locales", "public", "crates", "index.html", "build.rs", "Cargo.toml"];
    let mut open: Vec<PathBuf> = roots.iter().map(|root| project.root.join(root)).collect();
    while let Some(path) = open.pop() {
        let Ok(about) = std::fs::metadata(&path) else { continue };
        if about.is_dir() {
            for entry in std::fs::read_dir(&path)? {
                open.push(entry?.path());
            }
        } else {
            files.insert(path, about.modified()?);
        }
    }
    Ok(files)
}
