//! Every parser of what comes from outside, as a function of bytes that must return whatever they are. What it reads it says again where
//! it can, and reading that must give the same.

use std::sync::LazyLock;

use app::{
    chart_query::ChartQuery,
    request::{QueryParams, with_plain_dates},
};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use followup::{
    evidence::{
        FileName, MEGABYTE,
        archive::{self, LONGEST_END},
        compound::{self, Header},
        inflation::Inflation,
        other_encoding::OtherEncoding,
        plain_text::PlainText,
        signature::{ENOUGH, Signature},
    },
    files::{Files, Received},
    ingest::sheet::Sheet,
    partial_date::PartialDate,
    query::Query as _,
    reference::Reference,
    typed_date::{parse_typed_date, parse_typed_day},
    view::{forces_filter::ForcesFilter, good_practice::GoodPracticeFilter, register_filter::RegisterFilter},
};
use futures_util::stream;
use tokio::runtime::{Builder, Runtime};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets. `scripts/fuzz` runs a program for each.
pub const TARGETS: [Target; 7] = [
    ("csv_import", csv_import),
    ("dates", dates),
    ("query_strings", query_strings),
    ("file_kinds", file_kinds),
    ("whole_files", whole_files),
    ("upload_form", upload_form),
    ("path_rule", path_rule),
];

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime can be made"));

/// In memory, where the system has a folder there.
static FILES: LazyLock<Files> = LazyLock::new(|| {
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = folder.join(format!("ncpi-fuzz-{}", std::process::id()));
    Files::open(&folder.to_string_lossy(), [], MEGABYTE).expect("a folder for files can be made")
});

/// A CSV file of an import: encoding, separator, headings, and what columns of each sort hold.
pub fn csv_import(data: &[u8]) {
    let required = ["reference", "happened"];
    let optional = ["note", "source_url", "round"];
    let Ok(sheet) = Sheet::read(data, &required, &optional) else { return };
    let mut faults = Vec::new();
    for line in sheet.lines() {
        let _ = line.parse::<Reference>("reference", &mut faults);
        let _ = line.parse_optional::<PartialDate>("happened", &mut faults);
        let _ = line.words_or_blank("note", 1000, &mut faults);
        let _ = line.source_url(&mut faults);
    }
    for fault in faults.iter().chain(sheet.faults()) {
        assert!(!fault.to_string().is_empty());
    }
}

/// A date as people type it. What is read is said in the form of files, which reads as the same.
pub fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = parse_typed_day(text);
    let _ = text.parse::<Reference>();
    if let Ok(date) = parse_typed_date(text) {
        let iso = date.iso();
        assert_eq!(parse_typed_date(&iso), Ok(date), "{text:?} is {iso}");
        assert_eq!(iso.parse(), Ok(date), "{text:?} is {iso}");
    }
}

/// The query string of an address: what a filter reads it asks for again by the same pairs.
pub fn query_strings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let plain = with_plain_dates(text);
    if let Some(plain) = &plain {
        assert_eq!(with_plain_dates(plain), None, "{text:?} leads to {plain:?}, which leads on");
    }
    let query = QueryParams::parse(plain.as_deref().unwrap_or(text));
    let now: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().expect("a moment");
    let _ = ChartQuery::parse(&query, now);
    if let Ok(filter) = RegisterFilter::parse(query.iter()) {
        let pairs = filter.to_pairs();
        let again = RegisterFilter::parse(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        assert_eq!(again.as_ref(), Ok(&filter), "{text:?} is {pairs:?}");
    }
    let _ = ForcesFilter::parse(query.iter());
    let _ = GoodPracticeFilter::parse(query.iter());
}

