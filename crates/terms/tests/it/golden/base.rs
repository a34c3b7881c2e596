//! Section 3: base, VAT, currency, rounding.

use crate::kit::*;
use crate::oracle::Reason;
use money::{Currency, Rate, RoundingMode};
use std::sync::Arc;
use terms::{
    Base, Book, Carried, FxDate, FxRate, Participant, Parts, RecordKind, Rounding, RoundingPoint, Rule,
    SaleFact, Split, SplitShare, Terms,
};

fn on_base(base: Base) -> Terms {
    quarterly(vec![Rule { base, ..flat("10") }])
}

#[test]
fn section_3_ten_percent_of_120_000_with_vat_is_10_000_net_and_12_000_gross() {
    let rows = book("2025-Q1", sales(&[120_000]));
    let vat = Some(percent("20"));
    check(&Terms { vat, ..on_base(Base::Gross) }, &rows, &[12_000_00], 12_000_00);
    check(&Terms { vat, ..on_base(Base::Net) }, &rows, &[10_000_00], 10_000_00);

    let unknown = state(&on_base(Base::Net), &rows);
    assert_eq!(unknown.totals.total, 0);
    assert_eq!(unknown.unpaid[0].why, Reason::Missing);
}

#[test]
fn section_3_every_base_is_taken_from_the_parts_of_the_sale() {
    let mut sale = sale(1, 120_000);
    sale.more_mut().parts = Parts {
        vat: Some(20_000_00),
        delivery: Some(6_000_00),
        cost: Some(70_000_00),
        paid: Some(60_000_00),
    };
    let rows = book("2025-Q1", vec![sale]);
    for (base, whole) in [
        (Base::Gross, 12_000),
        (Base::Net, 10_000),
        (Base::GrossWithoutDelivery, 11_400),
        (Base::NetWithoutDelivery, 9_500),
        (Base::Margin, 3_000),
        (Base::Paid, 6_000),
    ] {
        check(&on_base(base), &rows, &[whole * 100], whole * 100);
    }
}

#[test]
fn section_3_a_thousand_lines_of_0_055_are_60_00_by_the_line_and_55_00_by_the_statement() {
    // 5 % of 1.10 are 5.5 kopecks.
    let mut rows: Vec<SaleFact> = (1..=1_000).map(|id| on(id, "2025-01-01", 1_10)).collect();
    let by = |at| Terms {
        rounding: Rounding { at, mode: RoundingMode::HalfAwayFromZero },
        ..quarterly(vec![flat("5")])
    };
    let total = |at, rows: &[SaleFact]| state(&by(at), &book("2025-Q1", rows.to_vec())).totals.total;
    assert_eq!(total(RoundingPoint::Line, &rows), 60_00);
    assert_eq!(total(RoundingPoint::Statement, &rows), 55_00);
    assert_eq!(total(RoundingPoint::Document, &rows), 60_00);
    for row in &mut rows {
        row.more_mut().document = Some("INV-1".into());
    }
    assert_eq!(total(RoundingPoint::Document, &rows), 55_00);
}

#[test]
fn section_3_1_005_rounds_to_1_01() {
    check(&quarterly(vec![flat("1")]), &book("2025-Q1", vec![on(1, "2025-01-01", 100_50)]), &[1_01], 1_01);
}

/// A sale with others taking part, and what the seller and each of them get of it.
fn shared(kopecks: i64, shares: &[Rate]) -> Vec<i64> {
    let mut terms = quarterly(vec![flat("100")]);
    let mut sale = on(1, "2025-01-01", kopecks);
    for (share, at) in shares.iter().zip(1..) {
        let role = format!("role {at}");
        terms.splits.push(Split { role: role.clone(), share: SplitShare::Pot(*share) });
        sale.more_mut().participants.push(Participant { partner: at, role: role.into(), share: None });
    }
    let people = (1..=shares.len() as i64 + 1).map(partner).collect();
    let book = book_of("2025-Q1", people, vec![sale]);
    let part = |who| state_as(who, &terms, &book, &Carried::new()).totals.total;
    let others = (1..=shares.len() as u32).map(part);
    others.chain([part(0)]).collect()
}

#[test]
fn section_3_the_largest_remainder_splits_100_00_in_three_and_0_05_by_50_30_20() {
    let third = Rate::new(1, 3).unwrap();
    assert_eq!(shared(100_00, &[third, third]), [33_34, 33_33, 33_33]);
    assert_eq!(shared(-100_00, &[third, third]), [-33_34, -33_33, -33_33]);
    assert_eq!(shared(5, &[percent("50"), percent("30")]), [3, 1, 1]);
    assert_eq!(shared(-5, &[percent("50"), percent("30")]), [-3, -1, -1]);
}

