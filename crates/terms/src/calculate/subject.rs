//! The fields that conditions ask about, read from the book.

use super::exchange::{Exchange, exchange};
use super::window::whole_months;
use crate::{Book, Field, FieldKind, FieldValue, Owner, SaleFact, Standing, Subject, Terms};

/// A sale, and the partner who would be paid for it.
#[derive(Clone, Copy)]
pub(crate) struct Judged<'a> {
    pub book: &'a Book,
    pub terms: &'a Terms,
    pub sale: Option<&'a SaleFact>,
    pub beneficiary: u32,
    pub standing: &'a Standing,
    /// How sums of the sale become sums of the terms, where that is known already.
    pub exchange: Option<&'a Exchange>,
}

impl Subject for Judged<'_> {
    fn value(&self, field: Field) -> FieldValue<'_> {
        if field.owner() == Owner::Beneficiary {
            return self.of_beneficiary(field);
        }
        let Some(sale) = self.sale else { return FieldValue::Missing };
        let attributes = match field.owner() {
            Owner::Sale => return self.of_sale(field, sale),
            Owner::Product => self.book.product(sale.product),
            Owner::Customer => self.book.customer(sale.customer),
            Owner::Partner | Owner::Beneficiary => &self.book.partner(sale.seller).attributes,
        };
        attributes.get(field.name()).map_or(FieldValue::Missing, FieldValue::Text)
    }
}

impl<'a> Judged<'a> {
    /// A partner by himself, whatever was sold.
    pub fn of_partner(
        book: &'a Book,
        terms: &'a Terms,
        beneficiary: u32,
        standing: &'a Standing,
    ) -> Judged<'a> {
        Judged { book, terms, sale: None, beneficiary, standing, exchange: None }
    }
}

impl Judged<'_> {
    fn of_sale<'s>(&'s self, field: Field, sale: &'s SaleFact) -> FieldValue<'s> {
        match field {
            Field::SALE_AMOUNT => {
                let minor = match self.exchange {
                    Some(known) => known.of(sale.judged_minor()).ok(),
                    None => exchange(self.book, self.terms, sale)
                        .ok()
                        .and_then(|exchange| exchange.of(sale.judged_minor()).ok()),
                };
                minor.map_or(FieldValue::Missing, FieldValue::Minor)
            }
            Field::SALE_QUANTITY => FieldValue::Number(sale.judged_quantity()),
            Field::SALE_DATE => FieldValue::Date(sale.judged_on()),
            Field::SALE_PAYMENT => {
                let payment = sale.more.as_ref().and_then(|more| more.payment);
                payment.map_or(FieldValue::Missing, |payment| FieldValue::Number(i64::from(payment)))
            }
            _ => FieldValue::Text(self.book.kind_name(sale.kind)),
        }
    }

    fn of_beneficiary(&self, field: Field) -> FieldValue<'_> {
        let partner = self.book.partner(self.beneficiary);
        if field.kind() == FieldKind::Text {
            return partner.attributes.get(field.name()).map_or(FieldValue::Missing, FieldValue::Text);
        }
        match field {
            Field::BENEFICIARY_TURNOVER => FieldValue::Minor(self.standing.own),
            Field::BENEFICIARY_GROUP_TURNOVER => FieldValue::Minor(self.standing.group),
            Field::BENEFICIARY_SUBTREE_TURNOVER => FieldValue::Minor(self.standing.subtree),
            Field::BENEFICIARY_SALES => FieldValue::Number(self.standing.sales),
            _ => partner.joined_on.map_or(FieldValue::Missing, |day| {
                FieldValue::Number(whole_months(day, self.book.period.end).max(0))
            }),
        }
    }
}
