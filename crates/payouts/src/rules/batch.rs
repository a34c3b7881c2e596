//! A batch and its lines, and what may become of them.

use base::access::{PartnerId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

use super::{Party, Refusal};

base::id!(
    /// A payout batch.
    BatchId,
    "batch"
);

base::id!(
    /// A line of a payout batch: one partner's payout.
    LineId,
    "payout"
);

macro_rules! states {
    ($(#[$meta:meta])* $kind:ident { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind { $($(#[$doc])* $variant),+ }

        impl $kind {
            /// Every state, in the order in which they follow.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word under which it is stored and translated.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Reads a stored word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

states!(
    /// How far a batch has come.
    BatchState {
        /// Waits for the second person.
        Prepared = "prepared",
        /// May go to the bank.
        Approved = "approved",
        /// Was handed out as files.
        Exported = "exported",
        /// Everything in it was paid.
        Paid = "paid",
        /// Came to nothing; the money went back.
        Cancelled = "cancelled",
    }
);

states!(
    /// What became of a line.
    LineState {
        /// To be paid.
        Due = "due",
        /// Paid.
        Paid = "paid",
        /// Taken out; the money went back.
        Removed = "removed",
    }
);

/// A payout batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// Its number, counted from one.
    pub number: i64,
    /// Its currency.
    pub currency: Currency,
    /// How far it has come.
    pub state: BatchState,
    /// The day on which availability was judged.
    pub cutoff_on: Date,
    /// The smallest payout at that time.
    pub minimum: Money,
    /// Who pays, as it was then.
    pub payer: Party,
    /// How many lines are in it, those taken out left aside.
    pub lines: i64,
    /// What they add up to.
    pub total: Money,
    /// How many of them were paid.
    pub paid_lines: i64,
    /// What was paid.
    pub paid: Money,
    /// When it was prepared.
    pub prepared_at: Timestamp,
    /// Who prepared it, when a person did.
    pub prepared_by: Option<UserId>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// When it was handed out.
    pub exported_at: Option<Timestamp>,
    /// When it was paid or cancelled.
    pub ended_at: Option<Timestamp>,
    /// Why it was cancelled.
    pub end_reason: Option<String>,
}

/// One partner's payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: LineId,
    /// Its batch.
    pub batch: BatchId,
    /// The number of its payment document.
    pub document: i64,
    /// Who is paid.
    pub partner: PartnerId,
    /// His name, as it was then.
    pub partner_name: String,
    /// How much.
    pub amount: Money,
    /// What the bank has paid of it so far.
    pub paid: Money,
    /// What became of it.
    pub state: LineState,
    /// Where to, as it was then.
    pub payee: Party,
    /// The fingerprint of the requisites, as they were then.
    pub requisites_hash: String,
    /// What for.
    pub purpose: String,
    /// The day on which the bank paid.
    pub paid_on: Option<Date>,
    /// The day on which the bank paid the last part of what is not paid whole.
    pub part_paid_on: Option<Date>,
    /// Why it was taken out.
    pub removed_reason: Option<String>,
}

/// What stands as the reason of a line that dropped out because the requisites have changed; pages say it in words.
pub const REQUISITES_CHANGED: &str = "@requisites-changed";

impl Line {
    /// What is left to be paid.
    pub fn left(&self) -> Money {
        Money::new(self.amount.minor - self.paid.minor, self.amount.currency)
    }
}

/// A batch must be in one of these states for what is asked.
pub fn judge_state(state: BatchState, allowed: &[BatchState]) -> Result<(), Refusal> {
    if allowed.contains(&state) { Ok(()) } else { Err(Refusal::WrongState { state }) }
}

/// A batch is approved by a person who is not its author.
pub fn judge_approval(author: Option<UserId>, approver: Option<UserId>) -> Result<UserId, Refusal> {
    match approver {
        None => Err(Refusal::NoPerson),
        Some(approver) if author == Some(approver) => Err(Refusal::OwnBatch),
        Some(approver) => Ok(approver),
    }
}

/// The bank pays neither before the batch was prepared nor in days to come.
pub fn judge_paid_on(paid_on: Date, prepared_on: Date, today: Date) -> Result<(), Refusal> {
    if (prepared_on..=today).contains(&paid_on) {
        Ok(())
    } else {
        Err(Refusal::PaidOnOdd { from: prepared_on, until: today })
    }
}

/// The longest reason.
pub const REASON_MAX: usize = 500;

/// Whoever takes money back says why, in a few words.
pub fn judge_reason(reason: &str) -> Result<(), Refusal> {
    match reason.trim().chars().count() {
        0 => Err(Refusal::ReasonMissing),
        letters if letters > REASON_MAX => Err(Refusal::ReasonLong { max: REASON_MAX }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_does_not_approve() {
        let (author, other) = (UserId(1), UserId(2));
        assert_eq!(judge_approval(Some(author), Some(author)), Err(Refusal::OwnBatch));
        assert_eq!(judge_approval(Some(author), Some(other)), Ok(other));
        assert_eq!(judge_approval(Some(author), None), Err(Refusal::NoPerson));
        assert_eq!(judge_approval(None, Some(other)), Ok(other));
    }

    #[test]
    fn the_bank_pays_between_preparation_and_today() {
        let day = |day| jiff::civil::date(2026, 3, day);
        assert_eq!(judge_paid_on(day(2), day(1), day(3)), Ok(()));
        assert_eq!(judge_paid_on(day(1), day(1), day(1)), Ok(()));
        let odd = Err(Refusal::PaidOnOdd { from: day(1), until: day(3) });
        assert_eq!(judge_paid_on(day(4), day(1), day(3)), odd);
        assert_eq!(judge_paid_on(jiff::civil::date(2026, 2, 28), day(1), day(3)), odd);
    }

    #[test]
    fn a_reason_has_words() {
        assert_eq!(judge_reason("  "), Err(Refusal::ReasonMissing));
        assert_eq!(judge_reason("счёт закрыт"), Ok(()));
        assert_eq!(judge_reason(&"а".repeat(501)), Err(Refusal::ReasonLong { max: 500 }));
    }
}
