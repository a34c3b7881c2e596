//! A mapping as a TOML file, read and written.

use super::encoding::Encoding;
use super::mapping::{DateStyle, DecimalStyle, Hints, Mapping};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What is wrong with the text of a mapping, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingError {
    /// The line, counted from one.
    pub line: usize,
    /// The place in the line, counted in characters from one.
    pub column: usize,
    /// What the reader of TOML says, in English.
    pub what: String,
}

impl fmt::Display for MappingError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, column {}: {}", self.line, self.column, self.what)
    }
}

impl std::error::Error for MappingError {}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MappingFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<Encoding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    separator: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header_row: Option<u64>,
    #[serde(skip_serializing_if = "is_default")]
    date: DateStyle,
    #[serde(skip_serializing_if = "is_default")]
    decimal: DecimalStyle,
    columns: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    constant: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    filter: BTreeMap<String, OneOrMany>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Mapping {
    /// Reads a mapping from TOML.
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        let file: MappingFile = toml::from_str(text).map_err(|error| located(text, &error))?;
        let many = |wanted| match wanted {
            OneOrMany::One(value) => vec![value],
            OneOrMany::Many(values) => values,
        };
        Ok(Mapping {
            kind: file.kind,
            hints: Hints {
                encoding: file.encoding,
                separator: file.separator,
                sheet: file.sheet,
                header_row: file.header_row,
            },
            date: file.date,
            decimal: file.decimal,
            columns: file.columns,
            constant: file.constant,
            filter: file.filter.into_iter().map(|(column, wanted)| (column, many(wanted))).collect(),
            values: file.values,
        })
    }

    /// Writes the mapping as TOML; reading it back gives the same mapping.
    pub fn to_toml(&self) -> Result<String, MappingError> {
        let one_or_many = |wanted: &Vec<String>| match wanted.as_slice() {
            [only] => OneOrMany::One(only.clone()),
            _ => OneOrMany::Many(wanted.clone()),
        };
        let filter = self.filter.iter().map(|(column, wanted)| (column.clone(), one_or_many(wanted)));
        let file = MappingFile {
            kind: self.kind.clone(),
            encoding: self.hints.encoding,
            separator: self.hints.separator,
            sheet: self.hints.sheet.clone(),
            header_row: self.hints.header_row,
            date: self.date,
            decimal: self.decimal,
            columns: self.columns.clone(),
            constant: self.constant.clone(),
            filter: filter.collect(),
            values: self.values.clone(),
        };
        toml::to_string(&file).map_err(|error| MappingError { line: 1, column: 1, what: error.to_string() })
    }
}

fn located(text: &str, error: &toml::de::Error) -> MappingError {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    MappingError {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        what: error.message().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SALES: &str = r#"
kind = "sales"
date = "dmy"

[columns]
reference = "opportunity_id"
amount = "Сумма, руб."

[filter]
deal_stage = "Won"
region = ["Урал", "Сибирь"]

[constant]
currency = "USD"

[values.product]
"GTXPro" = "GTX Pro"
"#;

    #[test]
    fn a_mapping_file_is_read() {
        let mapping = Mapping::parse(SALES).unwrap();
        assert_eq!(mapping.kind.as_deref(), Some("sales"));
        assert_eq!(mapping.date, DateStyle::Dmy);
        assert_eq!(mapping.columns["amount"], "Сумма, руб.");
        assert_eq!(mapping.filter["deal_stage"], ["Won"]);
        assert_eq!(mapping.filter["region"], ["Урал", "Сибирь"]);
        assert_eq!(mapping.constant["currency"], "USD");
        assert_eq!(mapping.values["product"]["GTXPro"], "GTX Pro");
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let mapping = Mapping::parse(SALES).unwrap();
        assert_eq!(Mapping::parse(&mapping.to_toml().unwrap()).unwrap(), mapping);
    }

    #[test]
    fn an_error_says_its_line_and_place() {
        let error = Mapping::parse("kind = \"sales\"\ndate = \"tuesday\"\n").unwrap_err();
        assert_eq!((error.line, error.column), (2, 8));
        let error = Mapping::parse("[columns]\namount = \"a\"\namount = \"b\"\n").unwrap_err();
        assert_eq!(error.line, 3);
    }

    #[test]
    fn a_key_that_means_nothing_is_an_error() {
        let error = Mapping::parse("\n[columns]\n[filters]\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.what.contains("filters"), "{}", error.what);
    }

    proptest! {
        #[test]
        fn any_mapping_survives_its_file(
            columns in prop::collection::btree_map("[a-z_]{1,8}", ".{0,12}", 0..5),
            filter in prop::collection::btree_map(".{1,8}", prop::collection::vec(".{0,8}", 0..3), 0..3),
            from in ".{0,10}",
            to in ".{0,10}",
        ) {
            let mut mapping = Mapping { columns, filter, ..Mapping::default() };
            mapping.values.entry("product".to_owned()).or_default().insert(from, to);
            let text = mapping.to_toml().unwrap();
            prop_assert_eq!(Mapping::parse(&text).unwrap(), mapping);
        }
    }
}
