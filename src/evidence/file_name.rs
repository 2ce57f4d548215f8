//! The name of a file that was sent: no path, nothing that cannot be seen, an ending that fits what is in it.

use std::fmt::Write as _;

use super::{FileKind, Refused};
use crate::invisible_signs::is_ignorable;

/// The most characters of a name, ending included.
const LONGEST: usize = 150;

/// A name that can be shown, kept and sent back in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Cleans a name as a browser sends it in a form. Some send the whole path: then the last part counts.
    ///
    /// # Errors
    /// The name leads upwards, or nothing is left of it.
    pub fn of_upload(given: &str) -> Result<Self, Refused> {
        let given = as_it_was(given);
        let parts = || given.split(['/', '\\']);
        if parts().any(|part| part.trim() == "..") {
            return Err(Refused::NameIsAPath);
        }
        let seen: String = parts().next_back().unwrap_or_default().chars().filter(|sign| is_seen(*sign)).collect();
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = seen.trim_matches(['.', ' ']);
        if name.is_empty() { Err(Refused::NameMissing) } else { Ok(Self(shortened(name))) }
    }

    /// A name that was kept.
    pub fn kept(name: String) -> Self {
        Self(name)
    }

    /// The same with an ending of this kind of file: a text that calls itself `.bat` is not to be run by a double click.
    #[must_use]
    pub fn fitting(self, kind: FileKind) -> Self {
        let ending = self.0.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        let fits = ending.is_some_and(|ending| kind.extensions().contains(&ending.as_str()));
        match kind.extensions().first() {
            Some(usual) if !fits => Self(format!("{}.{usual}", self.0)),
            _ => self,
        }
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value of `Content-Disposition` under which a browser saves the file (RFC 6266, RFC 5987).
    pub fn content_disposition(&self) -> String {
        let plain: String =
            self.0
                .chars()
                .map(|sign| {
                    if sign.is_ascii_graphic() && !matches!(sign, '"' | '\\' | '%') || sign == ' ' { sign } else { '_' }
                })
                .collect();
        let mut encoded = String::new();
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
    }
}

