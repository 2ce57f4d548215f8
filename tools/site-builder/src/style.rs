//! The style sheet.

use std::path::Path;

use anyhow::Result;

use crate::{
    command::{from_npm, output},
    inputs,
    metadata::Metadata,
    site::{Mode, Part},
};

/// The oldest browsers that the style sheet is written for: those that GOV.UK Frontend supports with its own scripts.
const BROWSERS: &str = "chrome61,edge16,firefox60,safari11,ios11";

/// What the style sheet is made from.
pub fn inputs(metadata: &Metadata, mode: Mode) -> Result<String> {
    let file = Path::new(&metadata.style_file);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(file);
    inputs::digest_of_files(&[folder, Path::new("package-lock.json")], &format!("{mode:?} {BROWSERS}"))
}

/// Compiles the Sass; esbuild adds what older browsers need, and leaves out what a release does not need.
pub fn make(metadata: &Metadata, mode: Mode, work: &Path) -> Result<Part> {
    let compiled = work.join("compiled.css");
    output(from_npm("sass").args(["--no-source-map", "--quiet-deps", &metadata.style_file]).arg(&compiled))?;
    let mut esbuild = from_npm("esbuild");
    esbuild.arg(&compiled).args(["--log-level=warning", "--charset=utf8"]).arg(format!("--target={BROWSERS}"));
    if mode == Mode::Release {
        esbuild.arg("--minify");
    }
    Ok(Part::new("css", output(&mut esbuild)?))
}
