//! Opening what keeps the files: a folder by its path, or S3 by its address.

use std::{path::PathBuf, sync::Arc};

use object_store::{ObjectStore, local::LocalFileSystem, parse_url_opts, prefix::PrefixStore};
use url::Url;

use super::{Files, FilesError};

impl Files {
    /// Opens a place: a folder (a path, or `file:///…`), which is made if it is not there, or `s3://bucket/prefix`.
    ///
    /// `options` are those of S3 by their names in the environment: `AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT`, `AWS_REGION` and so
    /// on; others are passed over. `largest` is the most bytes a file may have.
    ///
    /// # Errors
    /// The place cannot be understood, or not be used.
    pub fn open(
        place: &str,
        options: impl IntoIterator<Item = (String, String)>,
        largest: u64,
    ) -> Result<Self, FilesError> {
        let refused = |reason: String| FilesError::Place { place: place.to_owned(), reason };
        if !place.contains("://") {
            return folder(place.into(), largest).map_err(refused);
        }
        let url: Url = place.parse().map_err(|_| refused("this is no address".to_owned()))?;
        match url.scheme() {
            "file" => {
                let path = url.to_file_path().map_err(|()| refused("write file:///folder".to_owned()))?;
                folder(path, largest).map_err(refused)
            }
            "s3" => {
                // The database speaks TLS by the same library. Fails where it was done before.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let options = options.into_iter().filter(|(name, _)| name.starts_with("AWS_"));
                let (bucket, prefix) = parse_url_opts(&url, options).map_err(|error| refused(error.to_string()))?;
                Ok(Self { store: Arc::new(PrefixStore::new(bucket, prefix)), folder: None, largest })
            }
            _ => Err(refused("write a folder, file:///folder or s3://bucket/prefix".to_owned())),
        }
    }
}

fn folder(path: PathBuf, largest: u64) -> Result<Files, String> {
    std::fs::create_dir_all(&path).map_err(|error| error.to_string())?;
    // On the disk before anybody is told that it is saved.
    let store = LocalFileSystem::new_with_prefix(&path).map_err(|error| error.to_string())?.with_fsync(true);
    let store: Arc<dyn ObjectStore> = Arc::new(store);
    Ok(Files { store, folder: Some(path), largest })
}
