//! For those who work with Trunk: what Trunk cannot do to its page (messages, joined style sheets) is done by its hook, which is this.

use super::{Context, dist::Dist, messages, page, styles};
use crate::project::Project;
use crate::tools;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// Completes the page in the folder Trunk is about to serve. The hashed files get a folder of their own: `/assets` is the server's, where
/// the respondent's page comes from.
pub(crate) fn hook(project: &Project) -> Result<()> {
    let staging =
        std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context("this is a hook of Trunk, which sets TRUNK_STAGING_DIR")?;
    let context = Context::new(project, tools::for_build(project)?, false)?;
    let mut dist = Dist::new("trunk");
    let catalogs = messages::read(project)?;
    let addresses = messages::add(&catalogs, &mut dist)?;
    let sentences = messages::of_page(&catalogs)?;
    let sheets = styles::add(&context, &mut dist)?;
    let index = staging.join("index.html");
    let template = std::fs::read_to_string(&index).with_context(|| index.display().to_string())?;
    let links = [styles::START, "app"].into_iter().map(|name| sheets.of(name).map(page::sheet_link)).collect::<Result<Vec<_>>>()?;
    let head = format!("{}\n{}", page::metas(&addresses, &sentences), links.join("\n"));
    dist.add("index.html", page::fill_in(&template, head.trim_end(), &sentences)?.into_bytes());
    dist.write_among(&staging)
}
