//! The smallest words for building terms and books, and the one door to the engine.

use crate::oracle::{self, OracleStatement};
use jiff::civil::Date;
use money::{Currency, Money, Rate};
use std::sync::Arc;
use terms::{
    Attributes, Band, BandMode, Bands, Base, Book, Carried, Measure, Original, PartnerFact, Pay, Period,
    PeriodKind, RecordKind, Rule, SaleFact, Statement, Terms, TermsTimeline, Timelines, Window,
};

/// What the engine states, or the name of its error.
pub fn engine(
    terms: &Timelines,
    book: &Book,
    partner: u32,
    carried: &Carried,
) -> Option<Result<Statement, String>> {
    Some(terms::calculate(terms, book, partner, carried).map_err(|error| format!("{error:?}")))
}

pub fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

pub fn roubles(whole: i64) -> Money {
    rub(whole * 100)
}

pub fn percent(text: &str) -> Rate {
    Rate::percent(text).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A sale of the first partner on the first day of 2025, in whole roubles.
pub fn sale(id: i64, whole: i64) -> SaleFact {
    on(id, "2025-01-01", whole * 100)
}

pub fn on(id: i64, date: &str, minor: i64) -> SaleFact {
    SaleFact::new(id, format!("S-{id:05}"), 0, day(date), Currency::RUB, minor)
}

pub fn sales(whole: &[i64]) -> Vec<SaleFact> {
    whole.iter().zip(1..).map(|(whole, id)| sale(id, *whole)).collect()
}

/// The sale as one that takes back a part of `original`, of which `before` was taken back already.
pub fn returning(mut sale: SaleFact, original: &SaleFact, before: i64) -> SaleFact {
    let more = original.more.as_deref();
    sale.more_mut().original = Some(Original {
        id: original.id,
        happened_on: original.happened_on,
        amount: original.amount,
        quantity: original.quantity,
        parts: original.parts(),
        covers: more.and_then(|more| more.covers),
        returned_before: before,
    });
    sale
}

pub fn partner(id: i64) -> PartnerFact {
    PartnerFact { id, attributes: Attributes::new([("code", format!("P-{id}"))]), ..PartnerFact::default() }
}

/// A book of one partner.
pub fn book(period: &str, sales: Vec<SaleFact>) -> Book {
    book_of(period, vec![partner(1)], sales)
}

pub fn book_of(period: &str, partners: Vec<PartnerFact>, sales: Vec<SaleFact>) -> Book {
    let mut book = Book::new(Period::parse(period).unwrap());
    for partner in partners {
        book.add_partner(partner);
    }
    for sale in sales {
        book.add_sale(sale);
    }
    book.finish();
    book
}

/// The first partner sold; each next one stands above the one before.
pub fn line_of(people: u32, period: &str, sales: Vec<SaleFact>) -> Book {
    let mut book = Book::new(Period::parse(period).unwrap());
    for at in 0..people {
        book.add_partner(partner(i64::from(at) + 1));
    }
    let above: Vec<u32> = (1..people).collect();
    let chain = book.chain(&above);
    for sale in sales {
        book.add_sale(SaleFact { chain, ..sale });
    }
    book.finish();
    book
}

pub fn quarterly(rules: Vec<Rule>) -> Terms {
    Terms { rules, ..Terms::new("Test", Currency::RUB, PeriodKind::Quarter) }
}

pub fn monthly(rules: Vec<Rule>) -> Terms {
    Terms { rules, ..Terms::new("Test", Currency::RUB, PeriodKind::Month) }
}

pub fn flat(rate: &str) -> Rule {
    Rule::new("all", Pay::Percent(percent(rate)))
}

/// Bands in whole roubles and percent; the last one has no end.
pub fn steps(closed: &[(i64, &str)], last: &str) -> Vec<Band> {
    let closed = closed.iter().map(|(end, rate)| Band::up_to(roubles(*end), percent(rate)));
    closed.chain([Band::open(percent(last))]).collect()
}

/// 5 % to 100 000, 8 % to 300 000, 12 % above.
pub fn table_t() -> Vec<Band> {
    steps(&[(100_000, "5"), (300_000, "8")], "12")
}

pub fn banded(mode: BandMode, window: Window, bands: Vec<Band>) -> Rule {
    let measure = Measure::Amount(Base::Gross);
    Rule::new("bands", Pay::Bands(Bands { window, measure, ..Bands::new(mode, bands) }))
}

pub fn timelines(terms: Terms) -> Timelines {
    Timelines::common(TermsTimeline::always(7, Arc::new(terms)).unwrap())
}

/// What the first partner is due, by the oracle and, word for word, by the engine.
pub fn state(terms: &Terms, book: &Book) -> OracleStatement {
    state_as(0, terms, book, &Carried::new())
}

pub fn state_as(partner: u32, terms: &Terms, book: &Book, carried: &Carried) -> OracleStatement {
    state_by(&timelines(terms.clone()), book, partner, carried)
}

pub fn state_by(timelines: &Timelines, book: &Book, partner: u32, carried: &Carried) -> OracleStatement {
    let stated = oracle::state(timelines, book, partner, carried);
    if let Some(statement) = engine(timelines, book, partner, carried) {
        oracle::compare(&statement.unwrap(), &stated, book, carried).unwrap();
    }
    stated
}

/// Checks the sums of the first partner's own sales, in their order, and the total.
#[track_caller]
pub fn check(terms: &Terms, book: &Book, amounts: &[i64], total: i64) {
    let stated = state(terms, book);
    assert_eq!(stated.amounts(RecordKind::Direct), amounts, "{stated:#?}");
    assert_eq!(stated.totals.total, total, "{stated:#?}");
}
