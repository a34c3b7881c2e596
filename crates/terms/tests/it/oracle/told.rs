//! Every line told again: from the book, and from nothing but what is kept of a closed period.

use super::generate::Case;
use money::{Exact, RoundingMode};
use std::collections::BTreeMap;
use terms::{
    Attributes, Book, Calculation, How, Kept, KeptStatement, Line, Pairs, PartnerFact, RoundingPoint,
    SaleFact, Source, Statement, Terms, Timelines, Totals, explain,
};

/// Tells every line of a statement and keeps, reads and tells it once more.
pub fn told(case: &Case, book: &Book, statement: &Statement) -> Result<(), String> {
    let calculation = Calculation::new(&case.timelines, book).map_err(|error| error.to_string())?;
    let sets = calculation.dictionary();
    let lines = lines(&case.timelines, book, case.partner, statement)?;
    for line in &lines {
        adds_up(line, book)?;
    }
    let block = statement.to_block(book, sets, case.partner).map_err(|error| error.to_string())?;
    let kept = KeptStatement::from_block(&block).map_err(|error| error.to_string())?;
    let block_of_sets = sets.kept.to_block().map_err(|error| error.to_string())?;
    let sets = Kept::from_block(&block_of_sets).map_err(|error| error.to_string())?;
    let mini = Mini::new(book, &kept, &sets, case.partner, statement);
    for (record, again) in statement.records.iter().zip(&mini.statement.records) {
        let named = |book: &Book, record: &terms::Record| {
            let sale = record.has_sale().then(|| book.sale(record.sale).id);
            (sale, terms::Record { sale: 0, ..*record })
        };
        if named(book, record) != named(&mini.book, again) {
            return Err(format!("{record:?} is kept as {again:?}"));
        }
    }
    let again = self::lines(&case.timelines, &mini.book, 0, &mini.statement)?;
    if statement.records.len() != again.len() {
        return Err(format!("{} records are kept as {}", statement.records.len(), again.len()));
    }
    for (line, again) in lines.iter().zip(&again) {
        // The product is named by its place in the book it is told from.
        let line = &terms::Line { product: again.product, ..line.clone() };
        if line != again {
            return Err(format!("from the book {line:#?}\nfrom what is kept {again:#?}"));
        }
    }
    let unpaid = statement.unpaid_to_block().and_then(|block| Statement::unpaid_from_block(&block));
    if unpaid.as_ref() == Ok(&statement.unpaid) { Ok(()) } else { Err(format!("kept unpaid: {unpaid:?}")) }
}

fn terms(timelines: &Timelines, id: i64) -> Option<&Terms> {
    timelines.all().find_map(|timeline| timeline.version(id)).map(|version| &*version.terms)
}

fn lines(
    timelines: &Timelines,
    book: &Book,
    partner: u32,
    statement: &Statement,
) -> Result<Vec<Line>, String> {
    let find = |id| terms(timelines, id);
    let lines =
        Source { statement, book, partner, terms: &find }.lines().map_err(|error| error.to_string())?;
    for line in &lines {
        let steps = explain(line, terms(timelines, line.terms).unwrap());
        if steps.len() < 2 {
            return Err(format!("{line:?} is told in {steps:?}"));
        }
    }
    Ok(lines)
}

/// The sum told must be the sum paid, wherever it is rounded by itself.
fn adds_up(line: &Line, book: &Book) -> Result<(), String> {
    let mode = line.rounding.mode;
    let told = match &line.how {
        How::TakenBack { earned, before, after, .. } => {
            taken(*earned, *before, mode) - taken(*earned, *after, mode)
        }
        _ => line.exact.round(mode).map_err(|error| error.to_string())?,
    };
    let sale = line.sale.as_ref().and_then(|told| book.sales().iter().find(|sale| sale.id == told.id));
    let is_alone = line.rounding.at == RoundingPoint::Line
        || line.pot.is_some()
        || sale.is_some_and(|sale| sale.taken_back().is_some());
    let paid = line.pot.unwrap_or(line.amount);
    let is_near = told.abs_diff(paid) <= 1;
    if told == paid || (!is_alone && is_near) { Ok(()) } else { Err(format!("{told} is told of {line:#?}")) }
}

fn taken(earned: Exact, share: money::Rate, mode: RoundingMode) -> i64 {
    earned.checked_times(share).unwrap().round(mode).unwrap()
}

/// The smallest book from which a kept statement can be told.
struct Mini {
    book: Book,
    statement: Statement,
}

impl Mini {
    fn new(full: &Book, kept: &KeptStatement, sets: &Kept, partner: u32, whole: &Statement) -> Mini {
        let mut book = Book::new(full.period);
        let facts: BTreeMap<i64, &SaleFact> = full.sales().iter().map(|sale| (sale.id, sale)).collect();
        let head = &kept.head;
        let about = PartnerFact {
            id: full.partner(partner).id,
            attributes: attributes(&sets.partners, head.set),
            joined_on: head.joined_on,
            target: head.target,
            standing: Some(head.standing),
            placed: None,
        };
        let mut partners = BTreeMap::from([(about.id, book.add_partner(about.clone()))]);
        for sale in &kept.sales {
            let id = full.partner(facts[&sale.id].seller).id;
            partners.entry(id).or_insert_with(|| {
                let attributes = attributes(&sets.partners, sale.seller);
                book.add_partner(PartnerFact { id, attributes, ..PartnerFact::default() })
            });
        }
        for sale in &kept.sales {
            let mut fact = facts[&sale.id].clone();
            fact.seller = partners[&full.partner(fact.seller).id];
            fact.product = book.add_product(attributes(&sets.products, sale.product));
            fact.customer = book.add_customer(attributes(&sets.customers, sale.customer));
            fact.kind = book.kind(&sets.kinds[usize::from(sale.kind)]);
            fact.chain = 0;
            for one in fact.more.iter_mut().flat_map(|more| &mut more.participants) {
                let id = full.partner(one.partner).id;
                one.partner = *partners
                    .entry(id)
                    .or_insert_with(|| book.add_partner(PartnerFact { id, ..PartnerFact::default() }));
            }
            book.add_sale(fact);
        }
        book.finish();
        let place = |id| book.sales().iter().position(|sale| sale.id == id).unwrap() as u32;
        let mut records = kept.records.clone();
        for record in records.iter_mut().filter(|record| record.has_sale()) {
            record.sale = place(kept.sales[record.sale as usize].id);
        }
        let statement = Statement {
            partner: about.id,
            period: full.period,
            currency: whole.currency,
            totals: Totals::default(),
            versions: head.versions.clone(),
            records,
            others: head.others.clone(),
            fx: head.fx.clone(),
            unpaid: Vec::new(),
            targets: Vec::new(),
            measured: head.measured.clone(),
            standing: head.standing,
            carried: Default::default(),
        };
        Mini { book, statement }
    }
}

fn attributes(sets: &[Pairs], at: u32) -> Attributes {
    Attributes::new(sets[at as usize].iter().cloned())
}
