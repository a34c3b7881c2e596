//! A mapping bound to the columns of one file and the fields of one slice.

use super::field::TargetField;
use super::fold::plain;
use super::mapping::{DateStyle, DecimalStyle, Mapping, MappingProblem, position};
use super::record::Record;
use super::row::Row;
use std::collections::{HashMap, HashSet};

/// Turns rows into records.
pub struct Binding {
    pub(super) fields: Vec<BoundField>,
    pub(super) date: DateStyle,
    pub(super) decimal: DecimalStyle,
    filters: Vec<Filter>,
}

/// A field and where its value comes from.
pub(super) struct BoundField {
    pub(super) target: TargetField,
    pub(super) from: From,
    values: HashMap<String, String>,
}

pub(super) enum From {
    Nowhere,
    Column(usize, String),
    Constant(String),
}

struct Filter {
    column: usize,
    wanted: HashSet<String>,
}

/// What becomes of a row.
pub enum Taken<'a> {
    /// The mapping leaves the row out.
    Filtered,
    /// The row is to be read.
    Record(Record<'a>),
}

impl Mapping {
    /// Binds the mapping to the columns of a file and the fields of a slice, or says everything that does not fit.
    pub fn bind(&self, columns: &[String], fields: &[TargetField]) -> Result<Binding, Vec<MappingProblem>> {
        let problems = self.check(columns, fields);
        if !problems.is_empty() {
            return Err(problems);
        }
        let filter = |(name, wanted): (&String, &Vec<String>)| {
            let wanted = wanted.iter().map(|value| plain(value)).collect();
            Some(Filter { column: position(columns, name)?, wanted })
        };
        Ok(Binding {
            fields: fields.iter().map(|field| self.bind_field(*field, columns)).collect(),
            date: self.date,
            decimal: self.decimal,
            filters: self.filter.iter().filter_map(filter).collect(),
        })
    }

    fn bind_field(&self, target: TargetField, columns: &[String]) -> BoundField {
        let column = self.columns.get(target.name);
        let place = column.and_then(|name| position(columns, name).map(|place| (place, name)));
        let from = match (place, self.constant.get(target.name)) {
            (Some((place, name)), _) => From::Column(place, name.clone()),
            (None, Some(value)) => From::Constant(value.clone()),
            (None, None) => From::Nowhere,
        };
        let values = self.values.get(target.name).into_iter().flatten();
        let values = values.map(|(from, to)| (plain(from), to.clone())).collect();
        BoundField { target, from, values }
    }
}

impl Binding {
    /// The record of a row, unless a filter leaves it out; a row that is refused as a whole is never left out.
    pub fn take<'a>(&'a self, row: &'a Row) -> Taken<'a> {
        let wanted = |filter: &Filter| filter.wanted.contains(&plain(row.cell(filter.column)));
        if row.refusal().is_some() || self.filters.iter().all(wanted) {
            Taken::Record(Record::new(self, row))
        } else {
            Taken::Filtered
        }
    }
}

impl BoundField {
    /// What the mapping says a value stands for, or the value itself.
    pub(super) fn meaning<'a>(&'a self, value: &'a str) -> &'a str {
        if self.values.is_empty() {
            value
        } else {
            self.values.get(&plain(value)).map_or(value, String::as_str)
        }
    }
}
