//! Entries: why money moved, and from where to where.

use std::collections::BTreeMap;
use std::fmt;

use base::access::PartnerId;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use sha2::{Digest, Sha256};

use super::Account;

base::id!(
    /// An entry of the ledger.
    EntryId,
    "entry"
);

/// An entry to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What makes it happen once: posting twice under one key posts nothing the second time.
    pub key: String,
    /// `accrual`, `adjustment`, `payout-prepared`, `payout-paid`…; its word is `ledger-kind-<kind>`.
    pub kind: &'static str,
    /// The public id of the thing that moved the money.
    pub subject: String,
    /// The day on which it happened, which may be earlier than the day it is posted.
    pub happened_on: Date,
    /// What it was for, in words.
    pub memo: String,
}

/// One movement of an entry: an amount leaves `debit` and arrives on `credit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The account that gives.
    pub debit: Account,
    /// The account that takes.
    pub credit: Account,
    /// How much; above zero.
    pub amount: Money,
    /// The first day on which what arrived may be paid out; `None` means at once.
    pub available_on: Option<Date>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The entry under this key.
    pub entry: EntryId,
    /// Whether it was posted now; otherwise it had been posted before.
    pub new: bool,
}

/// What the vendor owes a partner on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payable {
    /// To whom.
    pub partner: PartnerId,
    /// All of it; below zero when the partner owes.
    pub balance: Money,
    /// The balance less what is not available yet; never above the balance.
    pub available: Money,
    /// The next day on which more of it becomes available.
    pub waits_until: Option<Date>,
}

/// A transfer as it stands in the ledger, with its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The entry it belongs to.
    pub entry: EntryId,
    /// The kind of the entry.
    pub kind: String,
    /// The thing that moved the money.
    pub subject: String,
    /// The day on which it happened.
    pub happened_on: Date,
    /// What it was for.
    pub memo: String,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// From where to where, and how much.
    pub transfer: Transfer,
}

impl Movement {
    /// What the movement adds to an account: below zero when it takes away, nothing when it passes by.
    pub fn change_of(&self, account: Account) -> Money {
        let Transfer { debit, credit, amount, .. } = self.transfer;
        let minor = if credit == account { amount.minor } else { 0 }
            - if debit == account { amount.minor } else { 0 };
        Money::new(minor, amount.currency)
    }
}

/// Why an entry cannot be posted; our own parts never hand over such ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is nothing to move.
    Empty,
    /// An amount is not above zero.
    NotPositive,
    /// Money would move from an account onto itself.
    OneSided,
    /// One entry moves two currencies.
    TwoCurrencies,
    /// The sum does not fit.
    TooLarge,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an entry without transfers",
            Self::NotPositive => "a transfer whose amount is not above zero",
            Self::OneSided => "a transfer from an account onto itself",
            Self::TwoCurrencies => "an entry in two currencies",
            Self::TooLarge => "an entry whose sum does not fit",
        })
    }
}

impl std::error::Error for Wrong {}

/// Checks the transfers of an entry; returns how much the entry moves.
pub fn checked(transfers: &[Transfer]) -> Result<Money, Wrong> {
    let currency = transfers.first().ok_or(Wrong::Empty)?.amount.currency;
    for transfer in transfers {
        if transfer.amount.minor <= 0 {
            return Err(Wrong::NotPositive);
        }
        if transfer.debit == transfer.credit {
            return Err(Wrong::OneSided);
        }
        if transfer.amount.currency != currency {
            return Err(Wrong::TwoCurrencies);
        }
    }
    Money::sum(currency, transfers.iter().map(|transfer| transfer.amount)).map_err(|_| Wrong::TooLarge)
}

/// A fingerprint of what an entry does, by which a second posting under one key is recognised as the same. Days are
/// left out: work that is done again on another day is still the same work.
pub fn digest(entry: &NewEntry, transfers: &[Transfer]) -> String {
    let mut text = format!("{}\n{}\n", entry.kind, entry.subject);
    for Transfer { debit, credit, amount, .. } in transfers {
        let (from, to) = (debit.partner_number(), credit.partner_number());
        text.push_str(&format!("{} {from} {} {to} {amount}\n", debit.word(), credit.word()));
    }
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// How much an account changes, and by how many transfers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Credits less debits, in minor units.
    pub minor: i64,
    /// How many transfers touch it.
    pub transfers: i64,
}

/// What transfers change on each account, in the order in which the accounts are locked.
pub fn net<'a>(
    transfers: impl IntoIterator<Item = &'a Transfer>,
) -> Result<BTreeMap<(Account, Currency), Change>, Wrong> {
    let mut changes: BTreeMap<(Account, Currency), Change> = BTreeMap::new();
    for Transfer { debit, credit, amount, .. } in transfers {
        for (account, minor) in [(*debit, -amount.minor), (*credit, amount.minor)] {
            let change = changes.entry((account, amount.currency)).or_default();
            change.minor = change.minor.checked_add(minor).ok_or(Wrong::TooLarge)?;
            change.transfers += 1;
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTNER: Account = Account::Payable(PartnerId(7));

    fn accrual(minor: i64) -> Transfer {
        let amount = Money::new(minor, Currency::RUB);
        Transfer { debit: Account::Commissions, credit: PARTNER, amount, available_on: None }
    }

    fn entry(kind: &'static str) -> NewEntry {
        let happened_on = jiff::civil::date(2026, 1, 31);
        NewEntry { key: "k".into(), kind, subject: "statement_1".into(), happened_on, memo: String::new() }
    }

    #[test]
    fn an_entry_moves_the_sum_of_its_transfers() {
        assert_eq!(checked(&[accrual(100), accrual(50)]), Ok(Money::new(150, Currency::RUB)));
    }

    #[test]
    fn what_does_not_balance_is_not_posted() {
        let onto_itself = Transfer { debit: PARTNER, ..accrual(1) };
        let dollars = Transfer { amount: Money::new(1, Currency::USD), ..accrual(1) };
        assert_eq!(checked(&[]), Err(Wrong::Empty));
        assert_eq!(checked(&[accrual(0)]), Err(Wrong::NotPositive));
        assert_eq!(checked(&[accrual(-5)]), Err(Wrong::NotPositive));
        assert_eq!(checked(&[onto_itself]), Err(Wrong::OneSided));
        assert_eq!(checked(&[accrual(1), dollars]), Err(Wrong::TwoCurrencies));
        assert_eq!(checked(&[accrual(i64::MAX), accrual(1)]), Err(Wrong::TooLarge));
    }

    #[test]
    fn changes_of_all_accounts_add_up_to_nothing() {
        let changes = net(&[accrual(100), accrual(50)]).unwrap();
        assert_eq!(changes[&(PARTNER, Currency::RUB)], Change { minor: 150, transfers: 2 });
        assert_eq!(changes.values().map(|change| change.minor).sum::<i64>(), 0);
    }

    #[test]
    fn the_fingerprint_sees_sums_and_not_days() {
        let later = Transfer { available_on: Some(jiff::civil::date(2026, 3, 1)), ..accrual(100) };
        assert_eq!(digest(&entry("accrual"), &[accrual(100)]), digest(&entry("accrual"), &[later]));
        assert_ne!(digest(&entry("accrual"), &[accrual(100)]), digest(&entry("accrual"), &[accrual(101)]));
        assert_ne!(digest(&entry("accrual"), &[accrual(100)]), digest(&entry("adjustment"), &[accrual(100)]));
    }
}
