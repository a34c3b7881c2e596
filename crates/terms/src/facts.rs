//! What is known of a sale and of a partner: plain data, gathered by the caller.

use crate::pay::Base;
use ecow::EcoString;
use jiff::civil::Date;
use money::{Currency, Exact, Rate, RoundingMode};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Named texts of a product, a customer or a partner, cheap to share between many sales.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Attributes(Arc<BTreeMap<Arc<str>, Arc<str>>>);

impl Attributes {
    /// Collects pairs such as `("series", "GTK")`.
    pub fn new<N: Into<Arc<str>>, V: Into<Arc<str>>>(pairs: impl IntoIterator<Item = (N, V)>) -> Attributes {
        Attributes(Arc::new(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }

    /// The value under this name.
    pub fn get(&self, name: &str) -> Option<&Arc<str>> {
        self.0.get(name)
    }

    /// Where they are kept: those with one address are the same.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// All pairs in the order of their names.
    pub fn pairs(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
        self.0.iter()
    }

    /// Only the pairs with these names.
    pub fn only(&self, names: &[&str]) -> Attributes {
        Attributes::new(
            self.pairs()
                .filter(|(name, _)| names.contains(&&***name))
                .map(|(name, value)| (name.clone(), value.clone())),
        )
    }
}

/// A partner as a calculation knows him.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartnerFact {
    /// His id.
    pub id: i64,
    /// What is known of him.
    pub attributes: Attributes,
    /// The first day he takes part; nothing when he always has.
    pub joined_on: Option<Date>,
    /// His own target for a period, in minor units of the terms' currency.
    pub target: Option<i64>,
    /// Under whom and on which leg he is placed in a binary tree: the index of that partner.
    pub placed: Option<(u32, Leg)>,
    /// What he sold, where it is known beforehand and not to be counted from the sales; his statement's turnover, too.
    pub standing: Option<Standing>,
}

/// A leg of a binary tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leg {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// What a partner sold in a period, as conditions ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Standing {
    /// His own turnover, less returns.
    pub own: i64,
    /// The same with his direct downline.
    pub group: i64,
    /// The same with his whole downline.
    pub subtree: i64,
    /// How many sales he made.
    pub sales: i64,
}

impl Standing {
    /// Of somebody who sold nothing.
    pub const NOTHING: Standing = Standing { own: 0, group: 0, subtree: 0, sales: 0 };
}

/// One sale, or a return as a negative sale. Partners, products, customers and kinds are indexes into the
/// [`Book`](crate::Book).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleFact {
    /// The id of the sale.
    pub id: i64,
    /// The number people know the sale by; it orders sales of one day.
    pub reference: EcoString,
    /// The partner who sold.
    pub seller: u32,
    /// Those above him on the day of the sale.
    pub chain: u32,
    /// The product.
    pub product: u32,
    /// The customer.
    pub customer: u32,
    /// The day it happened, in the time zone of the programme.
    pub happened_on: Date,
    /// What kind of sale it is.
    pub kind: u16,
    /// The currency of its sums.
    pub currency: Currency,
    /// What it was worth in minor units; negative for a return.
    pub amount: i64,
    /// How many units; negative for a return of units.
    pub quantity: i64,
    /// What few sales have.
    pub more: Option<Box<SaleMore>>,
}

/// What few sales have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaleMore {
    /// The document, such as an invoice, that it is a row of.
    pub document: Option<Arc<str>>,
    /// The parts of the amount.
    pub parts: Parts,
    /// The day of the invoice.
    pub invoiced_on: Option<Date>,
    /// The day the customer paid.
    pub paid_on: Option<Date>,
    /// The first and the last day of the service it pays for.
    pub covers: Option<(Date, Date)>,
    /// The day of the first sale of this partner to this customer.
    pub first_sold_on: Option<Date>,
    /// The place of the sale among those of this partner to this customer, counted from 1.
    pub payment: Option<u32>,
    /// Who else took part in it.
    pub participants: Vec<Participant>,
    /// The sale that this return takes back.
    pub original: Option<Original>,
}

/// The parts of an amount in minor units; what is not known is not guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// The VAT inside the amount.
    pub vat: Option<i64>,
    /// The delivery inside the amount, its VAT included.
    pub delivery: Option<i64>,
    /// The cost, without VAT.
    pub cost: Option<i64>,
    /// What the customer has paid.
    pub paid: Option<i64>,
}

/// Somebody else who took part in a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub partner: u32,
    /// As what.
    pub role: Arc<str>,
    /// His share, where it is not that of the terms.
    pub share: Option<Rate>,
}

/// The sale that a return takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original {
    /// The id of the original sale.
    pub id: i64,
    /// When the original happened; it chooses the version of the terms for the return as well.
    pub happened_on: Date,
    /// What the original was worth.
    pub amount: i64,
    /// How many units it was.
    pub quantity: i64,
    /// The parts of its amount.
    pub parts: Parts,
    /// The first and the last day of the service it pays for.
    pub covers: Option<(Date, Date)>,
    /// What earlier returns took back of it, above zero.
    pub returned_before: i64,
}

