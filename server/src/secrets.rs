//! Secrets from files: what is in a file is in no list of processes and in no dump of an environment.

use std::{fmt, fs, path::Path};

use anyhow::{Context as _, bail};

/// A secret that was read from a file. It is in no debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretFromFile(String);

impl SecretFromFile {
    /// Reads the first line of a file; clap says the error with the flag or the variable that names the file.
    pub fn read(path: &str) -> Result<Self, String> {
        let text = fs::read_to_string(Path::new(path)).map_err(|error| format!("the file cannot be read: {error}"))?;
        let secret = text.lines().next().unwrap_or_default().trim();
        if secret.is_empty() { Err("the file is empty".to_owned()) } else { Ok(Self(secret.to_owned())) }
    }

    /// The secret itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretFromFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretFromFile(…)")
    }
}

/// The secrets of S3 that can be in files. Other variables of AWS that end in `_FILE` are the library's own.
const OF_S3: [&str; 3] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/// The variables of an environment, each secret of S3 taken from its file where `…_FILE` names one.
///
/// # Errors
/// A secret is given twice, or its file cannot be read.
pub fn with_secrets_of_s3(
    environment: impl IntoIterator<Item = (String, String)>,
) -> anyhow::Result<Vec<(String, String)>> {
    let mut variables = environment.into_iter().collect::<Vec<_>>();
    for name in OF_S3 {
        let in_file = format!("{name}_FILE");
        let Some(at) = variables.iter().position(|(variable, _)| *variable == in_file) else { continue };
        let (_, path) = variables.swap_remove(at);
        if variables.iter().any(|(variable, _)| variable == name) {
            bail!("Both {name} and {in_file} are set. Keep one of them");
        }
        let secret = SecretFromFile::read(&path).map_err(anyhow::Error::msg).with_context(|| in_file)?;
        variables.push((name.to_owned(), secret.0));
    }
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, content: &str) -> String {
        let path = std::env::temp_dir().join(format!("ncpi-secret-{}-{name}", std::process::id()));
        fs::write(&path, content).unwrap();
        path.to_string_lossy().into_owned()
    }

    #[test]
    fn secret_is_the_first_line_of_its_file_and_is_not_printed() {
        let secret = SecretFromFile::read(&file("line", "postgres://ncpi:pw@db/ncpi\n")).unwrap();
        assert_eq!(secret.as_str(), "postgres://ncpi:pw@db/ncpi");
        assert!(!format!("{secret:?}").contains("pw"));
        assert!(SecretFromFile::read(&file("empty", "\n")).is_err());
        assert!(SecretFromFile::read("/no/such/file").unwrap_err().contains("cannot be read"));
    }

    #[test]
    fn secret_of_s3_comes_from_its_file_and_is_never_given_twice() {
        let path = file("s3", "hidden\n");
        let variable = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let found = with_secrets_of_s3([variable("AWS_SECRET_ACCESS_KEY_FILE", &path), variable("HOME", "/")]).unwrap();
        assert_eq!(found, [variable("HOME", "/"), variable("AWS_SECRET_ACCESS_KEY", "hidden")]);
        let own = variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/token");
        assert_eq!(with_secrets_of_s3([own.clone()]).unwrap(), [own], "the library reads this file itself");
        let twice = [variable("AWS_SECRET_ACCESS_KEY_FILE", &path), variable("AWS_SECRET_ACCESS_KEY", "open")];
        assert!(with_secrets_of_s3(twice).unwrap_err().to_string().contains("Keep one of them"));
    }
}
