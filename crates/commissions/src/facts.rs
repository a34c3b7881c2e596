//! The one place where commissions look at sales.

use std::collections::{BTreeSet, HashMap};

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::Currency;
use sales::{
    Buyers, CustomerId, Earning, EarningSale, EarningWants, LoggedSale, ProductId, SaleId, SaleParts,
};
use terms::{Original, Participant, Parts, Period, SaleFact, SaleMore};

use crate::rules::Maker;

/// Where the sales of everybody are read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The log of months, which is many times faster.
    #[default]
    Log,
    /// The rows themselves, by which the log is verified as well.
    Rows,
}

/// Which sales are asked for.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Only those of these partners; of everybody without it.
    pub partners: Option<&'a BTreeSet<PartnerId>>,
    /// As they were known at this moment; as they are now without it.
    pub known_until: Option<Timestamp>,
    /// With the cards of products and customers as they stood at this moment; as they stand now without it.
    pub cards_at: Option<Timestamp>,
    /// Where they are read from when everybody's are asked for.
    pub source: Source,
    /// What is asked for beside the sales themselves.
    pub wants: EarningWants,
}

/// Fills the maker's book with the sales that earn in its programme.
pub async fn fill(work: &mut Work, maker: &mut Maker<'_>, asked: Asked<'_>) -> Result<()> {
    let Asked { from, until, partners, known_until, cards_at, source, wants } = asked;
    match partners {
        None if source == Source::Rows => {
            let mut take = |sale: EarningSale| take(maker, sale);
            sales::earning(work, from, until, known_until, wants, &mut take).await?;
        }
        None => {
            // Growing on the way would copy them all, and more than once.
            let count = sales::count_entered(work, from, until).await?;
            maker.book.reserve(usize::try_from(count).unwrap_or(0));
            let mut take = |sale: Earning<'_>| match sale {
                Earning::Brief(sale) => take_brief(maker, sale),
                Earning::Whole(sale) => take(maker, *sale),
            };
            sales::earning_in_bulk(work, from, until, known_until, wants, &mut take).await?;
        }
        Some(partners) => {
            let mut take = |sale: EarningSale| take(maker, sale);
            let partners: Vec<PartnerId> = partners.iter().copied().collect();
            sales::earning_of(work, &partners, from, until, known_until, wants, &mut take).await?;
        }
    }
    describe(work, maker, (from, until), cards_at).await
}

/// So many products or customers are asked for by name, more all together.
const FEW: usize = 500;

/// Says what terms may ask of the products that were sold and the customers who bought.
async fn describe(
    work: &mut Work,
    maker: &mut Maker<'_>,
    (from, until): (Date, Date),
    cards_at: Option<Timestamp>,
) -> Result<()> {
    let products: Vec<ProductId> = maker.sold_products().map(ProductId).collect();
    if !products.is_empty() {
        let only = (products.len() <= FEW).then_some(&*products);
        for (id, attributes) in sales::product_attributes(work, only, cards_at).await? {
            maker.describe_product(id.0, attributes);
        }
    }
    let customers: Vec<CustomerId> = maker.buying_customers().map(CustomerId).collect();
    if !customers.is_empty() {
        let whose =
            if customers.len() <= FEW { Buyers::These(&customers) } else { Buyers::Between(from, until) };
        for (id, attributes) in sales::customer_attributes(work, whose, cards_at).await? {
            maker.describe_customer(id.0, attributes);
        }
    }
    Ok(())
}

fn take_brief(maker: &mut Maker<'_>, sale: LoggedSale<'_>) {
    let Some(place) = maker.place(sale.seller, sale.happened_on, sale.program) else { return };
    let (currency, minor) = (sale.amount.currency, sale.amount.minor);
    let mut fact = SaleFact::new(sale.id.0, sale.reference, place.seller, sale.happened_on, currency, minor);
    fact.quantity = sale.quantity;
    fact.kind = maker.book.kind(sale.kind.name());
    fact.product = maker.product(sale.product.map(|id| id.0));
    fact.customer = maker.customer(sale.customer.map(|id| id.0));
    maker.take(place, fact);
}

fn take(maker: &mut Maker<'_>, sale: EarningSale) {
    let judged_on = sale.original.as_ref().map_or(sale.happened_on, |original| original.happened_on);
    if let Some(place) = maker.place(sale.seller, judged_on, sale.program) {
        let fact = fact(maker, sale);
        maker.take(place, fact);
    }
}

