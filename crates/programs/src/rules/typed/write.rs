//! Typed terms to the text of a file; what is wrong goes in as it was typed, and the check says so.

use jiff::civil::Date;
use money::{Currency, Money, Rate};

use super::{GROUP, TypedBonus, TypedCondition, TypedRule, TypedTerms, TypedUpline, holds_words};

/// The text of typed terms, and which field of the form each line comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text of the file.
    pub text: String,
    /// For each line, counted from zero, the name of its field; empty where there is none.
    pub fields: Vec<String>,
}

impl Written {
    /// The field a line (counted from one) comes from; for a line without one, the nearest below it or above it.
    pub fn field_at(&self, line: usize) -> Option<&str> {
        let at = line.saturating_sub(1).min(self.fields.len().saturating_sub(1));
        let below = self.fields.iter().skip(at);
        let above = self.fields.iter().take(at).rev();
        below.chain(above).map(String::as_str).find(|field| !field.is_empty())
    }
}

impl TypedTerms {
    /// Writes the file that says what was typed.
    pub fn write(&self) -> Written {
        let currency = Currency::parse(&self.currency).unwrap_or(Currency::RUB);
        let mut page = Page { written: Written::default(), currency };
        page.pair("name", &quoted(&self.name), "name");
        page.pair("currency", &quoted(&self.currency), "currency");
        page.pair("period", &quoted(&self.period), "period");
        page.head("[rounding]");
        page.pair("at", &quoted("line"), "mode");
        page.pair("mode", &quoted(&self.mode), "mode");
        self.rules.iter().enumerate().for_each(|(at, rule)| page.rule(at, rule));
        self.uplines.iter().enumerate().for_each(|(at, upline)| page.upline(at, upline));
        self.bonuses.iter().enumerate().for_each(|(at, bonus)| page.bonus(at, bonus));
        page.written
    }
}

struct Page {
    written: Written,
    currency: Currency,
}

impl Page {
    fn line(&mut self, line: &str, field: &str) {
        self.written.text.push_str(line);
        self.written.text.push('\n');
        self.written.fields.push(field.to_owned());
    }

    fn head(&mut self, head: &str) {
        self.line("", "");
        self.line(head, "");
    }

    fn pair(&mut self, key: &str, value: &str, field: &str) {
        self.line(&format!("{key} = {value}"), field);
    }

    fn title(&mut self, title: &str, field: &str) {
        if !title.trim().is_empty() {
            self.pair("title", &quoted(title.trim()), field);
        }
    }

    fn percent(&mut self, typed: &str, field: &str) {
        let exact = Rate::percent(typed).map(Rate::percent_text);
        self.pair("percent", &quoted(&exact.unwrap_or_else(|_| typed.to_owned())), field);
    }

    fn sum(&mut self, key: &str, typed: &str, field: &str) {
        let value = self.sum_text(typed);
        self.pair(key, &value, field);
    }

    fn sum_text(&self, typed: &str) -> String {
        let exact = Money::parse_amount(typed, self.currency).map(Money::to_decimal);
        quoted(&exact.unwrap_or_else(|_| typed.to_owned()))
    }

    fn rule(&mut self, at: usize, rule: &TypedRule) {
        let field = |name: &str| format!("rule-{at}-{name}");
        self.head("[[rule]]");
        self.pair("name", &quoted(rule.name.trim()), &field("name"));
        self.title(&rule.title, &field("title"));
        match rule.pay.as_str() {
            "percent" => self.percent(&rule.percent, &field("percent")),
            "fixed" => self.sum("fixed", &rule.fixed, &field("fixed")),
            "unit" => {
                self.sum("fixed", &rule.fixed, &field("fixed"));
                self.pair("per", &quoted("unit"), &field("pay"));
            }
            "bands" if rule.bands.is_empty() => self.pair("band", "[]", &field("pay")),
            _ => {}
        }
        self.when("[rule.when]", &field("when"), &rule.when);
        if rule.pay != "bands" {
            return;
        }
        for (band_at, band) in rule.bands.iter().enumerate() {
            self.head("[[rule.band]]");
            if !band.up_to.trim().is_empty() {
                self.sum("up_to", &band.up_to, &field(&format!("band-{band_at}-up_to")));
            }
            self.percent(&band.percent, &field(&format!("band-{band_at}-percent")));
        }
    }

    fn upline(&mut self, at: usize, upline: &TypedUpline) {
        let field = |name: &str| format!("upline-{at}-{name}");
        self.head("[[upline]]");
        self.pair("level", &number(&upline.level), &field("level"));
        self.title(&upline.title, &field("title"));
        self.percent(&upline.percent, &field("percent"));
        self.when("[upline.when]", &field("when"), &upline.when);
    }

    fn bonus(&mut self, at: usize, bonus: &TypedBonus) {
        let field = |name: &str| format!("bonus-{at}-{name}");
        self.head("[[bonus]]");
        self.pair("name", &quoted(bonus.name.trim()), &field("name"));
        self.title(&bonus.title, &field("title"));
        self.sum("turnover_from", &bonus.turnover_from, &field("turnover_from"));
        match bonus.pay.as_str() {
            "percent" => self.percent(&bonus.percent, &field("percent")),
            "fixed" => self.sum("fixed", &bonus.fixed, &field("fixed")),
            _ => {}
        }
        self.when("[bonus.when]", &field("when"), &bonus.when);
    }

