//! Typed terms to the text of a file; what is wrong goes in as it was typed, and the check says so.

use money::Currency;
use terms::{Measure, Terms, Word};

use super::conditions::row_text;
use super::figures::{self, quoted};
use super::{Entry, TypedTerms};

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
        let document = &self.document;
        let currency = Currency::parse(document.text("currency")).unwrap_or(Currency::RUB);
        let mut page = Page { written: Written::default(), currency };
        page.document(document);
        page.each(document, "rule", Page::rule);
        page.each(document, "network", Page::network);
        page.each(document, "upline", Page::upline);
        page.each(document, "rank", Page::rank);
        page.each(document, "binary", Page::binary);
        page.each(document, "split", Page::split);
        page.each(document, "bonus", Page::bonus);
        page.each(document, "cap", Page::cap);
        page.each(document, "draw", Page::draw);
        if !self.cases.is_empty() {
            page.line("", "");
            self.cases.lines().for_each(|line| page.line(line, ""));
        }
        page.written
    }

    /// The text to be kept: in the layout and with the comments of the text it was opened from.
    pub fn text_over(&self, opened: &str) -> String {
        let written = self.write().text;
        let Ok(terms) = Terms::parse(&written) else { return terms::file::keep_comments(opened, &written) };
        if Terms::parse(opened).is_ok_and(|before| before == terms) {
            return opened.to_owned();
        }
        terms::file::keep_comments(opened, &terms.to_text())
    }
}

struct Page {
    written: Written,
    currency: Currency,
}

/// An entry with the head of its fields' names, `rule-0-`.
struct At<'a> {
    entry: &'a Entry,
    head: String,
}

