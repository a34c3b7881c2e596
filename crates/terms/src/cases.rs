//! Running the worked examples of terms by the very calculation that pays.

use crate::{
    Attributes, Book, CalculationError, Carried, Case, CaseSale, Field, Original, Owner, PartnerFact,
    SaleFact, Terms, TermsTimeline, Timelines, calculate,
};
use money::Money;
use std::sync::Arc;

/// What came of a worked example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOutcome {
    /// The place of the example in the terms.
    pub case: usize,
    /// What it must come to.
    pub expected: Money,
    /// What it comes to.
    pub found: Result<Money, CalculationError>,
}

impl CaseOutcome {
    /// Whether it comes to what is written.
    pub fn holds(&self) -> bool {
        self.found.as_ref().is_ok_and(|found| *found == self.expected)
    }
}

/// Runs every worked example; nothing for terms that cannot be paid by at all.
pub fn run_cases(terms: &Terms) -> Vec<CaseOutcome> {
    if terms.cases.is_empty() {
        return Vec::new();
    }
    let Ok(timeline) = TermsTimeline::always(1, Arc::new(terms.clone())) else { return Vec::new() };
    let timelines = Timelines::common(timeline);
    let run = |(at, case): (usize, &Case)| {
        let statement = calculate(&timelines, &book(case), PAID, &Carried::new());
        let found = statement.map(|statement| statement.money(statement.totals.total));
        CaseOutcome { case: at, expected: case.total, found }
    };
    terms.cases.iter().enumerate().map(run).collect()
}

/// The index of the partner whose statement an example is about.
const PAID: u32 = 0;

/// A book of an example: its partner, and for each sale below him a seller of its own under as many others as it says.
fn book(case: &Case) -> Book {
    let mut book = Book::new(case.period);
    book.add_partner(PartnerFact {
        id: 1,
        attributes: attributes(&case.partner, Owner::Beneficiary),
        target: case.target.map(|target| target.minor),
        ..PartnerFact::default()
    });
    for (at, sale) in case.sales.iter().enumerate() {
        let seller = seller(&mut book, at, sale);
        let chain = match sale.level {
            0 => 0,
            level => chain(&mut book, at, level),
        };
        let product = book.add_product(attributes(&sale.fields, Owner::Product));
        let customer = book.add_customer(attributes(&sale.fields, Owner::Customer));
        let kind = sale.fields.iter().find(|(field, _)| *field == Field::SALE_KIND);
        let kind = kind.map_or(0, |(_, kind)| book.kind(kind));
        let id = at as i64 + 1;
        let number = format!("{id:05}");
        let (currency, minor) = (sale.amount.currency, sale.amount.minor);
        let mut fact = SaleFact::new(id, number, seller, sale.on, currency, minor);
        (fact.chain, fact.product, fact.customer, fact.kind) = (chain, product, customer, kind);
        fact.quantity = sale.quantity;
        if let Some(original) = original(case, at) {
            fact.more_mut().original = Some(original);
        }
        book.add_sale(fact);
    }
    book.finish();
    book
}

fn attributes(fields: &[(Field, Arc<str>)], owner: Owner) -> Attributes {
    let own = fields.iter().filter(|(field, _)| field.owner() == owner);
    Attributes::new(own.map(|(field, text)| (field.name(), text.clone())))
}

fn seller(book: &mut Book, at: usize, sale: &CaseSale) -> u32 {
    if sale.level == 0 {
        return PAID;
    }
    let attributes = attributes(&sale.fields, Owner::Partner);
    book.add_partner(PartnerFact { id: at as i64 + 1_000, attributes, ..PartnerFact::default() })
}

/// Those above a seller so many steps below the partner: others in between, and last the partner.
fn chain(book: &mut Book, at: usize, level: u8) -> u32 {
    let mut above: Vec<u32> = (1..level)
        .map(|step| {
            let id = (at as i64 + 1) * 1_000_000 + i64::from(step);
            book.add_partner(PartnerFact { id, ..PartnerFact::default() })
        })
        .collect();
    above.push(PAID);
    book.chain(&above)
}

fn original(case: &Case, at: usize) -> Option<Original> {
    let returns = case.sales[at].returns?;
    let place = usize::from(returns).checked_sub(1)?;
    let sale = case.sales.get(place)?;
    let before = case.sales[..at].iter().filter(|other| other.returns == Some(returns));
    Some(Original {
        id: place as i64 + 1,
        happened_on: sale.on,
        amount: sale.amount.minor,
        quantity: sale.quantity,
        parts: Default::default(),
        covers: None,
        returned_before: before.map(|other| other.amount.minor.saturating_abs()).fold(0, i64::saturating_add),
    })
}
