//! The smallest words for building terms and facts.

use jiff::civil::Date;
use money::{Currency, Money, Rate};
use std::sync::Arc;
use terms::{
    Attributes, Band, DownlineSale, Facts, Original, Pay, Period, PeriodKind, Rule, SaleFact, Statement,
    Terms, TermsTimeline, calculate,
};

pub fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

pub fn percent(text: &str) -> Rate {
    Rate::percent(text).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A sale of the first day of a quarter's month, in whole roubles.
pub fn sale(id: i64, roubles: i64) -> SaleFact {
    on(id, "2017-01-01", roubles * 100)
}

pub fn on(id: i64, date: &str, minor: i64) -> SaleFact {
    SaleFact::new(id, format!("S-{id:04}"), 1, day(date), rub(minor))
}

pub fn series(sale: SaleFact, series: &str) -> SaleFact {
    SaleFact { product: Attributes::new([("series", series)]), ..sale }
}

pub fn returning(sale: SaleFact, original: &SaleFact) -> SaleFact {
    let refers_to = Original { id: original.id, happened_on: original.happened_on, amount: original.amount };
    SaleFact { refers_to: Some(refers_to), ..sale }
}

/// 5 % to 100 000, 8 % to 300 000, 12 % above.
pub fn table_t() -> Vec<Band> {
    vec![
        Band::up_to(rub(10_000_000), percent("5")),
        Band::up_to(rub(30_000_000), percent("8")),
        Band::open(percent("12")),
    ]
}

pub fn quarterly(rules: Vec<Rule>) -> Terms {
    Terms { rules, ..Terms::new("Test", Currency::RUB, PeriodKind::Quarter) }
}

pub fn flat(rate: &str) -> Rule {
    Rule::new("all", Pay::Percent(percent(rate)))
}

pub fn facts(own: Vec<SaleFact>) -> Facts {
    let period = Period::parse("2017-Q1").unwrap();
    Facts { period, beneficiary: Attributes::default(), own, downline: Vec::new() }
}

pub fn downline(level: u8, sale: SaleFact) -> DownlineSale {
    DownlineSale { level, sale }
}

pub fn timeline(terms: Terms) -> TermsTimeline {
    TermsTimeline::always(7, Arc::new(terms)).unwrap()
}

pub fn state(terms: Terms, facts: &Facts) -> Statement {
    calculate(&timeline(terms), facts).unwrap()
}

pub fn amounts(statement: &Statement) -> Vec<i64> {
    statement.lines.iter().map(|line| line.amount).collect()
}
