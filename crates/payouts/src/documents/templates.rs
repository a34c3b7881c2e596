//! The texts that documents are made from: the built-in ones, and those that the vendor wrote.

use base::access::{Act, Whose};
use base::failure::{Outcome, Result, Stop};
use base::words::Language;
use base::work::Work;
use documents::Trouble;
use jiff::civil::Date;

use super::events::TemplateSaved;
use super::rendered;
use crate::rules::documents::{DocumentData, DocumentKind, DocumentRefusal};
use crate::store;

/// A text as it was typed.
#[derive(Clone, Debug)]
pub struct NewTemplate {
    /// What it makes.
    pub kind: DocumentKind,
    /// In what language.
    pub language: Language,
    /// From which day documents are made from it.
    pub from_on: Date,
    /// The text.
    pub text: String,
}

/// A picture that stands for a payment code in previews.
const SAMPLE_CODE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><rect width=\"10\" height=\"10\" fill=\"#fff\" stroke=\"#000\"/><path d=\"M0 0L10 10M10 0L0 10\" stroke=\"#000\" stroke-width=\".3\"/></svg>";

/// The text from which a document of a day is made.
pub async fn text_on(work: &mut Work, kind: DocumentKind, language: Language, on: Date) -> Result<String> {
    let own = store::template_on(work, kind, language, on).await?;
    Ok(own.map_or_else(|| kind.built_in(language).to_owned(), |own| own.text))
}

/// The PDF of a text with made-up data, or everything that is wrong with it.
pub async fn preview(
    work: &Work,
    kind: DocumentKind,
    language: Language,
    text: &str,
) -> Result<std::result::Result<Vec<u8>, Vec<Trouble>>> {
    let r = super::gather::reader(work, language);
    let title = r.t(&format!("payouts-document-{}", kind.word()));
    let data = serde_json::to_string(&DocumentData { title, ..DocumentData::sample(language) })?;
    rendered(text.to_owned(), data, Some(SAMPLE_CODE.to_owned()), "preview".to_owned()).await
}

/// Keeps a text that becomes a document; the versions before it are kept too.
pub async fn save_template(work: &mut Work, new: NewTemplate) -> Outcome<(), DocumentRefusal> {
    work.may(Act::ManageSettings, Whose::Vendor)?;
    let NewTemplate { kind, language, from_on, text } = new;
    if let Err(troubles) = preview(work, kind, language, &text).await? {
        let first = troubles.into_iter().next();
        let (line, column) = first.as_ref().map_or((None, None), |first| (first.line, first.column));
        return Err(Stop::Refused(DocumentRefusal::TemplateWrong {
            line: line.unwrap_or_default(),
            column: column.unwrap_or_default(),
            what: first.map(|first| first.what).unwrap_or_default(),
        }));
    }
    store::insert_template(work, kind, language, from_on, &text).await?;
    let kind_key = format!("payouts-document-{}", kind.word());
    work.record(TemplateSaved { kind_key, language: language.code().to_owned(), from_on }).await?;
    Ok(())
}
