//! Which column is which field, and what to do with values on the way.

use super::encoding::Encoding;
use super::field::TargetField;
use super::fold::same;
use super::nearest::Nearest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file of one kind is read into fields; kept as TOML or built from a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What the rows are, such as `sales`; a mapping for one kind is not used for another.
    pub kind: Option<String>,
    /// How the file is laid down, where it is not found out from the content.
    pub hints: Hints,
    /// How dates are written.
    pub date: DateStyle,
    /// How decimals are written.
    pub decimal: DecimalStyle,
    /// Field ← column.
    pub columns: BTreeMap<String, String>,
    /// Field ← the same value in every row.
    pub constant: BTreeMap<String, String>,
    /// Column → the values of which a row must have one to be read at all.
    pub filter: BTreeMap<String, Vec<String>>,
    /// Field → value in the file → value it stands for.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// How a file is laid down, where somebody knows better than its content tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The separator of a text file.
    pub separator: Option<char>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row with the column names, counted from one.
    pub header_row: Option<u64>,
}

/// How dates are written in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateStyle {
    /// `2017-03-01`, `01.03.2017`, `01/03/2017` or a day number of Excel.
    #[default]
    Auto,
    /// `2017-03-01` only.
    Iso,
    /// Day, month, year.
    Dmy,
    /// Month, day, year, as in America.
    Mdy,
    /// The day number of Excel.
    Excel,
}

/// How decimals are written in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalStyle {
    /// As each amount tells by itself.
    #[default]
    Auto,
    /// Always `1.234,56`.
    Comma,
    /// Always `1,234.56`.
    Point,
}

/// Why a mapping does not fit a file or the fields of a slice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MappingProblem {
    /// The mapping is for another kind of rows.
    OtherKind {
        /// What it is for.
        kind: String,
    },
    /// The slice has no such field.
    UnknownField {
        /// The field.
        field: String,
        /// Fields with nearly that name.
        nearest: Vec<String>,
    },
    /// The file has no such column.
    UnknownColumn {
        /// The column.
        column: String,
        /// Columns with nearly that name.
        nearest: Vec<String>,
    },
    /// A field that every row needs has neither a column nor a constant.
    MissingField {
        /// The field.
        field: String,
    },
    /// A field has both a column and a constant.
    TwiceGiven {
        /// The field.
        field: String,
    },
}

impl Mapping {
    /// Everything that does not fit between the mapping, the columns of a file and the fields of a slice.
    pub fn check(&self, columns: &[String], fields: &[TargetField]) -> Vec<MappingProblem> {
        let mut problems = self.unknown_fields(fields);
        problems.extend(self.unknown_columns(columns));
        for field in fields {
            match (self.columns.contains_key(field.name), self.constant.contains_key(field.name)) {
                (false, false) if field.required => {
                    problems.push(MappingProblem::MissingField { field: field.name.to_owned() });
                }
                (true, true) => problems.push(MappingProblem::TwiceGiven { field: field.name.to_owned() }),
                _ => {}
            }
        }
        problems
    }

    /// The problem of a mapping made for another kind of rows than `kind`.
    pub fn check_kind(&self, kind: &str) -> Option<MappingProblem> {
        let other = self.kind.as_ref().filter(|own| own.as_str() != kind)?;
        Some(MappingProblem::OtherKind { kind: other.clone() })
    }

    fn unknown_fields(&self, fields: &[TargetField]) -> Vec<MappingProblem> {
        let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
        let used = self.columns.keys().chain(self.constant.keys()).chain(self.values.keys());
        let mut unknown: Vec<&String> = used.filter(|field| !known.contains(&field.as_str())).collect();
        unknown.dedup();
        let index = Nearest::new(known.iter().copied());
        let problem = |field: &String| MappingProblem::UnknownField {
            field: field.clone(),
            nearest: index.nearest(field),
        };
        unknown.into_iter().map(problem).collect()
    }

    fn unknown_columns(&self, columns: &[String]) -> Vec<MappingProblem> {
        let used = self.columns.values().chain(self.filter.keys());
        let index = Nearest::new(columns.iter().map(String::as_str));
        let problem = |column: &String| MappingProblem::UnknownColumn {
            column: column.clone(),
            nearest: index.nearest(column),
        };
        used.filter(|column| position(columns, column).is_none()).map(problem).collect()
    }
}

/// Where a column stands: by its exact name, else by the same name to a person.
pub(super) fn position(columns: &[String], name: &str) -> Option<usize> {
    let exact = columns.iter().position(|column| column == name);
    exact.or_else(|| columns.iter().position(|column| same(column, name)))
}

#[cfg(test)]
mod tests {
    use super::super::field::FieldKind;
    use super::*;

    const FIELDS: &[TargetField] = &[
        TargetField::new("reference", FieldKind::Text).required(),
        TargetField::new("amount", FieldKind::Money).required(),
        TargetField::new("currency", FieldKind::Currency),
    ];

    fn columns() -> Vec<String> {
        ["opportunity_id", "close_value"].map(str::to_owned).to_vec()
    }

    #[test]
    fn everything_that_does_not_fit_is_told_at_once() {
        let mut mapping = Mapping::default();
        mapping.columns.insert("referense".into(), "opportunity_id".into());
        mapping.columns.insert("amount".into(), "close_valu".into());
        mapping.constant.insert("amount".into(), "5".into());
        assert_eq!(
            mapping.check(&columns(), FIELDS),
            [
                MappingProblem::UnknownField { field: "referense".into(), nearest: vec!["reference".into()] },
                MappingProblem::UnknownColumn {
                    column: "close_valu".into(),
                    nearest: vec!["close_value".into()]
                },
                MappingProblem::MissingField { field: "reference".into() },
                MappingProblem::TwiceGiven { field: "amount".into() },
            ]
        );
    }

    #[test]
    fn columns_are_found_in_spite_of_case_and_spaces() {
        let columns = ["Дата  сделки".to_owned(), "Сумма".to_owned()];
        assert_eq!(position(&columns, "дата сделки"), Some(0));
        assert_eq!(position(&columns, "сумма"), Some(1));
    }

    #[test]
    fn a_mapping_for_partners_is_not_used_for_sales() {
        let mapping = Mapping { kind: Some("partners".into()), ..Mapping::default() };
        assert_eq!(mapping.check_kind("partners"), None);
        assert!(mapping.check_kind("sales").is_some());
    }
}
