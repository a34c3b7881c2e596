//! Which payout a movement of the bank is about: by number, sum, requisites and purpose; and what is missing when it is none.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use super::statement::{BankRow, Direction, Side};
use super::{BatchId, LineId};

base::id!(
    /// A movement of the bank that was taken in.
    BankRowId,
    "movement"
);

/// A payout that went to the bank.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its line.
    pub line: LineId,
    /// Its batch.
    pub batch: BatchId,
    /// The number of the payment document.
    pub document: i64,
    /// The whole sum.
    pub amount: Money,
    /// What the bank has paid of it.
    pub paid: Money,
    /// Whether it is to be paid still.
    pub is_due: bool,
    /// Whether a movement of the bank paid it whole.
    pub is_confirmed: bool,
    /// The tax number of the payee.
    pub inn: String,
    /// The account of the payee.
    pub account: String,
    /// The vendor's account from which it went.
    pub own_account: String,
    /// What for.
    pub purpose: String,
}

impl Expected {
    fn left(&self) -> i64 {
        self.amount.minor - self.paid.minor
    }
}

/// What a movement does to a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It pays it, or what is left of it.
    Pays(usize),
    /// It pays a part; the rest stays due.
    PaysPart(usize),
    /// It was marked as paid before; the movement shows that it was right.
    Confirms(usize),
    /// The money came back.
    Returns(usize),
}

/// Why a movement belongs to no payout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "missing")]
pub enum Missing {
    /// No payout has this number or this account.
    Nothing,
    /// The number is that of a payout to another account.
    Requisites {
        /// The account of the payout.
        account: String,
    },
    /// The account and the number are right, the sum is another one.
    Sum {
        /// What is left to be paid.
        left: Money,
    },
    /// The account and the sum are right, but neither the number nor the purpose.
    NumberAndPurpose,
    /// More than one payout could be meant.
    Several {
        /// How many.
        count: usize,
    },
    /// Another movement has paid this payout.
    PaidTwice,
    /// The bank paid on a day on which it cannot have paid.
    Day {
        /// The day.
        on: Date,
    },
    /// It looks like a return, and no payout of this sum went to where it came from.
    ReturnOfNothing,
}

impl Missing {
    /// The word of its sentence.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Requisites { .. } => "requisites",
            Self::Sum { .. } => "sum",
            Self::NumberAndPurpose => "number-and-purpose",
            Self::Several { .. } => "several",
            Self::PaidTwice => "paid-twice",
            Self::Day { .. } => "day",
            Self::ReturnOfNothing => "return-of-nothing",
        }
    }
}

/// The payouts that went to the bank, found by their numbers and accounts.
#[derive(Debug, Default)]
pub struct Payouts {
    all: Vec<Expected>,
    by_document: HashMap<i64, Vec<usize>>,
    by_account: HashMap<String, Vec<usize>>,
}

/// What fits between a movement and a payout.
struct Fit {
    place: usize,
    number: bool,
    account: bool,
    purpose: bool,
}

impl Payouts {
    /// Puts payouts in order.
    pub fn new(all: Vec<Expected>) -> Self {
        let mut payouts = Self::default();
        for (place, one) in all.iter().enumerate() {
            payouts.by_document.entry(one.document).or_default().push(place);
            payouts.by_account.entry(one.account.clone()).or_default().push(place);
        }
        payouts.all = all;
        payouts
    }

    /// One payout.
    pub fn at(&self, place: usize) -> &Expected {
        &self.all[place]
    }

    /// Remembers what a movement did.
    pub fn apply(&mut self, found: Match, amount: Money) {
        match found {
            Match::Pays(place) => {
                let one = &mut self.all[place];
                (one.paid, one.is_due, one.is_confirmed) = (one.amount, false, true);
            }
            Match::PaysPart(place) => self.all[place].paid.minor += amount.minor,
            Match::Confirms(place) => self.all[place].is_confirmed = true,
            // What came back is nobody's payout any more.
            Match::Returns(place) => self.all[place].amount.minor = 0,
        }
    }

    /// Which payout a movement is about. Nothing is said of money that came and does not look like a return.
    pub fn judge(&self, row: &BankRow) -> Option<Result<Match, Missing>> {
        match row.direction {
            Direction::Out => Some(self.judge_out(row)),
            Direction::In if looks_like_return(&row.purpose) => Some(self.judge_return(row)),
            Direction::In => None,
        }
    }

