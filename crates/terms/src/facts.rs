//! What a calculation knows of one partner's period: plain data, gathered by the caller.

use crate::Period;
use jiff::civil::Date;
use money::Money;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Named texts of a product, a customer or a partner, cheap to share between many sales.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
}

/// The sale that a return takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original {
    /// The id of the original sale.
    pub id: i64,
    /// When the original happened; it chooses the version of the terms for the return as well.
    pub happened_on: Date,
    /// What the original was worth.
    pub amount: Money,
}

/// One sale, or a return as a negative sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleFact {
    /// The id of the sale.
    pub id: i64,
    /// The number people know the sale by; it orders sales of one day.
    pub reference: Arc<str>,
    /// The id of the partner who sold.
    pub seller: i64,
    /// The day it happened, in the time zone of the programme.
    pub happened_on: Date,
    /// What it was worth; negative for a return.
    pub amount: Money,
    /// How many units; negative for a return of units.
    pub quantity: i64,
    /// What kind of sale it is.
    pub kind: Arc<str>,
    /// What is known of the seller.
    pub partner: Attributes,
    /// What is known of the product.
    pub product: Attributes,
    /// What is known of the customer.
    pub customer: Attributes,
    /// The sale that this return takes back.
    pub refers_to: Option<Original>,
}

impl SaleFact {
    /// A sale of one unit of which nothing more is known.
    pub fn new(
        id: i64,
        reference: impl Into<Arc<str>>,
        seller: i64,
        happened_on: Date,
        amount: Money,
    ) -> SaleFact {
        SaleFact {
            id,
            reference: reference.into(),
            seller,
            happened_on,
            amount,
            quantity: 1,
            kind: "order".into(),
            partner: Attributes::default(),
            product: Attributes::default(),
            customer: Attributes::default(),
            refers_to: None,
        }
    }

    /// The day that chooses the terms: a return is judged by those of its original.
    pub fn judged_on(&self) -> Date {
        self.refers_to.map_or(self.happened_on, |original| original.happened_on)
    }

    /// The size that conditions see: that of the original for a return, never negative.
    pub fn judged_minor(&self) -> u64 {
        self.refers_to.map_or(self.amount, |original| original.amount).minor.unsigned_abs()
    }
}

/// A sale of somebody below the beneficiary in the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownlineSale {
    /// How many steps below: 1 is the direct downline.
    pub level: u8,
    /// The sale.
    pub sale: SaleFact,
}

/// Everything a statement of one partner and one period is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The period; sales that became known in it may have happened earlier, never later.
    pub period: Period,
    /// What is known of the partner whose statement it is.
    pub beneficiary: Attributes,
    /// His own sales, in any order.
    pub own: Vec<SaleFact>,
    /// The sales of his downline, in any order.
    pub downline: Vec<DownlineSale>,
}
