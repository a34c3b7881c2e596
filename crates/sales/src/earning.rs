//! The sales that earn, with everything that terms may ask of them.

use std::collections::{BTreeMap, HashMap};
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

use crate::store;

/// A sale or a return that may earn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningSale {
    /// The sale as terms see it: its number, seller, day, amount, the attributes of partner, product and customer, and for
    /// a return its original's id, day and amount.
    pub fact: SaleFact,
    /// The only programme it earns in; without one it earns in each programme the seller is enrolled in on its day.
    pub program: Option<ProgramId>,
    /// When we learnt of it.
    pub known_at: Timestamp,
}

/// Hands every sale and return that happened from `from` to `until`, both included, to `take`, in no particular order.
pub async fn earning(
    work: &mut Work,
    from: Date,
    until: Date,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    stream(work, from, until, None, take).await
}

/// The same for these partners alone, such as one partner and those below him.
pub async fn earning_of(
    work: &mut Work,
    sellers: &[PartnerId],
    from: Date,
    until: Date,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    for part in sellers.chunks(SELLERS_AT_ONCE) {
        stream(work, from, until, Some(part), take).await?;
    }
    Ok(())
}

const SELLERS_AT_ONCE: usize = 500;

async fn stream(
    work: &mut Work,
    from: Date,
    until: Date,
    sellers: Option<&[PartnerId]>,
    take: &mut (dyn FnMut(EarningSale) + Send),
) -> Result<()> {
    let known = Known::load(work, from, until, sellers).await?;
    let mut read = |row: Row| {
        take(known.read(&row)?);
        Ok(())
    };
    store::each_earning(work, from, until, sellers, &mut read).await
}

/// The attributes of everybody and everything that may occur; each is shared by all its sales.
struct Known {
    partners: HashMap<i64, Attributes>,
    products: HashMap<i64, Attributes>,
    customers: HashMap<i64, Attributes>,
    kinds: BTreeMap<&'static str, Arc<str>>,
}

impl Known {
    async fn load(work: &mut Work, from: Date, until: Date, sellers: Option<&[PartnerId]>) -> Result<Self> {
        let mut partners = HashMap::new();
        match sellers {
            Some([only]) => {
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
        let customers = store::customers_that_bought(work, from, until).await?;
        let customers = customers.iter().map(|one| (one.id.0, Attributes::new(one.attributes()))).collect();
        let kinds =
            crate::rules::SaleKind::ALL.iter().map(|kind| (kind.name(), Arc::from(kind.name()))).collect();
        Ok(Self { partners, products, customers, kinds })
    }

    fn read(&self, row: &Row) -> Result<EarningSale, DbError> {
        let currency: Currency = row.at(5)?;
        let seller: i64 = row.at(2)?;
        let kind: Arc<str> = row.at(7)?;
        let of = |all: &HashMap<i64, Attributes>, id: Option<i64>| {
            id.and_then(|id| all.get(&id).cloned()).unwrap_or_default()
        };
        let original: Option<i64> = row.at(12)?;
        let refers_to = match original {
            None => None,
            Some(id) => {
                Some(Original { id, happened_on: row.at(13)?, amount: Money::new(row.at(14)?, currency) })
            }
        };
        let fact = SaleFact {
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
            refers_to,
        };
        Ok(EarningSale { fact, program: row.at(10)?, known_at: row.at(11)? })
    }
}
