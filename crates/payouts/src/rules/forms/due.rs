//! What is due to a partner for a reward: what he gets, what is withheld, and what the vendor pays on top.

use jiff::civil::Date;
use money::{Currency, Money, MoneyError, Rate};
use partners::TaxStanding;

use super::vat::{above, inside};
use super::{
    Agreement, Case, Contributions, Gap, IncomeTax, Npd, NpdStatus, Papers, RateId, RateKind, RateRow, Rates,
    Slice, VatClause, VatRates,
};

/// What the agreed sum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The reward; what is withheld comes off it.
    Reward,
    /// What the partner gets in his hand; the reward is grossed up.
    InHand,
}

/// What the vendor paid the partner since January, before this payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearBefore {
    /// Income that income tax was counted of.
    pub taxed: Money,
    /// Income that contributions were counted of.
    pub insured: Money,
    /// Income under the professional income tax, from everybody as far as it is known.
    pub npd: Money,
}

impl YearBefore {
    /// Nothing was paid yet.
    pub const NOTHING: Self = {
        let none = Money::zero(Currency::RUB);
        Self { taxed: none, insured: none, npd: none }
    };
}

/// A reward that is to be paid.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// As what the partner is taxed on the day.
    pub standing: TaxStanding,
    /// What he signed.
    pub agreement: Agreement,
    /// The agreed sum.
    pub amount: Money,
    /// What that sum is.
    pub reading: Reading,
    /// What it says about VAT.
    pub vat: VatClause,
    /// The day of the payment.
    pub on: Date,
    /// What was paid before.
    pub before: YearBefore,
    /// What the last check of his status said, of those on the professional income tax.
    pub npd: Option<NpdStatus>,
}

/// VAT in a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatPart {
    /// At what rate.
    pub rate: Rate,
    /// How much.
    pub amount: Money,
}

/// A deduction or a surcharge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Income tax, withheld.
    IncomeTax,
    /// Insurance contributions, on top.
    Contributions,
}

/// One line of what is withheld or paid on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Of what sum.
    pub base: Money,
    /// At what rate.
    pub rate: Rate,
    /// How much.
    pub amount: Money,
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The reward without VAT, before anything is withheld.
    pub reward: Money,
    /// VAT, of those who pay it.
    pub vat: Option<VatPart>,
    /// What is withheld.
    pub withheld: Vec<Part>,
    /// What the vendor pays to the state besides.
    pub on_top: Vec<Part>,
    /// What the partner gets.
    pub paid: Money,
    /// What it costs the vendor.
    pub cost: Money,
    /// The papers that are needed.
    pub papers: Papers,
    /// The rows it rests on that are still to be confirmed.
    pub unconfirmed: Vec<RateId>,
}

/// Why nothing can be said or paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// A partner of this form may not have signed this.
    AgreementForbidden {
        /// Who he is.
        case: Case,
        /// What he signed.
        agreement: Agreement,
    },
    /// The table does not say.
    Unknown(Gap),
    /// The status was not checked on the day of the payment.
    NpdUnchecked,
    /// He is not registered any more.
    NpdInactive,
    /// The cap of the year would be passed.
    NpdOverCap {
        /// The cap.
        cap: Money,
        /// What may still be paid.
        left: Money,
    },
    /// Taxes of a person are counted in roubles.
    NotRoubles,
    /// There is nothing to pay.
    NotPositive,
    /// The sum is too great to be counted.
    TooGreat,
}

impl From<Gap> for Hindrance {
    fn from(gap: Gap) -> Self {
        Self::Unknown(gap)
    }
}

impl From<MoneyError> for Hindrance {
    fn from(error: MoneyError) -> Self {
        if matches!(error, MoneyError::CurrencyMismatch { .. }) { Self::NotRoubles } else { Self::TooGreat }
    }
}

/// Tells what is due for a reward, or the first thing that stands in the way.
pub fn due(rates: &Rates, asked: &Asked) -> Result<Due, Hindrance> {
    if asked.amount.minor <= 0 {
        return Err(Hindrance::NotPositive);
    }
    let case = Case::of(asked.standing);
    let papers = Papers::on(rates, case, asked.on)?;
    if !papers.agreements.contains(&asked.agreement) {
        return Err(Hindrance::AgreementForbidden { case, agreement: asked.agreement });
    }
    let form = rates.on(RateKind::Form(case), asked.on)?;
    let mut due = match case {
        Case::WithVat => with_vat(rates, asked, papers)?,
        Case::WithoutVat | Case::CompanyAbroad => plain(asked.amount, papers),
        Case::SelfEmployed => self_employed(rates, asked, papers)?,
        Case::Person | Case::PersonAbroad => person(rates, asked, papers, case == Case::Person)?,
    };
    rest_on(&mut due, form);
    Ok(due)
}

