//! What a template may see: itself, what templates share, its data and its picture; fonts that are in the program.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::Template;

/// What does not differ from document to document.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        Shared {
            library: LazyHash::new(<Library as LibraryExt>::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    })
}

/// The world of one document.
pub struct OneDocument<'a> {
    shared: &'static Shared,
    template: &'a Template<'a>,
    main: FileId,
}

impl<'a> OneDocument<'a> {
    /// The world of a template.
    pub fn new(template: &'a Template<'a>) -> Self {
        Self { shared: shared(), template, main: id("template.typ") }
    }
}

/// The id of a file of the world. A name that cannot be a path is nobody's.
fn id(name: &'static str) -> FileId {
    match VirtualPath::new(name) {
        Ok(path) => RootedPath::new(VirtualRoot::Project, path).intern(),
        Err(_) => Source::detached(String::new()).id(),
    }
}

impl World for OneDocument<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, asked: FileId) -> FileResult<Source> {
        let text = match asked {
            _ if asked == self.main => self.template.text,
            _ if asked == id("house.typ") => self.template.house,
            _ => return Err(FileError::AccessDenied),
        };
        Ok(Source::new(asked, text.to_owned()))
    }

    fn file(&self, asked: FileId) -> FileResult<Bytes> {
        let text = match asked {
            _ if asked == id("data.json") => Some(self.template.data),
            _ if asked == id("code.svg") => self.template.picture,
            _ => None,
        };
        text.map(|text| Bytes::from_string(text.to_owned())).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    /// A document says the day that its data say.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