/// The first bytes of a file, and the directories of archives and compound files.
pub fn file_kinds(data: &[u8]) {
    let head = &data[..data.len().min(ENOUGH)];
    let _ = Signature::of(head);
    let (mut text, mut other) = (PlainText::default(), OtherEncoding::default());
    for piece in data.chunks(7) {
        text.feed(piece);
        other.feed(piece);
    }
    let _ = (text.is_text(), other.is_text());
    let length = data.len() as u64;
    let end = &data[data.len().saturating_sub(usize::try_from(LONGEST_END).unwrap_or(usize::MAX))..];
    if let Ok(place) = archive::find(end, length)
        && let Some(directory) = range(data, place.from, place.until)
        && let Ok(parts) = archive::parts(directory, place, length)
    {
        let _ = (archive::telling(&parts), archive::manifest(&parts));
        let mut inflation = Inflation::of(parts);
        if data.chunks(1000).all(|piece| inflation.feed(piece).is_ok()) {
            let _ = inflation.finish();
        }
    }
    if let Ok(header) = Header::read(head) {
        let mut walk = header.walk();
        let mut directory = Vec::new();
        while let Some(here) = walk.here().and_then(|here| range(data, here.start, here.end)) {
            directory.extend_from_slice(here);
            let next = walk.next_is_at().and_then(|next| range(data, next.start, next.end));
            if !next.is_some_and(|next| walk.go_on(next)) {
                break;
            }
        }
        let _ = compound::kind(&directory);
    }
}

fn range(data: &[u8], from: u64, until: u64) -> Option<&[u8]> {
    data.get(usize::try_from(from).ok()?..usize::try_from(until).ok()?)
}

/// A whole file as it is taken in, with what libraries say of PDF and older Office files. Nothing of it is left.
pub fn whole_files(data: &[u8]) {
    let data = Bytes::copy_from_slice(data);
    let Ok(name) = FileName::of_upload("Report.pdf") else { return };
    RUNTIME.block_on(async {
        let pieces = stream::iter([Ok::<_, std::convert::Infallible>(data)]);
        if let Ok(received) = FILES.receive(name, pieces).await {
            let _ = Received::facts(&received);
            FILES.discard(&received).await;
        }
    });
}

/// The body of a form with a file, in pieces of a size that its first byte chooses.
pub fn upload_form(data: &[u8]) {
    let Some((size, body)) = data.split_first() else { return };
    let pieces = body.chunks(usize::from(*size).max(1) * 16).map(Bytes::copy_from_slice).collect();
    RUNTIME.block_on(server::fuzzing::read_upload(&FILES, pieces));
}

/// The path of a request: what the rule lets pass is left alone by a parser of addresses.
pub fn path_rule(data: &[u8]) {
    let Ok(path) = std::str::from_utf8(data) else { return };
    server::fuzzing::check_path(path);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What each target is begun with: a sound input.
    const SOUND: [(&str, &[u8]); 7] = [
        ("csv_import", b"reference,happened,note\nKENT-2019-01,2019-05,\"a, b\"\n"),
        ("dates", b"5 March 2026"),
        ("query_strings", b"force=kent&as_at=5+March+2026&status=in-progress&page=2&q=%E2%80%9Ccell%E2%80%9D"),
        ("file_kinds", b"%PDF-1.7\n"),
        ("whole_files", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"),
        ("upload_form", b"\x01--fuzz\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nAudit\r\n--fuzz--\r\n"),
        ("path_rule", b"/forces/kent"),
    ];

    #[test]
    fn each_target_takes_its_sound_input() {
        for ((name, target), (seeded, seed)) in TARGETS.into_iter().zip(SOUND) {
            assert_eq!(name, seeded);
            target(seed);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// A sound input that was cut, repeated and sprinkled with other bytes.
        #[test]
        fn no_target_fails_on_bytes_at_random(
            which in 0..TARGETS.len(), cut in 0_usize..200, twice: bool, noise: Vec<(usize, u8)>,
        ) {
            let (_, seed) = SOUND[which];
            let mut data = seed[..seed.len().min(cut)].to_vec();
            if twice {
                data.extend_from_slice(seed);
            }
            for (at, byte) in noise {
                if !data.is_empty() {
                    let length = data.len();
                    data[at % length] = byte;
                }
            }
            (TARGETS[which].1)(&data);
        }
    }
}
