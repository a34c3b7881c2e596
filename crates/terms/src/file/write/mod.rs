//! Writing the canonical terms file: one layout for equal terms, so that its hash names them.

mod conditions;
mod earning;
mod limits;

use super::words::Word;
use crate::{Clawback, Hold, Measure, Terms, When};
use conditions::{braced, entries, quoted};
use money::{Currency, Money, Rate};
use std::fmt::{Display, Write};

/// The whole file.
pub fn write(terms: &Terms) -> String {
    let mut page = Page { text: String::new(), currency: terms.currency };
    page.document(terms);
    terms.rules.iter().for_each(|rule| page.rule(rule));
    page.network(&terms.network);
    terms.uplines.iter().for_each(|upline| page.upline(upline));
    terms.ranks.iter().for_each(|rank| page.rank(rank));
    terms.binary.iter().for_each(|binary| page.binary(binary));
    terms.splits.iter().for_each(|split| page.split(split));
    terms.bonuses.iter().for_each(|bonus| page.bonus(bonus));
    terms.caps.iter().for_each(|cap| page.cap(cap));
    terms.draw.iter().for_each(|draw| page.draw(draw));
    terms.cases.iter().for_each(|case| page.case(case));
    page.text
}

struct Page {
    text: String,
    currency: Currency,
}

/// The entries of an inline table in the order they are written.
type Pairs = Vec<(&'static str, String)>;

impl Page {
    fn document(&mut self, terms: &Terms) {
        self.pair("name", quoted(&terms.name));
        self.pair("currency", quoted(terms.currency.code()));
        self.pair("period", quoted(terms.period.word()));
        self.word("choose", terms.choose, Default::default());
        self.word("prorate", terms.prorate, Default::default());
        self.rate("vat", terms.vat);
        self.rate("margin", terms.margin);
        if let Some(fx) = terms.fx {
            self.pair("fx", quoted(fx.word()));
        }
        self.hold(terms.hold);
        self.table("clawback", clawback(terms.clawback));
        self.head("[rounding]");
        self.pair("at", quoted(terms.rounding.at.word()));
        self.pair("mode", quoted(terms.rounding.mode.word()));
    }

    fn hold(&mut self, hold: Option<Hold>) {
        let Some(hold) = hold else { return };
        let mut pairs = vec![("days", hold.days.to_string())];
        push_word(&mut pairs, "from", hold.from, Default::default());
        self.table("hold", pairs);
    }

    fn head(&mut self, head: &str) {
        self.line(format_args!("\n{head}"));
    }

    fn pair(&mut self, key: &str, value: impl Display) {
        self.line(format_args!("{key} = {value}"));
    }

    fn line(&mut self, line: impl Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// An inline table, unless there is nothing in it.
    fn table(&mut self, key: &str, pairs: Pairs) {
        if !pairs.is_empty() {
            self.pair(key, braced(pairs));
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.pair("title", quoted(title));
        }
    }

    fn word<T: Word>(&mut self, key: &str, choice: T, default: T) {
        if choice != default {
            self.pair(key, quoted(choice.word()));
        }
    }

    fn rate(&mut self, key: &str, rate: Option<Rate>) {
        if let Some(rate) = rate {
            self.pair(key, quoted(&rate.percent_text()));
        }
    }

    fn sum(&mut self, key: &str, sum: Option<Money>) {
        if let Some(sum) = sum {
            self.pair(key, quoted(&sum.to_decimal()));
        }
    }

    /// A sum of so many minor units in the currency of the terms.
    fn minor(&self, minor: i64) -> String {
        quoted(&Money::new(minor, self.currency).to_decimal())
    }

    /// A value in the units of its measure.
    fn value(&self, value: i64, measure: Measure) -> String {
        match measure {
            Measure::Amount(_) => self.minor(value),
            Measure::Quantity | Measure::Count | Measure::Customers => value.to_string(),
            Measure::Attainment => quoted(&format!("{} %", Rate::ppm(value).percent_text())),
        }
    }

    fn when(&mut self, head: &str, when: &When) {
        if when.is_always() {
            return;
        }
        self.head(head);
        for (key, value) in entries(when) {
            self.pair(key, value);
        }
    }
}

fn clawback(clawback: Clawback) -> Pairs {
    let mut pairs = Vec::new();
    push_word(&mut pairs, "how", clawback.how, Default::default());
    pairs.extend(clawback.within_days.map(|days| ("within_days", days.to_string())));
    pairs
}

/// The word of a choice, unless it is the default.
fn push_word<T: Word>(pairs: &mut Pairs, key: &'static str, choice: T, default: T) {
    if choice != default {
        pairs.push((key, quoted(choice.word())));
    }
}
