//! What sentences of findings name, and the examples that show them.

use crate::{Field, Measure};
use jiff::civil::Date;
use money::{Currency, Money, Rate};
use std::fmt;

/// A value that a sentence names, to be written as its reader writes such values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A sum.
    Money(Money),
    /// A share; the sentence has the sign of percent.
    Rate(Rate),
    /// A share of a target, with the sign of percent.
    Attained(Rate),
    /// A date.
    Date(Date),
    /// A field.
    Field(Field),
    /// What is known of a sale; nothing when any will do.
    Facts(Vec<(Field, Told)>),
}

/// A small case in numbers that shows a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The last words of the key of its sentence in the locale files: `terms-example-<key>`; one of [`Example::KEYS`].
    pub key: &'static str,
    /// What the sentence names.
    pub told: Vec<(&'static str, Told)>,
}

impl Told {
    /// A value in the units of its measure.
    pub fn measured(value: i64, measure: Measure, currency: Currency) -> Told {
        match measure {
            Measure::Amount(_) => Told::Money(Money::new(value, currency)),
            Measure::Attainment => Told::Attained(Rate::ppm(value)),
            Measure::Quantity | Measure::Count | Measure::Customers => Told::Number(value),
        }
    }
}

impl Example {
    /// Every key.
    pub const KEYS: [&'static str; 12] = [
        "any-sale",
        "sale",
        "jump",
        "jump-and-back",
        "jump-on",
        "jump-of-sale",
        "jump-of-next",
        "cost",
        "cost-over-margin",
        "nothing-sold",
        "paid-twice",
        "rounded",
    ];

    pub(super) fn new(key: &'static str, told: Vec<(&'static str, Told)>) -> Example {
        Example { key, told }
    }
}

/// Plain text for files and logs; pages write values in the reader's own way.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Told::Text(text) => f.write_str(text),
            Told::Number(number) => write!(f, "{number}"),
            Told::Money(sum) => write!(f, "{sum}"),
            Told::Rate(rate) => f.write_str(&rate.percent_text()),
            Told::Attained(rate) => write!(f, "{} %", rate.percent_text()),
            Told::Date(date) => write!(f, "{date}"),
            Told::Field(field) => write!(f, "{field}"),
            Told::Facts(facts) => {
                let facts: Vec<String> =
                    facts.iter().map(|(field, told)| format!("{field} = {told}")).collect();
                f.write_str(&facts.join(", "))
            }
        }
    }
}
