//! What payouts do to the ledger.

use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use ledger::{Account, NewEntry, Transfer};

use crate::rules::{Batch, Line};

/// Where the money of lines goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// From what is payable into the batch.
    Aside,
    /// Back, because one line was taken out.
    BackOne,
    /// Back, because the batch was cancelled.
    BackAll,
    /// Out of the batch, because the bank has paid.
    Out,
}

impl Move {
    const fn kind(self) -> &'static str {
        match self {
            Self::Aside => "payout-prepared",
            Self::BackOne => "payout-removed",
            Self::BackAll => "payout-cancelled",
            Self::Out => "payout-paid",
        }
    }

    /// What a line does once; taking it out and cancelling its batch are one thing.
    const fn step(self) -> &'static str {
        match self {
            Self::Aside => "prepared",
            Self::BackOne | Self::BackAll => "back",
            Self::Out => "paid",
        }
    }

    fn accounts(self, line: &Line) -> (Account, Account) {
        let (payable, in_payout) = (Account::Payable(line.partner), Account::InPayout(line.partner));
        match self {
            Self::Aside => (payable, in_payout),
            Self::BackOne | Self::BackAll => (in_payout, payable),
            Self::Out => (in_payout, Account::Bank),
        }
    }
}

/// Moves the money of lines, each under a key of its own, so that no line moves twice the same way.
pub async fn move_money(work: &mut Work, batch: &Batch, lines: &[Line], way: Move, on: Date) -> Result<()> {
    let posting = |line: &Line| {
        let (debit, credit) = way.accounts(line);
        let entry = NewEntry {
            key: format!("payouts:{}:{}", line.id, way.step()),
            kind: way.kind(),
            subject: batch.id.to_string(),
            happened_on: on,
            memo: format!("№ {} · {}", batch.number, line.partner_name),
        };
        (entry, vec![Transfer { debit, credit, amount: line.amount, available_on: None }])
    };
    let postings: Vec<_> = lines.iter().map(posting).collect();
    ledger::post_many(work, &postings).await?;
    Ok(())
}
