//! What a file is by its first bytes, whatever its name says.

use serde::{Deserialize, Serialize};

/// What the first bytes of a file look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Text: a table with separators, as far as the first bytes tell.
    Text,
    /// A zip archive, which a workbook is too.
    Zip,
    /// A workbook of Excel 97–2003, or one locked by a password: both use the same container.
    OldExcel,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// A gzip archive.
    Gzip,
    /// A page of HTML, which some programs save under the name of a workbook.
    Html,
    /// An XML document.
    Xml,
    /// A document in rich text.
    Rtf,
    /// Bytes which are no text.
    Binary,
}

const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::OldExcel),
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG\r\n", Kind::Picture),
    (b"\xff\xd8\xff", Kind::Picture),
    (b"GIF8", Kind::Picture),
    (b"\x1f\x8b", Kind::Gzip),
    (b"{\\rtf", Kind::Rtf),
    (b"\x7fELF", Kind::Binary),
];

impl Kind {
    /// The kind that the first bytes of a file tell.
    pub fn of(head: &[u8]) -> Kind {
        if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
            return *kind;
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let start = text[..text.len().min(16)].to_ascii_lowercase();
        match () {
            () if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") => Kind::Html,
            () if start.starts_with(b"<table") => Kind::Html,
            () if start.starts_with(b"<?xml") => Kind::Xml,
            () => Kind::Text,
        }
    }

    /// The last part of this kind's sentence key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Kind::Text => "files-kind-text",
            Kind::Zip => "files-kind-zip",
            Kind::OldExcel => "files-kind-old-excel",
            Kind::Pdf => "files-kind-pdf",
            Kind::Picture => "files-kind-picture",
            Kind::Gzip => "files-kind-gzip",
            Kind::Html => "files-kind-html",
            Kind::Xml => "files-kind-xml",
            Kind::Rtf => "files-kind-rtf",
            Kind::Binary => "files-kind-binary",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_what_a_file_is() {
        assert_eq!(Kind::of(b"PK\x03\x04rest"), Kind::Zip);
        assert_eq!(Kind::of(b"%PDF-1.7"), Kind::Pdf);
        assert_eq!(Kind::of(b"\xef\xbb\xbf  <HTML><body>"), Kind::Html);
        assert_eq!(Kind::of(b"partner;amount"), Kind::Text);
        assert_eq!(Kind::of(b""), Kind::Text);
    }
}
