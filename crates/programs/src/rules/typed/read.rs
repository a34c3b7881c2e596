//! Fields of the form to typed terms, and back.

use std::collections::BTreeMap;

use super::{TypedBand, TypedBonus, TypedCondition, TypedRule, TypedTerms, TypedUpline};

/// More entries in one list than anybody writes.
const ENTRIES_MAX: usize = 500;

impl TypedTerms {
    /// Reads what was typed, to the letter.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let fields = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let sent = Sent { fields };
        Self {
            name: sent.text("name"),
            currency: sent.text("currency"),
            period: sent.text("period"),
            mode: sent.text("mode"),
            rules: sent.each("rule", "name").map(|at| sent.rule(&at)).collect(),
            uplines: sent.each("upline", "level").map(|at| sent.upline(&at)).collect(),
            bonuses: sent.each("bonus", "name").map(|at| sent.bonus(&at)).collect(),
        }
    }

    /// The names and values of the form's fields.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Pairs(Vec::new());
        pairs.put(
            "",
            &[
                ("name", &self.name),
                ("currency", &self.currency),
                ("period", &self.period),
                ("mode", &self.mode),
            ],
        );
        for (at, rule) in self.rules.iter().enumerate() {
            let head = format!("rule-{at}-");
            let fields = [
                ("name", &rule.name),
                ("title", &rule.title),
                ("pay", &rule.pay),
                ("percent", &rule.percent),
            ];
            pairs.put(&head, &fields);
            pairs.put(&head, &[("fixed", &rule.fixed)]);
            for (at, band) in rule.bands.iter().enumerate() {
                pairs
                    .put(&format!("{head}band-{at}-"), &[("up_to", &band.up_to), ("percent", &band.percent)]);
            }
            pairs.when(&head, &rule.when);
        }
        for (at, upline) in self.uplines.iter().enumerate() {
            let head = format!("upline-{at}-");
            pairs.put(
                &head,
                &[("level", &upline.level), ("title", &upline.title), ("percent", &upline.percent)],
            );
            pairs.when(&head, &upline.when);
        }
        for (at, bonus) in self.bonuses.iter().enumerate() {
            let head = format!("bonus-{at}-");
            pairs.put(
                &head,
                &[("name", &bonus.name), ("title", &bonus.title), ("turnover_from", &bonus.turnover_from)],
            );
            pairs.put(&head, &[("pay", &bonus.pay), ("percent", &bonus.percent), ("fixed", &bonus.fixed)]);
            pairs.when(&head, &bonus.when);
        }
        pairs.0
    }
}

struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn put(&mut self, head: &str, fields: &[(&str, &String)]) {
        self.0.extend(fields.iter().map(|(name, value)| (format!("{head}{name}"), (*value).clone())));
    }

    fn when(&mut self, head: &str, when: &[TypedCondition]) {
        for (at, row) in when.iter().enumerate() {
            let fields =
                [("field", &row.field), ("op", &row.op), ("value", &row.value), ("until", &row.until)];
            self.put(&format!("{head}when-{at}-"), &fields);
        }
    }
}

struct Sent<'a> {
    fields: BTreeMap<&'a str, &'a str>,
}

impl Sent<'_> {
    fn text(&self, name: &str) -> String {
        self.fields.get(name).map(|value| (*value).to_owned()).unwrap_or_default()
    }

    /// The heads of the entries of a list: `rule-0-`, `rule-1-`; each entry has the field `mark`.
    fn each(&self, list: &str, mark: &str) -> impl Iterator<Item = String> {
        let heads = (0..ENTRIES_MAX).map(move |at| format!("{list}-{at}-"));
        heads.take_while(move |head| self.fields.contains_key(format!("{head}{mark}").as_str()))
    }

    fn rule(&self, head: &str) -> TypedRule {
        let text = |name: &str| self.text(&format!("{head}{name}"));
        let band = |head: String| TypedBand {
            up_to: self.text(&format!("{head}up_to")),
            percent: self.text(&format!("{head}percent")),
        };
        TypedRule {
            name: text("name"),
            title: text("title"),
            pay: text("pay"),
            percent: text("percent"),
            fixed: text("fixed"),
            bands: self.each(&format!("{head}band"), "percent").map(band).collect(),
            when: self.when(head),
        }
    }

    fn upline(&self, head: &str) -> TypedUpline {
        let text = |name: &str| self.text(&format!("{head}{name}"));
        TypedUpline {
            level: text("level"),
            title: text("title"),
            percent: text("percent"),
            when: self.when(head),
        }
    }

    fn bonus(&self, head: &str) -> TypedBonus {
        let text = |name: &str| self.text(&format!("{head}{name}"));
        TypedBonus {
            name: text("name"),
            title: text("title"),
            turnover_from: text("turnover_from"),
            pay: text("pay"),
            percent: text("percent"),
            fixed: text("fixed"),
            when: self.when(head),
        }
    }

    fn when(&self, head: &str) -> Vec<TypedCondition> {
        let row = |head: String| {
            let text = |name: &str| self.text(&format!("{head}{name}"));
            TypedCondition {
                field: text("field"),
                op: text("op"),
                value: text("value"),
                until: text("until"),
            }
        };
        self.each(&format!("{head}when"), "field").map(row).collect()
    }
}