    /// The rows that say something; a second row about the same field goes into the list `all`.
    fn when(&mut self, head: &str, field: &str, rows: &[TypedCondition]) {
        let rows = rows.iter().enumerate().filter(|(_, row)| !row.field.is_empty());
        let rows: Vec<_> = rows.map(|(at, row)| (format!("{field}-{at}-value"), self.row(row))).collect();
        if rows.is_empty() {
            return;
        }
        self.head(head);
        let key = |text: &str| text.split('=').next().unwrap_or_default().trim().to_owned();
        let mut seen: Vec<String> = Vec::new();
        let mut again: Vec<(String, String)> = Vec::new();
        for (field, text) in rows {
            if seen.contains(&key(&text)) {
                again.push((field, text));
            } else {
                seen.push(key(&text));
                self.line(&text, &field);
            }
        }
        if !again.is_empty() {
            self.line("all = [", "");
            again.iter().for_each(|(field, text)| self.line(&format!("  {{ {text} }},"), field));
            self.line("]", "");
        }
    }

    fn row(&self, row: &TypedCondition) -> String {
        if row.field == GROUP {
            return row.value.replace(['\r', '\n'], " ");
        }
        if holds_words(&row.field) {
            let words: Vec<String> =
                row.value.split(';').map(str::trim).filter(|word| !word.is_empty()).map(quoted).collect();
            let list =
                if let [word] = words.as_slice() { word.clone() } else { format!("[{}]", words.join(", ")) };
            return if row.op == "not" {
                format!("{} = {{ not = {list} }}", row.field)
            } else {
                format!("{} = {list}", row.field)
            };
        }
        let kind = terms::Field::parse(&row.field).map(terms::Field::kind);
        let (value, end): (&dyn Fn(&str) -> String, &str) = match kind {
            Some(terms::FieldKind::Date) => (&date, "to"),
            Some(terms::FieldKind::Number) => (&number, "below"),
            _ => (&|typed| self.sum_text(typed), "below"),
        };
        let ends = [("from", &row.value), (end, &row.until)]
            .into_iter()
            .filter(|(_, typed)| !typed.trim().is_empty());
        let ends: Vec<String> = ends.map(|(key, typed)| format!("{key} = {}", value(typed))).collect();
        format!("{} = {{ {} }}", row.field, ends.join(", "))
    }
}

/// A whole number as it is; anything else in quotes, so that the check says what is wrong with it.
fn number(typed: &str) -> String {
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    digits.parse::<i64>().map_or_else(|_| quoted(typed), |number| number.to_string())
}

/// A date as people write it, in the file's way; anything else as it was typed.
fn date(typed: &str) -> String {
    let typed = typed.trim();
    let mut parts = typed.split('.').map(str::parse::<i16>);
    let date = match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(day)), Some(Ok(month)), Some(Ok(year))) => i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day).ok()),
        _ => None,
    };
    quoted(&date.map_or_else(|| typed.to_owned(), |date| date.to_string()))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use money::Style;
    use terms::Terms;

    use super::super::{TypedCondition, TypedRule, TypedTerms};
    use crate::check::check_text;

    const TEXT: &str = r#"
        name = "Канал \"2017\""
        currency = "USD"
        period = "quarter"
        [rounding]
        at = "line"
        mode = "half-even"
        [[rule]]
        name = "gtk"
        title = "Серия GTK"
        percent = "100/3"
        [rule.when]
        product.series = ["GTK", "GTX"]
        sale.amount = { from = "1000.00", below = "50000.00" }
        sale.date = { to = "2017-03-31" }
        any = [{ sale.kind = "lead" }, { product.code = { not = "MG" } }]
        all = [{ product.series = { not = "MG" } }]
        [[rule]]
        name = "unit"
        fixed = "2.50"
        per = "unit"
        when = { sale.quantity = { from = 10 } }
        [[rule]]
        name = "volume"
        [[rule.band]]
        up_to = "20000.00"
        percent = "5.5"
        [[rule.band]]
        percent = "7"
        [[upline]]
        level = 1
        percent = "1.5"
        when = { beneficiary.tier = "gold" }
        [[bonus]]
        name = "sixty"
        turnover_from = "60000.00"
        fixed = "500.00"
    "#;

    #[test]
    fn the_form_says_the_same_as_the_file_in_both_styles() {
        let terms = Terms::parse(TEXT).unwrap();
        for style in [Style::RU, Style::EN] {
            let typed = TypedTerms::of(&terms, style);
            assert_eq!(Terms::parse(&typed.write().text).unwrap(), terms);
            assert_eq!(TypedTerms::from_pairs(&typed.pairs()), typed);
        }
    }

    #[test]
    fn figures_may_be_typed_as_people_write_them() {
        let mut typed = TypedTerms::of(&Terms::parse(TEXT).unwrap(), Style::RU);
        typed.rules[1].fixed = "1 234,50".into();
        typed.rules[2].bands[0].percent = "5,25 %".into();
        typed.rules[0].when[2].until = "31.12.2017".into();
        let text = typed.write().text;
        for line in ["fixed = \"1234.50\"", "percent = \"5.25\"", "sale.date = { to = \"2017-12-31\" }"] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn a_problem_is_led_back_to_its_field() {
        let mut typed = TypedTerms::of(&Terms::parse(TEXT).unwrap(), Style::EN);
        typed.rules[2].bands[1].percent = "seven".into();
        typed.rules[0].when[0] =
            TypedCondition { field: "sale.amount".into(), value: "lots".into(), ..TypedCondition::default() };
        typed.rules.push(TypedRule { name: "new".into(), ..TypedRule::default() });
        let written = typed.write();
        let checked = check_text(&written.text);
        let fields: Vec<_> =
            checked.problems.iter().filter_map(|problem| written.field_at(problem.at.line)).collect();
        assert_eq!(
            fields,
            ["rule-0-when-0-value", "rule-2-band-1-percent", "rule-3-name"],
            "{:?}",
            checked.problems
        );
    }
}
