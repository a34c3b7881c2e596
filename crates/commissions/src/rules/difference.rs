//! What does not come to the same when closed periods are computed again.

use base::access::PartnerId;
use money::{Currency, Money};
use programs::ProgramId;
use serde::{Deserialize, Serialize};
use terms::{Adjusted, KeptStatement, Period, Record, RecordKind, Totals};

/// Something that does not come to the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What was compared.
    pub what: Compared,
    /// The programme; an account of the ledger belongs to none.
    pub program: Option<ProgramId>,
    /// Its name, or the word of the account.
    pub program_name: String,
    /// The currency of the sums.
    pub currency: Currency,
    /// The period, if it is about one.
    pub period: Option<Period>,
    /// The partner, if it is about one.
    pub partner: Option<PartnerId>,
    /// His name.
    pub partner_name: String,
    /// What was stated.
    pub stated: Option<i64>,
    /// What it should have been.
    pub due: Option<i64>,
    /// What the ledger says.
    pub ledger: Option<i64>,
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// A partner's period as stated and corrected, with the same period computed from events.
    Events,
    /// The totals of a statement with its records and corrections.
    Columns,
    /// What a statement says with the hash taken when it was made.
    Hash,
    /// A statement with what was posted under its key.
    Posting,
    /// The totals of a close with its statements.
    Run,
    /// All statements of a programme with everything posted for it.
    Programme,
    /// The balance kept for an account with its transfers.
    Account,
    /// A statement, a row of the ledger or the log itself with what was sealed.
    Seal,
}

impl Compared {
    /// The word by which it is translated (`commissions-verify-what-<word>`).
    pub fn word(self) -> &'static str {
        match self {
            Compared::Events => "events",
            Compared::Columns => "columns",
            Compared::Hash => "hash",
            Compared::Posting => "posting",
            Compared::Run => "run",
            Compared::Programme => "programme",
            Compared::Account => "account",
            Compared::Seal => "seal",
        }
    }
}

impl Difference {
    /// A sum of it as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// The totals that records and corrections come to, with the turnover as stated; nothing when they do not fit.
pub fn columns_of(kept: &KeptStatement, adjusted: &[Adjusted], turnover: i64) -> Option<Totals> {
    let mut totals = Totals { turnover, ..Totals::default() };
    for record in &kept.records {
        // What a budget cut off is no line of its sale.
        let is_cut = record.kind == RecordKind::Budget;
        let record = Record { sale: if is_cut { Record::NO_SALE } else { record.sale }, ..*record };
        totals.count(&record)?;
    }
    for item in adjusted.iter().flat_map(|adjusted| &adjusted.items) {
        totals.adjustments = totals.adjustments.checked_add(item.amount())?;
        totals.total = totals.total.checked_add(item.amount())?;
    }
    Some(totals)
}
