//! The sales that earn, with everything that terms may ask of them.

use std::collections::{HashMap, HashSet};

use base::access::{Actor, PartnerId};
use base::db::{DbError, Row};
use base::failure::Result;
use base::work::{Site, Work};
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;
use terms::Attributes;

use crate::rules::{
    Customer, CustomerId, LoggedSale, Participant, Product, ProductId, SaleId, SaleKind, SaleParts,
};
use crate::store::{self, Asked};

/// A sale or a return that may earn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningSale {
    /// Its id.
    pub id: SaleId,
    /// The number people know it by; it orders sales of one day.
    pub reference: String,
    /// Who sold.
    pub seller: PartnerId,
    /// What was sold.
    pub product: Option<ProductId>,
    /// Who bought.
    pub customer: Option<CustomerId>,
    /// The day it happened.
    pub happened_on: Date,
    /// What it was worth; negative for a return.
    pub amount: Money,
    /// How many units; negative for a return of units.
    pub quantity: i64,
    /// What kind of sale it is.
    pub kind: SaleKind,
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
    let with_participants = wants.participants;
    let asked = Asked { from, until, partners: None, ids: None, with_participants, known_until };
    stream(work, asked, wants, take).await
}

/// A sale that earns, as far as it must be told.
pub enum Earning<'a> {
    /// One that says nothing beside the necessary: no parts, no participants, no original.
    Brief(LoggedSale<'a>),
    /// Any other.
    Whole(Box<EarningSale>),
}

/// The same sales as [`earning`], read from the log of months where that has everything that is wanted: many times faster.
pub async fn earning_in_bulk(
    work: &mut Work,
    from: Date,
    until: Date,
    known_until: Option<Timestamp>,
    wants: EarningWants,
    take: &mut (dyn FnMut(Earning<'_>) + Send),
) -> Result<()> {
    if wants.firsts || !store::log_is_whole(work).await? {
        let mut whole = |sale| take(Earning::Whole(Box::new(sale)));
        return earning(work, from, until, known_until, wants, &mut whole).await;
    }
    let moment = known_until.map(Timestamp::as_microsecond);
    let mut rest: HashSet<SaleId> = HashSet::new();
    let mut brief = |sale: LoggedSale<'_>| {
        if sale.happened_on < from || sale.happened_on > until || !sale.earns(moment) {
            return;
        }
        if sale.has_more {
            rest.insert(sale.id);
        } else {
            take(Earning::Brief(sale));
        }
    };
    store::each_logged(work, from, until, &mut brief).await?;
    if rest.len() <= FEW {
        let ids: Vec<SaleId> = rest.into_iter().collect();
        let found = earning_by_id(work, &ids, known_until, wants).await?;
        found.into_iter().for_each(|sale| take(Earning::Whole(Box::new(sale))));
        return Ok(());
    }
    let mut whole = |sale: EarningSale| {
        if rest.contains(&sale.id) {
            take(Earning::Whole(Box::new(sale)));
        }
    };
    earning(work, from, until, known_until, wants, &mut whole).await
}

/// So many sales are read one by one; more by passing over all of them.
const FEW: usize = 10_000;

/// Makes the log of months whole where it is not: sales were entered before there was one.
pub async fn complete_log(site: &Site) -> Result<()> {
    let actor = Actor::System("log");
    if store::log_is_whole(&mut site.read(actor).await?).await? {
        return Ok(());
    }
    rebuild_log(site, actor).await.map(|_| ())
}

/// Writes the log of months anew from the sales; returns how many there are.
pub async fn rebuild_log(site: &Site, actor: Actor) -> Result<u64> {
    let mut work = site.begin(actor).await?;
    let written = store::write_log_anew(&mut work).await?;
    work.commit().await?;
    Ok(written)
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
        if !may_repeat || seen.insert(sale.id) {
            take(sale);
        }
    };
    for part in partners.chunks(PARTNERS_AT_ONCE) {
        let with_participants = wants.participants;
        let asked = Asked { from, until, partners: Some(part), ids: None, with_participants, known_until };
        stream(work, asked, wants, &mut once).await?;
    }
    Ok(())
}

