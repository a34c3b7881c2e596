//! Sales and returns: what may be entered, and what is the same.

use base::access::PartnerId;
use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;
use programs::ProgramId;
use sha2::{Digest, Sha256};

use super::{
    CustomerId, Participant, ProductId, Refusal, SaleParts, judge_participants, judge_parts, named, too_long,
};

base::id!(
    /// A sale or a return.
    SaleId,
    "sale"
);

named!(
    /// What kind of event earns.
    SaleKind {
        /// An order or a line of one.
        Order = "order",
        /// A payment of a customer.
        Payment = "payment",
        /// A lead that is paid for.
        Lead = "lead",
        /// An action that is paid for.
        Action = "action",
        /// A sale taken back, wholly or in part.
        Return = "return",
    }
);

named!(
    /// How a sale stands now.
    SaleState {
        /// It earns.
        Confirmed = "confirmed",
        /// It waits for confirmation and does not earn yet.
        Pending = "pending",
        /// It was taken for true by mistake, or never became true.
        Cancelled = "cancelled",
        /// A correction stands in its place.
        Corrected = "corrected",
    }
);

/// A sale, or a return as a negative sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// Its id.
    pub id: SaleId,
    /// Where it came from: a system, a file, the desk.
    pub source: String,
    /// The number the source knows it by.
    pub reference: String,
    /// Its kind.
    pub kind: SaleKind,
    /// Who sold.
    pub partner: PartnerId,
    /// Who bought.
    pub customer: Option<CustomerId>,
    /// What was sold.
    pub product: Option<ProductId>,
    /// The only programme it earns in, when it names one.
    pub program: Option<ProgramId>,
    /// When it happened; this day chooses the terms.
    pub happened_on: Date,
    /// When we learnt of it; this moment chooses the period it is settled in.
    pub known_at: Timestamp,
    /// Units; negative for a return of units.
    pub quantity: i64,
    /// What it was worth; negative for a return.
    pub amount: Money,
    /// The sale that this return takes back.
    pub original: Option<SaleId>,
    /// How much of this sale was taken back by returns; not negative.
    pub returned: Money,
    /// What somebody wrote to it.
    pub note: String,
    /// What it says beside the necessary.
    pub parts: SaleParts,
    /// Since when it earns; nothing while it is pending.
    pub confirmed_at: Option<Timestamp>,
    /// When it was cancelled or corrected; nothing while it is valid.
    pub voided_at: Option<Timestamp>,
    /// The row that this one corrects.
    pub supersedes: Option<SaleId>,
    /// The row that corrects this one.
    pub superseded_by: Option<SaleId>,
    /// How many times it was corrected before.
    pub revision: i64,
    /// The hash of what the source said; states are not among it.
    pub body_hash: String,
}

/// A sale to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSale {
    /// Where it comes from.
    pub source: String,
    /// The number the source knows it by; source, number and kind together are unique.
    pub reference: String,
    /// Its kind; a return whose original is known is entered as [`NewReturn`].
    pub kind: SaleKind,
    /// Who sold.
    pub partner: PartnerId,
    /// Who bought.
    pub customer: Option<CustomerId>,
    /// What was sold.
    pub product: Option<ProductId>,
    /// The only programme it earns in, when it names one.
    pub program: Option<ProgramId>,
    /// When it happened.
    pub happened_on: Date,
    /// Units.
    pub quantity: i64,
    /// What it was worth.
    pub amount: Money,
    /// What somebody wrote to it.
    pub note: String,
    /// What it says beside the necessary.
    pub parts: SaleParts,
    /// Who takes part beside the seller.
    pub participants: Vec<Participant>,
    /// Whether it waits for confirmation before it earns.
    pub is_pending: bool,
}

/// A return to be entered; partner, customer, product, programme and participants are those of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReturn {
    /// Where it comes from.
    pub source: String,
    /// The number the source knows the return by.
    pub reference: String,
    /// The sale that is taken back.
    pub original: SaleId,
    /// When it was taken back.
    pub happened_on: Date,
    /// Units taken back, as a positive number.
    pub quantity: i64,
    /// The sum taken back, as a positive amount.
    pub amount: Money,
    /// Why.
    pub note: String,
    /// What it says beside the necessary, its sums as positive amounts.
    pub parts: SaleParts,
    /// Whether it waits for confirmation before it takes anything back.
    pub is_pending: bool,
}

