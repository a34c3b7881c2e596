//! Making a document: its data, its text, its number and its bytes in one transaction.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Result, Stop};
use base::words::Language;
use base::work::Work;
use jiff::civil::Date;
use money::Currency;
use sha2::{Digest, Sha256};
use terms::Period;

use super::events::DocumentMade;
use super::gather::{Gathered, code, gather};
use super::{overview, text_on};
use crate::rules::documents::{Document, DocumentData, DocumentId, DocumentKind, DocumentRefusal, HOUSE};
use crate::store;

/// What is to be made.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Of what kind.
    pub kind: DocumentKind,
    /// For whom.
    pub partner: PartnerId,
    /// About which period; an agreement takes nothing from it but its day.
    pub period: Period,
    /// In which currency.
    pub currency: Currency,
    /// In what language.
    pub language: Language,
    /// The day it bears; the last day of the period, or today when that is earlier.
    pub dated_on: Option<Date>,
    /// A sentence for this document alone.
    pub note: String,
}

impl NewDocument {
    fn period_text(&self) -> String {
        if self.kind.is_of_period() { self.period.to_string() } else { String::new() }
    }
}

/// Makes a document and keeps it. The number is the next one of its kind, year and legal entity: whoever makes another one at
/// the same time waits, and a document that does not come about leaves no gap.
pub async fn make(work: &mut Work, new: NewDocument) -> Outcome<DocumentId, DocumentRefusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let today = work.today();
    let usual = if new.kind.is_of_period() { new.period.end.min(today) } else { today };
    let on = new.dated_on.unwrap_or(usual);
    let partner = partners::partner(work, new.partner).await?.ok_or(Stop::Unknown)?;
    let mut gathered = gather(work, &new, on).await?;
    let text = text_on(work, new.kind, new.language, on).await?;
    let entity_inn = gathered.vendor.inn.clone();
    let year = i64::from(on.year());
    let sequence = format!("document:{}:{year}:{entity_inn}", new.kind.word());
    // Counting on by nothing holds the sequence, so that what is read below stays true to the end of the transaction.
    let number = store::next_number(work, &sequence, 0).await? + 1;
    let period = new.period_text();
    let before = store::documents_about(work, new.kind, new.partner, &period, new.currency).await?;
    if let Some(live) = before.iter().find(|document| document.cancelled.is_none()) {
        return Err(Stop::Refused(DocumentRefusal::AlreadyMade { number: live.number }));
    }
    let id = DocumentId::fresh();
    gathered.data.number = number.to_string();
    let (bytes, data) = pdf_of(gathered_data(&mut gathered, new.kind), text.clone(), id.to_string()).await?;
    store::next_number(work, &sequence, 1).await?;
    let head = Document {
        id,
        kind: new.kind,
        language: new.language,
        entity_inn,
        year,
        number,
        partner: new.partner,
        partner_name: partner.name.clone(),
        period,
        dated_on: on,
        total: gathered.total,
        sha256: fingerprint(&bytes),
        made_at: work.now(),
        made_by: work.actor.user(),
        cancelled: None,
    };
    let again = i64::try_from(before.len()).unwrap_or(i64::MAX);
    let kept = store::Kept { data: &data, template: &text, bytes: &bytes, again };
    store::insert_document(work, &head, kept).await?;
    let kind_key = format!("payouts-document-{}", new.kind.word());
    let (name, sha256) = (partner.name, head.sha256);
    work.record(DocumentMade { document: id, kind_key, number, partner: new.partner, name, sha256 }).await?;
    Ok(id)
}

/// The data with the purpose that names the number, and the picture of the payment code.
fn gathered_data(gathered: &mut Gathered, kind: DocumentKind) -> (DocumentData, Option<String>) {
    let picture = match kind {
        DocumentKind::Invoice => code(gathered, &gathered.data.purpose),
        _ => None,
    };
    gathered.data.has_code = picture.is_some();
    (gathered.data.clone(), picture)
}

async fn pdf_of(
    (data, picture): (DocumentData, Option<String>),
    text: String,
    identity: String,
) -> Outcome<(Vec<u8>, String), DocumentRefusal> {
    let data = serde_json::to_string(&data)?;
    let made = rendered(text, data.clone(), picture, identity).await?;
    match made {
        Ok(bytes) => Ok((bytes, data)),
        Err(troubles) => {
            let first = troubles.into_iter().next();
            let wrong = first.map(|first| DocumentRefusal::TemplateWrong {
                line: first.line.unwrap_or_default(),
                column: first.column.unwrap_or_default(),
                what: first.what,
            });
            let silent = DocumentRefusal::TemplateWrong { line: 0, column: 0, what: String::new() };
            Err(Stop::Refused(wrong.unwrap_or(silent)))
        }
    }
}

/// The PDF of a text and its data, or what is wrong with the text; made where it does not hold up others.
pub async fn rendered(
    text: String,
    data: String,
    picture: Option<String>,
    identity: String,
) -> Result<std::result::Result<Vec<u8>, Vec<documents::Trouble>>> {
    let here = move || {
        documents::pdf(&documents::Template {
            text: &text,
            house: HOUSE,
            data: &data,
            picture: picture.as_deref(),
            identity: &identity,
        })
    };
    Ok(tokio::task::spawn_blocking(here).await?)
}

/// 64 hexadecimal digits.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What became of making everything that is missing.
#[derive(Clone, Debug, Default)]
pub struct MadeAll {
    /// How many documents were made.
    pub made: i64,
    /// Why some were not: the partner and the reason.
    pub refused: Vec<(String, DocumentRefusal)>,
}

/// Makes what the partners' forms need for a period, as far as it is made here and is not there yet. A document that cannot be
/// made is told and holds nobody up.
pub async fn make_missing(
    work: &mut Work,
    period: Period,
    currency: Currency,
    language: Language,
) -> Outcome<MadeAll, DocumentRefusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let mut all = MadeAll::default();
    for row in overview(work, period, currency).await? {
        let missing = row.papers.iter().filter(|paper| paper.is_needed && paper.document.is_none());
        for kind in missing.filter_map(|paper| DocumentKind::parse(&paper.paper)) {
            let (partner, note) = (row.partner, String::new());
            let new = NewDocument { kind, partner, period, currency, language, dated_on: None, note };
            match make(work, new).await {
                Ok(_) => all.made += 1,
                Err(Stop::Refused(refusal)) => all.refused.push((row.name.clone(), refusal)),
                Err(stop) => return Err(stop),
            }
        }
    }
    Ok(all)
}
