//! A tape of what was counted, in order, from which any window is read.

use super::window::Days;
use crate::{Book, Measure, SaleFact};
use jiff::civil::Date;
use std::collections::HashMap;

/// What sales added to a measure, in the order of the sales.
#[derive(Debug, Clone, Default)]
pub struct Tape {
    days: Vec<Date>,
    /// What had been added up before each entry, and after the last.
    sums: Vec<i64>,
    volumes: Vec<i64>,
    /// The customer and the change of his count of sales, where customers are measured.
    customers: Vec<(u32, i8)>,
    /// The sale of each entry, where the tape mixes sellers.
    sales: Vec<u32>,
    by_customer: bool,
}

impl Tape {
    pub fn new(measure: Measure) -> Tape {
        let by_customer = measure == Measure::Customers;
        Tape { sums: vec![0], volumes: vec![0], by_customer, ..Tape::default() }
    }

    /// Adds an entry; nothing when a sum does not fit.
    pub fn push(&mut self, day: Date, adds: i64, volume: i64, sale: (u32, &SaleFact)) -> Option<()> {
        let (sum, total) = (self.sums.last()?.checked_add(adds)?, self.volumes.last()?.checked_add(volume)?);
        self.days.push(day);
        self.sums.push(sum);
        self.volumes.push(total);
        self.sales.push(sale.0);
        if self.by_customer {
            self.customers.push((sale.1.customer, count_of(sale.1)));
        }
        Some(())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// The sale of the first entry.
    pub fn first(&self) -> Option<u32> {
        self.sales.first().copied()
    }

    /// The place of a sale among the entries: how many come before it in order.
    pub fn place(&self, book: &Book, sale: &SaleFact) -> usize {
        let key = |sale: &SaleFact| (sale.happened_on, sale.id);
        self.sales.partition_point(|at| {
            let entry = book.sale(*at);
            match entry.happened_on.cmp(&sale.happened_on) {
                std::cmp::Ordering::Equal => (&entry.reference, key(entry)) < (&sale.reference, key(sale)),
                order => order.is_lt(),
            }
        })
    }

    /// The first entry of the window and the first after its last day, not after `upto`.
    fn range(&self, days: Days, upto: usize) -> (usize, usize) {
        let first = if self.days.first().is_none_or(|day| *day >= days.start) {
            0
        } else {
            self.days.partition_point(|day| *day < days.start)
        };
        let last = match self.days.last() {
            Some(day) if *day > days.end => self.days.partition_point(|day| *day <= days.end),
            _ => self.days.len(),
        };
        let last = last.min(upto);
        (first.min(last), last)
    }

    /// What is measured in the window by the entries before `upto`.
    pub fn value(&self, days: Days, upto: usize) -> i64 {
        let (first, last) = self.range(days, upto);
        if self.by_customer { self.customers_in(first, last) } else { self.sums[last] - self.sums[first] }
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
        self.volumes[last] - self.volumes[first]
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
