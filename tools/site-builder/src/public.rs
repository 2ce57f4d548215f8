//! Files that are copied into the site as they are.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

/// Copies the files of a folder, where they differ.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let content = fs::read(entry.path()).with_context(|| format!("{} cannot be read", entry.path().display()))?;
        let file = to.join(entry.file_name());
        if fs::read(&file).ok().as_ref() != Some(&content) {
            fs::write(&file, content).with_context(|| format!("{} cannot be written", file.display()))?;
        }
    }
    Ok(())
}
