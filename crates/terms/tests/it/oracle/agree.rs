//! The engine against the oracle, on random plans and streams.
//!
//! `ARTEL_ORACLE_CASES`, `ARTEL_ORACLE_SEED` and `ARTEL_ORACLE_FIRST` (the number of the first case) are read from the
//! environment: two million cases are a long run, one case of a known number is a failure seen again. With
//! `ARTEL_ORACLE_SURVEY` the first words of so many differences are told before the test fails.

use super::budget::budgets;
use super::fraction::was_too_large;
use super::generate::Case;
use super::invariants::{adds_up, hold_together};
use super::told::told;
use super::{OracleStatement, Random, Reason, compare, state};
use crate::kit::engine;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use terms::{Book, CalculationError, Pay, RecordKind, Source, Statement};

const CASES: u64 = 20_000;
const SEED: u64 = 0x0a57_e1e5;

/// What became of one case.
enum Verdict {
    Agreed,
    /// A fraction did not fit on one side or the other.
    TooLarge,
    Differs(String),
}

fn from_env(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.replace('_', "").parse().unwrap_or_else(|_| panic!("{name} is not a number: {text}")))
}

/// Compares one case; `all` asks for the statements of every partner too.
fn judge(case: &Case, all: bool) -> Verdict {
    let _ = was_too_large();
    let book = case.in_order();
    let oracle = state(&case.timelines, &book, case.partner, &case.carried);
    let differs = |what: String| Verdict::Differs(what);
    if was_too_large() {
        return Verdict::TooLarge;
    }
    if let Err(found) = adds_up(&oracle) {
        return differs(found);
    }
    match engine(&case.timelines, &book, case.partner, &case.carried) {
        None => {}
        Some(Err(error)) if error.contains("TooLarge") => return Verdict::TooLarge,
        Some(Err(error)) => return differs(format!("the engine refuses: {error}")),
        Some(Ok(statement)) => {
            if let Err(found) = compare(&statement, &oracle, &book, &case.carried) {
                return differs(found);
            }
            let mut order: Vec<usize> = (0..case.sales.len()).collect();
            Random::new(case.number).shuffle(&mut order);
            let again = engine(&case.timelines, &case.book(&order), case.partner, &case.carried);
            if again != Some(Ok(statement.clone())) {
                return differs(format!("another order of the same sales gives {again:#?}"));
            }
            if let Err(found) = again.map_or(Ok(()), |_| told(case, &book, &statement)) {
                return differs(found);
            }
        }
    }
    if !all {
        return Verdict::Agreed;
    }
    let found = everybody(case, &book).and_then(|statements| {
        let Some(statements) = statements else { return Ok(()) };
        let all: Vec<OracleStatement> =
            statements.iter().map(|statement| OracleStatement::from_engine(statement, &book)).collect();
        all.iter().try_for_each(adds_up)?;
        hold_together(&all, &case.timelines, &book)?;
        cut_alike(case, &book, statements, &all)
    });
    match found {
        _ if was_too_large() => Verdict::TooLarge,
        Err(found) => differs(found),
        Ok(()) => Verdict::Agreed,
    }
}

/// The statements of all partners; nothing where a sum is too large.
fn everybody(case: &Case, book: &Book) -> Result<Option<Vec<Statement>>, String> {
    let mut all = Vec::new();
    for who in 0..case.partners.len() as u32 {
        match terms::calculate(&case.timelines, book, who, &case.carried) {
            Ok(statement) => all.push(statement),
            Err(CalculationError::TooLarge { .. }) => return Ok(None),
            Err(error) => return Err(format!("the engine refuses partner {who}: {error}")),
        }
    }
    Ok(Some(all))
}

/// Lets both sides spend the budgets of everybody.
fn cut_alike(
    case: &Case,
    book: &Book,
    mut statements: Vec<Statement>,
    all: &[OracleStatement],
) -> Result<(), String> {
    let (expected, handed_on) = budgets(all, &case.timelines, book, &case.carried);
    let mut carried = case.carried.clone();
    let before = statements.clone();
    terms::apply_budgets(&case.timelines, book, &mut statements, &mut carried)
        .map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for (who, (statement, before)) in statements.iter().zip(&before).enumerate() {
        let cuts = &statement.records[before.records.len()..];
        found.extend(cuts.iter().map(|cut| (who as u32, cut.before as usize, cut.part, -cut.amount)));
        adds_up(&OracleStatement::from_engine(statement, book))?;
        let find = |id| case.timelines.all().find_map(|timeline| timeline.version(id)).map(|of| &*of.terms);
        let source = Source { statement, book, partner: who as u32, terms: &find };
        source.lines().map_err(|error| error.to_string())?;
    }
    let mut sorted = expected.clone();
    sorted.sort();
    found.sort();
    if found != sorted || carried != handed_on {
        return Err(format!(
            "budgets cut {found:?} and not {sorted:?}, carry {carried:?}, not {handed_on:?}"
        ));
    }
    Ok(())
}

