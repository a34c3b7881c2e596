//! PDF documents from Typst templates; pure: text and data in, bytes or troubles out. See README.md.

mod world;

use typst::World as _;
use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use world::OneDocument;

/// What a document is made of.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// The text of the template.
    pub text: &'a str,
    /// What templates share; a template reads it by `#import "house.typ": *`.
    pub house: &'a str,
    /// The data as JSON; a template reads it by `json("data.json")`.
    pub data: &'a str,
    /// A picture as SVG; a template shows it by `image("code.svg")`.
    pub picture: Option<&'a str>,
    /// What identifies the document in its PDF: the same text, the same identifier.
    pub identity: &'a str,
}

/// Something that keeps a template from becoming a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the template, from 1; none when it cannot be told.
    pub line: Option<usize>,
    /// The letter in that line, from 1.
    pub column: Option<usize>,
    /// What is wrong, in the compiler's words.
    pub what: String,
    /// What may help.
    pub hints: Vec<String>,
}

/// How many compilations a piece of work kept for the next one outlives.
const CACHE_AGE: usize = 8;

/// Makes a PDF. The same template and data give the same bytes: no clock is read, no file, and nothing from outside.
pub fn pdf(template: &Template<'_>) -> Result<Vec<u8>, Vec<Trouble>> {
    let world = OneDocument::new(template);
    let made = typst::compile::<PagedDocument>(&world).output.and_then(|document| {
        let options = PdfOptions {
            ident: Smart::Custom(template.identity.to_owned()),
            creator: Smart::Custom(Some("Artel".to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options)
    });
    comemo::evict(CACHE_AGE);
    made.map_err(|found| found.iter().map(|diagnostic| told(&world, diagnostic)).collect())
}

/// Where in the template it is: a trouble inside what is shared is told at the line that asked for it.
fn told(world: &OneDocument<'_>, diagnostic: &SourceDiagnostic) -> Trouble {
    let main = world.main();
    let own = (diagnostic.span.id() == Some(main)).then(|| world.range(diagnostic.span)).flatten();
    let called = diagnostic.trace.iter().find(|point| point.span.id() == Some(main));
    let range = own.or_else(|| called.and_then(|point| world.range(point.span)));
    let source = world.source(main).ok();
    let place = range.zip(source).and_then(|(range, source)| source.lines().byte_to_line_column(range.start));
    Trouble {
        line: place.map(|(line, _)| line + 1),
        column: place.map(|(_, column)| column + 1),
        what: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
    }
}

#[cfg(test)]
mod tests;
