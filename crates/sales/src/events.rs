//! What happened in this slice, for the log and those who react.

use base::access::PartnerId;
use base::events::Event;
use jiff::civil::Date;
use money::Money;
use serde::Serialize;

use crate::rules::{CustomerId, ProductId, SaleId};

/// A sale was entered.
#[derive(Clone, Debug, Serialize)]
pub struct SaleEntered {
    /// The sale.
    pub sale: SaleId,
    /// The number people know it by.
    pub reference: String,
    /// Who sold.
    pub partner: PartnerId,
    /// When it happened.
    pub happened_on: Date,
    /// What it was worth.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
}

impl Event for SaleEntered {
    const NAME: &'static str = "sales.sale-entered";

    fn subject(&self) -> String {
        self.sale.to_string()
    }

    fn partner(&self) -> Option<PartnerId> {
        Some(self.partner)
    }
}

/// A sale was taken back, wholly or in part.
#[derive(Clone, Debug, Serialize)]
pub struct SaleReturned {
    /// The sale that was taken back.
    pub sale: SaleId,
    /// The return.
    pub returned: SaleId,
    /// The number people know the return by.
    pub reference: String,
    /// Who had sold.
    pub partner: PartnerId,
    /// When it was taken back.
    pub happened_on: Date,
    /// How much, as a positive amount.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
}

impl Event for SaleReturned {
    const NAME: &'static str = "sales.sale-returned";

    fn subject(&self) -> String {
        self.sale.to_string()
    }

    fn partner(&self) -> Option<PartnerId> {
        Some(self.partner)
    }
}

/// A pending sale was confirmed and earns from now on.
#[derive(Clone, Debug, Serialize)]
pub struct SaleConfirmed {
    /// The sale.
    pub sale: SaleId,
    /// The number people know it by.
    pub reference: String,
    /// Who sold.
    pub partner: PartnerId,
    /// When it happened.
    pub happened_on: Date,
    /// What it is worth.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
}

impl Event for SaleConfirmed {
    const NAME: &'static str = "sales.sale-confirmed";

    fn subject(&self) -> String {
        self.sale.to_string()
    }

    fn partner(&self) -> Option<PartnerId> {
        Some(self.partner)
    }
}

/// A sale was cancelled and no longer earns.
#[derive(Clone, Debug, Serialize)]
pub struct SaleCancelled {
    /// The sale.
    pub sale: SaleId,
    /// The number people know it by.
    pub reference: String,
    /// Who sold.
    pub partner: PartnerId,
    /// When it happened.
    pub happened_on: Date,
    /// What it is worth.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
    /// Why, if anybody said.
    pub why: String,
}

impl Event for SaleCancelled {
    const NAME: &'static str = "sales.sale-cancelled";

    fn subject(&self) -> String {
        self.sale.to_string()
    }

    fn partner(&self) -> Option<PartnerId> {
        Some(self.partner)
    }
}

/// A sale was corrected: another row stands in its place.
#[derive(Clone, Debug, Serialize)]
pub struct SaleCorrected {
    /// The sale.
    pub sale: SaleId,
    /// The row that it takes the place of.
    pub before: SaleId,
    /// The number people know it by.
    pub reference: String,
    /// Who sold.
    pub partner: PartnerId,
    /// When it happened.
    pub happened_on: Date,
    /// What it is worth.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
}

impl Event for SaleCorrected {
    const NAME: &'static str = "sales.sale-corrected";

    fn subject(&self) -> String {
        self.sale.to_string()
    }

    fn partner(&self) -> Option<PartnerId> {
        Some(self.partner)
    }
}

/// A customer was added.
#[derive(Clone, Debug, Serialize)]
pub struct CustomerAdded {
    /// The customer.
    pub customer: CustomerId,
    /// His name.
    pub name: String,
}

impl Event for CustomerAdded {
    const NAME: &'static str = "sales.customer-added";

    fn subject(&self) -> String {
        self.customer.to_string()
    }
}

/// A customer's card was changed.
#[derive(Clone, Debug, Serialize)]
pub struct CustomerChanged {
    /// The customer.
    pub customer: CustomerId,
    /// His name.
    pub name: String,
}

impl Event for CustomerChanged {
    const NAME: &'static str = "sales.customer-changed";

    fn subject(&self) -> String {
        self.customer.to_string()
    }
}

/// A product was added.
#[derive(Clone, Debug, Serialize)]
pub struct ProductAdded {
    /// The product.
    pub product: ProductId,
    /// Its name.
    pub name: String,
}

impl Event for ProductAdded {
    const NAME: &'static str = "sales.product-added";

    fn subject(&self) -> String {
        self.product.to_string()
    }
}

/// A product's card was changed.
#[derive(Clone, Debug, Serialize)]
pub struct ProductChanged {
    /// The product.
    pub product: ProductId,
    /// Its name.
    pub name: String,
}

impl Event for ProductChanged {
    const NAME: &'static str = "sales.product-changed";

    fn subject(&self) -> String {
        self.product.to_string()
    }
}

/// A file was imported to its end.
#[derive(Clone, Debug, Serialize)]
pub struct FileImported {
    /// The import on the page, if it began there.
    pub import: Option<String>,
    /// The name of the file.
    pub file: String,
    /// What the rows are.
    pub target: &'static str,
    /// Rows that were new.
    pub new: u64,
    /// Rows that were known and the same.
    pub unchanged: u64,
    /// Rows that were known and different, or wrong.
    pub rejected: u64,
}

impl Event for FileImported {
    const NAME: &'static str = "sales.file-imported";

    fn subject(&self) -> String {
        self.import.clone().unwrap_or_else(|| self.file.clone())
    }
}

/// An amount as one word, as the sentence of the event shows it.
fn plain<S: serde::Serializer>(amount: &Money, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(amount)
}