/// Leaves sales out one by one while the two still differ.
fn smallest(mut case: Case, all: bool) -> (Case, String) {
    let mut found = match judge(&case, all) {
        Verdict::Differs(found) => found,
        _ => "nothing any more: the difference comes and goes".into(),
    };
    loop {
        let without = |at| {
            let mut fewer = case.clone();
            fewer.sales.remove(at);
            match judge(&fewer, all) {
                Verdict::Differs(found) => Some((fewer, found)),
                _ => None,
            }
        };
        match (0..case.sales.len()).find_map(without) {
            Some((fewer, less)) => (case, found) = (fewer, less),
            None => return (case, found),
        }
    }
}

#[test]
fn engine_agrees_with_the_oracle() {
    let seed = from_env("ARTEL_ORACLE_SEED").unwrap_or(SEED);
    let cases = from_env("ARTEL_ORACLE_CASES").unwrap_or(CASES);
    let first = from_env("ARTEL_ORACLE_FIRST").unwrap_or(0);
    let (next, large, refused) = (AtomicU64::new(first), AtomicU64::new(0), AtomicU64::new(0));
    let failure: Mutex<Option<(Case, bool)>> = Mutex::new(None);
    let refusal: Mutex<Option<String>> = Mutex::new(None);
    let survey = from_env("ARTEL_ORACLE_SURVEY").unwrap_or(0);
    let surveyed = AtomicU64::new(0);
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let is_enough = surveyed.load(Ordering::Relaxed) >= survey;
            if number >= first + cases || (is_enough && failure.lock().unwrap().is_some()) {
                return;
            }
            match Case::new(seed, number) {
                Err(findings) => {
                    refused.fetch_add(1, Ordering::Relaxed);
                    refusal.lock().unwrap().get_or_insert(format!("case {number}: {findings}"));
                }
                Ok(case) => {
                    let all = number % 8 == 0;
                    match judge(&case, all) {
                        Verdict::Agreed => {}
                        Verdict::TooLarge => {
                            large.fetch_add(1, Ordering::Relaxed);
                        }
                        Verdict::Differs(found) => {
                            if surveyed.fetch_add(1, Ordering::Relaxed) < survey {
                                println!("case {number}: {found}");
                            }
                            *failure.lock().unwrap() = Some((case, all));
                        }
                    }
                }
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, |many| many.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    if let Some((case, all)) = failure.into_inner().unwrap() {
        let number = case.number;
        let (case, found) = smallest(case, all);
        panic!(
            "{case:#?}\n\nseed {}, case {number} differs for partner index {}:\n{found}",
            case.seed, case.partner
        );
    }
    let (large, refused) = (large.into_inner(), refused.into_inner());
    println!("{cases} cases of seed {seed}: no difference, {large} too large, {refused} refused");
    assert!(large * 50 <= cases + 50, "{large} of {cases} cases are too large to be compared");
    assert!(
        refused * 20 <= cases,
        "{refused} of {cases} plans are refused, first {:?}",
        refusal.into_inner()
    );
}

#[test]
fn random_cases_reach_every_kind_of_record_every_reason_and_every_mode() {
    let (mut kinds, mut reasons, mut modes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut trued_up, mut taken_back) = (0, 0);
    for number in 0..1_500 {
        let Ok(case) = Case::new(SEED, number) else { continue };
        let stated = state(&case.timelines, &case.in_order(), case.partner, &case.carried);
        let has = |kind| stated.records.iter().any(|record| record.kind == kind);
        trued_up += u32::from(has(RecordKind::TrueUp));
        taken_back += u32::from(stated.unpaid.iter().any(|unpaid| unpaid.why == Reason::TooLate));
        reasons.extend(stated.unpaid.iter().map(|unpaid| unpaid.why));
        for record in &stated.records {
            kinds.insert(record.kind);
            let version = case.timelines.all().find_map(|timeline| timeline.version(record.version));
            let rule = version.and_then(|version| version.terms.rules.get(usize::from(record.part)));
            if let (RecordKind::Direct, Some(Pay::Bands(bands))) = (record.kind, rule.map(|rule| &rule.pay)) {
                modes.insert(bands.mode);
            }
        }
    }
    println!("{trued_up} true-ups, {taken_back} returned too late");
    assert!(
        trued_up * 100 >= 3 * 1_500,
        "earlier periods of a window are worked out anew in {trued_up} cases"
    );
    let of_others = [RecordKind::Budget, RecordKind::Adjustment];
    assert_eq!(kinds, RecordKind::ALL.into_iter().filter(|kind| !of_others.contains(kind)).collect());
    assert_eq!(modes, BTreeSet::from(super::generate::MODES));
    let all = [
        Reason::NoTerms,
        Reason::OtherCurrency,
        Reason::NoRate,
        Reason::Missing,
        Reason::NoRule,
        Reason::NoLevel,
        Reason::NotQualified,
        Reason::PaidBelow,
        Reason::RoundsToZero,
        Reason::TooLate,
        Reason::SharesOverWhole,
    ];
    assert_eq!(reasons, BTreeSet::from(all));
}
