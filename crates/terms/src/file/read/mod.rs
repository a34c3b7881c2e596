//! Reading a terms file.

mod bonuses;
mod cases;
mod limits;
mod network;
mod rules;
mod values;

use super::conditions::when;
use super::table::{BYTES_MAX, Notes, Table, nearest, shortened};
use super::{Places, Problem, ProblemKind};
use crate::{Choose, Clawback, ClawbackHow, PeriodKind, Place, Prorate, Rounding, Terms, When};
use money::{Currency, RoundingMode};
use toml::de::DeTable;

/// A file that could be read.
pub struct File {
    /// What it says.
    pub terms: Terms,
    /// Where its parts begin.
    pub places: Places,
    /// Whether it says how sums are rounded.
    pub declares_rounding: bool,
}

/// Reads the text, or says everything that is wrong with it.
pub fn read(text: &str) -> Result<File, Vec<Problem>> {
    let mut notes = Notes::new(text);
    if text.len() > BYTES_MAX {
        notes.problem(0, ProblemKind::TooLarge { most: BYTES_MAX.to_string() }, None);
        return Err(notes.into_problems());
    }
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        notes.problem(at, ProblemKind::Syntax { message: error.message().to_string() }, None);
    }
    // What follows a syntax error cannot be trusted, so it is not judged.
    if !notes.is_clean() {
        return Err(notes.into_problems());
    }
    let root = Table { entries: root.get_ref(), start: 0 };
    let mut reading =
        Reading { notes, currency: Currency::RUB, period: PeriodKind::Month, places: Places::new() };
    let terms = reading.document(root);
    match terms {
        Some(terms) if reading.notes.is_clean() => {
            Ok(File { terms, places: reading.places, declares_rounding: root.has("rounding") })
        }
        _ => Err(reading.notes.into_problems()),
    }
}

struct Reading<'t> {
    notes: Notes<'t>,
    currency: Currency,
    period: PeriodKind,
    places: Places,
}

/// The keys of the document.
const KEYS: [&str; 20] = [
    "name", "currency", "period", "choose", "prorate", "vat", "margin", "fx", "hold", "clawback", "rounding",
    "rule", "network", "upline", "rank", "binary", "split", "bonus", "cap", "draw",
];

impl Reading<'_> {
    fn document(&mut self, root: Table<'_, '_>) -> Option<Terms> {
        let known: Vec<&str> = KEYS.into_iter().chain(["case"]).collect();
        self.notes.only_keys(root, &known);
        let name = self.required_text(root, "name", r#"name = "…""#);
        let currency = self.currency(root);
        let period = self.period(root);
        let mut terms = Terms::new(name.unwrap_or_default(), self.currency, self.period);
        self.head(root, &mut terms);
        terms.rules = self.each(root, "rule", Place::Rule, Reading::rule);
        terms.network = self.network(root);
        terms.uplines = self.each(root, "upline", Place::Upline, Reading::upline);
        terms.ranks = self.each(root, "rank", Place::Rank, Reading::rank);
        terms.binary = self.binary(root);
        terms.splits = self.each(root, "split", Place::Split, Reading::split);
        terms.bonuses = self.each(root, "bonus", Place::Bonus, Reading::bonus);
        terms.caps = self.each(root, "cap", Place::Cap, Reading::cap);
        terms.draw = self.draw(root);
        terms.cases = self.each(root, "case", Place::Case, Reading::case);
        currency.and(period).map(|_| terms)
    }

    /// Everything at the head of the file that has a default.
    fn head(&mut self, root: Table<'_, '_>, terms: &mut Terms) {
        terms.choose = self.word_or(root, "choose", Choose::First);
        terms.prorate = self.word_or(root, "prorate", Prorate::None);
        terms.vat = self.rate(root, "vat");
        terms.margin = self.rate(root, "margin");
        terms.fx = self.word(root, "fx");
        terms.hold = self.hold(root);
        terms.clawback = self.clawback(root);
        self.rounding(root, &mut terms.rounding);
    }

    /// Sums are read in the first currency known, so that a wrong one does not hide other problems.
    fn currency(&mut self, root: Table<'_, '_>) -> Option<Currency> {
        let Some((text, span)) = self.notes.text(root, "currency") else {
            self.notes.missing(root, "currency", r#"currency = "RUB""#);
            return None;
        };
        let currency = Currency::parse(text).ok().filter(|currency| currency.code() == text);
        match currency {
            Some(currency) => self.currency = currency,
            None => {
                let suggestion = nearest_code(&text.to_uppercase());
                let kind = ProblemKind::UnknownWord { key: "currency".to_string(), text: shortened(text) };
                self.notes.problem(span.start, kind, suggestion);
            }
        }
        currency
    }

    fn period(&mut self, root: Table<'_, '_>) -> Option<PeriodKind> {
        self.notes.missing(root, "period", r#"period = "quarter""#);
        let known = PeriodKind::ALL.map(PeriodKind::word);
        let period = self.one_of(root, "period", &known).and_then(PeriodKind::parse);
        self.period = period.unwrap_or(self.period);
        period
    }

    fn rounding(&mut self, root: Table<'_, '_>, rounding: &mut Rounding) {
        let Some(table) = self.notes.table(root, "rounding") else { return };
        self.notes.only_keys(table, &["at", "mode"]);
        self.notes.missing(table, "at", r#"at = "line""#);
        self.notes.missing(table, "mode", r#"mode = "half-away-from-zero""#);
        rounding.at = self.word_or(table, "at", rounding.at);
        let modes = RoundingMode::ALL.map(RoundingMode::word);
        let mode = self.one_of(table, "mode", &modes).and_then(|word| word.parse().ok());
        rounding.mode = mode.unwrap_or(rounding.mode);
    }

    fn clawback(&mut self, root: Table<'_, '_>) -> Clawback {
        let Some(table) = self.notes.table(root, "clawback") else { return Clawback::default() };
        self.notes.only_keys(table, &["how", "within_days"]);
        Clawback {
            how: self.word_or(table, "how", ClawbackHow::Proportional),
            within_days: self.count(table, "within_days"),
        }
    }

    /// The entries of a list, each with its place. An entry that cannot be read leaves a problem behind.
    fn each<T>(
        &mut self,
        root: Table<'_, '_>,
        key: &str,
        place: impl Fn(usize) -> Place,
        read: fn(&mut Self, Table<'_, '_>, usize) -> Option<T>,
    ) -> Vec<T> {
        let tables = self.notes.tables(root, key);
        let read_one = |(at, table): (usize, Table<'_, '_>)| {
            self.places.insert(place(at), table.start);
            read(self, table, at)
        };
        tables.into_iter().enumerate().filter_map(read_one).collect()
    }

    /// The one table under a key of the document, with its place.
    fn only<'a, 'i>(&mut self, root: Table<'a, 'i>, key: &str, place: Place) -> Option<Table<'a, 'i>> {
        let table = self.notes.table(root, key)?;
        self.places.insert(place, table.start);
        Some(table)
    }

    fn when(&mut self, table: Table<'_, '_>) -> When {
        when(&mut self.notes, table, "when", self.currency)
    }
}

fn nearest_code(typed: &str) -> Option<String> {
    let codes: Vec<&str> = Currency::all().map(Currency::code).collect();
    codes.iter().find(|code| **code == typed).map(|code| (*code).to_string()).or_else(|| {
        let lower: Vec<String> = codes.iter().map(|code| code.to_lowercase()).collect();
        nearest(typed, lower.iter().map(String::as_str)).map(|code| code.to_uppercase())
    })
}