/// A name as it was before a browser wrote it between quotation marks: it writes three signs as `%22`, `%0D` and `%0A` (HTML,
/// "multipart/form-data encoding algorithm", after RFC 7578) and every other as it is, the per cent sign too. Somebody's own `%22`
/// can therefore not be told from a quotation mark.
fn as_it_was(sent: &str) -> String {
    sent.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// Neither a control character nor one that shows nothing or turns the direction of what follows: `fdp.exe` must not read `exe.pdf`.
fn is_seen(sign: char) -> bool {
    !sign.is_control() && !is_ignorable(sign)
}

/// Cut in the middle, so that beginning and ending stay.
fn shortened(name: &str) -> String {
    let signs: Vec<char> = name.chars().collect();
    let Some(over) = signs.len().checked_sub(LONGEST + 1) else { return name.to_owned() };
    let ending = 20;
    let (first, last) = (LONGEST - ending - 1, over + LONGEST + 1 - ending);
    signs[..first].iter().chain(&['…']).chain(&signs[last..]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cleaned(given: &str) -> Result<String, Refused> {
        FileName::of_upload(given).map(|name| name.0)
    }

    #[test]
    fn a_name_that_leads_upwards_is_refused() {
        for given in ["../report.pdf", "..\\report.pdf", "a/../../report.pdf", "..", "C:\\x\\..\\report.pdf"] {
            assert_eq!(cleaned(given), Err(Refused::NameIsAPath), "{given}");
        }
        assert_eq!(cleaned("Report..final.pdf").as_deref(), Ok("Report..final.pdf"));
    }

    #[test]
    fn of_a_path_the_last_part_counts_and_what_cannot_be_seen_goes() {
        assert_eq!(cleaned("C:\\fakepath\\Audit  March.pdf").as_deref(), Ok("Audit March.pdf"));
        assert_eq!(cleaned("/home/ann/Audit\r\n.pdf").as_deref(), Ok("Audit.pdf"));
        assert_eq!(cleaned("exe\u{202e}fdp.exe").as_deref(), Ok("exefdp.exe"));
        for given in ["", " ", "\0", "folder/", "..."] {
            assert!(cleaned(given).is_err(), "{given:?}");
        }
    }

    #[test]
    fn the_signs_that_browsers_escape_in_a_form_are_what_they_were_and_no_others() {
        assert_eq!(cleaned("a%22b;c.txt").as_deref(), Ok("a\"b;c.txt"));
        assert_eq!(cleaned("first%0D%0Aline.txt").as_deref(), Ok("firstline.txt"));
        assert_eq!(cleaned("Plan 50%20done%3B.txt").as_deref(), Ok("Plan 50%20done%3B.txt"));
        assert_eq!(cleaned("%22").as_deref(), Ok("\""));
        assert!(cleaned("%0A").is_err(), "nothing is left of it");
        let name = FileName::of_upload("a%22b;c.txt").unwrap();
        assert_eq!(name.content_disposition(), "attachment; filename=\"a_b;c.txt\"; filename*=UTF-8''a%22b%3Bc.txt");
    }

    #[test]
    fn a_name_ends_as_its_content_does() {
        let fitted = |given: &str, kind| FileName::of_upload(given).unwrap().fitting(kind).0;
        assert_eq!(fitted("Figures.CSV", FileKind::Text), "Figures.CSV");
        assert_eq!(fitted("run.bat", FileKind::Text), "run.bat.txt");
        assert_eq!(fitted("page.html", FileKind::Text), "page.html.txt");
        assert_eq!(fitted("scan", FileKind::Png), "scan.png");
        assert_eq!(fitted("photo.jpeg", FileKind::Jpeg), "photo.jpeg");
    }

    #[test]
    fn any_name_travels_in_a_header() {
        let name = FileName::kept("Übung \"1\" – 50%.pdf".to_owned());
        assert_eq!(
            name.content_disposition(),
            "attachment; filename=\"_bung _1_ _ 50_.pdf\"; filename*=UTF-8''%C3%9Cbung%20%221%22%20%E2%80%93%2050%25.pdf"
        );
    }

    /// What stands in `filename*`, as a browser reads it.
    fn decoded(encoded: &str) -> String {
        let (first, rest) = encoded.split_once('%').map_or((encoded, None), |(first, rest)| (first, Some(rest)));
        let of_rest = rest.into_iter().flat_map(|rest| rest.split('%'));
        let bytes = of_rest.flat_map(|part| {
            let byte = u8::from_str_radix(&part[..2], 16).unwrap();
            std::iter::once(byte).chain(part[2..].bytes())
        });
        String::from_utf8(first.bytes().chain(bytes).collect()).unwrap()
    }

    proptest! {
        #[test]
        fn a_name_comes_back_from_the_header_as_it_was_chosen(given in "[a-zÀ-ž][ -~À-ž]{0,60}[a-z]") {
            prop_assume!(!given.contains(['/', '\\', '%']) && !given.contains("  "));
            // As a browser writes it into a form.
            let name = FileName::of_upload(&given.replace('"', "%22")).unwrap();
            prop_assert_eq!(name.as_str(), &given);
            let header = name.content_disposition();
            let (_, encoded) = header.split_once("filename*=UTF-8''").unwrap();
            prop_assert_eq!(decoded(encoded), given);
        }

        #[test]
        fn whatever_is_sent_becomes_a_short_name_without_a_path_and_a_plain_header(given in ".{0,300}") {
            if let Ok(name) = FileName::of_upload(&given) {
                prop_assert!(name.0.chars().count() <= LONGEST && !name.0.contains(['/', '\\']));
                prop_assert!(name.0.chars().all(is_seen));
                prop_assert!(name.fitting(FileKind::Pdf).content_disposition().bytes().all(|byte| (0x20..0x7f).contains(&byte)));
            }
        }
    }
}
