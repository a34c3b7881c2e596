//! Reading what partners above the seller earn.

use super::super::conditions::when;
use super::super::table::{Table, Wanted};
use super::Reading;
use crate::{Base, Binary, Compression, Network, Place, Rank, Upline, UplineOf};

impl Reading<'_> {
    pub fn network(&mut self, root: Table<'_, '_>) -> Network {
        let Some(table) = self.only(root, "network", Place::Network) else { return Network::default() };
        self.notes.only_keys(table, &["compression", "base", "qualified"]);
        Network {
            compression: self.word_or(table, "compression", Compression::Breakage),
            qualified: when(&mut self.notes, table, "qualified", self.currency),
            base: self.word_or(table, "base", Base::Gross),
        }
    }

    pub fn upline(&mut self, table: Table<'_, '_>, _: usize) -> Option<Upline> {
        self.notes.only_keys(table, &["level", "title", "percent", "of", "base", "when"]);
        self.notes.missing(table, "level", "level = 1");
        let level = self.notes.number(table, "level", Wanted::LEVEL);
        let title = self.text_or_empty(table, "title");
        let rate = self.required_rate(table, "percent", r#"percent = "1.5""#);
        let of = self.upline_of(table);
        let when = self.when(table);
        Some(Upline { level: level?, title, rate: rate?, of, when })
    }

    fn upline_of(&mut self, table: Table<'_, '_>) -> UplineOf {
        if self.one_of(table, "of", &["sale", "commission"]) == Some("commission") {
            self.notes.no_meaning(table, "base", r#"of = "sale""#);
            return UplineOf::Commission;
        }
        UplineOf::Sale(self.word_or(table, "base", Base::Gross))
    }

    pub fn rank(&mut self, table: Table<'_, '_>, _: usize) -> Option<Rank> {
        self.notes.only_keys(table, &["title", "percent", "when"]);
        let title = self.required_text(table, "title", r#"title = "…""#);
        let rate = self.required_rate(table, "percent", r#"percent = "5""#);
        let when = self.when(table);
        Some(Rank { title: title?, rate: rate?, when })
    }

    pub fn binary(&mut self, root: Table<'_, '_>) -> Option<Binary> {
        let table = self.only(root, "binary", Place::Binary)?;
        self.notes.only_keys(table, &["percent", "base", "at_most", "carry_at_most", "when"]);
        let rate = self.required_rate(table, "percent", r#"percent = "10""#);
        let base = self.word_or(table, "base", Base::Gross);
        let (at_most, carry_at_most) = (self.sum(table, "at_most"), self.sum(table, "carry_at_most"));
        let when = self.when(table);
        Some(Binary { rate: rate?, base, at_most, carry_at_most, when, per: self.period })
    }
}
