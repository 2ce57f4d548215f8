//! Why a file is not kept: one variant per reason, each text fit for the screen.

use super::size_in_words;

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
    #[error("The name of the file holds a path (../). Rename the file and choose it again")]
    NameIsAPath,
    /// It has no name.
    #[error("The file has no name. Rename the file and choose it again")]
    NameMissing,
    /// Nothing that is kept here, whatever its name.
    #[error(
        "The file is not of a kind that can be added, whatever its name says. Choose a PDF, a Word, Excel, PowerPoint or \
         OpenDocument file, a PNG, JPEG, GIF, WebP or TIFF image, or text in UTF-8"
    )]
    Kind,
    /// It begins as a document and does not go on as one.
    #[error("The file is damaged or cut short. Open it, save it anew and choose it again")]
    Damaged,
    /// Nobody could look into it.
    #[error("The file is protected by a password. Save it without one and choose it again")]
    Protected,
    /// A document that can do things.
    #[error("The file holds macros. Save it without them, for example as .docx or .xlsx, and choose it again")]
    Macros,
    /// Small as it is, it unpacks to more than any document needs.
    #[error("The file unpacks to far more than it says, or than any document needs. It was not kept")]
    Bomb,
}
