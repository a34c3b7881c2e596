//! Reading bonuses and their targets.

use super::super::ProblemKind;
use super::super::table::Table;
use super::Reading;
use crate::{Base, Bonus, BonusPay, GrowthOver, Measure, Place, Scope, Target, TargetAt, Window};
use toml::de::DeValue;

const BONUS: [&str; 9] = [
    "name",
    "title",
    "when",
    "turnover_from",
    "target",
    "fixed",
    "percent",
    "percent_above",
    "percent_of_commission",
];
const TARGET: [&str; 7] = ["measure", "scope", "window", "when", "at_least", "own", "growth"];

impl Reading<'_> {
    pub fn bonus(&mut self, table: Table<'_, '_>, at: usize) -> Option<Bonus> {
        self.notes.only_keys(table, &BONUS);
        let name = self.required_text(table, "name", r#"name = "…""#);
        let title = self.text_or_empty(table, "title");
        let targets = self.targets(table, at);
        let ways = ["fixed", "percent", "percent_above", "percent_of_commission"];
        let pay = match self.one_pay(table, &ways)? {
            "fixed" => self.sum(table, "fixed").map(BonusPay::Fixed),
            "percent" => self.rate(table, "percent").map(BonusPay::Percent),
            "percent_above" => self.rate(table, "percent_above").map(BonusPay::PercentAbove),
            _ => self.rate(table, "percent_of_commission").map(BonusPay::PercentOfCommission),
        };
        Some(Bonus { name: name?, title, targets: targets?, pay: pay? })
    }

    /// A target of own turnover stands in the bonus itself, any other in a list of its own.
    fn targets(&mut self, table: Table<'_, '_>, bonus: usize) -> Option<Vec<Target>> {
        if !table.has("turnover_from") && !table.has("target") {
            self.notes.missing(table, "turnover_from", r#"turnover_from = "60000.00""#);
            return None;
        }
        if self.one_key(table, &["turnover_from", "target"])? == "turnover_from" {
            let when = self.when(table);
            let at = self.sum(table, "turnover_from").map(|sum| TargetAt::AtLeast(sum.minor));
            return at.map(|at| vec![Target { when, ..Target::new(at) }]);
        }
        let value = table.get("target")?;
        if !matches!(value.get_ref(), DeValue::String(_)) {
            self.notes.no_meaning(table, "when", "[bonus.target.when]");
            let place = |at| Place::Target(bonus, at);
            return Some(self.each(table, "target", place, Reading::target));
        }
        let when = self.when(table);
        self.one_of(table, "target", &["partner"])
            .map(|_| vec![Target { when, ..Target::new(TargetAt::Own) }])
    }

    fn target(&mut self, table: Table<'_, '_>, _: usize) -> Option<Target> {
        self.notes.only_keys(table, &TARGET);
        let measure = self.word_or(table, "measure", Measure::Amount(Base::Gross));
        let scope = self.word_or(table, "scope", Scope::Own);
        let window = self.window_or(table, "window", Window::Period);
        let when = self.when(table);
        let at = match self.one_key(table, &["at_least", "own", "growth"])? {
            "at_least" => self.value(table, "at_least", measure).map(TargetAt::AtLeast),
            "own" => self.own(table),
            _ => self.growth(table),
        };
        Some(Target { when, measure, scope, window, at: at? })
    }

    fn own(&mut self, table: Table<'_, '_>) -> Option<TargetAt> {
        if self.notes.yes_or_no(table, "own")? {
            return Some(TargetAt::Own);
        }
        let kind = ProblemKind::NoMeaning { key: "own".to_string() };
        self.notes.problem(table.key_start("own"), kind, Some("own = true".to_string()));
        None
    }

    fn growth(&mut self, table: Table<'_, '_>) -> Option<TargetAt> {
        let table = self.notes.table(table, "growth")?;
        self.notes.only_keys(table, &["percent", "over"]);
        let over = self.word_or(table, "over", GrowthOver::Previous);
        self.required_rate(table, "percent", r#"percent = "20""#).map(|by| TargetAt::Growth { by, over })
    }
}
