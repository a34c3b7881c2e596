//! Every "no" about documents, with the data its sentence needs.

use base::words::{Arg, Reader};

/// A rule of documents said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentRefusal {
    /// The vendor's own name or tax number is not known.
    VendorUnknown,
    /// The partner has no requisites.
    PartnerUnknown,
    /// The period holds no closed statement in this currency.
    NothingStated {
        /// The period.
        period: String,
    },
    /// It was made already.
    AlreadyMade {
        /// Its number.
        number: i64,
    },
    /// The template does not become a document.
    TemplateWrong {
        /// The line; 0 when it cannot be told.
        line: usize,
        /// The letter in the line.
        column: usize,
        /// What is wrong.
        what: String,
    },
    /// The table of rates says nothing.
    RateUnknown,
    /// It was cancelled already.
    CancelledBefore,
    /// No reason was given.
    ReasonMissing,
    /// Neither a file nor an id was given.
    NothingAttached,
    /// The file is neither a PDF nor a picture, or it is too large.
    FileOdd {
        /// The most megabytes.
        max: i64,
    },
    /// A word that names no paper.
    PaperUnknown,
}

impl base::failure::Refusal for DocumentRefusal {
    fn key(&self) -> &'static str {
        match self {
            Self::VendorUnknown => "payouts-refusal-document-vendor-unknown",
            Self::PartnerUnknown => "payouts-refusal-document-partner-unknown",
            Self::NothingStated { .. } => "payouts-refusal-document-nothing-stated",
            Self::AlreadyMade { .. } => "payouts-refusal-document-already-made",
            Self::TemplateWrong { .. } => "payouts-refusal-document-template-wrong",
            Self::RateUnknown => "payouts-refusal-document-rate-unknown",
            Self::CancelledBefore => "payouts-refusal-document-cancelled-before",
            Self::ReasonMissing => "payouts-refusal-document-reason-missing",
            Self::NothingAttached => "payouts-refusal-document-nothing-attached",
            Self::FileOdd { .. } => "payouts-refusal-document-file-odd",
            Self::PaperUnknown => "payouts-refusal-document-paper-unknown",
        }
    }

    fn args(&self, _reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Self::NothingStated { period } => vec![("period", period.clone().into())],
            Self::AlreadyMade { number } => vec![("number", number.to_string().into())],
            Self::TemplateWrong { line, column, what } => vec![
                ("line", line.to_string().into()),
                ("column", column.to_string().into()),
                ("what", what.clone().into()),
            ],
            Self::FileOdd { max } => vec![("max", (*max).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ReasonMissing | Self::CancelledBefore => Some("reason"),
            Self::NothingAttached => Some("reference"),
            Self::FileOdd { .. } => Some("file"),
            Self::TemplateWrong { .. } => Some("text"),
            Self::PaperUnknown => Some("paper"),
            _ => None,
        }
    }
}