impl Sale {
    /// The address of its page on the desk.
    pub fn href(&self) -> String {
        format!("/desk/sales/{}", self.id)
    }

    /// What is left of the sale after its returns.
    pub fn left(&self) -> Money {
        Money::new(self.amount.minor - self.returned.minor, self.amount.currency)
    }

    /// How it stands.
    pub fn state(&self) -> SaleState {
        SaleState::of(self.confirmed_at.is_some(), self.voided_at.is_some(), self.superseded_by.is_some())
    }
}

impl SaleState {
    /// How a sale with these moments stands.
    pub fn of(is_confirmed: bool, is_voided: bool, is_superseded: bool) -> Self {
        match (is_confirmed, is_voided, is_superseded) {
            (_, true, true) => Self::Corrected,
            (_, true, false) => Self::Cancelled,
            (true, false, _) => Self::Confirmed,
            (false, false, _) => Self::Pending,
        }
    }
}

impl NewSale {
    /// The same with every sum and the quantity below zero, as a return is kept; sources write either sign.
    pub fn below_zero(self) -> Self {
        let below = |sum: Money| Money::new(sum.minor.saturating_abs().saturating_neg(), sum.currency);
        let parts = SaleParts {
            vat: self.parts.vat.map(below),
            delivery: self.parts.delivery.map(below),
            cost: self.parts.cost.map(below),
            paid: self.parts.paid.map(below),
            ..self.parts
        };
        let quantity = self.quantity.saturating_abs().saturating_neg();
        Self { amount: below(self.amount), quantity, parts, ..self }
    }

    /// The hash by which the same body is known again.
    pub fn body_hash(&self) -> String {
        let id = |id: Option<i64>| id.map_or_else(String::new, |id| id.to_string());
        let mut participants: Vec<&Participant> = self.participants.iter().collect();
        participants.sort_unstable();
        let more = self.parts.words().into_iter().chain(participants.iter().map(|one| one.words()));
        hash(
            &[
                &self.partner.0.to_string(),
                &id(self.customer.map(|id| id.0)),
                &id(self.product.map(|id| id.0)),
                &id(self.program.map(|id| id.0)),
                &self.happened_on.to_string(),
                &self.quantity.to_string(),
                &self.amount.minor.to_string(),
                self.amount.currency.code(),
                &self.note,
            ],
            more,
        )
    }
}

impl NewReturn {
    /// The hash by which the same body is known again.
    pub fn body_hash(&self) -> String {
        hash(
            &[
                &self.original.0.to_string(),
                &self.happened_on.to_string(),
                &self.quantity.to_string(),
                &self.amount.minor.to_string(),
                self.amount.currency.code(),
                &self.note,
            ],
            self.parts.words(),
        )
    }

    /// The return as the sale that is kept.
    pub fn as_sale(&self, original: &Sale) -> NewSale {
        NewSale {
            source: self.source.clone(),
            reference: self.reference.clone(),
            kind: SaleKind::Return,
            partner: original.partner,
            customer: original.customer,
            product: original.product,
            program: original.program,
            happened_on: self.happened_on,
            quantity: -self.quantity,
            amount: Money::new(-self.amount.minor, self.amount.currency),
            note: self.note.clone(),
            parts: self.parts.turned(),
            participants: Vec::new(),
            is_pending: self.is_pending,
        }
    }
}

/// The first 128 bits of SHA-256 over the parts, each behind its length. What a sale says beside the necessary comes last,
/// so that a sale that says nothing of it has the hash it has always had.
fn hash(parts: &[&str], more: impl IntoIterator<Item = String>) -> String {
    let mut hasher = Sha256::new();
    let mut add = |part: &str| {
        hasher.update(format!("{}:", part.len()));
        hasher.update(part);
    };
    parts.iter().copied().for_each(&mut add);
    more.into_iter().for_each(|part| add(&part));
    let whole = hasher.finalize();
    let half: [u8; 16] = std::array::from_fn(|place| whole[place]);
    format!("{:032x}", u128::from_be_bytes(half))
}

/// Judges a sale by itself.
pub fn judge_sale(new: &NewSale, today: Date) -> Result<(), Refusal> {
    judge_name(&new.source, &new.reference, &new.note)?;
    judge_day(new.happened_on, today)?;
    if new.kind == SaleKind::Return {
        return judge_lone_return(new, today);
    }
    if new.amount.is_negative() {
        return Err(Refusal::AmountNegative);
    }
    if new.quantity < 0 {
        return Err(Refusal::QuantityNegative);
    }
    judge_parts(&new.parts, new.amount, today)?;
    judge_participants(&new.participants)
}

