//! The dated table of rates, limits and forms, and what is in force on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use money::{Money, Rate};

use super::papers::{AGREEMENTS, CHECKS, PAPERS};
use super::shape::{self, Shape, WrongValue};
use super::{Bracket, Case, Way};

base::id!(
    /// A version of a row of the table of rates.
    RateId,
    "taxrate"
);

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateKind {
    /// VAT by modes.
    Vat,
    /// Income tax of residents.
    IncomeTax,
    /// Income tax of non-residents.
    IncomeTaxAbroad,
    /// Insurance contributions for persons.
    Contributions,
    /// The professional income tax.
    Npd,
    /// By when the receipt of somebody on that regime is due.
    NpdReceipt,
    /// For how long a former employee may not be paid under that regime.
    NpdEmployer,
    /// Gifts free of tax.
    Gifts,
    /// Prizes of advertising contests.
    Prizes,
    /// Limits of a way of paying people.
    Way(Way),
    /// What a partner of a form may agree to, and which papers are due.
    Form(Case),
}

const UNITS: &[&str] = &["rouble", "kopeck"];

impl RateKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::Vat,
        Self::IncomeTax,
        Self::IncomeTaxAbroad,
        Self::Contributions,
        Self::Npd,
        Self::NpdReceipt,
        Self::NpdEmployer,
        Self::Gifts,
        Self::Prizes,
        Self::Way(Way::Sbp),
        Self::Way(Way::Card),
        Self::Way(Way::Wallet),
        Self::Form(Case::WithVat),
        Self::Form(Case::WithoutVat),
        Self::Form(Case::SelfEmployed),
        Self::Form(Case::Person),
        Self::Form(Case::PersonAbroad),
        Self::Form(Case::CompanyAbroad),
    ];

    /// The word under which it is stored and translated.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vat => "vat",
            Self::IncomeTax => "income-tax",
            Self::IncomeTaxAbroad => "income-tax-abroad",
            Self::Contributions => "contributions",
            Self::Npd => "npd",
            Self::NpdReceipt => "npd-receipt",
            Self::NpdEmployer => "npd-employer",
            Self::Gifts => "gifts",
            Self::Prizes => "prizes",
            Self::Way(way) => way.word(),
            Self::Form(case) => case.word(),
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// The values of a row of this kind, in the order of the form.
    pub const fn fields(self) -> &'static [(&'static str, Shape)] {
        match self {
            Self::Vat => &[
                ("general", Shape::Percent),
                ("reduced", Shape::Percent),
                ("special_low", Shape::PercentOrNone),
                ("special_high", Shape::PercentOrNone),
                ("free_to", Shape::RoublesOrNone),
                ("special_low_to", Shape::RoublesOrNone),
                ("special_high_to", Shape::RoublesOrNone),
            ],
            Self::IncomeTax => &[("brackets", Shape::Brackets), ("unit", Shape::Word(UNITS))],
            Self::IncomeTaxAbroad => &[("percent", Shape::Percent), ("unit", Shape::Word(UNITS))],
            Self::Contributions => {
                &[("percent", Shape::Percent), ("limit", Shape::Roubles), ("above", Shape::Percent)]
            }
            Self::Npd => &[
                ("cap", Shape::Roubles),
                ("from_people", Shape::Percent),
                ("from_companies", Shape::Percent),
            ],
            Self::NpdReceipt => &[("day", Shape::Number)],
            Self::NpdEmployer => &[("years", Shape::Number)],
            Self::Gifts => &[("free", Shape::Roubles)],
            Self::Prizes => &[("percent", Shape::Percent)],
            Self::Way(_) => &[
                ("least", Shape::RoublesOrNone),
                ("most", Shape::RoublesOrNone),
                ("per_day", Shape::NumberOrNone),
                ("per_month", Shape::RoublesOrNone),
            ],
            Self::Form(_) => &[
                ("agreements", Shape::Words(AGREEMENTS)),
                ("papers", Shape::Words(PAPERS)),
                ("optional", Shape::Words(PAPERS)),
                ("checks", Shape::Words(CHECKS)),
            ],
        }
    }
}

/// A row of the table: what holds from a day on, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRow {
    /// This version of the row.
    pub id: RateId,
    /// What it is about.
    pub kind: RateKind,
    /// The first day.
    pub from_on: Date,
    /// The last day, unless a later row ends it.
    pub until_on: Option<Date>,
    /// The values by their fields, as they are written.
    pub values: BTreeMap<String, String>,
    /// Where it is written.
    pub source: String,
    /// Whether somebody compared it with the source; what is not is to be confirmed.
    pub is_confirmed: bool,
}

/// The table says nothing about a kind on a day, or nothing that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What was asked.
    pub kind: RateKind,
    /// For which day.
    pub on: Date,
    /// The value that is missing, when the row is there.
    pub field: Option<&'static str>,
}

/// The rows that count, one for each kind and first day.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    rows: Vec<RateRow>,
}

impl Rates {
    /// A table of rows.
    pub fn new(rows: Vec<RateRow>) -> Self {
        Self { rows }
    }

    /// Its rows.
    pub fn rows(&self) -> &[RateRow] {
        &self.rows
    }

    /// The row of a kind on a day: the one that begins last, if it has not ended.
    pub fn on(&self, kind: RateKind, on: Date) -> Result<&RateRow, Gap> {
        let begun = self.rows.iter().filter(|row| row.kind == kind && row.from_on <= on);
        let last = begun.max_by_key(|row| row.from_on);
        last.filter(|row| row.until_on.is_none_or(|until| on <= until)).ok_or(Gap { kind, on, field: None })
    }
}

impl RateRow {
    fn gap(&self, field: &'static str) -> Gap {
        Gap { kind: self.kind, on: self.from_on, field: Some(field) }
    }

    /// A value as it is written; empty when there is none.
    pub fn text(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    pub(super) fn percent(&self, field: &'static str) -> Result<Rate, Gap> {
        shape::percent(self.text(field)).ok_or_else(|| self.gap(field))
    }

    pub(super) fn roubles(&self, field: &'static str) -> Result<Money, Gap> {
        shape::roubles(self.text(field)).ok_or_else(|| self.gap(field))
    }

    pub(super) fn brackets(&self, field: &'static str) -> Result<Vec<Bracket>, Gap> {
        shape::brackets(self.text(field)).ok_or_else(|| self.gap(field))
    }

    pub(super) fn number(&self, field: &'static str) -> Result<i8, Gap> {
        shape::number(self.text(field)).ok_or_else(|| self.gap(field))
    }

    pub(super) fn words(&self, field: &str) -> impl Iterator<Item = &str> {
        self.text(field).split(',').filter(|word| !word.is_empty())
    }
}

/// Reads the values of a row as they were typed, or tells every one that cannot be read.
pub fn judge_row(
    kind: RateKind,
    typed: impl Fn(&str) -> String,
) -> Result<BTreeMap<String, String>, Vec<WrongValue>> {
    let mut values = BTreeMap::new();
    let mut wrong = Vec::new();
    for (field, shape) in kind.fields() {
        match shape.tidied(&typed(field)) {
            Some(value) => {
                values.insert((*field).to_owned(), value);
            }
            None => wrong.push(WrongValue { field, shape: *shape }),
        }
    }
    if wrong.is_empty() { Ok(values) } else { Err(wrong) }
}
