//! Documents: their kinds, what is known of one, and which papers a period of a partner has; pure.

mod data;
mod refusal;

use base::access::{PartnerId, UserId};
use base::words::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;

pub use data::{DocumentData, EntryData, FIELDS, LineData, PeriodData, SideData, TermsData, VatData};
pub use refusal::DocumentRefusal;

base::id!(
    /// A document that was made.
    DocumentId,
    "document"
);

base::id!(
    /// A paper that was attached: a signed scan, or the id of an electronic document.
    PaperId,
    "paper"
);

/// What documents are made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// The agent's report.
    Report,
    /// The act of services rendered.
    Act,
    /// The partner's invoice, with a payment code.
    Invoice,
    /// The reconciliation act.
    Reconciliation,
    /// The agreement.
    Agreement,
    /// Under which terms a period was computed.
    Terms,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Report, Self::Act, Self::Invoice, Self::Reconciliation, Self::Agreement, Self::Terms];

    /// The word under which it is stored and translated; the first three are the words of papers too.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Act => "act",
            Self::Invoice => "invoice",
            Self::Reconciliation => "reconciliation",
            Self::Agreement => "agreement",
            Self::Terms => "terms",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it is about a period; an agreement is about a partner.
    pub const fn is_of_period(self) -> bool {
        !matches!(self, Self::Agreement)
    }

    /// Whether its sums are those of closed statements.
    pub const fn is_of_statements(self) -> bool {
        matches!(self, Self::Report | Self::Act | Self::Invoice | Self::Terms)
    }

    /// The text it is made from when the vendor has written none.
    pub const fn built_in(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Report, Language::Ru) => include_str!("../../documents/templates/report.ru.typ"),
            (Self::Report, Language::En) => include_str!("../../documents/templates/report.en.typ"),
            (Self::Act, Language::Ru) => include_str!("../../documents/templates/act.ru.typ"),
            (Self::Act, Language::En) => include_str!("../../documents/templates/act.en.typ"),
            (Self::Invoice, Language::Ru) => include_str!("../../documents/templates/invoice.ru.typ"),
            (Self::Invoice, Language::En) => include_str!("../../documents/templates/invoice.en.typ"),
            (Self::Reconciliation, Language::Ru) => {
                include_str!("../../documents/templates/reconciliation.ru.typ")
            }
            (Self::Reconciliation, Language::En) => {
                include_str!("../../documents/templates/reconciliation.en.typ")
            }
            (Self::Agreement, Language::Ru) => include_str!("../../documents/templates/agreement.ru.typ"),
            (Self::Agreement, Language::En) => include_str!("../../documents/templates/agreement.en.typ"),
            (Self::Terms, Language::Ru) => include_str!("../../documents/templates/terms.ru.typ"),
            (Self::Terms, Language::En) => include_str!("../../documents/templates/terms.en.typ"),
        }
    }
}

/// What templates share.
pub const HOUSE: &str = include_str!("../../documents/templates/house.typ");

/// A document without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// In what language.
    pub language: Language,
    /// The tax number of the legal entity in whose sequence it stands.
    pub entity_inn: String,
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// Whose.
    pub partner: PartnerId,
    /// His name on the day it was made.
    pub partner_name: String,
    /// The period, as `2026-03`; empty for an agreement.
    pub period: String,
    /// The day it bears.
    pub dated_on: Date,
    /// Its sum.
    pub total: Money,
    /// The fingerprint of its bytes.
    pub sha256: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: Option<UserId>,
    /// Why it was cancelled, if it was.
    pub cancelled: Option<String>,
}

impl Document {
    /// The name of its file: `act-2026-12.pdf`.
    pub fn file_name(&self) -> String {
        format!("{}-{}-{}.pdf", self.kind.word(), self.year, self.number)
    }
}

/// A paper that was attached, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its id.
    pub id: PaperId,
    /// Whose.
    pub partner: PartnerId,
    /// The period.
    pub period: String,
    /// What it is, by the words of the table of forms or of kinds of documents.
    pub paper: String,
    /// Which document it signs, if it was made here.
    pub document: Option<DocumentId>,
    /// The id of an electronic document, or a link.
    pub reference: String,
    /// The name of the file; empty when there is none.
    pub file_name: String,
    /// The fingerprint of the file.
    pub sha256: String,
    /// When it was attached.
    pub at: Timestamp,
}

/// How far a paper of a period has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperState {
    /// What it is.
    pub paper: String,
    /// Whether the partner's form needs it.
    pub is_needed: bool,
    /// The document, when it was made.
    pub document: Option<Document>,
    /// What was attached last.
    pub signed: Option<Paper>,
}

impl PaperState {
    /// The word of its state.
    pub const fn word(&self) -> &'static str {
        match (&self.signed, &self.document) {
            (Some(_), _) => "signed",
            (None, Some(_)) => "made",
            (None, None) => "missing",
        }
    }
}

/// The papers of a partner's period: those his form needs, then whatever else is there.
pub fn papers_of(needed: &[String], documents: &[Document], papers: &[Paper]) -> Vec<PaperState> {
    let live: Vec<&Document> = documents.iter().filter(|document| document.cancelled.is_none()).collect();
    let mut words: Vec<&str> = needed.iter().map(String::as_str).collect();
    let others = live
        .iter()
        .map(|document| document.kind.word())
        .chain(papers.iter().map(|paper| paper.paper.as_str()));
    for word in others {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let state = |word: &str| {
        let document =
            live.iter().rfind(|document| document.kind.word() == word).map(|found| (*found).clone());
        // What signs a document that was cancelled signs nothing.
        let counts = |paper: &&Paper| {
            paper.paper == word
                && paper.document.is_none_or(|id| live.iter().any(|document| document.id == id))
        };
        let signed = papers.iter().rfind(counts).cloned();
        PaperState {
            paper: word.to_owned(),
            is_needed: needed.iter().any(|need| need == word),
            document,
            signed,
        }
    };
    words.into_iter().map(state).collect()
}