/// Judges a return of which no original is known, by its own sums.
fn judge_lone_return(new: &NewSale, today: Date) -> Result<(), Refusal> {
    if new.amount.minor >= 0 {
        return Err(Refusal::ReturnOfNothing);
    }
    let amount = Money::new(new.amount.minor.saturating_neg(), new.amount.currency);
    judge_parts(&new.parts.turned(), amount, today)?;
    judge_participants(&new.participants)
}

/// Judges a return against its original.
pub fn judge_return(new: &NewReturn, original: &Sale, today: Date) -> Result<(), Refusal> {
    judge_name(&new.source, &new.reference, &new.note)?;
    judge_day(new.happened_on, today)?;
    if original.kind == SaleKind::Return {
        return Err(Refusal::ReturnOfReturn);
    }
    judge_original(original)?;
    if new.amount.currency != original.amount.currency {
        return Err(Refusal::ReturnInOtherCurrency { currency: original.amount.currency });
    }
    if new.amount.minor <= 0 {
        return Err(Refusal::ReturnOfNothing);
    }
    if new.quantity < 0 {
        return Err(Refusal::QuantityNegative);
    }
    if new.happened_on < original.happened_on {
        return Err(Refusal::ReturnBeforeSale { on: original.happened_on });
    }
    if new.amount.minor > original.left().minor {
        return Err(Refusal::ReturnTooLarge { left: original.left() });
    }
    judge_parts(&new.parts, new.amount, today)
}

/// Only a sale that earns can be taken back.
pub fn judge_original(original: &Sale) -> Result<(), Refusal> {
    match original.state() {
        SaleState::Confirmed => Ok(()),
        SaleState::Pending => Err(Refusal::ReturnOfPending),
        SaleState::Cancelled | SaleState::Corrected => {
            Err(Refusal::SaleIsVoided { reference: original.reference.clone() })
        }
    }
}

fn judge_name(source: &str, reference: &str, note: &str) -> Result<(), Refusal> {
    if reference.trim().is_empty() || source.trim().is_empty() {
        return Err(Refusal::ReferenceMissing);
    }
    too_long([("source", source), ("reference", reference), ("note", note)]).map_or(Ok(()), Err)
}

