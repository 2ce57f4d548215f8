//! What a part of the site was made from, so that it is made again only when that changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use md5::{Digest as _, Md5};

/// The digest of some bytes as it stands in names of files: MD5, which tells versions apart and protects nothing.
pub fn digest(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Md5::digest(bytes))
}

/// The digest of files and folders, of their names and contents, and of `settings`.
pub fn digest_of_files(paths: &[&Path], settings: &str) -> Result<String> {
    let mut hash = Md5::new();
    hash.update(settings);
    for file in files(paths)? {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?);
    }
    Ok(BASE64_URL_SAFE_NO_PAD.encode(hash.finalize()))
}

/// The files at these paths and below them, in order.
fn files(paths: &[&Path]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = paths.iter().map(|path| path.to_path_buf()).collect::<Vec<_>>();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            for entry in entries {
                open.push(entry?.path());
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_changes_with_content_names_and_settings() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "one").unwrap();
        let before = digest_of_files(&[folder.path()], "").unwrap();
        assert_eq!(digest_of_files(&[folder.path()], "").unwrap(), before);
        assert_ne!(digest_of_files(&[folder.path()], "release").unwrap(), before);
        fs::rename(&a, &b).unwrap();
        let renamed = digest_of_files(&[folder.path()], "").unwrap();
        assert_ne!(renamed, before);
        fs::write(&b, "two").unwrap();
        assert_ne!(digest_of_files(&[folder.path()], "").unwrap(), renamed);
    }

    #[test]
    fn a_digest_fits_into_an_address() {
        let digest = digest(b"body { margin: 0 }");
        assert_eq!(digest.len(), 22);
        assert!(digest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
    }
}
