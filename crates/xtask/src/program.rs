//! The program `tessera` on a port and a data folder of its own, with some forms, until it is dropped.

use crate::project::Project;
use crate::shell::read;
use anyhow::{Context as _, Result, bail, ensure};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server.
pub(crate) struct Program {
    program: PathBuf,
    child: Child,
    /// Host and port.
    pub(crate) address: String,
    /// Where its database is.
    pub(crate) data: PathBuf,
}

/// A sample to be published.
pub(crate) struct Published<'a> {
    /// File name of the sample, without its ending.
    pub(crate) sample: &'a str,
    pub(crate) slug: &'a str,
    /// `customers` or `employees`.
    pub(crate) audience: &'a str,
}

impl Program {
    /// Starts one with an empty folder.
    pub(crate) fn start(project: &Project, program: &Path, folder: &Path, forms: &[Published<'_>]) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let data = folder.join("data");
        let tessera = || {
            let mut command = Command::new(program);
            // Ours, not a setting of the server, which refuses those it does not know.
            command.env_remove("TESSERA_TOOLS").current_dir(&project.root);
            command
        };
        for Published { sample, slug, audience } in forms {
            let file = samples(project).join(sample).with_extension("json");
            let mut command = tessera();
            command.arg("publish").arg(file).args(["--slug", slug, "--audience", audience, "--data"]).arg(&data);
            let published = command.output()?;
            ensure!(published.status.success(), "{}", String::from_utf8_lossy(&published.stderr));
        }
        let mut command = tessera();
        command.args(["serve", "--empty", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
        // All of it comes from one address.
        command.args(["--limit-respondents", "0", "--limit-portal", "0", "--limit-key", "0"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("the server's output")?).lines();
        let told = lines.find_map(|line| Some(line.ok()?.strip_prefix("Tessera serves http://")?.trim_end_matches('/').to_owned()));
        match told {
            Some(address) => Ok(Self { program: program.to_owned(), child, address, data }),
            None => bail!("the server did not start ({})", child.wait()?),
        }
    }

    /// Runs a command of the program on the folder, and gives what it printed.
    pub(crate) fn tell<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<String> {
        read(Command::new(&self.program).env_remove("TESSERA_TOOLS").args(arguments).arg("--data").arg(&self.data))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Whatever it still holds belongs to nobody.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The folder of the samples.
pub(crate) fn samples(project: &Project) -> PathBuf {
    project.root.join("crates/server/src/samples")
}
