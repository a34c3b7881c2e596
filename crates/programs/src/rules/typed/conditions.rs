//! Conditions as rows of a table, and back into the words of the file.

use money::{Currency, Money};
use terms::{Clause, Field, FieldKind, Pay, PeriodKind, Rule, Terms, Test, When};

use super::Entry;
use super::figures::{self, Figures};

/// The field name of a row that the table cannot show: it is kept in the words of the file.
pub const GROUP: &str = "group";

/// The field name of a row that holds an expression of the expert's language.
pub const EXPRESSION: &str = "expr";

impl Figures {
    /// The rows of a condition.
    pub(super) fn when(self, when: &When) -> Vec<Entry> {
        when.clauses.iter().map(|clause| self.row(clause)).collect()
    }

    fn row(self, clause: &Clause) -> Entry {
        let shown = match clause {
            Clause::Expression(expression) if !expression.text().contains(char::is_control) => {
                Some(Entry::default().with("field", EXPRESSION).with("value", expression.text()))
            }
            Clause::Field { field, test } if test.fits(field.kind()) => self.test(*field, test),
            _ => None,
        };
        shown.unwrap_or_else(|| Entry::default().with("field", GROUP).with("value", clause_text(clause)))
    }

    fn test(self, field: Field, test: &Test) -> Option<Entry> {
        let (op, value, until) = match test {
            Test::OneOf(words) => ("is", list(words)?, String::new()),
            Test::NoneOf(words) => ("not", list(words)?, String::new()),
            Test::Amount { from, below } => {
                let end = |sum: &Option<Money>| sum.map(|sum| self.sum(sum)).unwrap_or_default();
                ("range", end(from), end(below))
            }
            Test::Number { from, below } => {
                let end = |number: &Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
                ("range", end(from), end(below))
            }
            Test::Dates { from, to } => {
                let end =
                    |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
                ("range", end(from), end(to))
            }
        };
        let row = Entry::default().with("field", field.path()).with("op", op);
        Some(row.with("value", value).with("until", until))
    }
}

/// The words of a list as a person types them; nothing where typing would not bring the same back.
fn list(words: &[std::sync::Arc<str>]) -> Option<String> {
    let typed = words.join("; ");
    let same = words_of(&typed).eq(words.iter().map(AsRef::as_ref));
    (same && !typed.chars().any(char::is_control)).then_some(typed)
}

fn words_of(typed: &str) -> impl Iterator<Item = &str> {
    typed.split(';').map(str::trim).filter(|word| !word.is_empty())
}

/// A clause as the file writes it, on one line.
fn clause_text(clause: &Clause) -> String {
    let when = When { clauses: vec![clause.clone()] };
    let mut terms = Terms::new("", Currency::RUB, PeriodKind::Month);
    terms.rules.push(Rule::new("", Pay::Percent(money::Rate::ZERO)).when(when));
    let text = terms.to_text();
    let line = text.lines().skip_while(|line| *line != "[rule.when]").nth(1);
    line.unwrap_or_default().to_owned()
}

/// The condition that one row in the words of the file says; nothing when it cannot be read.
pub fn group_condition(text: &str, currency: Currency) -> Option<When> {
    let file = format!(
        "name = \"a\"\ncurrency = \"{}\"\nperiod = \"month\"\n[[rule]]\nname = \"a\"\npercent = \"1\"\n[rule.when]\n{text}\n",
        currency.code()
    );
    Terms::parse(&file).ok()?.rules.into_iter().next().map(|rule| rule.when)
}

/// A row as the file writes it.
pub(super) fn row_text(row: &Entry, currency: Currency) -> String {
    let field = row.text("field");
    if field == GROUP {
        return row.text("value").replace(['\r', '\n'], " ");
    }
    if field == EXPRESSION {
        return format!("{field} = {}", figures::quoted(row.text("value")));
    }
    let kind = Field::parse(field).map_or(FieldKind::Text, Field::kind);
    if kind == FieldKind::Text {
        let words: Vec<String> = words_of(row.text("value")).map(figures::quoted).collect();
        let list = match words.as_slice() {
            [word] => word.clone(),
            words => format!("[{}]", words.join(", ")),
        };
        return match row.text("op") {
            "not" => format!("{field} = {{ not = {list} }}"),
            _ => format!("{field} = {list}"),
        };
    }
    let told = |typed: &str| match kind {
        FieldKind::Date => figures::date(typed),
        FieldKind::Number => figures::number(typed),
        _ => figures::sum(typed, currency),
    };
    let end = if kind == FieldKind::Date { "to" } else { "below" };
    let ends = [("from", row.trimmed("value")), (end, row.trimmed("until"))];
    let ends: Vec<String> = ends
        .iter()
        .filter(|(_, typed)| !typed.is_empty())
        .map(|(key, typed)| format!("{key} = {}", told(typed)))
        .collect();
    format!("{field} = {{ {} }}", ends.join(", "))
}
