//! Reading a terms file.

use super::conditions::{sum, when};
use super::table::{Notes, Table, nearest, shortened};
use super::{Places, Problem, ProblemKind};
use crate::{
    Band, Bonus, BonusPay, Pay, Per, PeriodKind, Place, Rounding, RoundingPoint, Rule, Terms, Upline,
};
use money::{Currency, Rate, RoundingMode};
use toml::de::DeTable;

/// Reads the text, or says everything that is wrong with it.
pub fn read(text: &str) -> Result<(Terms, Places), Vec<Problem>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut notes = Notes::new(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        notes.problem(at, ProblemKind::Syntax { message: error.message().to_string() }, None);
    }
    // What follows a syntax error cannot be trusted, so it is not judged.
    if !notes.is_clean() {
        return Err(notes.into_problems());
    }
    let mut reading = Reading { notes, currency: Currency::RUB, places: Places::new() };
    let terms = reading.document(Table { entries: root.get_ref(), start: 0 });
    match terms {
        Some(terms) if reading.notes.is_clean() => Ok((terms, reading.places)),
        _ => Err(reading.notes.into_problems()),
    }
}

struct Reading<'t> {
    notes: Notes<'t>,
    currency: Currency,
    places: Places,
}

impl Reading<'_> {
    fn document(&mut self, root: Table<'_, '_>) -> Option<Terms> {
        let known = ["name", "currency", "period", "rounding", "rule", "upline", "bonus"];
        self.notes.only_keys(root, &known);
        let name = self.required(root, "name", r#"name = "…""#);
        let currency = self.currency(root);
        let period = self.period(root);
        let rounding = self.rounding(root);
        let rules = self.each(root, "rule", Place::Rule, Reading::rule);
        let uplines = self.each(root, "upline", Place::Upline, Reading::upline);
        let bonuses = self.each(root, "bonus", Place::Bonus, Reading::bonus);
        let (name, currency, period, rounding) = (name?, currency?, period?, rounding?);
        Some(Terms { name, currency, period, rounding, rules, uplines, bonuses })
    }

    /// Sums are read in the first currency known, so that a wrong one does not hide other problems.
    fn currency(&mut self, root: Table<'_, '_>) -> Option<Currency> {
        let Some((text, span)) = self.notes.text(root, "currency") else {
            return self.absent(root, "currency", r#"currency = "RUB""#);
        };
        let currency = Currency::parse(text).ok().filter(|currency| currency.code() == text);
        match currency {
            Some(currency) => self.currency = currency,
            None => {
                let upper = text.to_uppercase();
                let suggestion = nearest_code(&upper);
                let kind = ProblemKind::UnknownWord { key: "currency".to_string(), text: shortened(text) };
                self.notes.problem(span.start, kind, suggestion);
            }
        }
        currency
    }

    fn period(&mut self, root: Table<'_, '_>) -> Option<PeriodKind> {
        let known = PeriodKind::ALL.map(PeriodKind::word);
        match self.word(root, "period", &known) {
            Some(word) => PeriodKind::parse(word),
            None => self.absent(root, "period", r#"period = "quarter""#),
        }
    }

    fn rounding(&mut self, root: Table<'_, '_>) -> Option<Rounding> {
        let Some(table) = self.notes.table(root, "rounding") else {
            return self.absent(root, "rounding", "[rounding]");
        };
        self.notes.only_keys(table, &["at", "mode"]);
        let at = match self.word(table, "at", &[RoundingPoint::Line.word()]) {
            Some(_) => Some(RoundingPoint::Line),
            None => self.absent(table, "at", r#"at = "line""#),
        };
        let mode = match self.word(table, "mode", &RoundingMode::ALL.map(RoundingMode::word)) {
            Some(word) => word.parse().ok(),
            None => self.absent(table, "mode", r#"mode = "half-away-from-zero""#),
        };
        Some(Rounding { at: at?, mode: mode? })
    }

    fn each<T>(
        &mut self,
        root: Table<'_, '_>,
        key: &str,
        place: fn(usize) -> Place,
        read: fn(&mut Self, Table<'_, '_>, usize) -> Option<T>,
    ) -> Vec<T> {
        let tables = self.notes.tables(root, key);
        let read_one = |(at, table): (usize, Table<'_, '_>)| {
            self.places.insert(place(at), self.notes.position(table.start));
            read(self, table, at)
        };
        tables.into_iter().enumerate().filter_map(read_one).collect()
    }

    fn rule(&mut self, table: Table<'_, '_>, at: usize) -> Option<Rule> {
        self.notes.only_keys(table, &["name", "title", "when", "percent", "fixed", "per", "band"]);
        let name = self.required(table, "name", r#"name = "…""#);
        let title = self.optional(table, "title");
        let when = when(&mut self.notes, table, self.currency);
        let pay = match self.one_pay(table, &["percent", "fixed", "band"])? {
            "percent" => self.rate(table, "percent").map(Pay::Percent),
            "fixed" => sum(&mut self.notes, table, "fixed", self.currency)
                .map(|amount| Pay::Fixed { amount, per: self.per(table) }),
            _ => Some(Pay::Bands(self.bands(table, at))),
        };
        if table.entries.contains_key("per") && !table.entries.contains_key("fixed") {
            self.notes.problem(table.start, ProblemKind::MissingKey { key: "fixed".to_string() }, None);
        }
        Some(Rule { name: name?, title, when, pay: pay? })
    }

    fn per(&mut self, table: Table<'_, '_>) -> Per {
        match self.word(table, "per", &["sale", "unit"]) {
            Some("unit") => Per::Unit,
            _ => Per::Sale,
        }
    }

    fn bands(&mut self, table: Table<'_, '_>, rule: usize) -> Vec<Band> {
        let tables = self.notes.tables(table, "band");
        let read_one = |(at, table): (usize, Table<'_, '_>)| {
            self.places.insert(Place::Band(rule, at), self.notes.position(table.start));
            self.notes.only_keys(table, &["up_to", "percent"]);
            let up_to = sum(&mut self.notes, table, "up_to", self.currency);
            let rate = match self.rate(table, "percent") {
                Some(rate) => rate,
                None => return self.absent(table, "percent", r#"percent = "5""#),
            };
            Some(Band { up_to, rate })
        };
        tables.into_iter().enumerate().filter_map(read_one).collect()
    }

    fn upline(&mut self, table: Table<'_, '_>, _: usize) -> Option<Upline> {
        self.notes.only_keys(table, &["level", "title", "percent", "when"]);
        let level = match self.notes.integer(table, "level") {
            Some(level) => u8::try_from(level).ok().or_else(|| self.wrong_level(table)),
            None => self.absent(table, "level", "level = 1"),
        };
        let rate = match self.rate(table, "percent") {
            Some(rate) => Some(rate),
            None => self.absent(table, "percent", r#"percent = "1.5""#),
        };
        let title = self.optional(table, "title");
        let when = when(&mut self.notes, table, self.currency);
        Some(Upline { level: level?, title, rate: rate?, when })
    }

    fn wrong_level(&mut self, table: Table<'_, '_>) -> Option<u8> {
        let kind = ProblemKind::WrongType { key: "level".to_string(), wanted: "a whole number from 1" };
        self.notes.problem(table.start, kind, Some("level = 1".to_string()));
        None
    }

    fn bonus(&mut self, table: Table<'_, '_>, _: usize) -> Option<Bonus> {
        self.notes.only_keys(table, &["name", "title", "turnover_from", "fixed", "percent", "when"]);
        let name = self.required(table, "name", r#"name = "…""#);
        let title = self.optional(table, "title");
        let turnover_from = match sum(&mut self.notes, table, "turnover_from", self.currency) {
            Some(sum) => Some(sum),
            None => self.absent(table, "turnover_from", r#"turnover_from = "60000.00""#),
        };
        let when = when(&mut self.notes, table, self.currency);
        let pay = match self.one_pay(table, &["fixed", "percent"])? {
            "fixed" => sum(&mut self.notes, table, "fixed", self.currency).map(BonusPay::Fixed),
            _ => self.rate(table, "percent").map(BonusPay::Percent),
        };
        Some(Bonus { name: name?, title, when, turnover_from: turnover_from?, pay: pay? })
    }

    /// The one key among `ways` that says what is paid.
    fn one_pay<'k>(&mut self, table: Table<'_, '_>, ways: &[&'k str]) -> Option<&'k str> {
        let mut present = ways.iter().copied().filter(|way| table.entries.contains_key(*way));
        let (first, second) = (present.next(), present.next());
        if second.is_some() {
            self.notes.problem(table.start, ProblemKind::SeveralPays, Some(ways.join(" | ")));
        } else if first.is_none() {
            self.notes.problem(table.start, ProblemKind::NoPay, Some(ways.join(" | ")));
        }
        first
    }

    fn rate(&mut self, table: Table<'_, '_>, key: &str) -> Option<Rate> {
        let (text, span) = self.notes.exact_text(table, key)?;
        let rate = Rate::percent(text).ok();
        if rate.is_none() {
            let kind = ProblemKind::BadRate { text: shortened(text) };
            self.notes.problem(span.start, kind, Some("1.5".to_string()));
        }
        rate
    }

    fn word<'k>(&mut self, table: Table<'_, '_>, key: &str, known: &[&'k str]) -> Option<&'k str> {
        let (text, span) = self.notes.text(table, key)?;
        let word = known.iter().copied().find(|word| *word == text);
        if word.is_none() {
            let kind = ProblemKind::UnknownWord { key: key.to_string(), text: shortened(text) };
            let suggestion = nearest(text, known.iter().copied()).unwrap_or_else(|| known.join(" | "));
            self.notes.problem(span.start, kind, Some(suggestion));
        }
        word
    }

    fn required(&mut self, table: Table<'_, '_>, key: &str, example: &str) -> Option<String> {
        match self.notes.text(table, key) {
            Some((text, _)) => Some(text.to_string()),
            None => self.absent(table, key, example),
        }
    }

    fn optional(&mut self, table: Table<'_, '_>, key: &str) -> String {
        self.notes.text(table, key).map(|(text, _)| text.to_string()).unwrap_or_default()
    }

    /// Notes a missing key, unless it is there and its value was found wrong already.
    fn absent<T>(&mut self, table: Table<'_, '_>, key: &str, example: &str) -> Option<T> {
        if !table.entries.contains_key(key) {
            self.notes.missing(table, key, example);
        }
        None
    }
}

fn nearest_code(typed: &str) -> Option<String> {
    let codes: Vec<&str> = Currency::all().map(Currency::code).collect();
    codes.iter().find(|code| **code == typed).map(|code| (*code).to_string()).or_else(|| {
        let lower: Vec<String> = codes.iter().map(|code| code.to_lowercase()).collect();
        nearest(typed, lower.iter().map(String::as_str)).map(|code| code.to_uppercase())
    })
}
