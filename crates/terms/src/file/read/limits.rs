//! Reading caps, floors and the draw.

use super::super::table::Table;
use super::Reading;
use crate::{Cap, CapOf, CapWhose, Draw, Place, Window};

const CAP: [&str; 9] = ["name", "title", "of", "rule", "per", "whose", "at_most", "at_least", "when"];

impl Reading<'_> {
    pub fn cap(&mut self, table: Table<'_, '_>, _: usize) -> Option<Cap> {
        self.notes.only_keys(table, &CAP);
        let name = self.required_text(table, "name", r#"name = "…""#);
        let title = self.text_or_empty(table, "title");
        let of = self.cap_of(table);
        let window = self.window_or(table, "per", Window::Period);
        let whose = self.word_or(table, "whose", CapWhose::Partner);
        let (at_most, at_least) = (self.sum(table, "at_most"), self.sum(table, "at_least"));
        let when = self.when(table);
        Some(Cap { name: name?, title, of: of?, window, whose, at_most, at_least, when })
    }

    fn cap_of(&mut self, table: Table<'_, '_>) -> Option<CapOf> {
        if !table.has("rule") && !table.has("of") {
            return Some(CapOf::Total);
        }
        if self.one_key(table, &["of", "rule"])? == "rule" {
            return self.notes.text(table, "rule").map(|(name, _)| CapOf::Rule(name.to_string()));
        }
        match self.one_of(table, "of", &["total", "direct", "override", "bonus"])? {
            "direct" => Some(CapOf::Direct),
            "override" => Some(CapOf::Override),
            "bonus" => Some(CapOf::Bonus),
            _ => Some(CapOf::Total),
        }
    }

    pub fn draw(&mut self, root: Table<'_, '_>) -> Option<Draw> {
        let table = self.only(root, "draw", Place::Draw)?;
        self.notes.only_keys(table, &["amount", "recoverable", "when"]);
        let amount = self.required_sum(table, "amount", r#"amount = "30000.00""#);
        self.notes.missing(table, "recoverable", "recoverable = true");
        let recoverable = self.notes.yes_or_no(table, "recoverable");
        let when = self.when(table);
        Some(Draw { amount: amount?, recoverable: recoverable?, when })
    }
}
