//! Conditions in words.

use base::words::Reader;
use money::Money;
use terms::{Clause, Field, Test, When};

use super::{joined, round_sum};

/// A condition in words; nothing when it always holds.
pub fn conditions(reader: &Reader, when: &When) -> Option<String> {
    let clauses: Vec<String> = when.clauses.iter().map(|clause| clause_in_words(reader, clause)).collect();
    (!clauses.is_empty()).then(|| clauses.join("; "))
}

/// The name of a field: `серия товара`.
pub fn field_name(reader: &Reader, field: Field) -> String {
    reader.t(&format!("programs-field-{}", field.path().replace(['.', '_'], "-")))
}

fn clause_in_words(reader: &Reader, clause: &Clause) -> String {
    let inner =
        |group: &When| conditions(reader, group).unwrap_or_else(|| reader.t("programs-words-anything"));
    match clause {
        Clause::Field { field, test } => test_in_words(reader, *field, test),
        Clause::Not(group) => reader.tr("programs-words-except", &[("conditions", inner(group).into())]),
        Clause::Expression(expression) => {
            reader.tr("programs-words-expression", &[("text", expression.text().into())])
        }
        Clause::Any(groups) => {
            let groups: Vec<String> = groups.iter().map(inner).collect();
            joined(reader, &groups)
        }
    }
}

fn test_in_words(reader: &Reader, field: Field, test: &Test) -> String {
    let name = field_name(reader, field);
    match test {
        Test::OneOf(words) => {
            let values = values(reader, field, words);
            let own = format!("programs-words-is-{}", field.path().replace(['.', '_'], "-"));
            if reader.words.knows(reader.language, &own) {
                return reader.tr(&own, &[("values", values.into())]);
            }
            reader.tr("programs-words-is", &[("field", name.into()), ("values", values.into())])
        }
        Test::NoneOf(words) => {
            let args = [("field", name.into()), ("values", values(reader, field, words).into())];
            reader.tr("programs-words-not", &args)
        }
        Test::Amount { from, below } => {
            let told = |sum: &Option<Money>| sum.map(|sum| round_sum(reader, sum));
            range(reader, name, told(from), told(below))
        }
        Test::Number { from, below } => {
            let told = |number: &Option<i64>| number.map(|number| reader.number(number));
            range(reader, name, told(from), told(below))
        }
        Test::Dates { from, to } => {
            days(reader, name, from.map(|day| reader.date(day)), to.map(|day| reader.date(day)))
        }
    }
}

fn range(reader: &Reader, field: String, from: Option<String>, below: Option<String>) -> String {
    let mut args = vec![("field", field.into())];
    let key = match (&from, &below) {
        (Some(_), Some(_)) => "programs-words-between",
        (Some(_), None) => "programs-words-from",
        (None, Some(_)) => "programs-words-below",
        (None, None) => "programs-words-any-value",
    };
    args.extend(from.map(|from| ("from", from.into())));
    args.extend(below.map(|below| ("below", below.into())));
    reader.tr(key, &args)
}

fn days(reader: &Reader, field: String, from: Option<String>, to: Option<String>) -> String {
    let mut args = vec![("field", field.into())];
    let key = match (&from, &to) {
        (Some(_), Some(_)) => "programs-words-days",
        (Some(_), None) => "programs-words-days-from",
        (None, Some(_)) => "programs-words-days-to",
        (None, None) => "programs-words-any-value",
    };
    args.extend(from.map(|from| ("from", from.into())));
    args.extend(to.map(|to| ("to", to.into())));
    reader.tr(key, &args)
}

fn values(reader: &Reader, field: Field, words: &[std::sync::Arc<str>]) -> String {
    let words: Vec<String> = words.iter().map(|word| value_in_words(reader, field, word)).collect();
    joined(reader, &words)
}

/// A value that a field has, as the reader calls it: the kinds that Artel itself knows are written as words in terms.
pub fn value_in_words(reader: &Reader, field: Field, value: &str) -> String {
    let slice = match field.path() {
        "sale.kind" => "sales",
        "partner.kind" | "beneficiary.kind" => "partners",
        _ => return value.to_owned(),
    };
    let key = format!("{slice}-kind-{value}");
    if reader.words.knows(reader.language, &key) { reader.t(&key) } else { value.to_owned() }
}
