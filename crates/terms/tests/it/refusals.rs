//! What makes a book impossible to state: nothing is stated in part.

use crate::kit::*;
use terms::{
    Book, CalculationError, Cap, CapOf, CapWhose, Carried, PeriodKind, RecordKind, SaleFact, Statement,
    Terms, calculate,
};

fn stated(terms: &Terms, book: &Book) -> Result<Statement, CalculationError> {
    calculate(&timelines(terms.clone()), book, 0, &Carried::new())
}

#[test]
fn a_sale_after_the_period_refuses_the_whole_book_whoever_sold_it() {
    let terms = monthly(vec![flat("10")]);
    let last = vec![on(1, "2025-01-31", 100_00)];
    assert_eq!(stated(&terms, &book("2025-01", last)).unwrap().totals.total, 10_00);
    let late = SaleFact { seller: 1, ..on(2, "2025-02-01", 100_00) };
    let book = book_of("2025-01", vec![partner(1), partner(2)], vec![on(1, "2025-01-31", 100_00), late]);
    assert_eq!(stated(&terms, &book), Err(CalculationError::AfterPeriod { sale: 2 }));
}

#[test]
fn the_same_sale_twice_is_refused_wherever_its_copies_stand() {
    let terms = monthly(vec![flat("10")]);
    let two = |second: SaleFact| {
        let first = on(1, "2025-01-05", 100_00);
        stated(&terms, &book_of("2025-01", vec![partner(1), partner(2)], vec![first, second]))
    };
    let twice = Err(CalculationError::TwiceGiven { sale: 1 });
    assert_eq!(two(on(1, "2025-01-05", 100_00)), twice);
    assert_eq!(two(on(1, "2025-01-20", 1)), twice);
    assert_eq!(two(SaleFact { seller: 1, ..on(1, "2025-01-05", 100_00) }), twice);
    assert_eq!(two(SaleFact { reference: "another".into(), ..on(1, "2025-01-05", 100_00) }), twice);
    assert!(two(on(2, "2025-01-05", 100_00)).is_ok());
}

#[test]
fn a_book_of_another_kind_of_period_is_refused_for_individual_terms_too() {
    let (month, quarter) = (monthly(vec![flat("10")]), quarterly(vec![flat("10")]));
    let book = book("2025-01", sales(&[100]));
    let other = CalculationError::OtherPeriod { terms: PeriodKind::Quarter, facts: PeriodKind::Month };
    assert_eq!(stated(&quarter, &book), Err(other.clone()));
    let mut both = timelines(month);
    both.individual.insert(2, timelines(quarter).common);
    assert_eq!(calculate(&both, &book, 0, &Carried::new()), Err(other));
}

#[test]
fn sums_that_do_not_fit_are_refused_rather_than_wrong() {
    let terms = monthly(vec![flat("100")]);
    let huge = |id| on(id, "2025-01-05", i64::MAX);
    let refused = stated(&terms, &book("2025-01", vec![huge(1), huge(2)]));
    assert!(matches!(refused, Err(CalculationError::TooLarge { .. })), "{refused:?}");
}

#[test]
fn a_budget_is_spent_in_the_order_of_the_sales_and_filled_again_by_returns() {
    let budget = Cap { whose: CapWhose::Everybody, ..Cap::at_most("launch", CapOf::Total, roubles(25)) };
    let terms = Terms { caps: vec![budget], ..monthly(vec![flat("10")]) };
    let sold = |id, seller, date: &str, whole: i64| SaleFact { seller, ..on(id, date, whole * 100) };
    let rows = vec![
        sold(1, 0, "2025-01-01", 100),
        sold(2, 1, "2025-01-02", 100),
        sold(3, 0, "2025-01-03", 100),
        sold(4, 1, "2025-01-04", -100),
        sold(5, 0, "2025-01-05", 100),
    ];
    let book = book_of("2025-01", vec![partner(1), partner(2)], rows);
    let timelines = timelines(terms);
    let mut statements: Vec<Statement> =
        (0..2).map(|who| calculate(&timelines, &book, who, &Carried::new()).unwrap()).collect();
    let mut carried = Carried::new();
    let spent = terms::apply_budgets(&timelines, &book, &mut statements, &mut carried).unwrap();
    assert_eq!((spent[0].spent, spent[0].cut), (25_00, 5_00));
    assert_eq!(carried["budget.launch.2025-01-01"], 25_00);
    assert_eq!(statements.iter().map(|one| one.totals.total).collect::<Vec<_>>(), [25_00, 0]);
    let cuts: Vec<_> =
        statements[0].records.iter().filter(|record| record.kind == RecordKind::Budget).collect();
    assert_eq!(cuts.iter().map(|cut| (cut.base, cut.amount)).collect::<Vec<_>>(), [(10_00, -5_00)]);
}

#[test]
fn what_one_budget_cut_another_does_not_cut_again() {
    let budget = |name: &str, most| Cap {
        whose: CapWhose::Everybody,
        ..Cap::at_most(name, CapOf::Direct, roubles(most))
    };
    let terms = Terms { caps: vec![budget("first", 4), budget("second", 1)], ..monthly(vec![flat("10")]) };
    let book = book("2025-01", sales(&[100]));
    let timelines = timelines(terms);
    let mut statements = vec![calculate(&timelines, &book, 0, &Carried::new()).unwrap()];
    terms::apply_budgets(&timelines, &book, &mut statements, &mut Carried::new()).unwrap();
    let amounts: Vec<i64> = statements[0].records.iter().map(|record| record.amount).collect();
    assert_eq!(amounts, [10_00, -6_00, -3_00]);
    assert_eq!(statements[0].totals.total, 1_00);
}
