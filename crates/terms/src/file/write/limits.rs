//! Writing caps, the draw and worked examples.

use super::conditions::{braced, quoted};
use super::{Page, Pairs};
use crate::{Cap, CapOf, Case, CaseSale, Draw, Window};

impl Page {
    pub fn cap(&mut self, cap: &Cap) {
        self.head("[[cap]]");
        self.pair("name", quoted(&cap.name));
        self.title(&cap.title);
        match &cap.of {
            CapOf::Total => {}
            CapOf::Direct => self.pair("of", quoted("direct")),
            CapOf::Override => self.pair("of", quoted("override")),
            CapOf::Bonus => self.pair("of", quoted("bonus")),
            CapOf::Rule(name) => self.pair("rule", quoted(name)),
        }
        if cap.window != Window::Period {
            self.pair("per", quoted(&cap.window.text()));
        }
        self.word("whose", cap.whose, Default::default());
        self.sum("at_most", cap.at_most);
        self.sum("at_least", cap.at_least);
        self.when("[cap.when]", &cap.when);
    }

    pub fn draw(&mut self, draw: &Draw) {
        self.head("[draw]");
        self.sum("amount", Some(draw.amount));
        self.pair("recoverable", draw.recoverable);
        self.when("[draw.when]", &draw.when);
    }

    pub fn case(&mut self, case: &Case) {
        self.head("[[case]]");
        self.pair("name", quoted(&case.name));
        self.pair("period", quoted(&case.period.to_string()));
        let partner = case.partner.iter().map(|(field, text)| (field.name(), quoted(text)));
        self.table("partner", partner.collect());
        self.sum("target", case.target);
        if !case.sales.is_empty() {
            self.line("sales = [");
            for sale in &case.sales {
                self.line(format_args!("  {},", braced(sale_pairs(sale))));
            }
            self.line("]");
        }
        self.sum("total", Some(case.total));
    }
}

fn sale_pairs(sale: &CaseSale) -> Pairs {
    let mut pairs = vec![("on", quoted(&sale.on.to_string())), ("amount", quoted(&sale.amount.to_decimal()))];
    if sale.quantity != CaseSale::usual_quantity(sale.amount) {
        pairs.push(("quantity", sale.quantity.to_string()));
    }
    if sale.level != 0 {
        pairs.push(("level", sale.level.to_string()));
    }
    pairs.extend(sale.fields.iter().map(|(field, text)| (field.path(), quoted(text))));
    pairs.extend(sale.returns.map(|sale| ("returns", sale.to_string())));
    pairs
}