/// Sales and returns by their ids, as far as they earned as known at `known_until`.
pub async fn earning_by_id(
    work: &mut Work,
    ids: &[SaleId],
    known_until: Option<Timestamp>,
    wants: EarningWants,
) -> Result<Vec<EarningSale>> {
    let mut found = Vec::with_capacity(ids.len());
    let mut take = |sale: EarningSale| found.push(sale);
    for part in ids.chunks(PARTNERS_AT_ONCE) {
        let asked = Asked {
            from: Date::MIN,
            until: Date::MAX,
            partners: None,
            ids: Some(part),
            with_participants: wants.participants,
            known_until,
        };
        stream(work, asked, wants, &mut take).await?;
    }
    Ok(found)
}

/// What terms may ask of products, of these alone or of all, as the cards stood at a moment (now without one).
pub async fn product_attributes(
    work: &mut Work,
    only: Option<&[ProductId]>,
    moment: Option<Timestamp>,
) -> Result<Vec<(ProductId, Attributes)>> {
    let mut earlier = match moment {
        Some(moment) => store::earlier_products(work, moment).await?,
        None => HashMap::new(),
    };
    let mut at_that_time = |one: &Product| {
        let attributes = earlier.remove(&one.id.0);
        (one.id, attributes.unwrap_or_else(|| Attributes::new(one.attributes())))
    };
    let products = match only {
        Some(ids) => store::products_by_ids(work, ids).await?,
        None => store::products(work).await?,
    };
    Ok(products.iter().map(&mut at_that_time).collect())
}

/// Whose cards are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Buyers<'a> {
    /// Those of these customers.
    These(&'a [CustomerId]),
    /// Those of everybody who bought between two days.
    Between(Date, Date),
}

/// What terms may ask of customers, as the cards stood at a moment (now without one).
pub async fn customer_attributes(
    work: &mut Work,
    whose: Buyers<'_>,
    moment: Option<Timestamp>,
) -> Result<Vec<(CustomerId, Attributes)>> {
    let mut earlier = match moment {
        Some(moment) => store::earlier_customers(work, moment).await?,
        None => HashMap::new(),
    };
    let mut at_that_time = |one: &Customer| {
        let attributes = earlier.remove(&one.id.0);
        (one.id, attributes.unwrap_or_else(|| Attributes::new(one.attributes())))
    };
    let customers = match whose {
        Buyers::These(ids) => store::customers_by_ids(work, ids).await?,
        Buyers::Between(from, until) => store::customers_that_bought(work, from, until).await?,
    };
    Ok(customers.iter().map(&mut at_that_time).collect())
}

const PARTNERS_AT_ONCE: usize = 500;

async fn stream(
    work: &mut Work,
    asked: Asked<'_>,
    wants: EarningWants,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    let mut beside = Beside::default();
    if wants.firsts {
        beside.firsts = store::firsts_of(work, asked).await?;
    }
    if wants.participants {
        beside.participants = store::participants_between(work, asked).await?;
    }
    let mut read = |row: Row| {
        take(beside.read(&row)?);
        Ok(())
    };
    store::each_earning(work, asked, &mut read).await
}

/// What was asked for beside the sales.
#[derive(Default)]
struct Beside {
    firsts: HashMap<i64, (Date, i64)>,
    participants: HashMap<i64, Vec<Participant>>,
}

/// Where the columns of the original begin, and those of its parts.
const ORIGINAL_FIRST: usize = 22;
/// Where the columns of the sale's parts begin.
const PARTS_FIRST: usize = 13;

impl Beside {
    fn read(&mut self, row: &Row) -> Result<EarningSale, DbError> {
        let currency: Currency = row.at(5)?;
        let id: SaleId = row.at(0)?;
        let original = self.original(row, currency)?;
        let first = self.firsts.get(&original.as_ref().map_or(id.0, |original| original.id.0));
        Ok(EarningSale {
            id,
            reference: row.at(1)?,
            seller: row.at(2)?,
            happened_on: row.at(3)?,
            amount: Money::new(row.at(4)?, currency),
            quantity: row.at(6)?,
            kind: row.at(7)?,
            product: row.at(8)?,
            customer: row.at(9)?,
            program: row.at(10)?,
            known_at: row.at(11)?,
            parts: store::read_parts(row, PARTS_FIRST, currency)?,
            participants: self.participants.remove(&id.0).unwrap_or_default(),
            returned_before: Money::new(row.at(ORIGINAL_FIRST + 12)?, currency),
            first_sold_on: first.map(|(day, _)| *day),
            payment_no: first.map(|(_, place)| *place),
            original,
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
}
