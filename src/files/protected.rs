//! Whether a file needs a password: what is asked of formats whose whole must be read to tell. A file is in memory while it is asked, one
//! at a time.

use std::io::{Cursor, Read, Seek};

use bytes::Bytes;
use lopdf::{Document, Object};
use object_store::{ObjectStoreExt as _, path::Path};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{Files, NotReceived};
use crate::evidence::{FileKind, Refused};

/// A file is as large as the operator allows.
static PERMIT: Semaphore = Semaphore::const_new(1);

/// The entry of a PDF that says how it is encrypted. It stands where nothing is compressed.
const ENCRYPT: &[u8] = b"/Encrypt";
/// The most records of a workbook that are read: the record that names a password stands among the first.
const MOST_RECORDS: usize = 200;
/// The record of a workbook that says how it is encrypted (MS-XLS, 2.4.117).
const FILE_PASS: u16 = 0x2f;
/// The flag of a document that it is encrypted or obfuscated (MS-DOC, 2.5.2).
const ENCRYPTED_DOCUMENT: u16 = 0x0100;
/// The mark of a presentation that is encrypted (MS-PPT, 2.3.2).
const ENCRYPTED_PRESENTATION: u32 = 0xf3d1_c4df;

impl Files {
    /// Refuses a file of this kind that cannot be opened without a password.
    pub(super) async fn refuse_protected(&self, place: &Path, kind: FileKind) -> Result<(), NotReceived> {
        let asked: fn(&Bytes) -> bool = match kind {
            FileKind::Pdf => pdf_needs_password,
            FileKind::Doc => |file| compound_needs_password(file, "/WordDocument", is_encrypted_document),
            FileKind::Xls => |file| {
                ["/Workbook", "/Book"].into_iter().any(|stream| compound_needs_password(file, stream, has_file_pass))
            },
            FileKind::Ppt => |file| compound_needs_password(file, "/Current User", is_encrypted_presentation),
            _ => return Ok(()),
        };
        // Nobody closes the semaphore.
        let permit = PERMIT.acquire().await;
        let file = self.store.get(place).await?.bytes().await?;
        let needs_password = spawn_blocking(move || asked(&file)).await;
        drop(permit);
        match needs_password {
            Ok(true) => Err(Refused::Protected.into()),
            Ok(false) => Ok(()),
            Err(error) => {
                tracing::error!(%error, "looking into a file broke off");
                Err(Refused::Damaged.into())
            }
        }
    }
}

/// Whether a PDF needs a password to be opened. One that only limits what may be done with it, by an owner's password, does not; neither does
/// one that cannot be read here.
fn pdf_needs_password(file: &Bytes) -> bool {
    // Few are encrypted, and only those are taken apart.
    if !file.windows(ENCRYPT.len()).any(|bytes| bytes == ENCRYPT) {
        return false;
    }
    match Document::load_metadata_mem_with_password(file, "") {
        Err(lopdf::Error::InvalidPassword) => !opens_by_its_trailer(file),
        // Rights that are managed by certificates.
        Err(lopdf::Error::UnsupportedSecurityHandler(_)) => true,
        _ => false,
    }
}

/// The same where the trailer holds what others refer to: how the PDF is encrypted.
fn opens_by_its_trailer(file: &Bytes) -> bool {
    let Ok(mut document) = Document::load_mem(file) else { return false };
    let Ok(encryption @ Object::Dictionary(_)) = document.trailer.get(b"Encrypt").cloned() else { return false };
    let id = document.add_object(encryption);
    document.trailer.set("Encrypt", Object::Reference(id));
    document.authenticate_user_password("").is_ok()
}

/// Whether a stream of an older Office file says that a password is needed. A file or stream that cannot be read says nothing.
fn compound_needs_password(file: &Bytes, stream: &str, asked: fn(&mut dyn ReadSeek) -> Option<bool>) -> bool {
    let stream = cfb::CompoundFile::open(Cursor::new(file)).and_then(|mut file| asked_of(&mut file, stream, asked));
    stream.ok().flatten().unwrap_or_default()
}

fn asked_of<F: Read + Seek>(
    file: &mut cfb::CompoundFile<F>,
    stream: &str,
    asked: fn(&mut dyn ReadSeek) -> Option<bool>,
) -> std::io::Result<Option<bool>> {
    Ok(asked(&mut file.open_stream(stream)?))
}

/// What can be read at any place.
trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

fn is_encrypted_document(stream: &mut dyn ReadSeek) -> Option<bool> {
    let head = first::<12>(stream)?;
    Some(u16::from_le_bytes([head[10], head[11]]) & ENCRYPTED_DOCUMENT != 0)
}

fn is_encrypted_presentation(stream: &mut dyn ReadSeek) -> Option<bool> {
    let [.., a, b, c, d] = first::<16>(stream)?;
    Some(u32::from_le_bytes([a, b, c, d]) == ENCRYPTED_PRESENTATION)
}

fn has_file_pass(stream: &mut dyn ReadSeek) -> Option<bool> {
    for _ in 0..MOST_RECORDS {
        let [kind_low, kind_high, length_low, length_high] = first::<4>(stream)?;
        if u16::from_le_bytes([kind_low, kind_high]) == FILE_PASS {
            return Some(true);
        }
        let length = u16::from_le_bytes([length_low, length_high]);
        stream.seek_relative(length.into()).ok()?;
    }
    Some(false)
}

