//! A Word document that says one thing and unpacks to another.

use std::io::Write as _;

use flate2::{Compression, write::DeflateEncoder};

const TYPES: &[u8] =
    br#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A document whose text is so long, and said to be so long, in bytes.
pub fn word_document_with(length: usize, says: u32) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    let text = vec![b' '; length];
    for (name, content, says) in
        [("[Content_Types].xml", TYPES, u32::try_from(TYPES.len()).unwrap()), ("word/document.xml", &text, says)]
    {
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        deflate.write_all(content).unwrap();
        let packed = deflate.finish().unwrap();
        let from = u32::try_from(file.len()).unwrap();
        let mut fields = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        fields.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        fields.extend(says.to_le_bytes());
        fields.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        fields.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&fields);
        file.extend(name.as_bytes());
        file.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(fields);
        directory.extend([0; 10]);
        directory.extend(from.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (from, size) = (u32::try_from(file.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0\x02\0\x02\0");
    file.extend(size.to_le_bytes());
    file.extend(from.to_le_bytes());
    file.extend([0; 2]);
    file
}
