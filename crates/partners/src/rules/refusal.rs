//! The ways in which this slice says no.

use base::words::{Arg, Reader};
use jiff::civil::Date;

use super::{Finding, PartnerStatus};

/// A "no" of this slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The card has no name.
    NameMissing,
    /// A text is longer than anybody would read.
    TooLong {
        /// The field.
        field: &'static str,
        /// The most letters.
        max: usize,
    },
    /// Another partner has this code.
    CodeTaken {
        /// The code.
        code: String,
    },
    /// Several partners have this name, so that it does not say which one is meant.
    NameAmbiguous {
        /// The name.
        name: String,
    },
    /// Nobody has this name or code.
    PartnerUnknown {
        /// What was typed.
        name: String,
    },
    /// The contact has no name.
    ContactNameMissing,
    /// There is neither e-mail nor telephone.
    ContactWayMissing,
    /// Letters cannot reach this address.
    EmailWrong {
        /// What was typed.
        email: String,
    },
    /// Nobody can be called there.
    PhoneWrong {
        /// What was typed.
        phone: String,
    },
    /// The partner has this status already.
    StatusSame {
        /// The status.
        status: PartnerStatus,
    },
    /// Nobody becomes a candidate again.
    StatusBack,
    /// The change owes a reason.
    ReasonMissing,
    /// Nobody stands above himself.
    UplineItself,
    /// Nobody stands above him as it is.
    UplineAbsent,
    /// It is his upline already.
    UplineSame {
        /// Since when.
        since: Date,
    },
    /// A later edge stands there already.
    UplineLater {
        /// Its first day.
        since: Date,
    },
    /// The partner would stand above himself.
    UplineCircle {
        /// From this day on.
        on: Date,
    },
    /// Digits of the requisites do not fit together.
    RequisitesWrong {
        /// Everything that was found.
        findings: Vec<Finding>,
    },
    /// Whoever changed requisites does not confirm them, and the program does not either.
    OwnRequisites,
    /// There is nothing to confirm.
    NothingToConfirm,
    /// Money goes elsewhere only when the password is typed again.
    PasswordWrong,
    /// The note is empty.
    NoteEmpty,
    /// The view has no name.
    ViewNameMissing,
}

impl base::failure::Refusal for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Self::NameMissing => "partners-refusal-name-missing",
            Self::TooLong { .. } => "partners-refusal-too-long",
            Self::CodeTaken { .. } => "partners-refusal-code-taken",
            Self::NameAmbiguous { .. } => "partners-refusal-name-ambiguous",
            Self::PartnerUnknown { .. } => "partners-refusal-partner-unknown",
            Self::ContactNameMissing => "partners-refusal-contact-name-missing",
            Self::ContactWayMissing => "partners-refusal-contact-way-missing",
            Self::EmailWrong { .. } => "partners-refusal-email-wrong",
            Self::PhoneWrong { .. } => "partners-refusal-phone-wrong",
            Self::StatusSame { .. } => "partners-refusal-status-same",
            Self::StatusBack => "partners-refusal-status-back",
            Self::ReasonMissing => "partners-refusal-reason-missing",
            Self::UplineItself => "partners-refusal-upline-itself",
            Self::UplineAbsent => "partners-refusal-upline-absent",
            Self::UplineSame { .. } => "partners-refusal-upline-same",
            Self::UplineLater { .. } => "partners-refusal-upline-later",
            Self::UplineCircle { .. } => "partners-refusal-upline-circle",
            Self::RequisitesWrong { .. } => "partners-refusal-requisites-wrong",
            Self::OwnRequisites => "partners-refusal-own-requisites",
            Self::NothingToConfirm => "partners-refusal-nothing-to-confirm",
            Self::PasswordWrong => "partners-refusal-password-wrong",
            Self::NoteEmpty => "partners-refusal-note-empty",
            Self::ViewNameMissing => "partners-refusal-view-name-missing",
        }
    }

    fn args(&self, reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Self::TooLong { max, .. } => vec![("max", (*max).into())],
            Self::CodeTaken { code } => vec![("code", code.clone().into())],
            Self::NameAmbiguous { name } | Self::PartnerUnknown { name } => {
                vec![("name", name.clone().into())]
            }
            Self::EmailWrong { email } => vec![("email", email.clone().into())],
            Self::PhoneWrong { phone } => vec![("phone", phone.clone().into())],
            Self::StatusSame { status } => {
                vec![("status", reader.t(&status.word_key()).into())]
            }
            Self::UplineSame { since } | Self::UplineLater { since } => {
                vec![("since", reader.date(*since).into())]
            }
            Self::UplineCircle { on } => vec![("on", reader.date(*on).into())],
            Self::RequisitesWrong { findings } => {
                let all: Vec<String> = findings.iter().map(|finding| finding.sentence(reader)).collect();
                vec![("findings", all.join(" ").into())]
            }
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NameMissing | Self::NameAmbiguous { .. } => "name",
            Self::TooLong { field, .. } => field,
            Self::CodeTaken { .. } => "code",
            Self::PartnerUnknown { .. } => "upline",
            Self::ContactNameMissing => "contact",
            Self::ContactWayMissing | Self::EmailWrong { .. } => "email",
            Self::PhoneWrong { .. } => "phone",
            Self::StatusSame { .. } | Self::StatusBack => "status",
            Self::ReasonMissing => "reason",
            Self::UplineItself | Self::UplineAbsent | Self::UplineSame { .. } | Self::UplineCircle { .. } => {
                "upline"
            }
            Self::UplineLater { .. } => "from",
            Self::RequisitesWrong { findings } => findings.first()?.field,
            Self::NoteEmpty => "body",
            Self::PasswordWrong => "password",
            Self::OwnRequisites | Self::NothingToConfirm => return None,
            Self::ViewNameMissing => "view",
        })
    }
}
