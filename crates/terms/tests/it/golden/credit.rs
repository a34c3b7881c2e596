//! Sections 4 and 8: networks, splits, and how a pot is attributed.

use crate::kit::*;
use crate::oracle::Reason;
use terms::{
    Attributes, Binary, Book, Carried, Compression, Field, Leg, Network, Participant, PartnerFact, Period,
    PeriodKind, Rank, RecordKind, Rule, SaleFact, Split, SplitShare, Terms, Upline, UplineOf, When,
};

fn three_levels() -> Terms {
    let level = |level, rate| Upline::new(level, percent(rate));
    Terms { uplines: vec![level(1, "5"), level(2, "3"), level(3, "2")], ..quarterly(Vec::new()) }
}

fn totals(terms: &Terms, book: &Book) -> Vec<i64> {
    (0..book.partners().len() as u32)
        .map(|who| state_as(who, terms, book, &Carried::new()).totals.total)
        .collect()
}

#[test]
fn section_4_a_unilevel_network_earns_5_000_3_000_2_000() {
    let book = line_of(5, "2025-Q1", sales(&[100_000]));
    assert_eq!(totals(&three_levels(), &book), [0, 5_000_00, 3_000_00, 2_000_00, 0]);
}

#[test]
fn section_4_ten_percent_of_the_sale_is_10_and_of_the_commission_2() {
    let of = |of| {
        let upline = Upline { of, ..Upline::new(1, percent("10")) };
        Terms { uplines: vec![upline], ..quarterly(vec![flat("20")]) }
    };
    let book = line_of(2, "2025-Q1", sales(&[100]));
    assert_eq!(totals(&of(UplineOf::Sale(terms::Base::Gross)), &book), [20_00, 10_00]);
    assert_eq!(totals(&of(UplineOf::Commission), &book), [20_00, 2_00]);
}

/// The seller, somebody of no status above him, and two more above.
fn with_one_unqualified() -> Book {
    let mut book = Book::new(Period::parse("2025-Q1").unwrap());
    for (id, status) in [(1, "active"), (2, "idle"), (3, "active"), (4, "active")] {
        let attributes = Attributes::new([("status", status)]);
        book.add_partner(PartnerFact { id, attributes, ..PartnerFact::default() });
    }
    let chain = book.chain(&[1, 2, 3]);
    book.add_sale(SaleFact { chain, ..sale(1, 100_000) });
    book.finish();
    book
}

#[test]
fn section_4_an_unqualified_level_is_lost_or_goes_to_the_next_above() {
    let by = |compression| {
        let qualified = When::is(Field::parse("beneficiary.status").unwrap(), ["active"]);
        Terms { network: Network { compression, qualified, ..Network::default() }, ..three_levels() }
    };
    let book = with_one_unqualified();
    assert_eq!(totals(&by(Compression::Breakage), &book), [0, 0, 3_000_00, 2_000_00]);
    assert_eq!(totals(&by(Compression::Dynamic), &book), [0, 0, 5_000_00, 3_000_00]);
    let idle = state_as(1, &by(Compression::Dynamic), &book, &Carried::new());
    assert_eq!(idle.unpaid[0].why, Reason::NotQualified);
}

fn ranks() -> Terms {
    let rank = |word: &str, rate| Rank {
        title: word.to_string(),
        rate: percent(rate),
        when: When::is(Field::parse("beneficiary.tier").unwrap(), [word]),
    };
    Terms {
        ranks: vec![rank("bronze", "5"), rank("silver", "8"), rank("gold", "12")],
        ..quarterly(Vec::new())
    }
}

fn ranked(tiers: &[&str]) -> Book {
    let mut book = Book::new(Period::parse("2025-Q1").unwrap());
    for (tier, id) in tiers.iter().zip(1..) {
        let attributes = Attributes::new([("tier", *tier)]);
        book.add_partner(PartnerFact { id, attributes, ..PartnerFact::default() });
    }
    let above: Vec<u32> = (1..tiers.len() as u32).collect();
    let chain = book.chain(&above);
    book.add_sale(SaleFact { chain, ..sale(1, 100_000) });
    book.finish();
    book
}

#[test]
fn section_4_differential_ranks_of_5_8_8_12_earn_5_000_3_000_0_4_000() {
    let book = ranked(&["bronze", "silver", "silver", "gold"]);
    let paid = totals(&ranks(), &book);
    assert_eq!(paid, [5_000_00, 3_000_00, 0, 4_000_00]);
    assert_eq!(paid.iter().sum::<i64>(), 12_000_00);
    let equal = state_as(2, &ranks(), &book, &Carried::new());
    assert_eq!(equal.unpaid[0].why, Reason::PaidBelow);
}

#[test]
fn section_4_an_unclaimed_part_of_the_differential_stays_with_the_house() {
    assert_eq!(totals(&ranks(), &ranked(&["none", "silver", "bronze"])), [0, 8_000_00, 0]);
}

