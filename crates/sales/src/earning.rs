//! The sales that earn, with everything that terms may ask of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use base::access::PartnerId;
use base::db::{DbError, Row};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;
use terms::{Attributes, Original, SaleFact};

use crate::rules::{Participant, SaleId, SaleParts};
use crate::store::{self, Asked};

/// A sale or a return that earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningSale {
    /// The sale as terms see it: its number, seller, day, amount, the attributes of partner, product and customer, and for
    /// a return its original's id, day and amount.
    pub fact: SaleFact,
    /// The only programme it earns in; without one it earns in each programme the seller is enrolled in on its day.
    pub program: Option<ProgramId>,
    /// Since when it earns.
    pub known_at: Timestamp,
    /// What it says beside the necessary; the sums of a return are zero or less.
    pub parts: SaleParts,
    /// Who takes part beside the seller, by role, in a return those of its original; empty unless wanted.
    pub participants: Vec<Participant>,
    /// The sale that a return takes back.
    pub original: Option<OriginalSale>,
    /// What valid returns of the same original took back before this one, by day, then number, then id; not negative, and
    /// nothing for a sale.
    pub returned_before: Money,
    /// The first day on which its seller sold to its customer, of a return that of its original; only when wanted and
    /// when there is a customer.
    pub first_sold_on: Option<Date>,
    /// The place of the sale among all that its seller sold to its customer, from 1, by day, then number, then id; of a
    /// return that of its original.
    pub payment_no: Option<i64>,
}

/// What a return needs to know of the sale that it takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalSale {
    /// Its id.
    pub id: SaleId,
    /// When it happened.
    pub happened_on: Date,
    /// What it was worth.
    pub amount: Money,
    /// Its units.
    pub quantity: i64,
    /// What it says beside the necessary.
    pub parts: SaleParts,
}

/// What is asked for beside the sales themselves; each costs a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EarningWants {
    /// The first sale to the customer and the place among all.
    pub firsts: bool,
    /// Who takes part. With it a partner's sales are also those in which he takes part without having sold.
    pub participants: bool,
}

/// Hands every sale and return that happened from `from` to `until`, both included, and earned as known at `known_until`
/// (now without a moment), to `take`, in no particular order.
pub async fn earning(
    work: &mut Work,
    from: Date,
    until: Date,
    known_until: Option<Timestamp>,
    wants: EarningWants,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    let asked = Asked { from, until, partners: None, with_participants: wants.participants, known_until };
    stream(work, asked, wants, take).await
}

/// The same for these partners alone, such as one partner and those below him; each sale once.
pub async fn earning_of(
    work: &mut Work,
    partners: &[PartnerId],
    from: Date,
    until: Date,
    known_until: Option<Timestamp>,
    wants: EarningWants,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    // A sale of a partner of one part may have a participant of another.
    let may_repeat = wants.participants && partners.len() > PARTNERS_AT_ONCE;
    let mut seen = HashSet::new();
    let mut once = |sale: EarningSale| {
        if !may_repeat || seen.insert(sale.fact.id) {
            take(sale);
        }
    };
    for part in partners.chunks(PARTNERS_AT_ONCE) {
        let with_participants = wants.participants;
        let asked = Asked { from, until, partners: Some(part), with_participants, known_until };
        stream(work, asked, wants, &mut once).await?;
    }
    Ok(())
}

const PARTNERS_AT_ONCE: usize = 500;

async fn stream(
    work: &mut Work,
    asked: Asked<'_>,
    wants: EarningWants,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    let mut known = Known::load(work, asked, wants).await?;
    let mut read = |row: Row| {
        take(known.read(&row)?);
        Ok(())
    };
    store::each_earning(work, asked, &mut read).await
}

/// The attributes of everybody and everything that may occur, each shared by all its sales, and what was asked for beside.
struct Known {
    partners: HashMap<i64, Attributes>,
    products: HashMap<i64, Attributes>,
    customers: HashMap<i64, Attributes>,
    kinds: BTreeMap<&'static str, Arc<str>>,
    firsts: HashMap<i64, (Date, i64)>,
    participants: HashMap<i64, Vec<Participant>>,
}

