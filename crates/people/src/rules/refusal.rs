//! The ways in which this slice says no.

use base::words::{Arg, Reader};

/// A "no" of this slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// E-mail and password do not fit together; it is not told which.
    WrongCredentials,
    /// Too many failed tries; wait so many minutes.
    TooManyTries {
        /// How long.
        minutes: i64,
    },
    /// The link was used, has expired or was not written by us.
    LinkDead,
    /// The password is too short.
    PasswordShort {
        /// The least length.
        min: usize,
    },
    /// The password is too long.
    PasswordLong {
        /// The greatest length.
        max: usize,
    },
    /// The password is among the first that anybody guesses.
    PasswordPlain,
    /// The present password was typed wrongly.
    PasswordWrong,
    /// The code is wrong, too old or was used.
    FactorWrong,
    /// There is no second factor.
    FactorAbsent,
    /// There is a second factor already.
    FactorThere,
    /// Not an e-mail address.
    EmailOdd,
    /// Somebody has this address already.
    EmailTaken,
    /// A name is needed.
    NameEmpty,
    /// There is no such role on this side.
    RoleUnknown,
    /// The last owner must stay.
    LastOwner,
    /// The role includes more than the one who hands it out has himself.
    MoreThanOwn,
}

impl base::failure::Refusal for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Self::WrongCredentials => "people-refusal-wrong-credentials",
            Self::TooManyTries { .. } => "people-refusal-too-many-tries",
            Self::LinkDead => "people-refusal-link-dead",
            Self::PasswordShort { .. } => "people-refusal-password-short",
            Self::PasswordLong { .. } => "people-refusal-password-long",
            Self::PasswordPlain => "people-refusal-password-plain",
            Self::PasswordWrong => "people-refusal-password-wrong",
            Self::FactorWrong => "people-refusal-factor-wrong",
            Self::FactorAbsent => "people-refusal-factor-absent",
            Self::FactorThere => "people-refusal-factor-there",
            Self::EmailOdd => "people-refusal-email-odd",
            Self::EmailTaken => "people-refusal-email-taken",
            Self::NameEmpty => "people-refusal-name-empty",
            Self::RoleUnknown => "people-refusal-role-unknown",
            Self::LastOwner => "people-refusal-last-owner",
            Self::MoreThanOwn => "people-refusal-more-than-own",
        }
    }

    fn args(&self, _: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Self::TooManyTries { minutes } => vec![("minutes", (*minutes).into())],
            Self::PasswordShort { min } => vec![("min", (*min).into())],
            Self::PasswordLong { max } => vec![("max", (*max).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::PasswordShort { .. } | Self::PasswordLong { .. } | Self::PasswordPlain => Some("password"),
            Self::PasswordWrong => Some("present"),
            Self::FactorWrong | Self::FactorAbsent => Some("code"),
            Self::EmailOdd | Self::EmailTaken => Some("email"),
            Self::NameEmpty => Some("name"),
            Self::RoleUnknown | Self::LastOwner | Self::MoreThanOwn => Some("role"),
            Self::WrongCredentials | Self::TooManyTries { .. } | Self::LinkDead | Self::FactorThere => None,
        }
    }
}
