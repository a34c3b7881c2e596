//! Budgets: the most that all partners together get, spent in the order of the sales.

use super::stating::TOO_LARGE;
use super::{CalculationError, Judged};
use crate::{
    Book, Cap, CapOf, CapWhose, Carried, Record, RecordKind, Statement, Terms, TermsVersion, Timelines,
    Window,
};
use std::collections::BTreeMap;

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

/// Cuts what a programme's budgets no longer hold off the statements of a period: those of the common version on its last
/// day, in the order they are written.
///
/// Sums are taken in the order of their sales, then partners; sums without a sale come last. A sum that is only partly
/// covered is cut to the rest, and a later budget sees what is left of it. What takes back gives its part to the budget
/// again, though never more than the whole of it. `carried` is what earlier periods of a budget's window spent; it goes on
/// with this one.
pub fn apply_budgets(
    timelines: &Timelines,
    book: &Book,
    statements: &mut [Statement],
    carried: &mut Carried,
) -> Result<Vec<Budgeted>, CalculationError> {
    let Some(version) = timelines.common.at(book.period.end) else { return Ok(Vec::new()) };
    let mut spending = Spending { timelines, book, version, statements, left: BTreeMap::new() };
    let mut budgets = Vec::new();
    for (part, cap) in version.terms.caps.iter().enumerate() {
        if let (CapWhose::Everybody, Some(most)) = (cap.whose, cap.at_most) {
            budgets.push(spending.spend(part as u16, cap, most.minor, carried)?);
        }
    }
    Ok(budgets)
}

struct Spending<'s> {
    timelines: &'s Timelines,
    book: &'s Book,
    version: &'s TermsVersion,
    statements: &'s mut [Statement],
    /// What earlier budgets left of a sum: by statement and record.
    left: BTreeMap<(usize, usize), i64>,
}

impl Spending<'_> {
    fn spend(
        &mut self,
        part: u16,
        cap: &Cap,
        most: i64,
        carried: &mut Carried,
    ) -> Result<Budgeted, CalculationError> {
        let key = format!("budget.{}.{}", cap.name, self.window_key(cap.window));
        let before = carried.get(&key).copied().unwrap_or(0);
        let whole = most.checked_sub(before).ok_or(TOO_LARGE)?.max(0);
        let (mut left, mut cut) = (whole, 0_i64);
        for (at, place) in self.in_order(cap) {
            let amount = self.amount(at, place);
            let kept = amount.min(left);
            left = left.checked_sub(kept).ok_or(TOO_LARGE)?.min(most);
            if kept < amount {
                cut = cut.checked_add(amount - kept).ok_or(TOO_LARGE)?;
                self.cut(at, place, part, amount, kept)?;
            }
        }
        let spent = whole - left;
        carried.insert(key, before.checked_add(spent).ok_or(TOO_LARGE)?);
        Ok(Budgeted { name: cap.name.clone(), before, spent, cut })
    }

    fn amount(&self, at: usize, place: usize) -> i64 {
        self.left.get(&(at, place)).copied().unwrap_or(self.statements[at].records[place].amount)
    }

    fn cut(
        &mut self,
        at: usize,
        place: usize,
        part: u16,
        amount: i64,
        kept: i64,
    ) -> Result<(), CalculationError> {
        self.left.insert((at, place), kept);
        let id = self.version.id;
        let statement = &mut self.statements[at];
        let version = statement.versions.iter().position(|known| *known == id).unwrap_or_else(|| {
            statement.versions.push(id);
            statement.versions.len() - 1
        });
        let of = statement.records[place];
        let record = Record {
            kind: RecordKind::Budget,
            version: version as u8,
            part,
            base: amount,
            before: place as i64,
            moved: 0,
            amount: kept - amount,
            ..of
        };
        statement.records.push(record);
        statement.totals.count(&Record { sale: Record::NO_SALE, ..record }).ok_or(TOO_LARGE)
    }

    fn window_key(&self, window: Window) -> String {
        let period = self.book.period;
        match window {
            Window::Lifetime => "all".to_string(),
            _ => super::window::around(window, period.end, period.kind, None)
                .map_or(period.start, |days| days.start)
                .to_string(),
        }
    }

    /// The records a budget pays for: the statement and the place of each, in the order of their sales.
    fn in_order(&self, cap: &Cap) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> = Vec::new();
        for (at, statement) in self.statements.iter().enumerate() {
            if self.concerns(cap, statement) {
                let records = statement.records.iter().enumerate();
                let counted = records.filter(|(_, record)| self.counts(&cap.of, statement, record));
                all.extend(counted.map(|(place, _)| (at, place)));
            }
        }
        all.sort_by_cached_key(|(at, place)| {
            let sale = self.book.sales().get(self.statements[*at].records[*place].sale as usize);
            let known = sale.map(|sale| (sale.happened_on, sale.reference.clone(), sale.id));
            (known.is_none(), known, self.statements[*at].partner, *place)
        });
        all
    }

    fn concerns(&self, cap: &Cap, statement: &Statement) -> bool {
        cap.when.is_always()
            || self.book.index_of(statement.partner).is_some_and(|partner| {
                let terms = &self.version.terms;
                cap.when.holds(&Judged::of_partner(self.book, terms, partner, &statement.standing))
            })
    }

    fn counts(&self, of: &CapOf, statement: &Statement, record: &Record) -> bool {
        let id = statement.versions.get(usize::from(record.version)).copied();
        let version = || self.timelines.all().find_map(|timeline| timeline.version(id?));
        counts(of, record, || version().map(|version| &*version.terms))
    }
}

/// Whether a cap limits a sum; `terms` are those that the sum was computed by.
pub(super) fn counts<'t>(of: &CapOf, record: &Record, terms: impl Fn() -> Option<&'t Terms>) -> bool {
    match (of, record.kind) {
        (_, RecordKind::Budget | RecordKind::Adjustment) => false,
        (CapOf::Total, _) => true,
        (CapOf::Direct, RecordKind::Direct | RecordKind::TrueUp | RecordKind::Share) => true,
        (CapOf::Direct, RecordKind::Ranked) => record.level == 0,
        (CapOf::Override, RecordKind::Override | RecordKind::Binary) => true,
        (CapOf::Override, RecordKind::Ranked) => record.level > 0,
        (CapOf::Bonus, RecordKind::Bonus) => true,
        (CapOf::Rule(name), RecordKind::Direct | RecordKind::TrueUp) => {
            let rule = terms().and_then(|terms| terms.rules.get(usize::from(record.part)));
            rule.is_some_and(|rule| rule.name == *name)
        }
        _ => false,
    }
}
