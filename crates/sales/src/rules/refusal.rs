//! Every "no" of this slice, with the data its sentence needs.

use base::words::{Arg, Reader};
use jiff::civil::Date;
use money::{Currency, Money};

use super::SaleId;

/// A rule of customers, products or sales said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The name is empty.
    NameMissing,
    /// A text is longer than is kept.
    TooLong {
        /// The field.
        field: &'static str,
        /// How many letters it may have.
        max: usize,
    },
    /// Another card has this name (for a customer: with this tax number).
    NameTaken {
        /// The name.
        name: String,
    },
    /// Another card has this code.
    CodeTaken {
        /// The code.
        code: String,
    },
    /// A list price below zero.
    PriceNegative,
    /// No partner is known by this text.
    UnknownPartner {
        /// The text.
        text: String,
    },
    /// No customer is known by this text.
    UnknownCustomer {
        /// The text.
        text: String,
    },
    /// No product is known by this text.
    UnknownProduct {
        /// The text.
        text: String,
    },
    /// No programme is known by this text.
    UnknownProgram {
        /// The text.
        text: String,
    },
    /// A currency that nobody knows.
    UnknownCurrency {
        /// The code.
        code: String,
    },
    /// A sum that cannot be understood.
    AmountUnreadable {
        /// The text.
        text: String,
    },
    /// A kind of sale that there is not.
    UnknownKind {
        /// The text.
        text: String,
    },
    /// The number of the sale is empty.
    ReferenceMissing,
    /// The sum is below zero, and it is not a return.
    AmountNegative,
    /// Units below zero.
    QuantityNegative,
    /// The day has not come yet.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The day lies before any programme.
    TooLongAgo,
    /// A return that names no sale.
    ReturnWithoutOriginal,
    /// The sale that is taken back is itself a return.
    ReturnOfReturn,
    /// The return is in another currency than the sale.
    ReturnInOtherCurrency {
        /// The currency of the sale.
        currency: Currency,
    },
    /// A return of no money.
    ReturnOfNothing,
    /// The return happened before the sale.
    ReturnBeforeSale {
        /// The day of the sale.
        on: Date,
    },
    /// More would be taken back than was sold.
    ReturnTooLarge {
        /// What is left of the sale.
        left: Money,
    },
    /// The source has entered something else under this number.
    Conflict {
        /// The number.
        reference: String,
        /// What was entered first, and stays.
        sale: SaleId,
    },
}

impl base::failure::Refusal for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Self::NameMissing => "sales-refusal-name-missing",
            Self::TooLong { .. } => "sales-refusal-too-long",
            Self::NameTaken { .. } => "sales-refusal-name-taken",
            Self::CodeTaken { .. } => "sales-refusal-code-taken",
            Self::PriceNegative => "sales-refusal-price-negative",
            Self::UnknownPartner { .. } => "sales-refusal-unknown-partner",
            Self::UnknownCustomer { .. } => "sales-refusal-unknown-customer",
            Self::UnknownProduct { .. } => "sales-refusal-unknown-product",
            Self::UnknownProgram { .. } => "sales-refusal-unknown-program",
            Self::UnknownCurrency { .. } => "sales-refusal-unknown-currency",
            Self::AmountUnreadable { .. } => "sales-refusal-amount-unreadable",
            Self::UnknownKind { .. } => "sales-refusal-unknown-kind",
            Self::ReferenceMissing => "sales-refusal-reference-missing",
            Self::AmountNegative => "sales-refusal-amount-negative",
            Self::QuantityNegative => "sales-refusal-quantity-negative",
            Self::InFuture { .. } => "sales-refusal-in-future",
            Self::TooLongAgo => "sales-refusal-too-long-ago",
            Self::ReturnWithoutOriginal => "sales-refusal-return-without-original",
            Self::ReturnOfReturn => "sales-refusal-return-of-return",
            Self::ReturnInOtherCurrency { .. } => "sales-refusal-return-in-other-currency",
            Self::ReturnOfNothing => "sales-refusal-return-of-nothing",
            Self::ReturnBeforeSale { .. } => "sales-refusal-return-before-sale",
            Self::ReturnTooLarge { .. } => "sales-refusal-return-too-large",
            Self::Conflict { .. } => "sales-refusal-conflict",
        }
    }

    fn args(&self, reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Self::TooLong { field, max } => {
                vec![("field", reader.t(&format!("sales-field-{field}")).into()), ("max", (*max).into())]
            }
            Self::NameTaken { name } => vec![("name", name.clone().into())],
            Self::CodeTaken { code } | Self::UnknownCurrency { code } => vec![("code", code.clone().into())],
            Self::UnknownPartner { text }
            | Self::UnknownCustomer { text }
            | Self::UnknownProduct { text }
            | Self::UnknownProgram { text }
            | Self::AmountUnreadable { text }
            | Self::UnknownKind { text } => vec![("text", text.clone().into())],
            Self::InFuture { today } => vec![("today", reader.date(*today).into())],
            Self::ReturnInOtherCurrency { currency } => vec![("currency", currency.code().into())],
            Self::ReturnBeforeSale { on } => vec![("on", reader.date(*on).into())],
            Self::ReturnTooLarge { left } => vec![("left", reader.money(*left).into())],
            Self::Conflict { reference, .. } => vec![("reference", reference.clone().into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameMissing | Self::NameTaken { .. } => Some("name"),
            Self::TooLong { field, .. } => Some(field),
            Self::CodeTaken { .. } => Some("code"),
            Self::PriceNegative => Some("price"),
            Self::UnknownPartner { .. } => Some("partner"),
            Self::UnknownCustomer { .. } => Some("customer"),
            Self::UnknownProduct { .. } => Some("product"),
            Self::UnknownProgram { .. } => Some("program"),
            Self::UnknownCurrency { .. } | Self::ReturnInOtherCurrency { .. } => Some("currency"),
            Self::ReferenceMissing | Self::Conflict { .. } => Some("reference"),
            Self::UnknownKind { .. } => Some("kind"),
            Self::AmountNegative
            | Self::AmountUnreadable { .. }
            | Self::ReturnOfNothing
            | Self::ReturnTooLarge { .. } => Some("amount"),
            Self::QuantityNegative => Some("quantity"),
            Self::InFuture { .. } | Self::TooLongAgo | Self::ReturnBeforeSale { .. } => Some("happened_on"),
            Self::ReturnWithoutOriginal | Self::ReturnOfReturn => None,
        }
    }
}