fn first<const N: usize>(stream: &mut dyn ReadSeek) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{collections::BTreeMap, io::Write as _, sync::Arc};

    use lopdf::{
        EncryptionState, EncryptionVersion, LoadOptions, Permissions, StringFormat, dictionary,
        encryption::crypt_filters::{Aes256CryptFilter, CryptFilter},
    };

    use super::*;

    /// A PDF of one empty page, with this user's password where there is one.
    pub(crate) fn pdf(version: &str, user_password: Option<&str>) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 200.into(), 200.into()],
        });
        document
            .objects
            .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let id = || Object::String(vec![7; 16], StringFormat::Literal);
        document.trailer.set("ID", vec![id(), id()]);
        if let Some(user_password) = user_password {
            let (owner_password, permissions) = ("owner", Permissions::PRINTABLE);
            let filters = || BTreeMap::from([(b"StdCF".to_vec(), Arc::new(Aes256CryptFilter) as Arc<dyn CryptFilter>)]);
            let state = match version {
                "256 bit" => EncryptionVersion::V5 {
                    encrypt_metadata: true,
                    crypt_filters: filters(),
                    file_encryption_key: &[7; 32],
                    stream_filter: b"StdCF".to_vec(),
                    string_filter: b"StdCF".to_vec(),
                    owner_password,
                    user_password,
                    permissions,
                },
                "40 bit" => EncryptionVersion::V1 { document: &document, owner_password, user_password, permissions },
                _ => EncryptionVersion::V2 {
                    document: &document,
                    owner_password,
                    user_password,
                    key_length: 128,
                    permissions,
                },
            };
            let state = EncryptionState::try_from(state).unwrap();
            document.encrypt(&state).unwrap();
        }
        let mut file = Vec::new();
        document.save_to(&mut file).unwrap();
        file
    }

    /// An older Office file with one stream.
    pub(crate) fn office(stream: &str, content: &[u8]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(content).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    /// The beginning of a document, with these flags.
    pub(crate) fn word(flags: u16) -> Vec<u8> {
        let mut head = vec![0; 1024];
        head[..2].copy_from_slice(&[0xec, 0xa5]);
        head[10..12].copy_from_slice(&flags.to_le_bytes());
        office("/WordDocument", &head)
    }

    /// The beginning of a workbook: a record of each of these kinds.
    pub(crate) fn excel(stream: &str, records: &[u16]) -> Vec<u8> {
        let record = |kind: &u16| [&kind.to_le_bytes()[..], &6_u16.to_le_bytes(), &[0; 6]].concat();
        office(stream, &records.iter().flat_map(record).collect::<Vec<_>>())
    }

    /// The stream of a presentation that says who has it open, with this mark.
    pub(crate) fn powerpoint(mark: u32) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/PowerPoint Document").unwrap().write_all(&[0; 100]).unwrap();
        let user = [&[0, 0, 0xf6, 0x0f, 20, 0, 0, 0, 20, 0, 0, 0][..], &mark.to_le_bytes(), &[0; 8]].concat();
        file.create_stream("/Current User").unwrap().write_all(&user).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn pdf_is_protected_only_where_it_needs_a_user_password() {
        for version in ["40 bit", "128 bit", "256 bit"] {
            assert!(pdf_needs_password(&pdf(version, Some("secret")).into()), "{version}");
            assert!(!pdf_needs_password(&pdf(version, Some("")).into()), "{version}: an owner's password alone");
        }
        assert!(!pdf_needs_password(&pdf("", None).into()));
        assert!(!pdf_needs_password(&Bytes::from_static(b"%PDF-1.7 and nothing else")));
    }

    #[test]
    fn how_a_pdf_is_encrypted_may_stand_in_its_trailer() {
        for (user_password, expected) in [("secret", true), ("", false)] {
            let mut document = Document::load_mem_with_options(
                &pdf("128 bit", Some(user_password)),
                LoadOptions::with_password(user_password),
            )
            .unwrap();
            let state = document.encryption_state.clone().unwrap();
            document.encrypt(&state).unwrap();
            let id = document.trailer.get(b"Encrypt").and_then(Object::as_reference).unwrap();
            let encryption = document.objects.remove(&id).unwrap();
            document.trailer.set("Encrypt", encryption);
            let mut file = Vec::new();
            document.save_to(&mut file).unwrap();
            assert_eq!(pdf_needs_password(&file.into()), expected, "{user_password:?}");
        }
    }

    #[test]
    fn streams_of_an_older_office_file_tell_whether_it_is_encrypted() {
        let doc = |file: Vec<u8>| compound_needs_password(&file.into(), "/WordDocument", is_encrypted_document);
        assert!(doc(word(0x0100)) && doc(word(0x8100)) && !doc(word(0x0200)) && !doc(b"nothing".to_vec()));
        let xls = |file: Vec<u8>| compound_needs_password(&file.into(), "/Workbook", has_file_pass);
        assert!(xls(excel("/Workbook", &[0x809, FILE_PASS])) && xls(excel("/Workbook", &[0x809, 0x86, FILE_PASS])));
        assert!(!xls(excel("/Workbook", &[0x809, 0xe1, 0x0a])) && !xls(excel("/Book", &[0x809])));
        let ppt =
            |mark: u32| compound_needs_password(&powerpoint(mark).into(), "/Current User", is_encrypted_presentation);
        assert!(ppt(ENCRYPTED_PRESENTATION) && !ppt(0xe391_c05f));
    }
}
