//! Budgets: the most that all partners together get, spent in the order of the sales.

use super::CalculationError;
use crate::{Book, CapOf, CapWhose, Carried, Record, RecordKind, Statement, Terms};

/// A budget after a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budgeted {
    /// The short name of the cap.
    pub name: String,
    /// What had been spent before.
    pub before: i64,
    /// What is spent now, at most the budget.
    pub spent: i64,
    /// What was cut off.
    pub cut: i64,
}

/// Cuts what a programme's budgets no longer hold off the statements of a period.
///
/// Sums are taken in the order of their sales, then partners; sums without a sale come last. A sum that is only partly
/// covered is cut to the rest. What takes back gives its part to the budget again. `carried` is what earlier periods of
/// a budget's window spent; it goes on with this one.
pub fn apply_budgets(
    terms: &Terms,
    version: i64,
    book: &Book,
    statements: &mut [Statement],
    carried: &mut Carried,
) -> Result<Vec<Budgeted>, CalculationError> {
    let mut budgets = Vec::new();
    for (part, cap) in terms.caps.iter().enumerate() {
        let (CapWhose::Everybody, Some(most)) = (cap.whose, cap.at_most) else { continue };
        let key = format!("budget.{}.{}", cap.name, window_start(cap.window, book));
        let before = carried.get(&key).copied().unwrap_or(0);
        let mut left = most.minor.saturating_sub(before).max(0);
        let mut cut_all = 0_i64;
        for (at, place) in in_order(book, statements, &cap.of, terms) {
            let record = statements[at].records[place];
            let kept = record.amount.min(left);
            left = left.saturating_sub(kept).min(most.minor);
            if kept == record.amount {
                continue;
            }
            let cut = record.amount - kept;
            cut_all = cut_all.saturating_add(cut);
            let statement = &mut statements[at];
            let version = statement.versions.iter().position(|known| *known == version).unwrap_or(0);
            let cut_record = Record {
                kind: RecordKind::Budget,
                version: version as u8,
                part: part as u16,
                base: record.amount,
                before: place as i64,
                moved: 0,
                amount: -cut,
                ..record
            };
            statement.records.push(cut_record);
            let counted = statement.totals.count(&Record { sale: Record::NO_SALE, ..cut_record });
            counted.ok_or(CalculationError::TooLarge { sale: None })?;
        }
        let spent = most.minor.saturating_sub(before).max(0) - left;
        carried.insert(key, before.saturating_add(spent));
        budgets.push(Budgeted { name: cap.name.clone(), before, spent, cut: cut_all });
    }
    Ok(budgets)
}

fn window_start(window: crate::Window, book: &Book) -> String {
    let found = super::window::around(window, book.period.end, book.period.kind, None);
    found.map_or_else(|_| book.period.start.to_string(), |days| days.start.to_string())
}

/// The records a budget pays for: the statement and the place of each, in the order of their sales.
fn in_order(book: &Book, statements: &[Statement], of: &CapOf, terms: &Terms) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let places = statement.records.iter().enumerate().filter(|(_, record)| counts(of, record, terms));
        all.extend(places.map(|(place, _)| (at, place)));
    }
    let key = |(at, place): &(usize, usize)| {
        let sale = book.sales().get(statements[*at].records[*place].sale as usize);
        let day = sale.map_or(jiff::civil::Date::MAX, |sale| sale.happened_on);
        let known = sale.map(|sale| (sale.reference.clone(), sale.id));
        (day, known.is_none(), known, statements[*at].partner, *place)
    };
    all.sort_by_cached_key(key);
    all
}

fn counts(of: &CapOf, record: &Record, terms: &Terms) -> bool {
    match (of, record.kind) {
        (_, RecordKind::Budget | RecordKind::Adjustment) => false,
        (CapOf::Total, _) => true,
        (CapOf::Direct, RecordKind::Direct | RecordKind::TrueUp | RecordKind::Share) => true,
        (CapOf::Direct, RecordKind::Ranked) => record.level == 0,
        (CapOf::Override, RecordKind::Override | RecordKind::Binary) => true,
        (CapOf::Override, RecordKind::Ranked) => record.level > 0,
        (CapOf::Bonus, RecordKind::Bonus) => true,
        (CapOf::Rule(name), RecordKind::Direct | RecordKind::TrueUp) => {
            terms.rules.get(usize::from(record.part)).is_some_and(|rule| rule.name == *name)
        }
        _ => false,
    }
}