    fn fits(&self, row: &BankRow, other: &Side, own: &Side, numbers: &BTreeSet<i64>) -> Vec<Fit> {
        let by_number = numbers.iter().filter_map(|number| self.by_document.get(number)).flatten();
        let by_account = self.by_account.get(&other.account).into_iter().flatten();
        let places: BTreeSet<usize> = by_number.chain(by_account).copied().collect();
        let fit = |place: usize| {
            let one = &self.all[place];
            let account =
                if other.account.is_empty() { one.inn == other.inn } else { one.account == other.account };
            let number = numbers.contains(&one.document);
            Fit { place, number, account, purpose: is_same_purpose(&one.purpose, &row.purpose) }
        };
        let is_ours = |place: &usize| {
            let one = &self.all[*place];
            let same_own = own.account.is_empty() || one.own_account == own.account;
            one.amount.minor > 0 && one.amount.currency == row.amount.currency && same_own
        };
        places.into_iter().filter(is_ours).map(fit).collect()
    }

    fn judge_out(&self, row: &BankRow) -> Result<Match, Missing> {
        let numbers = row.number.trim().parse().ok().into_iter().collect();
        let fits = self.fits(row, &row.payee, &row.payer, &numbers);
        let sum = row.amount.minor;
        let whole = |fit: &&Fit| {
            let one = &self.all[fit.place];
            one.is_due && one.left() == sum && fit.account && (fit.number || fit.purpose)
        };
        if let Some(place) = only(fits.iter().filter(whole))? {
            return Ok(Match::Pays(place));
        }
        let exact: Vec<&Fit> = fits.iter().filter(|fit| fit.account && fit.number).collect();
        let done = |fit: &&&Fit| !self.all[fit.place].is_due && self.all[fit.place].amount.minor == sum;
        let is_confirmed = |fit: &&&Fit| self.all[fit.place].is_confirmed;
        if let Some(place) = only(exact.iter().filter(done).filter(|fit| !is_confirmed(fit)).copied())? {
            return Ok(Match::Confirms(place));
        }
        if exact.iter().filter(done).any(|fit| is_confirmed(&fit)) {
            return Err(Missing::PaidTwice);
        }
        let part = |fit: &&&Fit| self.all[fit.place].is_due && sum < self.all[fit.place].left();
        match only(exact.iter().filter(part).copied())? {
            Some(place) => Ok(Match::PaysPart(place)),
            None => Err(self.missing(&fits, sum)),
        }
    }

    fn missing(&self, fits: &[Fit], sum: i64) -> Missing {
        let left = |fit: &Fit| {
            let one = &self.all[fit.place];
            Money::new(one.left(), one.amount.currency)
        };
        let due = |fit: &&Fit| self.all[fit.place].is_due;
        if let Some(fit) = fits.iter().filter(due).find(|fit| fit.account && fit.number) {
            return Missing::Sum { left: left(fit) };
        }
        if fits.iter().filter(due).any(|fit| fit.account && left(fit).minor == sum) {
            return Missing::NumberAndPurpose;
        }
        if let Some(fit) =
            fits.iter().filter(due).find(|fit| fit.number && (fit.purpose || left(fit).minor == sum))
        {
            return Missing::Requisites { account: self.all[fit.place].account.clone() };
        }
        Missing::Nothing
    }

    fn judge_return(&self, row: &BankRow) -> Result<Match, Missing> {
        let digits = row.purpose.split(|letter: char| !letter.is_ascii_digit());
        let numbers = digits.filter_map(|digits| digits.parse().ok()).collect();
        let fits = self.fits(row, &row.payer, &row.payee, &numbers);
        let same_sum = |fit: &&Fit| self.all[fit.place].amount.minor == row.amount.minor;
        let sure = fits.iter().filter(same_sum).filter(|fit| fit.account || fit.number);
        match only(sure)? {
            Some(place) => Ok(Match::Returns(place)),
            None => Err(Missing::ReturnOfNothing),
        }
    }
}

/// The one that is meant: of several the one with everything; several of those are several.
fn only<'a>(fits: impl Iterator<Item = &'a Fit>) -> Result<Option<usize>, Missing> {
    let fits: Vec<&Fit> = fits.collect();
    let best = fits.iter().map(|fit| fit.number as u8 + fit.account as u8).max();
    let best: Vec<&&Fit> =
        fits.iter().filter(|fit| Some(fit.number as u8 + fit.account as u8) == best).collect();
    match best[..] {
        [] => Ok(None),
        [one] => Ok(Some(one.place)),
        _ => Err(Missing::Several { count: best.len() }),
    }
}

/// Banks break and cut purposes, so letters and digits are compared, as far as both go.
fn is_same_purpose(sent: &str, said: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (sent, said) = (plain(sent), plain(said));
    said.chars().count() >= 20 && (sent.starts_with(&said) || said.starts_with(&sent))
}

fn looks_like_return(purpose: &str) -> bool {
    let purpose = purpose.to_lowercase();
    let words = ["возвр", "не зачисл", "незачисл", "счет закрыт", "счёт закрыт", "return", "reject"];
    words.iter().any(|word| purpose.contains(word))
}

#[cfg(test)]
mod tests;
