//! What a sale may say beside the necessary: its document, the parts of its amount, its other days.

use jiff::civil::Date;
use money::Money;

use super::{Refusal, too_long};

/// The optional parts of a sale. Sums are in the sale's currency and of its sign: those of a kept return are zero or less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaleParts {
    /// The number of the invoice or order that several rows belong to; never blank.
    pub document: Option<String>,
    /// The VAT inside the amount, that of the delivery included.
    pub vat: Option<Money>,
    /// The delivery inside the amount, its VAT included.
    pub delivery: Option<Money>,
    /// What the vendor paid for it, without VAT; for the margin. It may be more than the amount.
    pub cost: Option<Money>,
    /// What the customer has paid for this row so far.
    pub paid: Option<Money>,
    /// The day of the invoice.
    pub invoiced_on: Option<Date>,
    /// The day on which the customer paid.
    pub paid_on: Option<Date>,
    /// The service period that it pays for.
    pub covers: Option<Covers>,
}

/// A service period, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covers {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
}

impl Covers {
    /// A period out of two days that are given together or not at all.
    pub fn read(from: Option<Date>, until: Option<Date>) -> Result<Option<Self>, Refusal> {
        match (from, until) {
            (None, None) => Ok(None),
            (Some(from), Some(until)) if until < from => Err(Refusal::CoversBackwards { from }),
            (Some(from), Some(until)) => Ok(Some(Self { from, until })),
            _ => Err(Refusal::CoversHalf),
        }
    }
}

/// The text of an optional field; a blank one says nothing.
pub fn worded(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

impl SaleParts {
    /// Its sums by the names of their fields.
    pub fn sums(&self) -> [(&'static str, Option<Money>); 4] {
        [("vat", self.vat), ("delivery", self.delivery), ("cost", self.cost), ("paid", self.paid)]
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same parts without blanks in place of a document.
    pub fn tidied(self) -> Self {
        Self { document: worded(self.document.as_deref()), ..self }
    }

    /// The same parts with their sums turned, as a return keeps them.
    pub fn turned(&self) -> Self {
        let turn = |sum: Option<Money>| sum.map(|sum| Money::new(-sum.minor, sum.currency));
        Self {
            vat: turn(self.vat),
            delivery: turn(self.delivery),
            cost: turn(self.cost),
            paid: turn(self.paid),
            ..self.clone()
        }
    }

    /// What tells these parts from others, in words; nothing when nothing is said.
    pub(super) fn words(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |name: &str, text: Option<String>| {
            said.extend(text.map(|text| format!("{name}={text}")));
        };
        say("document", self.document.clone());
        for (name, sum) in self.sums() {
            say(name, sum.map(|sum| sum.minor.to_string()));
        }
        say("invoiced_on", self.invoiced_on.map(|day| day.to_string()));
        say("paid_on", self.paid_on.map(|day| day.to_string()));
        say("covers", self.covers.map(|period| format!("{}/{}", period.from, period.until)));
        said
    }
}

/// Judges parts beside their amount, all of them as positive sums.
pub fn judge_parts(parts: &SaleParts, amount: Money, today: Date) -> Result<(), Refusal> {
    too_long([("document", parts.document.as_deref().unwrap_or_default())]).map_or(Ok(()), Err)?;
    for (field, sum) in parts.sums() {
        let Some(sum) = sum else { continue };
        if sum.currency != amount.currency {
            return Err(Refusal::PartInOtherCurrency { field, currency: amount.currency });
        }
        if sum.is_negative() {
            return Err(Refusal::PartNegative { field });
        }
        if sum.minor > amount.minor && field != "cost" {
            return Err(Refusal::PartOverAmount { field, amount });
        }
    }
    let inside = [parts.vat, parts.delivery].into_iter().flatten();
    if inside.map(|sum| i128::from(sum.minor)).sum::<i128>() > i128::from(amount.minor) {
        return Err(Refusal::VatAndDeliveryOverAmount { amount });
    }
    for (field, day) in [("invoiced_on", parts.invoiced_on), ("paid_on", parts.paid_on)] {
        if day.is_some_and(|day| day > today) {
            return Err(Refusal::PartInFuture { field, today });
        }
    }
    match parts.covers {
        Some(period) if period.until < period.from => Err(Refusal::CoversBackwards { from: period.from }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use money::Currency;

    use super::*;

    fn rub(minor: i64) -> Money {
        Money::new(minor, Currency::RUB)
    }

    fn judged(parts: SaleParts) -> Result<(), Refusal> {
        judge_parts(&parts, rub(12_000), date(2026, 3, 5))
    }

    #[test]
    fn vat_and_delivery_lie_inside_the_amount() {
        let parts = |vat, delivery| SaleParts {
            vat: Some(rub(vat)),
            delivery: Some(rub(delivery)),
            ..SaleParts::default()
        };
        assert_eq!(judged(parts(2_000, 10_000)), Ok(()));
        assert_eq!(
            judged(parts(2_000, 10_001)),
            Err(Refusal::VatAndDeliveryOverAmount { amount: rub(12_000) })
        );
        assert_eq!(
            judged(parts(12_001, 0)),
            Err(Refusal::PartOverAmount { field: "vat", amount: rub(12_000) })
        );
        assert_eq!(judged(parts(-1, 0)), Err(Refusal::PartNegative { field: "vat" }));
    }

    #[test]
    fn what_is_sold_at_a_loss_costs_more_than_its_amount() {
        assert_eq!(judged(SaleParts { cost: Some(rub(15_000)), ..SaleParts::default() }), Ok(()));
        let paid = SaleParts { paid: Some(rub(12_001)), ..SaleParts::default() };
        assert_eq!(judged(paid), Err(Refusal::PartOverAmount { field: "paid", amount: rub(12_000) }));
    }

    #[test]
    fn sums_of_another_currency_and_days_to_come_are_refused() {
        let dollars = SaleParts { vat: Some(Money::new(1, Currency::USD)), ..SaleParts::default() };
        assert!(matches!(judged(dollars), Err(Refusal::PartInOtherCurrency { field: "vat", .. })));
        let paid = SaleParts { paid_on: Some(date(2026, 3, 6)), ..SaleParts::default() };
        assert!(matches!(judged(paid), Err(Refusal::PartInFuture { field: "paid_on", .. })));
    }

    #[test]
    fn a_service_period_has_both_ends_in_their_order() {
        let (first, last) = (date(2026, 3, 1), date(2026, 3, 31));
        assert_eq!(Covers::read(Some(first), Some(last)), Ok(Some(Covers { from: first, until: last })));
        assert_eq!(Covers::read(Some(first), None), Err(Refusal::CoversHalf));
        assert_eq!(Covers::read(Some(last), Some(first)), Err(Refusal::CoversBackwards { from: last }));
    }

    #[test]
    fn a_blank_document_is_none() {
        let parts = SaleParts { document: Some("  ".into()), ..SaleParts::default() }.tidied();
        assert!(parts.is_empty() && parts.words().is_empty());
    }
}
