//! Kept records brought back to life: a small book of their sales, with the attributes that were kept with the period.

use std::collections::BTreeSet;

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use money::Currency;
use programs::Program;
use terms::{
    Attributes, Book, Kept, KeptStatement, Pairs, PartnerFact, Period, Record, SaleRef, Statement, Totals,
    Unpaid,
};

use crate::facts;
use crate::rules::{Maker, Network, Scope};

/// A kept statement and the book that its reasons are told from.
pub struct Revived {
    /// The statement; its totals and targets are not kept with the records.
    pub statement: Statement,
    /// The sales it names.
    pub book: Book,
    /// The partner's index in the book.
    pub partner: u32,
}

impl Revived {
    /// The versions of the terms that records and unpaid sales rest on.
    pub fn versions(&self, unpaid: &[Unpaid]) -> BTreeSet<i64> {
        let of_unpaid = unpaid.iter().filter_map(|unpaid| unpaid.terms);
        crate::rules::versions(&self.statement).into_iter().chain(of_unpaid).collect()
    }

    /// A sale of the book by its id.
    pub fn sale(&self, id: i64) -> Option<SaleRef> {
        self.book.sales().iter().find(|sale| sale.id == id).map(|sale| self.book.sale_ref(sale))
    }
}

/// Brings a kept statement back to life with the sales that it names and those of `others`.
#[allow(clippy::too_many_arguments)]
pub async fn revive(
    work: &mut Work,
    program: &Program,
    partner: PartnerId,
    period: Period,
    kept: &KeptStatement,
    sets: &Kept,
    others: Vec<i64>,
    known_until: Option<Timestamp>,
) -> Result<Revived> {
    let network = Network::default();
    let scope = Scope { program: program.id, starts_on: program.starts_on, deepest: 0 };
    let mut maker = Maker::new(Book::new(period), scope, &network);
    for kind in &sets.kinds {
        maker.book.kind(kind);
    }
    for product in &sets.products {
        maker.book.add_product(attributes(product));
    }
    for customer in &sets.customers {
        maker.book.add_customer(attributes(customer));
    }
    let at = maker.add_fact(PartnerFact {
        id: partner.0,
        attributes: sets.partners.get(kept.head.set as usize).map(attributes).unwrap_or_default(),
        joined_on: kept.head.joined_on,
        target: kept.head.target,
        placed: None,
        standing: Some(kept.head.standing),
    });
    let mut ids: Vec<i64> = kept.sales.iter().map(|sale| sale.id).chain(others).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut facts = facts::by_id(work, &mut maker, &ids, known_until).await?;
    for sale in &kept.sales {
        let Some(mut fact) = facts.remove(&sale.id) else { continue };
        // Index 0 of products and customers is that of which nothing is known.
        (fact.product, fact.customer, fact.kind) = (sale.product + 1, sale.customer + 1, sale.kind);
        if fact.seller != at {
            let seller = sets.partners.get(sale.seller as usize).map(attributes).unwrap_or_default();
            maker.book.describe_partner(fact.seller, seller);
        }
        maker.book.add_sale(fact);
    }
    facts.into_values().for_each(|fact| maker.book.add_sale(fact));
    let mut book = maker.book;
    book.finish();
    let statement = statement(kept, partner, period, program.currency, &book);
    Ok(Revived { statement, book, partner: at })
}

fn attributes(pairs: &Pairs) -> Attributes {
    Attributes::new(pairs.iter().cloned())
}

/// The statement whose records name sales by their places in the book.
pub fn statement(
    kept: &KeptStatement,
    partner: PartnerId,
    period: Period,
    currency: Currency,
    book: &Book,
) -> Statement {
    let places: std::collections::HashMap<i64, u32> =
        book.sales().iter().zip(0..).map(|(sale, place)| (sale.id, place)).collect();
    let place = |record: &Record| {
        let sale = kept.sales.get(record.sale as usize)?;
        places.get(&sale.id).copied()
    };
    let records = kept
        .records
        .iter()
        .map(|record| Record { sale: place(record).unwrap_or(Record::NO_SALE), ..*record });
    let head = kept.head.clone();
    Statement {
        partner: partner.0,
        period,
        currency,
        totals: Totals::default(),
        versions: head.versions,
        records: records.collect(),
        others: head.others,
        fx: head.fx,
        unpaid: Vec::new(),
        targets: Vec::new(),
        measured: head.measured,
        standing: head.standing,
        carried: Default::default(),
    }
}
