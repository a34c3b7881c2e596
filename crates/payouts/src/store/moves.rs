//! What payouts do to the ledger.

use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use ledger::{Account, NewEntry, Transfer};
use money::Money;

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
    /// From the bank back to what is payable, because it did not reach the partner.
    Returned,
}

impl Move {
    const fn kind(self) -> &'static str {
        match self {
            Self::Aside => "payout-prepared",
            Self::BackOne => "payout-removed",
            Self::BackAll => "payout-cancelled",
            Self::Out => "payout-paid",
            Self::Returned => "payout-returned",
        }
    }

    /// What of a line moves: all of it goes aside and comes back from the bank, what is left goes every other way.
    fn amount(self, line: &Line) -> Money {
        if matches!(self, Self::Aside | Self::Returned) { line.amount } else { line.left() }
    }

    /// What a line does once; taking it out and cancelling its batch are one thing.
    const fn step(self) -> &'static str {
        match self {
            Self::Aside => "prepared",
            Self::BackOne | Self::BackAll => "back",
            Self::Out => "paid",
            Self::Returned => "returned",
        }
    }

    fn accounts(self, line: &Line) -> (Account, Account) {
        let (payable, in_payout) = (Account::Payable(line.partner), Account::InPayout(line.partner));
        match self {
            Self::Aside => (payable, in_payout),
            Self::BackOne | Self::BackAll => (in_payout, payable),
            Self::Out => (in_payout, Account::Bank),
            Self::Returned => (Account::Bank, payable),
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
        (entry, vec![Transfer { debit, credit, amount: way.amount(line), available_on: None }])
    };
    let postings: Vec<_> = lines.iter().map(posting).collect();
    ledger::post_many(work, &postings).await?;
    Ok(())
}

/// Moves a part of a line out of the batch, because the bank has paid so much; each part has a key of its own.
pub async fn move_part(work: &mut Work, batch: &Batch, line: &Line, part: Money, on: Date) -> Result<()> {
    let entry = NewEntry {
        key: format!("payouts:{}:part:{}", line.id, line.paid.minor),
        kind: Move::Out.kind(),
        subject: batch.id.to_string(),
        happened_on: on,
        memo: format!("№ {} · {}", batch.number, line.partner_name),
    };
    let (debit, credit) = Move::Out.accounts(line);
    let transfer = Transfer { debit, credit, amount: part, available_on: None };
    ledger::post_many(work, &[(entry, vec![transfer])]).await?;
    Ok(())
}
