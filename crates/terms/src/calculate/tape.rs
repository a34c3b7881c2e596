//! A tape of what was counted, in order, from which any window is read.

use super::window::Days;
use crate::{Book, Measure, SaleFact};
use jiff::civil::Date;
use std::collections::HashMap;

/// What sales added to a measure, in the order of the sales.
#[derive(Debug, Clone, Default)]
pub struct Tape {
    entries: Vec<Entry>,
    /// The customer and the change of his count of sales, where customers are measured.
    customers: Vec<(u32, i8)>,
    by_customer: bool,
}

/// What had been added up with one sale.
#[derive(Debug, Clone, Copy)]
struct Entry {
    sum: i64,
    volume: i64,
    day: Date,
    sale: u32,
}

impl Tape {
    pub fn new(measure: Measure) -> Tape {
        let by_customer = measure == Measure::Customers;
        Tape { by_customer, ..Tape::default() }
    }

    /// Adds an entry; nothing when a sum does not fit.
    pub fn push(&mut self, day: Date, adds: i64, volume: i64, sale: (u32, &SaleFact)) -> Option<()> {
        let (sum, total) = self.upto(self.len());
        let (sum, volume) = (sum.checked_add(adds)?, total.checked_add(volume)?);
        self.entries.push(Entry { sum, volume, day, sale: sale.0 });
        if self.by_customer {
            self.customers.push((sale.1.customer, count_of(sale.1)));
        }
        Some(())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// What had been added up before an entry: the sum and the volume.
    fn upto(&self, entry: usize) -> (i64, i64) {
        let last = entry.checked_sub(1).map(|last| &self.entries[last]);
        last.map_or((0, 0), |last| (last.sum, last.volume))
    }

    /// The sale of the first entry.
    pub fn first(&self) -> Option<u32> {
        self.entries.first().map(|first| first.sale)
    }

    /// The place of a sale among the entries: how many come before it in order.
    pub fn place(&self, book: &Book, sale: &SaleFact) -> usize {
        let key = |sale: &SaleFact| (sale.happened_on, sale.id);
        self.entries.partition_point(|entry| {
            let entry = book.sale(entry.sale);
            match entry.happened_on.cmp(&sale.happened_on) {
                std::cmp::Ordering::Equal => (&entry.reference, key(entry)) < (&sale.reference, key(sale)),
                order => order.is_lt(),
            }
        })
    }

    /// The first entry of the window and the first after its last day, not after `upto`.
    fn range(&self, days: Days, upto: usize) -> (usize, usize) {
        let first = match self.entries.first() {
            Some(entry) if entry.day < days.start => {
                self.entries.partition_point(|entry| entry.day < days.start)
            }
            _ => 0,
        };
        let last = match self.entries.last() {
            Some(entry) if entry.day > days.end => {
                self.entries.partition_point(|entry| entry.day <= days.end)
            }
            _ => self.entries.len(),
        };
        let last = last.min(upto);
        (first.min(last), last)
    }

    /// What is measured in the window by the entries before `upto`.
    pub fn value(&self, days: Days, upto: usize) -> i64 {
        let (first, last) = self.range(days, upto);
        if self.by_customer { self.customers_in(first, last) } else { self.upto(last).0 - self.upto(first).0 }
    }

    /// What one more sale would add to the value.
    pub fn adds(&self, days: Days, upto: usize, sale: &SaleFact, adds: i64) -> i64 {
        if !self.by_customer {
            return adds;
        }
        let (first, last) = self.range(days, upto);
        let count: i64 = self.customers[first..last]
            .iter()
            .filter(|(customer, _)| *customer == sale.customer)
            .map(|(_, change)| i64::from(*change))
            .sum();
        i64::from(count + i64::from(count_of(sale)) > 0) - i64::from(count > 0)
    }

    /// The volume in the window by the entries before `upto`.
    pub fn volume(&self, days: Days, upto: usize) -> i64 {
        let (first, last) = self.range(days, upto);
        self.upto(last).1 - self.upto(first).1
    }

    fn customers_in(&self, first: usize, last: usize) -> i64 {
        let mut counts: HashMap<u32, i64> = HashMap::new();
        for (customer, change) in &self.customers[first..last] {
            *counts.entry(*customer).or_default() += i64::from(*change);
        }
        counts.values().filter(|count| **count > 0).count() as i64
    }
}

/// What a sale adds to the number of sales: a return takes its sale off when nothing of it is left.
pub fn count_of(sale: &SaleFact) -> i8 {
    if !sale.is_return() {
        return 1;
    }
    let left = sale.original().is_some_and(|original| {
        original.returned_before.saturating_add(sale.amount.saturating_abs()) < original.amount
    });
    if left { 0 } else { -1 }
}
