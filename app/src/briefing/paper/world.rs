//! What the typesetter can see: its template, one file of data, the drawings and two fonts. No disk, no network, no clock.

use std::sync::LazyLock;

use typst::{
    Feature, Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::charts::{BOLD_FONT, REGULAR_FONT};

/// How a briefing is set.
const TEMPLATE: &str = include_str!("briefing.typ");
const TEMPLATE_NAME: &str = "briefing.typ";
const DATA_NAME: &str = "briefing.json";

/// Row headers are tagged as such by a function that typst does not call finished yet.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

pub(super) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| [REGULAR_FONT, BOLD_FONT].into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect());

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(&*FONTS)));

/// The name of a drawing, counted from 0.
pub(super) fn drawing_name(number: usize) -> String {
    format!("drawing-{number}.svg")
}

/// One paper's own world.
pub(super) struct PaperWorld {
    template: Source,
    files: Vec<(FileId, Bytes)>,
}

impl PaperWorld {
    pub(super) fn new(data: Vec<u8>, drawings: impl IntoIterator<Item = String>) -> Self {
        let drawings =
            drawings.into_iter().enumerate().map(|(number, svg)| (drawing_name(number), Bytes::from_string(svg)));
        let files = [(DATA_NAME.to_owned(), Bytes::new(data))].into_iter().chain(drawings);
        Self {
            // The template's own name can always stand in a path.
            template: file_id(TEMPLATE_NAME)
                .map_or_else(|| Source::detached(TEMPLATE), |id| Source::new(id, TEMPLATE.to_owned())),
            files: files.filter_map(|(name, bytes)| Some((file_id(&name)?, bytes))).collect(),
        }
    }
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(held, _)| *held == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
