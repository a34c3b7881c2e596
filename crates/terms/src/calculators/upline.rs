//! What a partner earns on the sales of his downline: a share of the sale by level.

use super::{Earned, percent};
use crate::{Rejection, SaleFact, Subject, Upline};

/// What came of looking for an upline's share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// This upline takes the sale; those of its level before it did not.
    Takes {
        /// The index of the upline.
        upline: u16,
        /// Those before it, with why.
        rejected: Vec<Rejection>,
    },
    /// Nobody of this level takes it.
    Nobody {
        /// Everyone of this level, with why.
        rejected: Vec<Rejection>,
    },
    /// The terms have nothing for this level.
    NoLevel,
}

/// Finds the first upline of `level` whose condition holds.
pub fn choose(uplines: &[Upline], level: u8, subject: Subject<'_>) -> Choice {
    let mut rejected = Vec::new();
    let mut has_level = false;
    for (at, upline) in uplines.iter().enumerate().filter(|(_, upline)| upline.level == level) {
        let index = u16::try_from(at).unwrap_or(u16::MAX);
        has_level = true;
        match upline.when.mismatch(subject) {
            None => return Choice::Takes { upline: index, rejected },
            Some(because) => rejected.push(Rejection { rule: index, because }),
        }
    }
    if has_level { Choice::Nobody { rejected } } else { Choice::NoLevel }
}

/// The upline's share of the sale.
pub fn earn(upline: &Upline, sale: &SaleFact) -> Earned {
    percent::earn(sale.amount.minor, upline.rate)
}