fn a_thousand_euro() -> Book {
    let mut book = Book::new(terms::Period::parse("2025-Q1").unwrap());
    book.add_partner(partner(1));
    let mut sale = on(1, "2025-02-10", 1_000_00);
    sale.currency = Currency::EUR;
    book.add_sale(sale);
    book.payout_on = Some(day("2025-04-15"));
    for (date, rate) in [("2025-02-08", "98.4321"), ("2025-04-15", "101.0050")] {
        let rate = FxRate { rate: Rate::parse(rate).unwrap(), source: "central bank".into() };
        book.add_rate(Currency::EUR, day(date), rate);
    }
    book.finish();
    book
}

#[test]
fn section_3_1_000_euro_at_ten_percent_are_9_843_21_by_the_sale_and_10_100_50_by_the_payout() {
    let by = |fx| Terms { fx: Some(fx), ..quarterly(vec![flat("10")]) };
    check(&by(FxDate::Sale), &a_thousand_euro(), &[9_843_21], 9_843_21);
    check(&by(FxDate::Payout), &a_thousand_euro(), &[10_100_50], 10_100_50);
    check(&by(FxDate::PeriodAverage), &a_thousand_euro(), &[9_843_21], 9_843_21);
}

#[test]
fn section_3_a_missing_rate_blocks_and_never_pays_the_unconverted_number() {
    let by = |fx| state(&Terms { fx, ..quarterly(vec![flat("10")]) }, &a_thousand_euro());
    // The newest rate before the last day of the period is older than ten days; there is no day of the invoice.
    for fx in [FxDate::PeriodEnd, FxDate::Invoice, FxDate::Payment] {
        let stated = by(Some(fx));
        assert_eq!((stated.totals.total, stated.totals.turnover), (0, 0));
        assert_eq!(stated.unpaid[0].why, Reason::NoRate);
    }
    assert_eq!(by(None).unpaid[0].why, Reason::OtherCurrency);
}

#[test]
fn section_3_currencies_of_other_exponents_are_turned_by_whole_units() {
    let mut terms = Terms::new("Yen", Currency::JPY, terms::PeriodKind::Quarter);
    terms.rules = vec![flat("2.5")];
    terms.fx = Some(FxDate::Sale);
    let mut yen = on(1, "2025-01-01", 1_020);
    yen.currency = Currency::JPY;
    let mut dinar = on(2, "2025-01-01", 1_000);
    dinar.currency = Currency::KWD;
    let mut book = book("2025-Q1", vec![yen, dinar]);
    let rate = FxRate { rate: Rate::parse("480").unwrap(), source: "desk".into() };
    book.add_rate(Currency::KWD, day("2025-01-01"), rate);
    // 25.5 and, of one dinar that is 480 yen, 12.
    check(&terms, &book, &[26, 12], 38);
}

/// A small generator of numbers for properties.
pub fn numbers(seed: u64, many: usize, below: i64) -> Vec<i64> {
    let mut random = crate::oracle::Random::new(seed);
    (0..many).map(|_| random.below(below as u64) as i64).collect()
}

#[test]
fn section_3_a_refund_is_minus_its_sale_in_every_rounding_mode() {
    for mode in RoundingMode::ALL {
        for amount in numbers(3, 40, 1_000_00).into_iter().map(|amount| amount + 1) {
            for rule in [flat("3.337"), banded(terms::BandMode::Marginal, terms::Window::Period, table_t())] {
                let mut terms = quarterly(vec![rule]);
                terms.rounding.mode = mode;
                let first = on(2, "2025-01-02", amount);
                let back = returning(on(3, "2025-01-03", -amount), &first, 0);
                let book = book("2025-Q1", vec![on(1, "2025-01-01", 99_990_00), first, back]);
                let stated = state(&terms, &book);
                let of = |id| stated.sum(|record| record.sale == Some(id));
                assert_eq!(of(2), -of(3), "{mode:?} {amount}");
            }
        }
    }
}

#[test]
fn section_3_a_sale_of_another_document_does_not_move_the_kopecks_of_this_one() {
    let mut rows: Vec<SaleFact> = (1..=4).map(|id| on(id, "2025-01-01", 1_10)).collect();
    for (row, document) in rows.iter_mut().zip(["A", "B", "A", "B"]) {
        row.more_mut().document = Some(Arc::from(document));
    }
    let mut terms = quarterly(vec![flat("5")]);
    terms.rounding.at = RoundingPoint::Document;
    let stated = state(&terms, &book("2025-Q1", rows));
    assert_eq!(stated.amounts(RecordKind::Direct), [6, 6, 5, 5]);
}
