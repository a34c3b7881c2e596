//! Reading worked examples.

use super::super::ProblemKind;
use super::super::conditions::{date, texts};
use super::super::table::{Table, Wanted, shortened};
use super::Reading;
use crate::{Case, CaseSale, Field, FieldKind, Owner, Period};
use std::sync::Arc;
use toml::de::DeValue;

const SALE: [&str; 5] = ["on", "amount", "quantity", "level", "returns"];

impl Reading<'_> {
    pub fn case(&mut self, table: Table<'_, '_>, _: usize) -> Option<Case> {
        self.notes.only_keys(table, &["name", "period", "partner", "target", "sales", "total"]);
        let name = self.required_text(table, "name", r#"name = "…""#);
        let period = self.case_period(table);
        let partner = self.case_partner(table);
        let target = self.sum(table, "target");
        let total = self.required_sum(table, "total", r#"total = "41400.00""#);
        let tables = self.notes.tables(table, "sales");
        let sales = tables.into_iter().filter_map(|sale| self.case_sale(sale)).collect();
        Some(Case { name: name?, period: period?, partner, target, sales, total: total? })
    }

    fn case_period(&mut self, table: Table<'_, '_>) -> Option<Period> {
        let example = match self.period {
            crate::PeriodKind::Month => "2026-01",
            crate::PeriodKind::Quarter => "2026-Q1",
            crate::PeriodKind::Year => "2026",
        };
        self.notes.missing(table, "period", &format!(r#"period = "{example}""#));
        let (text, span) = self.notes.text(table, "period")?;
        let period = Period::parse(text).ok();
        if period.is_none() {
            let kind = ProblemKind::BadPeriod { text: shortened(text) };
            self.notes.problem(span.start, kind, Some(example.to_string()));
        }
        period
    }

    /// What is known of the partner, by the names of the fields of `beneficiary`.
    fn case_partner(&mut self, table: Table<'_, '_>) -> Vec<(Field, Arc<str>)> {
        let Some(table) = self.notes.table(table, "partner") else { return Vec::new() };
        let mut entries: Vec<_> = table.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let known =
            || Field::all().filter(|field| is_attribute(*field) && field.owner() == Owner::Beneficiary);
        self.notes.only_keys(table, &known().map(Field::name).collect::<Vec<_>>());
        let mut texts = Vec::new();
        for (key, value) in entries {
            let Some(field) = known().find(|field| field.name() == key.get_ref().as_ref()) else { continue };
            match value.get_ref() {
                DeValue::String(text) => texts.push((field, text.as_ref().into())),
                _ => self.notes.wrong_type(value, field.name(), Wanted::TEXT),
            }
        }
        texts
    }

    fn case_sale(&mut self, table: Table<'_, '_>) -> Option<CaseSale> {
        self.notes.missing(table, "on", r#"on = "2026-01-05""#);
        let on = date(&mut self.notes, table, "on");
        let amount = self.required_sum(table, "amount", r#"amount = "80000.00""#);
        let quantity = self.notes.integer(table, "quantity");
        let level = self.notes.number(table, "level", Wanted::LEVEL).unwrap_or(0);
        let returns = self.notes.number(table, "returns", Wanted::PLACE);
        let takes = |field: Field| field.owner() != Owner::Beneficiary;
        let fields = texts(&mut self.notes, table, &SALE, takes);
        let (on, amount) = (on?, amount?);
        let quantity = quantity.unwrap_or_else(|| CaseSale::usual_quantity(amount));
        Some(CaseSale { on, amount, quantity, level, fields, returns })
    }
}

fn is_attribute(field: Field) -> bool {
    field.kind() == FieldKind::Text
}
