//! Reading rules, their bands, and how commission is shared.

use super::super::table::Table;
use super::Reading;
use crate::{
    Band, BandMode, Bands, Base, Earns, Hold, HoldFrom, Measure, Pay, Per, Place, Recurring, RecurringCount,
    Rule, Scope, Split, SplitShare, Stack, StackHow, Window,
};

const RULE: [&str; 13] = [
    "name",
    "title",
    "when",
    "base",
    "percent",
    "fixed",
    "per",
    "at_most",
    "at_least",
    "recurring",
    "hold",
    "bands",
    "band",
];
const BANDS: [&str; 6] = ["pay", "measure", "scope", "window", "horizon_days", "stack"];

impl Reading<'_> {
    pub fn rule(&mut self, table: Table<'_, '_>, at: usize) -> Option<Rule> {
        self.notes.only_keys(table, &RULE);
        let name = self.required_text(table, "name", r#"name = "…""#);
        let title = self.text_or_empty(table, "title");
        let when = self.when(table);
        let base = self.word_or(table, "base", Base::Gross);
        let (at_most, at_least) = (self.sum(table, "at_most"), self.sum(table, "at_least"));
        let (recurring, hold) = (self.recurring(table), self.hold(table));
        let pay = self.pay(table, at);
        Some(Rule { name: name?, title, when, base, pay: pay?, at_most, at_least, recurring, hold })
    }

    fn pay(&mut self, table: Table<'_, '_>, rule: usize) -> Option<Pay> {
        let bands = self.notes.table(table, "bands");
        if !table.has("band") {
            self.notes.no_meaning(table, "bands", "[[rule.band]]");
        }
        let stacked = bands.is_some_and(|bands| bands.has("stack"));
        let ways: &[&str] =
            if stacked && table.has("band") { &["percent", "fixed"] } else { &["percent", "fixed", "band"] };
        let way = self.one_pay(table, ways);
        if stacked || way == Some("band") {
            self.notes.no_meaning(table, "per", r#"fixed = "100.00""#);
        } else if !table.has("fixed") && table.has("per") {
            self.notes.missing(table, "fixed", r#"fixed = "100.00""#);
        }
        if stacked && table.has("band") {
            let onto = self.earns(table, way?);
            return self.bands(table, bands, rule, onto).map(Pay::Bands);
        }
        match way? {
            "percent" => self.rate(table, "percent").map(Pay::Percent),
            "fixed" => {
                let per = self.word_or(table, "per", Per::Sale);
                self.sum(table, "fixed").map(|amount| Pay::Fixed { amount, per })
            }
            _ => self.bands(table, bands, rule, None).map(Pay::Bands),
        }
    }

    fn bands(
        &mut self,
        rule_table: Table<'_, '_>,
        options: Option<Table<'_, '_>>,
        rule: usize,
        onto: Option<Earns>,
    ) -> Option<Bands> {
        let mut bands = Bands::new(BandMode::Marginal, Vec::new());
        let mut how = None;
        if let Some(table) = options {
            self.notes.only_keys(table, &BANDS);
            bands.mode = self.word_or(table, "pay", bands.mode);
            bands.measure = self.word_or(table, "measure", bands.measure);
            bands.scope = self.word_or(table, "scope", Scope::Rule);
            bands.window = self.window_or(table, "window", Window::Period);
            bands.horizon_days = self.count(table, "horizon_days");
            how = self.word::<StackHow>(table, "stack");
        }
        bands.stack = onto.zip(how).map(|(onto, how)| Stack { onto, how });
        let measure = bands.measure;
        for (at, table) in self.notes.tables(rule_table, "band").into_iter().enumerate() {
            self.places.insert(Place::Band(rule, at), table.start);
            bands.bands.extend(self.band(table, measure));
        }
        Some(bands)
    }

    fn band(&mut self, table: Table<'_, '_>, measure: Measure) -> Option<Band> {
        self.notes.only_keys(table, &["up_to", "percent", "fixed"]);
        let up_to = self.value(table, "up_to", measure);
        let way = self.one_pay(table, &["percent", "fixed"])?;
        self.earns(table, way).map(|earns| Band { up_to, earns })
    }

    fn earns(&mut self, table: Table<'_, '_>, way: &str) -> Option<Earns> {
        match way {
            "percent" => self.rate(table, "percent").map(Earns::Percent),
            _ => self.sum(table, "fixed").map(|sum| Earns::Fixed(sum.minor)),
        }
    }

    fn recurring(&mut self, table: Table<'_, '_>) -> Option<Recurring> {
        let table = self.notes.table(table, "recurring")?;
        self.notes.only_keys(table, &["months", "count", "payments"]);
        if !table.has("months") {
            self.notes.no_meaning(table, "count", "months = 12");
        }
        match self.one_key(table, &["months", "payments"])? {
            "months" => {
                let count = self.word_or(table, "count", RecurringCount::Dates);
                self.count(table, "months").map(|months| Recurring::Months { months, count })
            }
            _ => self.count(table, "payments").map(Recurring::Payments),
        }
    }

    /// How long accruals wait, in the document or in a rule.
    pub fn hold(&mut self, table: Table<'_, '_>) -> Option<Hold> {
        let table = self.notes.table(table, "hold")?;
        self.notes.only_keys(table, &["days", "from"]);
        let from = self.word_or(table, "from", HoldFrom::Close);
        self.required_count(table, "days", "days = 30").map(|days| Hold { days, from })
    }

    pub fn split(&mut self, table: Table<'_, '_>, _: usize) -> Option<Split> {
        self.notes.only_keys(table, &["role", "share", "overlay"]);
        let role = self.required_text(table, "role", r#"role = "closer""#);
        let share = match self.one_pay(table, &["share", "overlay"])? {
            "share" => self.rate(table, "share").map(SplitShare::Pot),
            _ => self.rate(table, "overlay").map(SplitShare::Overlay),
        };
        Some(Split { role: role?, share: share? })
    }
}