/// Where the columns of the original begin, and those of its parts.
const ORIGINAL_FIRST: usize = 22;
/// Where the columns of the sale's parts begin.
const PARTS_FIRST: usize = 13;

impl Known {
    async fn load(work: &mut Work, asked: Asked<'_>, wants: EarningWants) -> Result<Self> {
        let mut partners = HashMap::new();
        match asked.partners {
            Some([only]) if !wants.participants => {
                let known = partners::partner(work, *only).await?;
                partners.extend(known.map(|partner| (partner.id.0, Attributes::new(partner.attributes()))));
            }
            _ => {
                let all = partners::all(work).await?;
                partners
                    .extend(all.iter().map(|partner| (partner.id.0, Attributes::new(partner.attributes()))));
            }
        }
        let products = store::products(work).await?;
        let products = products.iter().map(|product| (product.id.0, Attributes::new(product.attributes())));
        let products = products.collect();
        let customers = store::customers_that_bought(work, asked.from, asked.until).await?;
        let customers = customers.iter().map(|one| (one.id.0, Attributes::new(one.attributes()))).collect();
        let kinds =
            crate::rules::SaleKind::ALL.iter().map(|kind| (kind.name(), Arc::from(kind.name()))).collect();
        let mut known = Self {
            partners,
            products,
            customers,
            kinds,
            firsts: HashMap::new(),
            participants: HashMap::new(),
        };
        if wants.firsts {
            known.firsts = store::firsts_of(work, asked).await?;
        }
        if wants.participants {
            known.participants = store::participants_between(work, asked).await?;
        }
        Ok(known)
    }

    fn read(&mut self, row: &Row) -> Result<EarningSale, DbError> {
        let currency: Currency = row.at(5)?;
        let original = self.original(row, currency)?;
        let fact = self.fact(row, currency, original.as_ref())?;
        let first = self.firsts.get(&original.as_ref().map_or(fact.id, |original| original.id.0));
        Ok(EarningSale {
            program: row.at(10)?,
            known_at: row.at(11)?,
            parts: store::read_parts(row, PARTS_FIRST, currency)?,
            participants: self.participants.remove(&fact.id).unwrap_or_default(),
            returned_before: Money::new(row.at(ORIGINAL_FIRST + 12)?, currency),
            first_sold_on: first.map(|(day, _)| *day),
            payment_no: first.map(|(_, place)| *place),
            original,
            fact,
        })
    }

    fn original(&self, row: &Row, currency: Currency) -> Result<Option<OriginalSale>, DbError> {
        let Some(id) = row.at::<Option<SaleId>>(12)? else { return Ok(None) };
        Ok(Some(OriginalSale {
            id,
            happened_on: row.at(ORIGINAL_FIRST)?,
            amount: Money::new(row.at(ORIGINAL_FIRST + 1)?, currency),
            quantity: row.at(ORIGINAL_FIRST + 2)?,
            parts: store::read_parts(row, ORIGINAL_FIRST + 3, currency)?,
        }))
    }

    fn fact(
        &self,
        row: &Row,
        currency: Currency,
        original: Option<&OriginalSale>,
    ) -> Result<SaleFact, DbError> {
        let (seller, kind): (i64, Arc<str>) = (row.at(2)?, row.at(7)?);
        let of = |all: &HashMap<i64, Attributes>, id: Option<i64>| {
            id.and_then(|id| all.get(&id).cloned()).unwrap_or_default()
        };
        Ok(SaleFact {
            id: row.at(0)?,
            reference: row.at(1)?,
            seller,
            happened_on: row.at(3)?,
            amount: Money::new(row.at(4)?, currency),
            quantity: row.at(6)?,
            kind: self.kinds.get(&*kind).cloned().unwrap_or(kind),
            partner: of(&self.partners, Some(seller)),
            product: of(&self.products, row.at(8)?),
            customer: of(&self.customers, row.at(9)?),
            refers_to: original.map(|original| Original {
                id: original.id.0,
                happened_on: original.happened_on,
                amount: original.amount,
            }),
        })
    }
}