fn judge_day(happened_on: Date, today: Date) -> Result<(), Refusal> {
    if happened_on > today {
        return Err(Refusal::InFuture { today });
    }
    if happened_on.year() < 1990 {
        return Err(Refusal::TooLongAgo);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use money::Currency;

    fn new() -> NewSale {
        NewSale {
            source: "desk".into(),
            reference: "З-1".into(),
            kind: SaleKind::Order,
            partner: PartnerId(1),
            customer: None,
            product: None,
            program: None,
            happened_on: date(2026, 3, 1),
            quantity: 1,
            amount: rub(10_000),
            note: String::new(),
            parts: SaleParts::default(),
            participants: Vec::new(),
            is_pending: false,
        }
    }

    fn rub(minor: i64) -> Money {
        Money::new(minor, Currency::RUB)
    }

    fn sold(minor: i64, returned: i64) -> Sale {
        let new = new();
        Sale {
            id: SaleId(7),
            source: new.source,
            reference: new.reference,
            kind: new.kind,
            partner: new.partner,
            customer: None,
            product: None,
            program: None,
            happened_on: new.happened_on,
            known_at: Timestamp::UNIX_EPOCH,
            quantity: 1,
            amount: rub(minor),
            original: None,
            returned: rub(returned),
            note: String::new(),
            parts: SaleParts::default(),
            confirmed_at: Some(Timestamp::UNIX_EPOCH),
            voided_at: None,
            supersedes: None,
            superseded_by: None,
            revision: 0,
            body_hash: String::new(),
        }
    }

    fn back(minor: i64) -> NewReturn {
        NewReturn {
            source: "desk".into(),
            reference: "В-1".into(),
            original: SaleId(7),
            happened_on: date(2026, 3, 2),
            quantity: 1,
            amount: rub(minor),
            note: String::new(),
            parts: SaleParts::default(),
            is_pending: false,
        }
    }

    const TODAY: Date = date(2026, 3, 5);

    #[test]
    fn a_sale_below_zero_is_a_return_and_says_so() {
        assert_eq!(judge_sale(&NewSale { amount: rub(-1), ..new() }, TODAY), Err(Refusal::AmountNegative));
        assert_eq!(judge_sale(&NewSale { amount: rub(0), ..new() }, TODAY), Ok(()));
    }

    #[test]
    fn a_return_whose_original_nobody_knows_stands_by_its_own_sums() {
        let parts = SaleParts { vat: Some(rub(20)), ..SaleParts::default() };
        let back = NewSale { kind: SaleKind::Return, amount: rub(120), parts, ..new() };
        assert_eq!(judge_sale(&back, TODAY), Err(Refusal::ReturnOfNothing));
        let kept = back.below_zero();
        assert_eq!((kept.amount, kept.quantity, kept.parts.vat), (rub(-120), -1, Some(rub(-20))));
        assert_eq!(judge_sale(&kept, TODAY), Ok(()));
        assert_eq!(kept.clone().below_zero(), kept);
        let over = NewSale { parts: SaleParts { vat: Some(rub(-121)), ..SaleParts::default() }, ..kept };
        assert!(matches!(judge_sale(&over, TODAY), Err(Refusal::PartOverAmount { field: "vat", .. })));
    }

    #[test]
    fn nothing_is_sold_tomorrow() {
        let sale = NewSale { happened_on: date(2026, 3, 6), ..new() };
        assert_eq!(judge_sale(&sale, TODAY), Err(Refusal::InFuture { today: TODAY }));
    }

    #[test]
    fn partial_returns_never_exceed_the_original() {
        assert_eq!(judge_return(&back(6_000), &sold(10_000, 4_000), TODAY), Ok(()));
        let refused = judge_return(&back(6_001), &sold(10_000, 4_000), TODAY);
        assert_eq!(refused, Err(Refusal::ReturnTooLarge { left: rub(6_000) }));
    }

    #[test]
    fn a_return_comes_after_its_sale_and_takes_something_back() {
        let early = NewReturn { happened_on: date(2026, 2, 28), ..back(1) };
        assert_eq!(
            judge_return(&early, &sold(100, 0), TODAY),
            Err(Refusal::ReturnBeforeSale { on: date(2026, 3, 1) })
        );
        assert_eq!(judge_return(&back(0), &sold(100, 0), TODAY), Err(Refusal::ReturnOfNothing));
    }

    #[test]
    fn the_same_body_has_the_same_hash_and_another_has_not() {
        assert_eq!(new().body_hash(), new().body_hash());
        assert_ne!(new().body_hash(), NewSale { quantity: 2, ..new() }.body_hash());
        let moved = |customer, product| NewSale { customer, product, ..new() }.body_hash();
        assert_ne!(moved(Some(CustomerId(1)), None), moved(None, Some(ProductId(1))));
    }

    #[test]
    fn the_hash_of_a_sale_without_parts_is_the_one_it_had_before_there_were_parts() {
        assert_eq!(new().body_hash(), "16dd4bf91ba5eeaa08302ad3ec58093b");
        let parts = SaleParts { document: Some("D-1".into()), ..SaleParts::default() };
        assert_ne!(new().body_hash(), NewSale { parts, ..new() }.body_hash());
        assert_eq!(new().body_hash(), NewSale { is_pending: true, ..new() }.body_hash());
    }

    #[test]
    fn only_a_sale_that_earns_can_be_taken_back() {
        let pending = Sale { confirmed_at: None, ..sold(10_000, 0) };
        assert_eq!(judge_return(&back(1), &pending, TODAY), Err(Refusal::ReturnOfPending));
        let voided = Sale { voided_at: Some(Timestamp::UNIX_EPOCH), ..sold(10_000, 0) };
        assert_eq!((voided.state(), pending.state()), (SaleState::Cancelled, SaleState::Pending));
        assert!(matches!(judge_return(&back(1), &voided, TODAY), Err(Refusal::SaleIsVoided { .. })));
    }

    #[test]
    fn a_return_is_kept_as_a_negative_sale_of_the_same_partner() {
        let sale = back(4_000).as_sale(&sold(10_000, 0));
        assert_eq!((sale.amount, sale.quantity, sale.partner), (rub(-4_000), -1, PartnerId(1)));
    }
}
