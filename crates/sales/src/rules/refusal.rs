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
    /// The sale that is taken back is not confirmed yet.
    ReturnOfPending,
    /// A sum beside the amount is in another currency.
    PartInOtherCurrency {
        /// The field.
        field: &'static str,
        /// The currency of the sale.
        currency: Currency,
    },
    /// A sum beside the amount is below zero.
    PartNegative {
        /// The field.
        field: &'static str,
    },
    /// A part of the amount is larger than the amount.
    PartOverAmount {
        /// The field.
        field: &'static str,
        /// The amount.
        amount: Money,
    },
    /// VAT and delivery together are larger than the amount.
    VatAndDeliveryOverAmount {
        /// The amount.
        amount: Money,
    },
    /// The day of an invoice or a payment has not come yet.
    PartInFuture {
        /// The field.
        field: &'static str,
        /// Today.
        today: Date,
    },
    /// A service period with one end.
    CoversHalf,
    /// A service period that ends before it begins.
    CoversBackwards {
        /// Its first day.
        from: Date,
    },
    /// A role that is no short word of small letters.
    RoleWrong {
        /// What was written.
        text: String,
    },
    /// A share that is none.
    ShareWrong {
        /// What was written.
        text: String,
    },
    /// One partner twice in one role.
    ParticipantTwice {
        /// The role.
        role: String,
    },
    /// More participants than are kept.
    TooManyParticipants {
        /// How many there may be.
        max: usize,
    },
    /// Participants that cannot be understood.
    ParticipantsUnreadable {
        /// The text.
        text: String,
    },
    /// A state that there is not.
    UnknownStatus {
        /// The text.
        text: String,
    },
    /// The sale was cancelled or corrected before.
    SaleIsVoided {
        /// Its number.
        reference: String,
    },
    /// Returns refer to the sale.
    SaleHasReturns {
        /// How many that are not cancelled.
        count: i64,
    },
    /// A return is cancelled and entered anew instead.
    ReturnIsNotCorrected,
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
            Self::ReturnOfPending => "sales-refusal-return-of-pending",
            Self::PartInOtherCurrency { .. } => "sales-refusal-part-in-other-currency",
            Self::PartNegative { .. } => "sales-refusal-part-negative",
            Self::PartOverAmount { .. } => "sales-refusal-part-over-amount",
            Self::VatAndDeliveryOverAmount { .. } => "sales-refusal-vat-and-delivery-over-amount",
            Self::PartInFuture { .. } => "sales-refusal-part-in-future",
            Self::CoversHalf => "sales-refusal-covers-half",
            Self::CoversBackwards { .. } => "sales-refusal-covers-backwards",
            Self::RoleWrong { .. } => "sales-refusal-role-wrong",
            Self::ShareWrong { .. } => "sales-refusal-share-wrong",
            Self::ParticipantTwice { .. } => "sales-refusal-participant-twice",
            Self::TooManyParticipants { .. } => "sales-refusal-too-many-participants",
            Self::ParticipantsUnreadable { .. } => "sales-refusal-participants-unreadable",
            Self::UnknownStatus { .. } => "sales-refusal-unknown-status",
            Self::SaleIsVoided { .. } => "sales-refusal-sale-is-voided",
            Self::SaleHasReturns { .. } => "sales-refusal-sale-has-returns",
            Self::ReturnIsNotCorrected => "sales-refusal-return-is-not-corrected",
            Self::Conflict { .. } => "sales-refusal-conflict",
        }
    }

    fn args(&self, reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Self::TooLong { field, max } => {
                vec![("field", named(reader, field)), ("max", (*max).into())]
            }
            Self::NameTaken { name } => vec![("name", name.clone().into())],
            Self::CodeTaken { code } | Self::UnknownCurrency { code } => vec![("code", code.clone().into())],
            Self::UnknownPartner { text }
            | Self::UnknownCustomer { text }
            | Self::UnknownProduct { text }
            | Self::UnknownProgram { text }
            | Self::AmountUnreadable { text }
            | Self::UnknownKind { text }
            | Self::UnknownStatus { text }
            | Self::RoleWrong { text }
            | Self::ShareWrong { text }
            | Self::ParticipantsUnreadable { text } => vec![("text", text.clone().into())],
            Self::PartInOtherCurrency { field, currency } => {
                vec![("field", named(reader, field)), ("currency", currency.code().into())]
            }
            Self::PartNegative { field } => vec![("field", named(reader, field))],
            Self::PartOverAmount { field, amount } => {
                vec![("field", named(reader, field)), ("amount", reader.money(*amount).into())]
            }
            Self::VatAndDeliveryOverAmount { amount } => vec![("amount", reader.money(*amount).into())],
            Self::PartInFuture { field, today } => {
                vec![("field", named(reader, field)), ("today", reader.date(*today).into())]
            }
            Self::CoversBackwards { from } => vec![("from", reader.date(*from).into())],
            Self::ParticipantTwice { role } => vec![("role", role.clone().into())],
            Self::TooManyParticipants { max } => vec![("max", (*max).into())],
            Self::SaleIsVoided { reference } => vec![("reference", reference.clone().into())],
            Self::SaleHasReturns { count } => vec![("count", (*count).into())],
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
            Self::PartInOtherCurrency { field, .. }
            | Self::PartNegative { field }
            | Self::PartOverAmount { field, .. }
            | Self::PartInFuture { field, .. } => Some(field),
            Self::VatAndDeliveryOverAmount { .. } => Some("delivery"),
            Self::CoversHalf | Self::CoversBackwards { .. } => Some("covers_until"),
            Self::RoleWrong { .. }
            | Self::ShareWrong { .. }
            | Self::ParticipantTwice { .. }
            | Self::TooManyParticipants { .. }
            | Self::ParticipantsUnreadable { .. } => Some("participants"),
            Self::UnknownStatus { .. } => Some("status"),
            Self::ReturnWithoutOriginal
            | Self::ReturnOfReturn
            | Self::ReturnOfPending
            | Self::SaleIsVoided { .. }
            | Self::SaleHasReturns { .. }
            | Self::ReturnIsNotCorrected => None,
        }
    }
}

/// What a field is called.
fn named(reader: &Reader, field: &str) -> Arg<'static> {
    reader.t(&format!("sales-field-{field}")).into()
}
