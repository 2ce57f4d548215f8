//! The address that people reach the service at, as browsers write it.

use std::{fmt, str::FromStr};

use url::Url;

/// An https address without a path. What browsers send as the origin of a form: the host in small letters, other alphabets in ASCII, and
/// port 443 left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Why a text is no such address. Said when the program starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// It is no address at all.
    #[error("this is no address; write one such as https://ncpi.example")]
    Address,
    /// Sessions are safe over https alone.
    #[error("the address must begin with https://, such as https://ncpi.example")]
    Scheme,
    /// Browsers leave names and passwords out of what they send.
    #[error("leave out the name or password before the @; write an address such as https://ncpi.example")]
    Login,
    /// The service has a host of its own.
    #[error("leave out everything behind the host; write an address such as https://ncpi.example")]
    Path,
}

impl PublicUrl {
    /// The address, without a slash at its end.
    pub fn origin(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let has_scheme = text.contains("://");
        let mut url = Url::parse(text).map_err(|_| PublicUrlError::Address)?;
        match (url.scheme(), has_scheme) {
            ("https", true) => {}
            (_, true) => return Err(PublicUrlError::Scheme),
            (_, false) => return Err(PublicUrlError::Address),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(PublicUrlError::Login);
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(PublicUrlError::Path);
        }
        // A dot at its end is the same host, and browsers keep it only where it was typed.
        let host = url.host_str().map(|host| host.trim_end_matches('.').to_owned()).filter(|host| !host.is_empty());
        url.set_host(host.as_deref()).map_err(|_| PublicUrlError::Address)?;
        let is_written_in = |sign: char| sign.is_ascii_alphanumeric() || "-.:[]".contains(sign);
        if !host.is_some_and(|host| host.chars().all(is_written_in)) || url.port() == Some(0) {
            return Err(PublicUrlError::Address);
        }
        Ok(Self(url.origin().ascii_serialization()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_is_written_as_browsers_write_it() {
        for (text, origin) in [
            ("https://ncpi.example", "https://ncpi.example"),
            ("https://NCPI.Example", "https://ncpi.example"),
            ("HTTPS://ncpi.example/", "https://ncpi.example"),
            (" https://ncpi.example:443/ ", "https://ncpi.example"),
            ("https://ncpi.example:0443", "https://ncpi.example"),
            ("https://ncpi.example.", "https://ncpi.example"),
            ("https://ncpi.example:8443", "https://ncpi.example:8443"),
            ("https://ncpi.example:80", "https://ncpi.example:80"),
            ("https://büro.example", "https://xn--bro-hoa.example"),
            ("https://192.0.2.7", "https://192.0.2.7"),
            ("https://[2001:DB8::7]:443", "https://[2001:db8::7]"),
            ("https://localhost:3000", "https://localhost:3000"),
        ] {
            assert_eq!(text.parse::<PublicUrl>().map(|url| url.0).as_deref(), Ok(origin), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_the_reason() {
        for (text, expected) in [
            ("", PublicUrlError::Address),
            ("ncpi.example", PublicUrlError::Address),
            ("//ncpi.example", PublicUrlError::Address),
            ("https:ncpi.example", PublicUrlError::Address),
            ("localhost:3000", PublicUrlError::Address),
            ("https://", PublicUrlError::Address),
            ("https://.", PublicUrlError::Address),
            ("https://ncpi example", PublicUrlError::Address),
            ("https://ncpi.example:99999", PublicUrlError::Address),
            ("https://ncpi.example:0", PublicUrlError::Address),
            ("https://*.ncpi.example", PublicUrlError::Address),
            ("http://ncpi.example", PublicUrlError::Scheme),
            ("http://ncpi.example:80", PublicUrlError::Scheme),
            ("http://ncpi.example:443", PublicUrlError::Scheme),
            ("ftp://ncpi.example", PublicUrlError::Scheme),
            ("https://user@ncpi.example", PublicUrlError::Login),
            ("https://user:secret@ncpi.example", PublicUrlError::Login),
            ("https://ncpi.example/here", PublicUrlError::Path),
            ("https://ncpi.example/?as_at=2026", PublicUrlError::Path),
            ("https://ncpi.example?", PublicUrlError::Path),
            ("https://ncpi.example/#top", PublicUrlError::Path),
        ] {
            assert_eq!(text.parse::<PublicUrl>(), Err(expected), "{text}");
            assert!(expected.to_string().contains("https://ncpi.example"), "{expected}");
        }
    }
}