/// A sale as a calculation knows it.
fn fact(maker: &mut Maker<'_>, sale: EarningSale) -> SaleFact {
    let seller = maker.partner(sale.seller);
    let mut fact = SaleFact::new(
        sale.id.0,
        &*sale.reference,
        seller,
        sale.happened_on,
        sale.amount.currency,
        sale.amount.minor,
    );
    fact.quantity = sale.quantity;
    fact.kind = maker.book.kind(sale.kind.name());
    fact.product = maker.product(sale.product.map(|id| id.0));
    fact.customer = maker.customer(sale.customer.map(|id| id.0));
    let more = more(maker, sale);
    fact.more = (more != SaleMore::default()).then(|| Box::new(more));
    fact
}

fn more(maker: &mut Maker<'_>, sale: EarningSale) -> SaleMore {
    let participants = sale.participants.into_iter().map(|one| Participant {
        partner: maker.partner(one.partner),
        role: one.role.into(),
        share: one.share,
    });
    let original = sale.original.map(|original| Original {
        id: original.id.0,
        happened_on: original.happened_on,
        amount: original.amount.minor,
        quantity: original.quantity,
        parts: parts(&original.parts),
        covers: covers(&original.parts),
        returned_before: sale.returned_before.minor,
    });
    SaleMore {
        document: sale.parts.document.as_deref().map(Into::into),
        parts: parts(&sale.parts),
        invoiced_on: sale.parts.invoiced_on,
        paid_on: sale.parts.paid_on,
        covers: covers(&sale.parts),
        first_sold_on: sale.first_sold_on,
        payment: sale.payment_no.and_then(|number| u32::try_from(number).ok()),
        participants: participants.collect(),
        original,
    }
}

fn parts(parts: &SaleParts) -> Parts {
    let minor = |sum: Option<money::Money>| sum.map(|sum| sum.minor);
    Parts {
        vat: minor(parts.vat),
        delivery: minor(parts.delivery),
        cost: minor(parts.cost),
        paid: minor(parts.paid),
    }
}

fn covers(parts: &SaleParts) -> Option<(Date, Date)> {
    parts.covers.map(|covers| (covers.from, covers.until))
}

/// Sales by their ids, as they were known at a moment, for statements that name them.
pub async fn by_id(
    work: &mut Work,
    maker: &mut Maker<'_>,
    ids: &[i64],
    known_until: Option<Timestamp>,
) -> Result<HashMap<i64, SaleFact>> {
    let ids: Vec<SaleId> = ids.iter().copied().map(SaleId).collect();
    let wants = EarningWants { firsts: true, participants: true };
    let mut found = HashMap::with_capacity(ids.len());
    for sale in sales::earning_by_id(work, &ids, known_until, wants).await? {
        let fact = fact(maker, sale);
        found.insert(fact.id, fact);
    }
    Ok(found)
}

/// Whether sales of these days became known, or ceased to earn, after the moment.
pub async fn has_changed(work: &mut Work, from: Date, until: Date, moment: Timestamp) -> Result<bool> {
    Ok(sales::changed_since(work, from, until, moment).await? > 0)
}

/// How many facts became known in the hour up to a moment. What was being written while a period was read has an earlier
/// moment than its end, so this number grows when it is there at last.
pub async fn freshly_known(
    work: &mut Work,
    currency: Currency,
    until: Date,
    moment: Timestamp,
) -> Result<i64> {
    let after = hour_before(moment);
    let sales = sales::known_between(work, after, moment).await?;
    let cards = partners::changed_between(work, after, moment).await?;
    let rates = programs::rates_added_between(work, currency, until, after, moment).await?;
    Ok(sales + cards + rates)
}

/// The mark of the sales up to the end of a period, as they were known at a moment; empty where more than that is there.
pub async fn mark_of(work: &mut Work, period: Period, moment: Timestamp) -> Result<String> {
    if sales::known_between(work, moment, Timestamp::MAX).await? > 0 {
        return Ok(String::new());
    }
    Ok(sales::mark_until(work, period.end).await?.unwrap_or_default())
}

/// An hour before a moment.
pub fn hour_before(moment: Timestamp) -> Timestamp {
    moment.checked_sub(SignedDuration::from_hours(1)).unwrap_or(moment)
}

/// How many sales and returns of anybody the period has.
pub async fn count(work: &mut Work, period: Period) -> Result<i64> {
    sales::count_earning(work, period.start, period.end).await
}
