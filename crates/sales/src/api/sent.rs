//! A sale as a source sends it.

use base::access::PartnerId;
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;
use serde::Deserialize;

use crate::pages::enter::{customer_meant, product_meant};
use crate::rules::{
    Covers, NamedParticipant, NewReturn, NewSale, Participant, Refusal, SaleId, SaleKind, SaleParts,
    SaleState,
};

/// A sale as a source sends it. Partner, customer, product and programme are given by code or name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    #[serde(default = "api")]
    pub source: String,
    #[serde(default)]
    pub reference: String,
    #[serde(default = "order")]
    pub kind: String,
    /// `pending` or `confirmed`.
    pub status: Option<String>,
    #[serde(default)]
    partner: String,
    #[serde(default)]
    customer: String,
    #[serde(default)]
    product: String,
    program: Option<String>,
    happened_on: Date,
    #[serde(default = "one")]
    quantity: i64,
    amount: String,
    currency: String,
    /// The number of the sale that a return takes back.
    pub original: Option<String>,
    #[serde(default)]
    note: String,
    document: Option<String>,
    vat: Option<String>,
    delivery: Option<String>,
    cost: Option<String>,
    paid: Option<String>,
    invoiced_on: Option<Date>,
    paid_on: Option<Date>,
    covers_from: Option<Date>,
    covers_until: Option<Date>,
    #[serde(default)]
    participants: Vec<SentParticipant>,
}

/// Who takes part, by code or name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentParticipant {
    partner: String,
    role: String,
    share: Option<String>,
}

/// Why a sale is cancelled.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentReason {
    /// In a few words.
    #[serde(default)]
    pub reason: String,
}

fn api() -> String {
    "api".into()
}

fn order() -> String {
    "order".into()
}

const fn one() -> i64 {
    1
}

impl Sent {
    /// Its kind.
    pub fn kind(&self) -> Result<SaleKind, Refusal> {
        SaleKind::parse(&self.kind).ok_or_else(|| Refusal::UnknownKind { text: self.kind.clone() })
    }

    /// How it stands, when the source says so.
    pub fn state(&self) -> Result<Option<SaleState>, Refusal> {
        let Some(text) = &self.status else { return Ok(None) };
        match SaleState::parse(text) {
            Some(state @ (SaleState::Pending | SaleState::Confirmed)) => Ok(Some(state)),
            _ => Err(Refusal::UnknownStatus { text: text.clone() }),
        }
    }

    fn amount(&self) -> Result<Money, Refusal> {
        let currency = Currency::parse(&self.currency)
            .map_err(|_| Refusal::UnknownCurrency { code: self.currency.clone() })?;
        sum(&self.amount, currency)
    }

    fn parts(&self, currency: Currency) -> Result<SaleParts, Refusal> {
        let part = |text: &Option<String>| text.as_deref().map(|text| sum(text, currency)).transpose();
        Ok(SaleParts {
            document: self.document.clone(),
            vat: part(&self.vat)?,
            delivery: part(&self.delivery)?,
            cost: part(&self.cost)?,
            paid: part(&self.paid)?,
            invoiced_on: self.invoiced_on,
            paid_on: self.paid_on,
            covers: Covers::read(self.covers_from, self.covers_until)?,
        })
    }

    /// The sale, once everybody and everything that it names is found.
    pub async fn into_sale(self, work: &mut Work) -> Outcome<NewSale, Refusal> {
        let amount = self.amount().map_err(Stop::Refused)?;
        let parts = self.parts(amount.currency).map_err(Stop::Refused)?;
        let kind = self.kind().map_err(Stop::Refused)?;
        let is_pending = self.state().map_err(Stop::Refused)? == Some(SaleState::Pending);
        let named = named(&self.participants).map_err(Stop::Refused)?;
        let mut everybody = vec![self.partner.as_str()];
        everybody.extend(named.iter().map(|one| one.partner.as_str()));
        let found = partners::find_by_name_or_code(work, &everybody).await?;
        let meant = |text: &str| -> Result<PartnerId, Stop<Refusal>> {
            let unknown = || Stop::Refused(Refusal::UnknownPartner { text: text.to_owned() });
            found.get(text).copied().ok_or_else(unknown)
        };
        let partner = meant(&self.partner)?;
        let mut participants = Vec::with_capacity(named.len());
        for one in &named {
            let (role, share) = (one.role.clone(), one.share);
            participants.push(Participant { partner: meant(&one.partner)?, role, share });
        }
        Ok(NewSale {
            partner,
            customer: customer_meant(work, &self.customer).await?,
            product: product_meant(work, &self.product).await?,
            program: program_meant(work, self.program.as_deref()).await?,
            source: self.source,
            reference: self.reference,
            kind,
            happened_on: self.happened_on,
            quantity: self.quantity,
            amount,
            note: self.note,
            parts,
            participants,
            is_pending,
        })
    }

    /// The return of this sale; its sums may be written with either sign.
    pub fn into_return(self, original: SaleId) -> Result<NewReturn, Refusal> {
        let amount = self.amount()?;
        let parts = self.parts(amount.currency)?;
        let positive = |sum: Money| Money::new(sum.minor.saturating_abs(), sum.currency);
        let parts = SaleParts {
            vat: parts.vat.map(positive),
            delivery: parts.delivery.map(positive),
            cost: parts.cost.map(positive),
            paid: parts.paid.map(positive),
            ..parts
        };
        Ok(NewReturn {
            is_pending: self.state()? == Some(SaleState::Pending),
            source: self.source,
            reference: self.reference,
            original,
            happened_on: self.happened_on,
            quantity: self.quantity.saturating_abs(),
            amount: positive(amount),
            note: self.note,
            parts,
        })
    }
}

fn sum(text: &str, currency: Currency) -> Result<Money, Refusal> {
    Money::parse_amount(text, currency).map_err(|_| Refusal::AmountUnreadable { text: text.to_owned() })
}

fn named(sent: &[SentParticipant]) -> Result<Vec<NamedParticipant>, Refusal> {
    let read = |one: &SentParticipant| {
        NamedParticipant::read(&one.partner, &one.role, one.share.as_deref().unwrap_or_default())
    };
    sent.iter().map(read).collect()
}

async fn program_meant(work: &mut Work, text: Option<&str>) -> Outcome<Option<ProgramId>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    match programs::program_by_code(work, text).await? {
        Some(program) => Ok(Some(program.id)),
        None => Err(Stop::Refused(Refusal::UnknownProgram { text: text.to_owned() })),
    }
}
