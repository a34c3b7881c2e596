//! The arithmetic of a sealed statement, run again from what its file encloses, by the code that paid.

use std::collections::BTreeMap;

use base::access::PartnerId;
use terms::{
    Attributes, Book, KeptStatement, Line, Pairs, PartnerFact, Period, RoundingPoint, Source, SumKey, Terms,
    sums,
};

use super::columns_of;
use super::sealed::{Facts, Sums};
use super::sealed_file::{Blocks, Broken, Part, SealedFile};
use crate::revive::statement;

/// Computes every line and every correction that is due again; how many of each there are.
pub fn recompute(
    file: &SealedFile,
    blocks: &Blocks,
    terms: &BTreeMap<i64, Terms>,
) -> Result<(usize, usize), Broken> {
    let document = &file.statement;
    let about = About { file, terms };
    let lines = about.lines(document.period, &blocks.kept, &file.facts)?.len();
    let columns = columns_of(&blocks.kept, &blocks.adjusted, document.totals.turnover);
    if columns.map(Sums::from) != Some(document.totals) {
        return Err(Broken::new(Part::Sums, "the lines do not add up to the totals"));
    }
    let mut corrections = 0;
    if blocks.adjusted.len() != file.corrected.len() {
        return Err(Broken::new(Part::Corrections, "a corrected period is missing"));
    }
    for (adjusted, enclosed) in blocks.adjusted.iter().zip(&file.corrected) {
        let wrong = |detail: &str| Broken::new(Part::Corrections, format!("{}: {detail}", adjusted.period));
        if adjusted.period != enclosed.period {
            return Err(wrong("its facts are those of another period"));
        }
        let due = match adjusted.due.is_empty() {
            true => KeptStatement::default(),
            false => KeptStatement::from_block(&adjusted.due).map_err(|error| wrong(&error.to_string()))?,
        };
        about.lines(adjusted.period, &due, &enclosed.facts)?;
        let id = |record: &terms::Record| due.sales.get(record.sale as usize).map(|sale| sale.id);
        let due = sums(due.records.iter().map(|record| (record, id(record))));
        for item in &adjusted.items {
            if due.get(&item.about).copied().unwrap_or(0) != item.now {
                return Err(wrong(&format!(
                    "what is due is not what its lines come to ({})",
                    key(&item.about)
                )));
            }
            corrections += 1;
        }
    }
    Ok((lines, corrections))
}

fn key(about: &SumKey) -> String {
    match about.sale {
        0 => format!("{:?}", about.kind),
        sale => sales::SaleId(sale).to_string(),
    }
}

struct About<'a> {
    file: &'a SealedFile,
    terms: &'a BTreeMap<i64, Terms>,
}

impl About<'_> {
    /// Every line of a period, computed anew.
    fn lines(&self, period: Period, kept: &KeptStatement, facts: &Facts) -> Result<Vec<Line>, Broken> {
        let document = &self.file.statement;
        let (book, partner) = book(document.partner, period, kept, facts);
        let statement = statement(kept, document.partner, period, document.currency, &book);
        let find = |id: i64| self.terms.get(&id);
        let source = Source { statement: &statement, book: &book, partner, terms: &find };
        let lines = source.lines().map_err(|error| Broken::new(Part::Sums, error.to_string()))?;
        match lines.iter().find(|line| !comes_out(line)) {
            None => Ok(lines),
            Some(line) => {
                let detail = format!("line {} does not come to its sum", line.place + 1);
                Err(Broken::new(Part::Sums, detail))
            }
        }
    }
}

/// Whether what was computed anew, rounded, is the sum. Where many lines are rounded together, or a return takes back a
/// part that was rounded before, a line may be one minor unit away; one that was shared is compared by its share.
fn comes_out(line: &Line) -> bool {
    let Ok(rounded) = line.exact.round(line.rounding.mode) else { return false };
    let is_return = line.sale().is_some_and(|sale| sale.amount.minor <= 0 || sale.refers_to.is_some());
    match (line.pot, line.rounding.at) {
        (Some(_), _) => true,
        (None, RoundingPoint::Line) if !is_return => rounded == line.amount,
        _ => rounded.abs_diff(line.amount) <= 1,
    }
}

/// A book of the enclosed facts, and the partner's place in it.
fn book(partner: PartnerId, period: Period, kept: &KeptStatement, facts: &Facts) -> (Book, u32) {
    let mut book = Book::new(period);
    let sets = &facts.sets;
    let until = |numbers: Option<&u32>| numbers.map_or(0, |last| last + 1);
    let none = Pairs::new();
    // The book begins with the kind that most sales have.
    for at in 1..until(sets.kinds.keys().last()) {
        // Kinds are told apart by their names, so that what is not enclosed needs one of its own.
        book.kind(sets.kinds.get(&at).unwrap_or(&format!("\u{0}{at}")));
    }
    for at in 0..until(sets.products.keys().last()) {
        book.add_product(attributes(sets.products.get(&at).unwrap_or(&none)));
    }
    for at in 0..until(sets.customers.keys().last()) {
        book.add_customer(attributes(sets.customers.get(&at).unwrap_or(&none)));
    }
    let own = book.add_partner(PartnerFact {
        id: partner.0,
        attributes: attributes(sets.partners.get(&kept.head.set).unwrap_or(&none)),
        joined_on: kept.head.joined_on,
        target: kept.head.target,
        placed: None,
        standing: Some(kept.head.standing),
    });
    let mut places = BTreeMap::from([(partner, own)]);
    let named: BTreeMap<i64, _> = kept.sales.iter().map(|sale| (sale.id, sale)).collect();
    for sale in &facts.sales {
        let mut fact = sale.fact(|partner| {
            *places
                .entry(partner)
                .or_insert_with(|| book.add_partner(PartnerFact { id: partner.0, ..PartnerFact::default() }))
        });
        if let Some(kept) = named.get(&fact.id) {
            // Index 0 of products and customers is that of which nothing is known.
            (fact.product, fact.customer, fact.kind) = (kept.product + 1, kept.customer + 1, kept.kind);
            if fact.seller != own {
                let seller = sets.partners.get(&kept.seller).unwrap_or(&none);
                book.describe_partner(fact.seller, attributes(seller));
            }
        }
        book.add_sale(fact);
    }
    book.finish();
    (book, own)
}

fn attributes(pairs: &Pairs) -> Attributes {
    Attributes::new(pairs.iter().cloned())
}