impl At<'_> {
    fn field(&self, name: &str) -> String {
        format!("{}{name}", self.head)
    }

    fn text(&self, name: &str) -> &str {
        self.entry.trimmed(name)
    }

    fn measure(&self) -> Option<Measure> {
        Measure::from_word(self.text("measure"))
    }
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

    fn each(&mut self, within: &Entry, list: &str, write: fn(&mut Self, &At<'_>)) {
        for (at, entry) in within.list(list).iter().enumerate() {
            write(self, &At { entry, head: format!("{list}-{at}-") });
        }
    }

    /// A text that must be there.
    fn text(&mut self, key: &str, at: &At<'_>, name: &str) {
        self.pair(key, &quoted(at.text(name)), &at.field(name));
    }

    /// A text that may be missing.
    fn optional(&mut self, key: &str, at: &At<'_>, name: &str) {
        if !at.text(name).is_empty() {
            self.text(key, at, name);
        }
    }

    /// A word of a choice, unless it is what holds without one.
    fn word(&mut self, key: &str, at: &At<'_>, name: &str, default: &str) {
        if at.text(name) != default {
            self.optional(key, at, name);
        }
    }

    fn percent(&mut self, key: &str, at: &At<'_>, name: &str) {
        self.pair(key, &figures::percent(at.text(name)), &at.field(name));
    }

    fn percent_if_any(&mut self, key: &str, at: &At<'_>, name: &str) {
        if !at.text(name).is_empty() {
            self.percent(key, at, name);
        }
    }

    fn sum(&mut self, key: &str, at: &At<'_>, name: &str) {
        self.pair(key, &figures::sum(at.text(name), self.currency), &at.field(name));
    }

    fn sum_if_any(&mut self, key: &str, at: &At<'_>, name: &str) {
        if !at.text(name).is_empty() {
            self.sum(key, at, name);
        }
    }

    fn number_if_any(&mut self, key: &str, at: &At<'_>, name: &str) {
        if !at.text(name).is_empty() {
            self.pair(key, &figures::number(at.text(name)), &at.field(name));
        }
    }

    /// A hold, where days are given.
    fn hold(&mut self, at: &At<'_>) {
        if !at.text("hold_days").is_empty() {
            self.number_if_any("hold.days", at, "hold_days");
            self.word("hold.from", at, "hold_from", "close");
        }
    }

    fn window(&mut self, key: &str, at: &At<'_>) {
        match at.text("window") {
            "rolling" => {
                let days = at.text("window_days");
                self.pair(key, &quoted(&format!("{days} days")), &at.field("window_days"));
            }
            _ => self.word(key, at, "window", "period"),
        }
    }

    fn document(&mut self, entry: &Entry) {
        let at = &At { entry, head: String::new() };
        self.text("name", at, "name");
        self.text("currency", at, "currency");
        self.text("period", at, "period");
        self.word("choose", at, "choose", "first");
        self.word("prorate", at, "prorate", "none");
        self.percent_if_any("vat", at, "vat");
        self.percent_if_any("margin", at, "margin");
        self.optional("fx", at, "fx");
        self.hold(at);
        self.word("clawback.how", at, "clawback_how", "proportional");
        self.number_if_any("clawback.within_days", at, "clawback_within");
        self.head("[rounding]");
        self.text("at", at, "round_at");
        self.text("mode", at, "round_mode");
    }

    fn rule(&mut self, at: &At<'_>) {
        self.head("[[rule]]");
        self.text("name", at, "name");
        self.optional("title", at, "title");
        self.word("base", at, "base", "gross");
        let by_bands = at.text("pay") == "bands";
        match at.text("pay") {
            "percent" => self.percent("percent", at, "percent"),
            word @ ("fixed" | "unit" | "thousand") => {
                self.sum("fixed", at, "fixed");
                if word != "fixed" {
                    self.text("per", at, "pay");
                }
            }
            "bands" if !at.text("stack").is_empty() => self.earns(at),
            _ => {}
        }
        self.sum_if_any("at_most", at, "at_most");
        self.sum_if_any("at_least", at, "at_least");
        match at.text("recurring") {
            "" => {}
            "payments" => self.pair(
                "recurring.payments",
                &figures::number(at.text("recurring_times")),
                &at.field("recurring_times"),
            ),
            _ => {
                self.pair(
                    "recurring.months",
                    &figures::number(at.text("recurring_times")),
                    &at.field("recurring_times"),
                );
                self.word("recurring.count", at, "recurring_count", "dates");
            }
        }
        self.hold(at);
        if by_bands {
            self.band_options(at);
        }
        self.when("[rule.when]", at);
        if by_bands {
            self.bands(at);
        }
    }

    fn band_options(&mut self, at: &At<'_>) {
        self.word("bands.pay", at, "mode", "marginal");
        self.word("bands.measure", at, "measure", "gross");
        self.word("bands.scope", at, "scope", "rule");
        self.window("bands.window", at);
        self.number_if_any("bands.horizon_days", at, "horizon");
        self.optional("bands.stack", at, "stack");
        if at.entry.list("band").is_empty() {
            self.pair("band", "[]", &at.field("pay"));
        }
    }

    fn bands(&mut self, rule: &At<'_>) {
        for (number, entry) in rule.entry.list("band").iter().enumerate() {
            let at = &At { entry, head: rule.field(&format!("band-{number}-")) };
            self.head("[[rule.band]]");
            if !at.text("up_to").is_empty() {
                let bound = figures::value(at.text("up_to"), rule.measure(), self.currency);
                self.pair("up_to", &bound, &at.field("up_to"));
            }
            self.earns(at);
        }
    }

    fn earns(&mut self, at: &At<'_>) {
        match at.text("unit") {
            "fixed" => self.sum("fixed", at, "earns"),
            _ => self.percent("percent", at, "earns"),
        }
    }

    fn network(&mut self, at: &At<'_>) {
        let usual = |name: &str, word: &str| at.text(name).is_empty() || at.text(name) == word;
        let asked = at.entry.list("when").iter().any(|row| !row.text("field").is_empty());
        if usual("compression", "breakage") && usual("base", "gross") && !asked {
            return;
        }
        self.head("[network]");
        self.word("compression", at, "compression", "breakage");
        self.word("base", at, "base", "gross");
        self.when("[network.qualified]", at);
    }

    fn upline(&mut self, at: &At<'_>) {
        self.head("[[upline]]");
        self.pair("level", &figures::number(at.text("level")), &at.field("level"));
        self.optional("title", at, "title");
        self.percent("percent", at, "percent");
        match at.text("of") {
            "commission" => self.text("of", at, "of"),
            _ => self.word("base", at, "of", "gross"),
        }
        self.when("[upline.when]", at);
    }

    fn rank(&mut self, at: &At<'_>) {
        self.head("[[rank]]");
        self.text("title", at, "title");
        self.percent("percent", at, "percent");
        self.when("[rank.when]", at);
    }

    fn binary(&mut self, at: &At<'_>) {
        self.head("[binary]");
        self.percent("percent", at, "percent");
        self.word("base", at, "base", "gross");
        self.sum_if_any("at_most", at, "at_most");
        self.sum_if_any("carry_at_most", at, "carry_at_most");
        self.when("[binary.when]", at);
    }

    fn split(&mut self, at: &At<'_>) {
        self.head("[[split]]");
        self.text("role", at, "role");
        let key = if at.text("how") == "overlay" { "overlay" } else { "share" };
        self.percent(key, at, "share");
    }

    fn bonus(&mut self, at: &At<'_>) {
        self.head("[[bonus]]");
        self.text("name", at, "name");
        self.optional("title", at, "title");
        match at.text("pay") {
            "fixed" => self.sum("fixed", at, "fixed"),
            word @ ("percent" | "percent_above" | "percent_of_commission") => {
                self.percent(word, at, "percent")
            }
            _ => {}
        }
        if at.entry.list("target").is_empty() {
            self.pair("target", "[]", &at.field("name"));
        }
        for (number, entry) in at.entry.list("target").iter().enumerate() {
            self.target(&At { entry, head: at.field(&format!("target-{number}-")) });
        }
    }

    fn target(&mut self, at: &At<'_>) {
        self.head("[[bonus.target]]");
        self.word("measure", at, "measure", "gross");
        self.word("scope", at, "scope", "own");
        self.window("window", at);
        match at.text("at") {
            "own" => self.pair("own", "true", &at.field("at")),
            "growth" => {
                self.percent("growth.percent", at, "growth");
                self.word("growth.over", at, "over", "previous");
            }
            _ => {
                let asked = figures::value(at.text("at_least"), at.measure(), self.currency);
                self.pair("at_least", &asked, &at.field("at_least"));
            }
        }
        self.when("[bonus.target.when]", at);
    }

    fn cap(&mut self, at: &At<'_>) {
        self.head("[[cap]]");
        self.text("name", at, "name");
        self.optional("title", at, "title");
        match at.text("of") {
            "rule" => self.text("rule", at, "rule"),
            _ => self.word("of", at, "of", "total"),
        }
        self.window("per", at);
        self.word("whose", at, "whose", "partner");
        self.sum_if_any("at_most", at, "at_most");
        self.sum_if_any("at_least", at, "at_least");
        self.when("[cap.when]", at);
    }

    fn draw(&mut self, at: &At<'_>) {
        self.head("[draw]");
        self.sum("amount", at, "amount");
        let recoverable = if at.text("recoverable") == "no" { "false" } else { "true" };
        self.pair("recoverable", recoverable, &at.field("recoverable"));
        self.when("[draw.when]", at);
    }

    /// The rows that say something; from the first that repeats a field on, they go into the list `all`.
    fn when(&mut self, head: &str, at: &At<'_>) {
        let rows = at.entry.list("when").iter().enumerate().filter(|(_, row)| !row.text("field").is_empty());
        let currency = self.currency;
        let rows: Vec<(String, String)> = rows
            .map(|(number, row)| (at.field(&format!("when-{number}-value")), row_text(row, currency)))
            .collect();
        if rows.is_empty() {
            return;
        }
        self.head(head);
        let key = |text: &str| text.split('=').next().unwrap_or_default().trim().to_owned();
        let again = |at: &usize| rows[..*at].iter().any(|(_, text)| key(text) == key(&rows[*at].1));
        let first = (0..rows.len()).find(again).unwrap_or(rows.len());
        rows[..first].iter().for_each(|(field, text)| self.line(text, field));
        if first < rows.len() {
            self.line("all = [", "");
            rows[first..].iter().for_each(|(field, text)| self.line(&format!("  {{ {text} }},"), field));
            self.line("]", "");
        }
    }
}
