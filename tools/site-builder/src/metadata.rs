//! The names and places that `Cargo.toml` gives: under `[[workspace.metadata.leptos]]`, which cargo-leptos reads as well, and the WASM
//! modules under `[[workspace.metadata.site.modules]]`.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// What of the metadata is used here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Metadata {
    /// What the files are called.
    pub name: String,
    /// The program.
    pub bin_target: String,
    /// The profile in which a release builds the modules.
    pub lib_profile_release: String,
    /// The folder of script, WASM and style sheet within the site.
    pub site_pkg_dir: String,
    /// The entry of the style sheet.
    pub style_file: String,
    /// The folder of files that are copied as they are.
    pub assets_dir: String,
    /// The port from which pages are told to reload.
    pub reload_port: u16,
    /// Folders beside the packages whose files are watched.
    #[serde(default)]
    pub watch_additional_files: Vec<String>,
    /// The WASM modules.
    #[serde(skip)]
    pub modules: Vec<Module>,
}

/// A WASM module.
#[derive(Debug, Deserialize)]
pub struct Module {
    /// What its files are called.
    pub name: String,
    /// The package that it is built from.
    pub package: String,
    /// The size in kB, compressed, that a release may not exceed.
    pub limit: u32,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Workspace,
}

#[derive(Deserialize)]
struct Workspace {
    metadata: WorkspaceMetadata,
}

#[derive(Deserialize)]
struct WorkspaceMetadata {
    leptos: Vec<Metadata>,
    site: SiteMetadata,
}

#[derive(Deserialize)]
struct SiteMetadata {
    modules: Vec<Module>,
}

impl Metadata {
    /// Reads the manifest of the workspace.
    pub fn read(manifest: &Path) -> Result<Self> {
        let text = fs::read_to_string(manifest)
            .with_context(|| format!("{} cannot be read; run this in the project's folder", manifest.display()))?;
        Self::parse(&text).with_context(|| format!("{} has no usable leptos metadata", manifest.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let manifest: Manifest = toml::from_str(text)?;
        let WorkspaceMetadata { leptos, site } = manifest.workspace.metadata;
        let metadata = leptos.into_iter().next().context("[[workspace.metadata.leptos]] is missing")?;
        Ok(Self { modules: site.modules, ..metadata })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projects_own_metadata_is_read() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
        let metadata = Metadata::read(&manifest).unwrap();
        assert_eq!((metadata.name.as_str(), metadata.bin_target.as_str()), ("ncpi", "ncpi"));
        let modules = metadata.modules.iter().map(|module| (module.name.as_str(), module.limit));
        assert_eq!(modules.collect::<Vec<_>>(), [("charts", 220), ("work", 110)]);
    }

    #[test]
    fn a_name_that_is_missing_is_named() {
        let error = Metadata::parse("[[workspace.metadata.leptos]]\nname = \"ncpi\"\n").unwrap_err();
        assert!(format!("{error:#}").contains("bin-target"), "{error:#}");
    }
}
