//! Runs and statements as they are kept.

use base::access::{PartnerId, UserId};
use base::id;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use money::{Currency, Money};
use programs::ProgramId;
use terms::{KeptStatement, Period, Unpaid};

use crate::rules::{Adjusted, Totals};

id!(
    /// The close of one period of one programme.
    RunId,
    "run"
);
id!(
    /// One partner's closed period.
    StatementId,
    "statement"
);

/// The close of a period, or an attempt that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// The programme.
    pub program: ProgramId,
    /// The period.
    pub period: Period,
    /// The currency of its sums.
    pub currency: Currency,
    /// Whether the period is closed; otherwise the attempt was given up.
    pub is_closed: bool,
    /// What stood in the way of the last attempt, as `statements postings` in decimals.
    pub trouble: Option<String>,
    /// The moment up to which sales were known.
    pub known_until: Timestamp,
    /// The hash of the terms, the enrolments and the network.
    pub terms_hash: String,
    /// The hash over the inputs of all statements.
    pub inputs_hash: String,
    /// How many sales earned in the programme.
    pub sales: i64,
    /// What they were worth together, in minor units of the programme's currency.
    pub sales_minor: i64,
    /// How many statements there are.
    pub statements: i64,
    /// Their sums.
    pub totals: Totals,
    /// How many partners are parked.
    pub parked: i64,
    /// The first day on which the accruals may be paid out.
    pub available_on: Option<Date>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Who closed it.
    pub closed_by: Option<UserId>,
    /// The hash of terms, enrolments and network that its statements and their corrections agree with.
    pub reconciled_hash: String,
    /// How many facts had become known in the hour up to `known_until`; more when something was being written meanwhile.
    pub freshly_known: i64,
}

impl Run {
    /// The day on which it was closed, from which on its sums are owed.
    pub fn closed_on(&self, zone: &TimeZone) -> Option<Date> {
        self.closed_at.map(|moment| moment.to_zoned(zone.clone()).date())
    }
}

/// A partner whose statement could not be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    /// Who.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// The word of the trouble (`commissions-trouble-<word>`).
    pub reason: String,
    /// The sale it is about.
    pub sale: Option<i64>,
}

/// A closed statement without its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementHead {
    /// Its id.
    pub id: StatementId,
    /// The run it belongs to.
    pub run: RunId,
    /// The programme.
    pub program: ProgramId,
    /// Whose it is.
    pub partner: PartnerId,
    /// His name on the day of the close.
    pub partner_name: String,
    /// The period.
    pub period: Period,
    /// The currency of its sums.
    pub currency: Currency,
    /// Its sums.
    pub totals: Totals,
    /// How many sales earned nothing.
    pub unpaid_count: i64,
    /// The versions of the terms it rests on, each with the hash of its content.
    pub terms: Vec<(i64, String)>,
    /// The hash of everything it was computed from.
    pub inputs_hash: String,
    /// The key of its entry in the ledger; a statement of nothing has none.
    pub entry_key: Option<String>,
    /// When it was closed.
    pub closed_at: Timestamp,
}

impl StatementHead {
    /// A sum of the statement as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// What the partner earned.
    pub fn total(&self) -> Money {
        self.money(self.totals.total)
    }

    /// The address of its page on the desk.
    pub fn href(&self) -> String {
        format!("/desk/commissions/statements/{}", self.id)
    }
}

/// A closed statement with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedStatement {
    /// Its totals and hashes.
    pub head: StatementHead,
    /// The records of every sum earned.
    pub kept: KeptStatement,
    /// Corrections of earlier periods.
    pub adjusted: Vec<Adjusted>,
    /// Sales that earned nothing, with why.
    pub unpaid: Vec<Unpaid>,
}

/// Which statements to list.
#[derive(Clone, Debug, Default)]
pub struct StatementFilter {
    /// Only of this programme.
    pub program: Option<ProgramId>,
    /// Only of this period.
    pub period: Option<Period>,
    /// Only of this partner.
    pub partner: Option<PartnerId>,
    /// Only of partners whose name holds this.
    pub name: Option<String>,
    /// The order.
    pub sort: StatementSort,
    /// Largest or last first.
    pub descending: bool,
    /// How many to pass over.
    pub offset: i64,
    /// How many at most; `None` means all.
    pub limit: Option<i64>,
}

/// The orders in which statements are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatementSort {
    /// By the partner's name, then by period.
    #[default]
    Name,
    /// By period, then by name.
    Period,
    /// By turnover.
    Turnover,
    /// By what own sales earned.
    Direct,
    /// By what the downline's sales earned.
    Overrides,
    /// By bonus.
    Bonus,
    /// By the total.
    Total,
    /// By the number of lines.
    Lines,
}

impl StatementSort {
    /// The orders with the words that addresses use.
    pub const WORDS: [(&'static str, StatementSort); 8] = [
        ("name", StatementSort::Name),
        ("period", StatementSort::Period),
        ("turnover", StatementSort::Turnover),
        ("direct", StatementSort::Direct),
        ("override", StatementSort::Overrides),
        ("bonus", StatementSort::Bonus),
        ("total", StatementSort::Total),
        ("lines", StatementSort::Lines),
    ];

    /// The order that a word asks for; by name when it is none of them.
    pub fn parse(word: &str) -> StatementSort {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, sort)| *sort).unwrap_or_default()
    }
}
