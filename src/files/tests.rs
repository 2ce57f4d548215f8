//! Files in a folder: what comes in whole is kept, and of everything else nothing is left.

use std::{
    convert::Infallible,
    fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use uuid::Uuid;

use super::*;
use crate::evidence::{FileKind, archive, compound};

/// A folder of one test, removed with it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(std::env::temp_dir().join(format!("ncpi-files-{}-{number}", std::process::id())))
    }

    pub(crate) fn files(&self, largest: u64) -> Files {
        Files::open(&self.0.to_string_lossy(), [], largest).unwrap()
    }

    /// Puts other content in the place of a file that is kept.
    pub(crate) fn write(&self, id: EvidenceId, content: &[u8]) {
        fs::write(self.0.join(KEPT).join(id.to_string()), content).unwrap();
    }

    /// All that lies in it, by its place.
    pub(crate) fn holds(&self) -> Vec<String> {
        let folders = [INCOMING, KEPT].map(|folder| (folder, self.0.join(folder).read_dir()));
        let found = folders.into_iter().filter_map(|(folder, entries)| Some((folder, entries.ok()?)));
        let names = found.flat_map(|(folder, entries)| {
            entries.map(move |entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
        });
        names.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn pieces(content: &[u8], size: usize) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + use<> {
    let pieces: Vec<_> = content.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

pub(crate) async fn received(files: &Files, content: &[u8]) -> Result<Received, NotReceived> {
    files.receive(FileName::of_upload("Report.pdf").unwrap(), pieces(content, 1000)).await
}

async fn read(files: &Files, id: EvidenceId, sha256: &str) -> Result<Vec<u8>, FilesError> {
    let reading = files.read(id, sha256.to_owned()).await?.unwrap();
    reading.into_stream().try_fold(Vec::new(), async |all, piece| Ok([all, piece.to_vec()].concat())).await
}

const ID: EvidenceId = EvidenceId(Uuid::from_u128(7));

#[tokio::test]
async fn what_comes_in_whole_is_kept_as_it_came_and_read_again() {
    let folder = Folder::new();
    let files = folder.files(u64::MAX);
    // More than one piece of the store, and of the reader.
    let content = [b"%PDF-1.7\n".to_vec(), vec![b'x'; 11 << 20]].concat();
    let received = received(&files, &content).await.unwrap();
    assert_eq!(received.facts(), FileFacts { kind: FileKind::Pdf, bytes: content.len() as u64 });
    files.keep(&received, ID).await.unwrap();
    assert_eq!(folder.holds(), [format!("{KEPT}/{ID}")]);
    assert_eq!(read(&files, ID, received.sha256()).await.unwrap(), content);

    assert!(files.erase(ID).await.unwrap());
    assert!(!files.erase(ID).await.unwrap(), "it is gone already");
    assert!(files.read(ID, String::new()).await.unwrap().is_none());
    assert!(folder.holds().is_empty());
}

#[tokio::test]
async fn what_a_file_is_is_told_from_its_content() {
    let folder = Folder::new();
    let files = folder.files(1 << 20);
    for (content, kind, name) in [
        (archive::tests::word_document(), FileKind::Docx, "Report.pdf.docx"),
        (compound::tests::compound(&["Root Entry", "1", "2", "3", "4", "Workbook"]), FileKind::Xls, "Report.pdf.xls"),
        ("Tag für Tag\n".repeat(2000).into_bytes(), FileKind::Text, "Report.pdf.txt"),
    ] {
        let received = received(&files, &content).await.unwrap();
        assert_eq!((received.facts().kind, received.name().as_str()), (kind, name));
        files.discard(&received).await;
    }
    assert!(folder.holds().is_empty());
}

#[tokio::test]
async fn of_what_is_refused_nothing_is_left() {
    let folder = Folder::new();
    let files = folder.files(20_000);
    let bomb = archive::tests::Made { says: Some(9), ..archive::tests::made("word/document.xml", &vec![0; 1 << 20]) };
    let types = archive::tests::made("[Content_Types].xml", b"wordprocessingml");
    for (content, expected) in [
        (Vec::new(), Refused::Empty),
        (vec![b'x'; 20_001], Refused::TooLarge(20_000)),
        (b"MZ\x90\0\x03".to_vec(), Refused::Kind),
        ([b"\x7fELF".to_vec(), vec![0; 19_000]].concat(), Refused::Kind),
        (archive::tests::zip(&[types, bomb]), Refused::Kind),
        (archive::tests::word_document()[..300].to_vec(), Refused::Damaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Refused::Damaged),
        (compound::tests::compound(&["Root Entry", "WordDocument", "Macros"]), Refused::Macros),
        (archive::tests::with_macros(), Refused::Macros),
    ] {
        match received(&files, &content).await {
            Err(NotReceived::Refused(refused)) => assert_eq!(refused, expected),
            other => panic!("{expected}: {other:?}"),
        }
        assert!(folder.holds().is_empty(), "{expected}: {:?}", folder.holds());
    }
}

/// Files that nobody can open without a password, each with the same file that anyone can open.
fn protected_and_open() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    use archive::{Packing, tests::Made};
    use protected::tests::{excel, pdf, powerpoint, word};

    let open_document = |mime: &str, entry: &str| {
        let stored = |name, content: &[u8]| Made { packing: Packing::Stored, ..archive::tests::made(name, content) };
        let manifest =
            format!("<manifest:manifest><manifest:file-entry>{entry}</manifest:file-entry></manifest:manifest>");
        archive::tests::zip(&[
            stored("mimetype", format!("application/vnd.oasis.opendocument.{mime}").as_bytes()),
            stored("content.xml", b"\x01\x02\x03"),
            archive::tests::made("META-INF/manifest.xml", manifest.as_bytes()),
        ])
    };
    let secret = r#"<manifest:encryption-data manifest:checksum="x"/>"#;
    let word_document = || archive::tests::word_document();
    let mut with_secret_part = word_document();
    // The flag of the second part, in the directory.
    let place = with_secret_part.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    with_secret_part[place + 8] |= 1;
    let package = |stream: &str| protected::tests::office(&format!("/{stream}"), &[0; 5000]);
    vec![
        ("PDF, 40 bits", pdf("40 bit", Some("secret")), pdf("40 bit", Some(""))),
        ("PDF, 128 bits", pdf("128 bit", Some("secret")), pdf("128 bit", Some(""))),
        ("PDF, 256 bits", pdf("256 bit", Some("secret")), pdf("256 bit", Some(""))),
        ("OpenDocument text", open_document("text", secret), open_document("text", "")),
        ("OpenDocument spreadsheet", open_document("spreadsheet", secret), open_document("spreadsheet", "")),
        ("OpenDocument presentation", open_document("presentation", secret), open_document("presentation", "")),
        ("OpenDocument drawing", open_document("graphics", secret), open_document("graphics", "")),
        ("Word, before 2007", word(0x0100), word(0)),
        ("Excel, before 2007", excel("/Workbook", &[0x809, 0x2f]), excel("/Workbook", &[0x809, 0x0a])),
        ("Excel 95", excel("/Book", &[0x809, 0x2f]), excel("/Book", &[0x809, 0x0a])),
        ("PowerPoint, before 2007", powerpoint(0xf3d1_c4df), powerpoint(0xe391_c05f)),
        ("Word, Excel or PowerPoint, since 2007", package("EncryptedPackage"), word_document()),
        ("rights that are managed", package("\u{9}DRMContent"), word_document()),
        ("an encrypted part of an archive", with_secret_part, word_document()),
    ]
}

#[tokio::test]
async fn file_that_needs_a_password_is_refused_and_the_same_without_one_is_taken() {
    let folder = Folder::new();
    let files = folder.files(1 << 20);
    for (name, protected, open) in protected_and_open() {
        let refused = received(&files, &protected).await;
        assert!(matches!(refused, Err(NotReceived::Refused(Refused::Protected))), "{name}: {refused:?}");
        assert!(folder.holds().is_empty(), "{name}");
        let taken = received(&files, &open).await;
        files.discard(&taken.unwrap_or_else(|error| panic!("{name}: {error}"))).await;
    }
}

#[tokio::test]
async fn text_in_another_encoding_is_told_from_what_is_no_text() {
    let folder = Folder::new();
    let files = folder.files(1 << 20);
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let long = "Caf\u{e9}, \u{a3}100\r\n".repeat(2000);
    let windows_1252: Vec<u8> = long.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
    for (content, expected) in [
        (b"\xa3100".to_vec(), Refused::Encoding),
        (windows_1252, Refused::Encoding),
        (utf_16(&format!("\u{feff}{long}")), Refused::Encoding),
        (utf_16(&long), Refused::Encoding),
        ([b"Caf\xe9 ".repeat(3000), vec![0, 1]].concat(), Refused::Kind),
        ([0x89, 0x50, 0x01, 0x02].repeat(4000), Refused::Kind),
    ] {
        let refused = received(&files, &content).await;
        assert!(matches!(&refused, Err(NotReceived::Refused(why)) if *why == expected), "{expected}: {refused:?}");
    }
    assert!(Refused::Encoding.to_string().contains("UTF-8"));
}

#[tokio::test]
async fn of_an_upload_that_breaks_off_nothing_is_left() {
    let folder = Folder::new();
    let files = folder.files(u64::MAX);
    for before in [0, 1, 6 << 20] {
        let begun = vec![b'x'; before];
        let broken =
            pieces(&begun, 1 << 20).map(|piece| piece.map_err(|never| match never {})).chain(stream::iter([Err(())]));
        let result = files.receive(FileName::of_upload("notes.txt").unwrap(), broken).await;
        assert!(matches!(result, Err(NotReceived::BrokenOff)), "{result:?}");
        assert!(folder.holds().is_empty(), "{:?}", folder.holds());
    }
}

#[tokio::test]
async fn a_file_that_was_changed_behind_the_records_back_is_never_read_to_its_end() {
    let folder = Folder::new();
    let files = folder.files(u64::MAX);
    let received = received(&files, b"Thirty of thirty-three cases").await.unwrap();
    files.keep(&received, ID).await.unwrap();
    fs::write(folder.0.join(KEPT).join(ID.to_string()), b"Thirty-three of thirty-three cases").unwrap();
    assert!(matches!(read(&files, ID, received.sha256()).await, Err(FilesError::Changed(ID))));
}

#[tokio::test]
async fn what_a_killed_process_left_is_swept_up_and_nothing_else() {
    let folder = Folder::new();
    let files = folder.files(u64::MAX);
    let kept = received(&files, b"kept").await.unwrap();
    files.keep(&kept, ID).await.unwrap();
    received(&files, b"left whole").await.unwrap();
    fs::write(folder.0.join(INCOMING).join("1234#1"), b"left unfinished").unwrap();

    let now = crate::clock::now();
    assert_eq!(files.sweep(now - chrono::TimeDelta::days(1)).await.unwrap(), 0, "it may still be on its way");
    assert_eq!(files.sweep(now + chrono::TimeDelta::days(1)).await.unwrap(), 2);
    assert_eq!(folder.holds(), [format!("{KEPT}/{ID}")]);
}

#[test]
fn a_place_is_a_folder_or_a_bucket() {
    let folder = Folder::new();
    let url = format!("file://{}", folder.0.display());
    assert!(Files::open(&url, [], 1).is_ok() && folder.0.is_dir());
    let options = [("AWS_REGION", "eu-west-2"), ("AWS_ENDPOINT", "http://127.0.0.1:9000"), ("BUCKET", "another")];
    let options = options.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let bucket = Files::open("s3://evidence/ncpi", options, 1).unwrap();
    assert!(format!("{bucket:?}").contains("evidence") && !format!("{bucket:?}").contains("another"));
    for place in ["gs://bucket", "https://example.org/x", "s3://", "file://host/x"] {
        assert!(matches!(Files::open(place, [], 1), Err(FilesError::Place { .. })), "{place}");
    }
}