/// A part of a sale that its base needs and that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The VAT inside the amount.
    Vat,
    /// The delivery inside the amount.
    Delivery,
    /// The cost.
    Cost,
    /// What the customer has paid.
    Paid,
    /// The customer's first sale.
    FirstSale,
    /// The partner's own target.
    Target,
    /// The day the partner joined.
    Joined,
}

impl PartnerFact {
    /// The id of somebody above who does not take part: he holds his level, earns nothing and never qualifies.
    pub const NOBODY: i64 = 0;
}

impl SaleFact {
    /// A sale of one unit of which nothing more is known.
    pub fn new(
        id: i64,
        reference: impl Into<EcoString>,
        seller: u32,
        happened_on: Date,
        currency: Currency,
        amount: i64,
    ) -> SaleFact {
        SaleFact {
            id,
            reference: reference.into(),
            seller,
            chain: 0,
            product: 0,
            customer: 0,
            happened_on,
            kind: 0,
            currency,
            amount,
            quantity: 1,
            more: None,
        }
    }

    /// What few sales have, to be filled.
    pub fn more_mut(&mut self) -> &mut SaleMore {
        self.more.get_or_insert_default()
    }

    /// The sale that it takes back, where it is known.
    pub fn original(&self) -> Option<&Original> {
        self.more.as_ref()?.original.as_ref()
    }

    /// The sale that it takes a part of back; a later sale that only names an earlier one takes nothing back.
    pub fn taken_back(&self) -> Option<&Original> {
        self.original().filter(|_| self.is_return())
    }

    /// The parts of its amount.
    pub fn parts(&self) -> Parts {
        self.more.as_ref().map(|more| more.parts).unwrap_or_default()
    }

    /// Whether it takes something back.
    pub fn is_return(&self) -> bool {
        self.amount < 0 || (self.amount == 0 && self.quantity < 0)
    }

    /// The day that chooses the terms: a return is judged by those of its original.
    pub fn judged_on(&self) -> Date {
        self.original().map_or(self.happened_on, |original| original.happened_on)
    }

    /// The size that conditions see: that of the original for a return, never negative.
    pub fn judged_minor(&self) -> i64 {
        self.original().map_or(self.amount, |original| original.amount).saturating_abs()
    }

    /// The number of units that conditions see: that of the original for a return, never negative.
    pub fn judged_quantity(&self) -> i64 {
        self.original().map_or(self.quantity, |original| original.quantity).saturating_abs()
    }

    /// The part of the sale that pay is computed from.
    pub fn base(&self, base: Base, vat: Option<Rate>) -> Result<i64, Missing> {
        if base == Base::Gross { Ok(self.amount) } else { base_of(self.amount, self.parts(), base, vat) }
    }
}

impl Original {
    /// The part of the original that pay was computed from.
    pub fn base(&self, base: Base, vat: Option<Rate>) -> Result<i64, Missing> {
        base_of(self.amount, self.parts, base, vat)
    }
}

/// The part of an amount that a base names. `vat` is the rate inside amounts whose VAT is not known; a sum of VAT is
/// rounded to the minor unit as on the invoice, halves away from zero.
pub fn base_of(amount: i64, parts: Parts, base: Base, vat: Option<Rate>) -> Result<i64, Missing> {
    let tax = || match (parts.vat, vat) {
        (Some(sum), _) => Ok(sum),
        (None, Some(rate)) => Ok(vat_inside(amount, rate)),
        (None, None) => Err(Missing::Vat),
    };
    let delivery = || parts.delivery.ok_or(Missing::Delivery);
    Ok(match base {
        Base::Gross => amount,
        Base::Net => amount.saturating_sub(tax()?),
        Base::GrossWithoutDelivery => amount.saturating_sub(delivery()?),
        Base::NetWithoutDelivery => {
            let (delivery, tax) = (delivery()?, tax()?);
            let of_delivery = match Rate::new(tax, amount) {
                Ok(share) => {
                    Exact::product(delivery, share).round(RoundingMode::HalfAwayFromZero).unwrap_or(0)
                }
                Err(_) => 0,
            };
            amount.saturating_sub(tax).saturating_sub(delivery.saturating_sub(of_delivery))
        }
        Base::Margin => amount.saturating_sub(tax()?).saturating_sub(parts.cost.ok_or(Missing::Cost)?),
        Base::Paid => parts.paid.ok_or(Missing::Paid)?,
    })
}

/// The VAT at `rate` inside an amount: 20 % of it make 20 000 of 120 000.
pub fn vat_inside(amount: i64, rate: Rate) -> i64 {
    let Some(with) = rate.checked_add(Rate::ONE).filter(|with| with.num() > 0) else { return 0 };
    let inside = Rate::new(rate.num(), rate.den()).ok().and_then(|rate| divided(rate, with));
    let sum = inside.map(|share| Exact::product(amount, share).round(RoundingMode::HalfAwayFromZero));
    sum.and_then(Result::ok).unwrap_or(0)
}

/// `rate` / `by`, where it can be kept exactly.
fn divided(rate: Rate, by: Rate) -> Option<Rate> {
    let num = rate.num().checked_mul(by.den())?;
    let den = rate.den().checked_mul(by.num())?;
    Rate::new(num, den).ok()
}