#[test]
fn section_4_a_binary_of_1_200_000_and_450_000_pays_40_000_and_carries_750_000() {
    let binary = Binary {
        rate: percent("10"),
        base: terms::Base::Gross,
        at_most: Some(roubles(40_000)),
        carry_at_most: None,
        when: When::ALWAYS,
        per: PeriodKind::Quarter,
    };
    let terms = Terms { binary: Some(binary.clone()), ..quarterly(Vec::new()) };
    let under = |id, above, leg| PartnerFact { placed: Some((above, leg)), ..partner(id) };
    let people = vec![partner(1), under(2, 0, Leg::Left), under(3, 0, Leg::Right), under(4, 1, Leg::Right)];
    let by = |id, seller, whole: i64| SaleFact { seller, ..sale(id, whole) };
    let rows = vec![by(1, 1, 700_000), by(2, 2, 450_000), by(3, 3, 500_000)];
    let book = book_of("2025-Q1", people.clone(), rows);
    let stated = state_as(0, &terms, &book, &Carried::new());
    assert_eq!(stated.amounts(RecordKind::Binary), [40_000_00]);
    assert_eq!((stated.carried["binary.left"], stated.carried["binary.right"]), (750_000_00, 0));

    // The next period goes on from there, and no more is kept than the terms allow.
    let next = book_of("2025-Q2", people, vec![SaleFact { seller: 2, ..on(9, "2025-04-01", 100_000_00) }]);
    let stated = state_as(0, &terms, &next, &stated.carried);
    assert_eq!((stated.totals.total, stated.carried["binary.left"]), (10_000_00, 650_000_00));
    let flushing = Binary { carry_at_most: Some(roubles(600_000)), ..binary };
    let terms = Terms { binary: Some(flushing), ..terms };
    let stated = state_as(0, &terms, &book, &Carried::new());
    assert_eq!(stated.carried["binary.left"], 600_000_00);
}

#[test]
fn section_4_a_sale_is_paid_to_those_above_it_on_its_own_day() {
    let mut book = Book::new(Period::parse("2025-Q1").unwrap());
    for id in 1..=3 {
        book.add_partner(partner(id));
    }
    let (first, then) = (book.chain(&[1]), book.chain(&[2]));
    book.add_sale(SaleFact { chain: first, ..on(1, "2025-02-14", 100_000_00) });
    book.add_sale(SaleFact { chain: then, ..on(2, "2025-02-15", 10_000_00) });
    book.finish();
    assert_eq!(totals(&three_levels(), &book), [0, 5_000_00, 500_00]);
}

#[test]
fn section_4_a_common_manager_is_credited_once_for_each_sale_and_not_for_each_path() {
    let mut book = Book::new(Period::parse("2025-Q1").unwrap());
    for id in 1..=3 {
        book.add_partner(partner(id));
    }
    let chain = book.chain(&[2]);
    let mut shared = SaleFact { chain, ..sale(1, 1_000) };
    shared.more_mut().participants = vec![Participant { partner: 1, role: "second".into(), share: None }];
    book.add_sale(shared);
    book.finish();
    let splits = vec![Split { role: "second".into(), share: SplitShare::Pot(percent("50")) }];
    let terms = Terms { splits, rules: vec![flat("10")], ..three_levels() };
    assert_eq!(totals(&terms, &book), [50_00, 50_00, 50_00]);
}

#[test]
fn section_4_an_overlay_takes_nothing_from_the_pot() {
    let role = |role: &str, share| Split { role: role.into(), share };
    let splits = vec![
        role("revenue", SplitShare::Pot(percent("50"))),
        role("overlay", SplitShare::Overlay(percent("20"))),
    ];
    let terms = Terms { splits, ..quarterly(vec![flat("10")]) };
    let takes = |partner, role: &str, share| Participant { partner, role: role.into(), share };
    let mut row = sale(1, 10_000);
    row.more_mut().participants = vec![
        takes(1, "revenue", None),
        takes(2, "overlay", None),
        takes(3, "bystander", None),
        takes(4, "bystander", Some(percent("10"))),
    ];
    let book = book_of("2025-Q1", (1..=5).map(partner).collect(), vec![row.clone()]);
    assert_eq!(totals(&terms, &book), [400_00, 500_00, 200_00, 0, 100_00]);

    row.more_mut().participants[3].share = Some(percent("50.01"));
    let book = book_of("2025-Q1", (1..=5).map(partner).collect(), vec![row]);
    assert_eq!(totals(&terms, &book), [0; 5]);
    let seller = state(&terms, &book);
    assert_eq!(seller.unpaid[0].why, Reason::SharesOverWhole);
}

#[test]
fn section_8_a_pot_of_1_000_00_is_attributed_without_losing_a_kopeck() {
    let of = |weights: &[u64]| money::split(1_000_00, weights).unwrap();
    assert_eq!(of(&[1, 1, 1]), [333_34, 333_33, 333_33]);
    assert_eq!(of(&[40, 20, 40]), [400_00, 200_00, 400_00]);
    assert_eq!(of(&[1, 2, 4]), [142_86, 285_71, 571_43]);
    assert_eq!(of(&[1, 0, 0]), [1_000_00, 0, 0]);
}

#[test]
fn section_4_the_rule_of_a_sale_says_nothing_of_the_level_above() {
    let unpaid = Rule::new("none", terms::Pay::Percent(percent("0")));
    let book = line_of(2, "2025-Q1", sales(&[100_000]));
    assert_eq!(totals(&Terms { rules: vec![unpaid], ..three_levels() }, &book), [0, 5_000_00]);
}
