//! The one place where commissions look at sales.

use std::collections::{BTreeSet, HashMap};

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sales::{Earning, EarningSale, EarningWants, LoggedSale, SaleId, SaleParts};
use terms::{Original, Participant, Parts, Period, SaleFact, SaleMore};

use crate::rules::Maker;

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
    /// What is asked for beside the sales themselves.
    pub wants: EarningWants,
}

/// Fills the maker's book with the sales that earn in its programme.
pub async fn fill(work: &mut Work, maker: &mut Maker<'_>, asked: Asked<'_>) -> Result<()> {
    for (id, attributes) in sales::product_attributes(work).await? {
        maker.add_product(id.0, attributes);
    }
    let Asked { from, until, partners, known_until, wants } = asked;
    match partners {
        None => {
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
    if maker.has_customers() {
        for (id, attributes) in sales::customer_attributes(work, from, until).await? {
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

/// Whether what is known of sales of these days may have changed after the moment. The hour before it is looked at as
/// well: a sale that was being written while the period was read has an earlier moment than its end.
pub async fn may_have_changed(
    work: &mut Work,
    from: Date,
    until: Date,
    known_until: Timestamp,
) -> Result<bool> {
    let moment = known_until.checked_sub(SignedDuration::from_hours(1)).unwrap_or(known_until);
    sales::has_changed_since(work, from, until, moment).await
}

/// How many sales and returns of anybody the period has.
pub async fn count(work: &mut Work, period: Period) -> Result<i64> {
    sales::count_earning(work, period.start, period.end).await
}
