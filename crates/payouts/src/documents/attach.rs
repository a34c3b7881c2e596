//! Attaching what was signed: a scan, or the id of an electronic document.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use super::events::PaperAttached;
use super::make::fingerprint;
use crate::rules::documents::{DocumentId, DocumentKind, DocumentRefusal, Paper, PaperId};
use crate::rules::forms::PAPERS;
use crate::store;

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is attached.
#[derive(Clone, Debug)]
pub struct NewPaper {
    /// Whose.
    pub partner: PartnerId,
    /// The period; empty for an agreement.
    pub period: String,
    /// What it is.
    pub paper: String,
    /// Which document it signs.
    pub document: Option<DocumentId>,
    /// The id of an electronic document, or a link.
    pub reference: String,
    /// The scan.
    pub file: Option<Attached>,
}

const MEGABYTES_MAX: usize = 10;

/// What a scan may be: by its first bytes, its ending and its content type.
const SCANS: [(&[u8], &str, &str); 4] = [
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\x89PNG", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"PK\x03\x04", "zip", "application/zip"),
];

/// The ending and the content type of a scan.
pub(crate) fn scan_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    SCANS.iter().find(|(start, _, _)| bytes.starts_with(start)).map(|(_, ending, kind)| (*ending, *kind))
}

/// Attaches a paper to a partner's period; the one attached last counts, and those before it are kept.
pub async fn attach(work: &mut Work, new: NewPaper) -> Outcome<PaperId, DocumentRefusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    judge(&new).map_err(Stop::Refused)?;
    let partner = partners::partner(work, new.partner).await?.ok_or(Stop::Unknown)?;
    let name = new.file.as_ref().map(|file| tidy_name(&file.name)).unwrap_or_default();
    let bytes = new.file.as_ref().map(|file| file.bytes.as_slice());
    let paper = Paper {
        id: PaperId::fresh(),
        partner: new.partner,
        period: new.period,
        paper: new.paper,
        document: new.document,
        reference: new.reference.trim().to_owned(),
        file_name: name,
        sha256: bytes.map(fingerprint).unwrap_or_default(),
        at: work.now(),
    };
    store::insert_paper(work, &paper, bytes).await?;
    let what = if paper.file_name.is_empty() { paper.reference } else { paper.file_name };
    let kind_key = paper_key(&paper.paper);
    let (partner, name, period) = (new.partner, partner.name, paper.period);
    work.record(PaperAttached { kind_key, partner, name, period, what }).await?;
    Ok(paper.id)
}

/// The key of a paper's name.
pub(crate) fn paper_key(paper: &str) -> String {
    match DocumentKind::parse(paper) {
        Some(kind) => format!("payouts-document-{}", kind.word()),
        None => format!("payouts-rate-word-{paper}"),
    }
}

fn judge(new: &NewPaper) -> Result<(), DocumentRefusal> {
    if !PAPERS.contains(&new.paper.as_str()) && DocumentKind::parse(&new.paper).is_none() {
        return Err(DocumentRefusal::PaperUnknown);
    }
    match &new.file {
        None if new.reference.trim().is_empty() => Err(DocumentRefusal::NothingAttached),
        Some(file) if file.bytes.len() > MEGABYTES_MAX << 20 || scan_kind(&file.bytes).is_none() => {
            Err(DocumentRefusal::FileOdd { max: 10 })
        }
        _ => Ok(()),
    }
}

/// The last part of a path, without what headers and archives trip over.
fn tidy_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars().filter(|letter| !letter.is_control() && *letter != '"').take(120).collect();
    if kept.trim().is_empty() { "scan".to_owned() } else { kept }
}