fn rest_on(due: &mut Due, row: &RateRow) {
    if !row.is_confirmed && !due.unconfirmed.contains(&row.id) {
        due.unconfirmed.push(row.id);
    }
}

/// The reward as it is: nothing comes off and nothing on top.
fn plain(reward: Money, papers: Papers) -> Due {
    let (withheld, on_top, unconfirmed) = (Vec::new(), Vec::new(), Vec::new());
    Due { reward, vat: None, withheld, on_top, paid: reward, cost: reward, papers, unconfirmed }
}

fn with_vat(rates: &Rates, asked: &Asked, papers: Papers) -> Result<Due, Hindrance> {
    let sum = asked.amount;
    let Some(rate) = VatRates::on(rates, asked.on).of(asked.standing.vat)? else {
        return Ok(plain(sum, papers));
    };
    let (reward, amount) = match asked.vat {
        VatClause::OnTop => (sum, above(sum, rate)?),
        VatClause::Inside => {
            let amount = inside(sum, rate)?;
            (sum.checked_sub(amount)?, amount)
        }
    };
    let paid = reward.checked_add(amount)?;
    let mut due = Due { vat: Some(VatPart { rate, amount }), paid, cost: paid, ..plain(reward, papers) };
    if let Ok(row) = rates.on(RateKind::Vat, asked.on) {
        rest_on(&mut due, row);
    }
    Ok(due)
}

/// He pays his tax himself, as long as he is registered on the day and under the cap.
fn self_employed(rates: &Rates, asked: &Asked, papers: Papers) -> Result<Due, Hindrance> {
    let (npd, row) = Npd::on(rates, asked.on)?;
    match asked.npd {
        Some(status) if status.checked_on != asked.on => return Err(Hindrance::NpdUnchecked),
        Some(status) if !status.is_active => return Err(Hindrance::NpdInactive),
        Some(_) => {}
        None => return Err(Hindrance::NpdUnchecked),
    }
    let left = npd.left(asked.before.npd);
    if asked.amount.currency != left.currency {
        return Err(Hindrance::NotRoubles);
    }
    if asked.amount.minor > left.minor {
        return Err(Hindrance::NpdOverCap { cap: npd.cap, left });
    }
    let mut due = plain(asked.amount, papers);
    rest_on(&mut due, row);
    Ok(due)
}

/// A person under a civil contract: the vendor withholds income tax and pays contributions.
fn person(rates: &Rates, asked: &Asked, papers: Papers, is_resident: bool) -> Result<Due, Hindrance> {
    if asked.amount.currency != Currency::RUB {
        return Err(Hindrance::NotRoubles);
    }
    let (tax, tax_row) = IncomeTax::on(rates, is_resident, asked.on)?;
    let (contributions, contributions_row) = Contributions::on(rates, asked.on)?;
    let reward = match asked.reading {
        Reading::Reward => asked.amount,
        Reading::InHand => tax.grossed_up(asked.before.taxed, asked.amount)?,
    };
    let part = |kind: PartKind| {
        move |slice: Slice| Part { kind, base: slice.base, rate: slice.rate, amount: slice.tax }
    };
    let withheld = tax.slices(asked.before.taxed, reward)?.into_iter().map(part(PartKind::IncomeTax));
    let on_top =
        contributions.slices(asked.before.insured, reward)?.into_iter().map(part(PartKind::Contributions));
    let mut due = Due { withheld: withheld.collect(), on_top: on_top.collect(), ..plain(reward, papers) };
    let sum = |parts: &[Part]| Money::sum(Currency::RUB, parts.iter().map(|part| part.amount));
    due.paid = reward.checked_sub(sum(&due.withheld)?)?;
    due.cost = reward.checked_add(sum(&due.on_top)?)?;
    rest_on(&mut due, tax_row);
    rest_on(&mut due, contributions_row);
    Ok(due)
}
