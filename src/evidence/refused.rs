//! Why a file is not kept: one variant per reason, each text fit for the screen.

use super::{archive::MOST_PARTS, size_in_words};

/// What is wrong with a file that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing in it.
    #[error("The file is empty")]
    Empty,
    /// More than the operator allows, in bytes.
    #[error("The file is larger than {}", size_in_words(*.0))]
    TooLarge(u64),
    /// Its name leads out of its folder.
    #[error("The file name has a path in it (../). Rename the file and choose it again")]
    NameIsAPath,
    /// It has no name.
    #[error("The file has no name. Rename the file and choose it again")]
    NameMissing,
    /// Nothing that is kept here, whatever its name.
    #[error(
        "You cannot add this kind of file. Choose a PDF, a Word, Excel, PowerPoint or \
         OpenDocument file, a PNG, JPEG, GIF, WebP or TIFF image, or text in UTF-8"
    )]
    Kind,
    /// Text that is not in UTF-8.
    #[error(
        "This text is not saved in UTF-8. In Excel choose the file type CSV UTF-8, in Notepad the encoding UTF-8, \
         save it again and choose it again"
    )]
    Encoding,
    /// It begins as a document and does not go on as one.
    #[error("The file is damaged or cut short. Open it, save it again and choose it again")]
    Damaged,
    /// Nobody could look into it.
    #[error("The file is protected by a password. Save it without one and choose it again")]
    Protected,
    /// A document that can do things.
    #[error("The file has macros. Save it without them, for example as .docx or .xlsx, and choose it again")]
    Macros,
    /// A document with something in it that is no document.
    #[error(
        "The file has a program or a file of another program in it. Take that out, save the file and choose it again"
    )]
    Embedded,
    /// More parts than any document has.
    #[error("The file has more than {MOST_PARTS} parts inside. Save it anew or split it, and choose it again")]
    TooManyParts,
    /// Small as it is, it unpacks to more than any document needs.
    #[error("The file is far too large when unpacked. Choose another file")]
    Bomb,
}
