//! The folder of the site: files with a digest in their names, and `hash.txt`, which says which of them belong together.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{client, inputs::digest, metadata::Metadata, public, style};

/// Names each file's digest by its kind, one a line, as Leptos reads it for the style sheet.
const HASHES: &str = "hash.txt";

/// What the parts were made from, one a line.
const INPUTS: &str = "inputs.txt";

/// What the name of a compressed file ends with, beside the file itself.
const COMPRESSED: &str = ".br";

/// For whom the site is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Quickly, with names for debugging.
    Development,
    /// Small.
    Release,
}

/// A finished file.
pub struct Part {
    /// What the name ends with, for example `work.wasm`; there is one part of each kind.
    pub kind: String,
    pub content: Vec<u8>,
    /// The same with brotli, where the server is not to compress it as it is served.
    pub compressed: Option<Vec<u8>>,
}

impl Part {
    /// A part that the server compresses.
    pub fn new(kind: impl Into<String>, content: Vec<u8>) -> Self {
        Self { kind: kind.into(), content, compressed: None }
    }
}

/// Builds the site into a folder. A server that runs on the folder goes on: new files are there before `hash.txt` names them,
/// and those that it named before stay until the next build.
pub fn build(metadata: &Metadata, out: &Path, mode: Mode) -> Result<()> {
    let mut wanted = BTreeMap::from([
        ("loader".to_owned(), client::loader_inputs(mode)?),
        ("style".to_owned(), style::inputs(metadata, mode)?),
    ]);
    let mut modules = Vec::new();
    for module in &metadata.modules {
        let wasm = client::compile(metadata, module, mode)?;
        wanted.insert(format!("module {}", module.name), client::inputs(module, &wasm, mode)?);
        modules.push((module, wasm));
    }
    let site = Site::open(out, &metadata.site_pkg_dir, &metadata.name)?;
    public::copy(Path::new(&metadata.assets_dir), out)?;
    let (before, mut hashes) = (read_pairs(&out.join(INPUTS)), site.hashes());
    let is_current = |input: &str, kinds: &[String]| {
        before.get(input) == wanted.get(input) && kinds.iter().all(|kind| site.holds(kind, &hashes))
    };
    let work = WorkFolder::make(out)?;
    let mut parts = Vec::new();
    for (module, wasm) in modules {
        let kinds = ["js", "wasm"].map(|kind| format!("{}.{kind}", module.name));
        if !is_current(&format!("module {}", module.name), &kinds) {
            parts.extend(client::make(module, &wasm, mode, &work.0)?);
        }
    }
    if !is_current("loader", &["islands.js".to_owned()]) {
        parts.push(client::make_loader(mode)?);
    }
    if !is_current("style", &["css".to_owned()]) {
        parts.push(style::make(metadata, mode, &work.0)?);
    }
    if parts.is_empty() {
        return Ok(());
    }
    let old = hashes.clone();
    for Part { kind, content, compressed } in parts {
        let hash = digest(&content);
        if let Some(compressed) = compressed {
            site.write(&format!("{kind}{COMPRESSED}"), &hash, &compressed)?;
        }
        site.write(&kind, &hash, &content)?;
        hashes.insert(kind, hash);
    }
    write_pairs(&out.join(HASHES), &hashes)?;
    write_pairs(&out.join(INPUTS), &wanted)?;
    site.remove_all_but(&[&hashes, &old])
}

/// The site's folder of hashed files.
struct Site {
    out: PathBuf,
    pkg: PathBuf,
    name: String,
}

impl Site {
    fn open(out: &Path, pkg: &str, name: &str) -> Result<Self> {
        let site = Self { out: out.to_owned(), pkg: out.join(pkg), name: name.to_owned() };
        fs::create_dir_all(&site.pkg).with_context(|| format!("{} cannot be made", site.pkg.display()))?;
        Ok(site)
    }

    fn hashes(&self) -> BTreeMap<String, String> {
        read_pairs(&self.out.join(HASHES))
    }

    fn file_name(&self, kind: &str, hash: &str) -> String {
        format!("{}.{hash}.{kind}", self.name)
    }

    fn holds(&self, kind: &str, hashes: &BTreeMap<String, String>) -> bool {
        hashes.get(kind).is_some_and(|hash| self.pkg.join(self.file_name(kind, hash)).is_file())
    }

    fn write(&self, kind: &str, hash: &str, content: &[u8]) -> Result<()> {
        write(&self.pkg.join(self.file_name(kind, hash)), content)
    }

    /// Removes what neither this build nor the one before it names.
    fn remove_all_but(&self, builds: &[&BTreeMap<String, String>]) -> Result<()> {
        let named = builds
            .iter()
            .flat_map(|hashes| hashes.iter())
            .map(|(kind, hash)| self.file_name(kind, hash))
            .collect::<Vec<_>>();
        for entry in fs::read_dir(&self.pkg)? {
            let entry = entry?;
            let file = entry.file_name().to_string_lossy().into_owned();
            let file = file.strip_suffix(COMPRESSED).unwrap_or(&file);
            if !named.iter().any(|name| name == file) && entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// A folder for temporary files, removed with its value.
struct WorkFolder(PathBuf);

impl WorkFolder {
    fn make(out: &Path) -> Result<Self> {
        let folder = out.join(format!("work-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Lines of `name: value`. A file that is not there has none.
fn read_pairs(file: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn write_pairs(file: &Path, pairs: &BTreeMap<String, String>) -> Result<()> {
    let lines = pairs.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<Vec<_>>();
    write(file, lines.concat().as_bytes())
}

/// Writes a file so that nobody ever reads half of it.
fn write(file: &Path, content: &[u8]) -> Result<()> {
    let temporary = file.with_extension(format!("{}.new", std::process::id()));
    let written: io::Result<()> = fs::write(&temporary, content).and_then(|()| fs::rename(&temporary, file));
    written.with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(hash: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("css".to_owned(), hash.to_owned())])
    }

    #[test]
    fn files_of_this_build_and_the_one_before_stay() {
        let folder = tempfile::tempdir().unwrap();
        let site = Site::open(folder.path(), "pkg", "ncpi").unwrap();
        for hash in ["oldest", "before", "now"] {
            site.write("css", hash, b"").unwrap();
            site.write("css.br", hash, b"").unwrap();
        }
        site.remove_all_but(&[&pairs("now"), &pairs("before")]).unwrap();
        let holds = |hash: &str| site.holds("css", &pairs(hash));
        assert!(holds("now") && holds("before") && !holds("oldest"));
        let compressed = |hash: &str| site.pkg.join(site.file_name("css.br", hash)).is_file();
        assert!(compressed("now") && compressed("before") && !compressed("oldest"));
    }

    /// A release that is made beside a running program must not take its style sheet away.
    #[test]
    fn each_purpose_builds_into_a_folder_of_its_own() {
        let script = include_str!("../../../scripts/build");
        assert!(script.contains("\nsite=$root/target/sites/$purpose\n"), "{script}");
        for line in script.lines().filter(|line| line.contains("site-builder build") || line.contains("rm -rf")) {
            assert!(line.contains("\"$site\""), "{line}");
        }
        assert!(include_str!("../../../scripts/serve").contains("target/sites/run"));
    }

    #[test]
    fn hashes_are_read_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(HASHES);
        assert!(read_pairs(&file).is_empty());
        write_pairs(&file, &pairs("0-a_1")).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "css: 0-a_1\n");
        assert_eq!(read_pairs(&file), pairs("0-a_1"));
    }
}
