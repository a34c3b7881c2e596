//! A statement as a sealed document, and the file in which a partner takes it home with everything it was computed from.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::{Currency, Rate};
use programs::ProgramId;
use sales::SaleId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use terms::{Book, Kept, KeptStatement, Pairs, Parts, Period, SaleFact, SaleMore, Totals};

use super::hex;
use crate::run::{RunId, StatementId};

/// The form of the document.
pub const DOCUMENT: &str = "artel-statement/1";
/// The form of the file.
pub const FILE: &str = "artel-sealed-statement/1";

/// What is sealed of a statement: its sums, and the hashes of everything they rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Always [`DOCUMENT`].
    pub format: String,
    /// The statement.
    pub statement: StatementId,
    /// The close.
    pub run: RunId,
    /// The programme.
    pub program: ProgramId,
    /// Whose it is.
    pub partner: PartnerId,
    /// His name on the day of the close.
    pub partner_name: String,
    /// The period.
    pub period: Period,
    /// The currency of every sum.
    pub currency: Currency,
    /// The sums in minor units.
    pub totals: Sums,
    /// How many sales earned nothing.
    pub unpaid_count: i64,
    /// Versions of terms with the hashes of what they say, as `id:hash id:hash`.
    pub terms: String,
    /// The hash of lines, unpaid sales and corrections together.
    pub inputs_hash: String,
    /// The key of its entry in the ledger.
    pub entry_key: Option<String>,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// The hash of the lines.
    pub lines: String,
    /// The hash of the sales that earned nothing.
    pub unpaid: String,
    /// The hash of the corrections, if there are any.
    pub adjusted: Option<String>,
    /// What the facts show beside what every sale has.
    pub shows: Shows,
    /// The hash of the sales and sets that the lines are computed from.
    pub facts: String,
    /// The same for every period it corrects.
    pub corrected: Vec<CorrectedHash>,
}

/// The sums of a statement in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// Own sales less returns.
    pub turnover: i64,
    /// What own sales earned.
    pub direct: i64,
    /// What sales of the downline earned.
    pub overrides: i64,
    /// Bonuses.
    pub bonus: i64,
    /// Caps, floors, budgets and draws.
    pub limits: i64,
    /// Corrections of earlier periods.
    pub adjustments: i64,
    /// All of it together.
    pub total: i64,
    /// How many lines have a sale.
    pub sale_lines: i64,
}

impl From<Totals> for Sums {
    fn from(totals: Totals) -> Sums {
        let Totals { turnover, direct, overrides, bonus, limits, adjustments, total, sale_lines } = totals;
        Sums { turnover, direct, overrides, bonus, limits, adjustments, total, sale_lines }
    }
}

/// What a corrected period is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectedHash {
    /// The period.
    pub period: Period,
    /// Versions of terms that only it names, as `id:hash id:hash`.
    pub terms: String,
    /// The hash of its sales and sets.
    pub facts: String,
}

/// What facts show of sales only where terms ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shows {
    /// What the goods cost the vendor.
    pub cost: bool,
    /// First sales and the number of the payment.
    pub firsts: bool,
}

impl Shows {
    /// What these terms ask for.
    pub fn asked_by<'t>(terms: impl IntoIterator<Item = &'t terms::Terms>) -> Shows {
        let mut shows = Shows::default();
        for terms in terms {
            let text = terms.to_text();
            shows.cost |= text.contains("margin") || text.contains("cost");
            shows.firsts |= terms.asks_for_first_sales();
        }
        shows
    }
}

/// Everything the lines of one period are computed from beside themselves and the terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Attributes that the terms asked for, by the number of their set.
    pub sets: Sets,
    /// The sales that lines name, as they were known at the close, by id.
    pub sales: Vec<SealedSale>,
}

/// Sets of attributes by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    /// Of products.
    pub products: BTreeMap<u32, Pairs>,
    /// Of customers.
    pub customers: BTreeMap<u32, Pairs>,
    /// Of partners.
    pub partners: BTreeMap<u32, Pairs>,
    /// The kinds of sales.
    pub kinds: BTreeMap<u32, String>,
}

/// A sale as it was known at the close; sums in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SealedSale {
    pub id: SaleId,
    pub reference: String,
    pub seller: PartnerId,
    pub happened_on: Date,
    pub currency: Currency,
    pub minor: i64,
    pub quantity: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<Box<SealedMore>>,
}

/// What few sales have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SealedMore {
    pub document: Option<String>,
    pub parts: SealedParts,
    pub invoiced_on: Option<Date>,
    pub paid_on: Option<Date>,
    pub covers: Option<(Date, Date)>,
    pub first_sold_on: Option<Date>,
    pub payment: Option<u32>,
    pub participants: Vec<SealedParticipant>,
    pub original: Option<SealedOriginal>,
}

/// The parts of an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SealedParts {
    pub vat: Option<i64>,
    pub delivery: Option<i64>,
    pub cost: Option<i64>,
    pub paid: Option<i64>,
}

/// Somebody else who took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SealedParticipant {
    pub partner: PartnerId,
    pub role: String,
    pub share: Option<Rate>,
}

/// The sale that a return takes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SealedOriginal {
    pub id: SaleId,
    pub happened_on: Date,
    pub minor: i64,
    pub quantity: i64,
    pub parts: SealedParts,
    pub covers: Option<(Date, Date)>,
    pub returned_before: i64,
}

/// A statement on its way into a document.
pub struct Stated<'a> {
    /// Its id.
    pub statement: StatementId,
    /// The close.
    pub run: RunId,
    /// The programme.
    pub program: ProgramId,
    /// Whose it is.
    pub partner: PartnerId,
    /// His name.
    pub partner_name: &'a str,
    /// The period.
    pub period: Period,
    /// The currency.
    pub currency: Currency,
    /// Its sums.
    pub totals: Totals,
    /// Its lines.
    pub lines: &'a [u8],
    /// How many sales earned nothing.
    pub unpaid_count: i64,
    /// Those.
    pub unpaid: &'a [u8],
    /// Its corrections.
    pub adjusted: Option<&'a [u8]>,
    /// Its terms.
    pub terms: &'a str,
    /// The hash of its inputs.
    pub inputs_hash: &'a str,
    /// The key of its entry.
    pub entry_key: Option<&'a str>,
    /// When it was closed.
    pub closed_at: Timestamp,
}

impl Stated<'_> {
    /// The document with these facts.
    pub fn document(&self, shows: Shows, facts: String, corrected: Vec<CorrectedHash>) -> Document {
        Document {
            format: DOCUMENT.to_owned(),
            statement: self.statement,
            run: self.run,
            program: self.program,
            partner: self.partner,
            partner_name: self.partner_name.to_owned(),
            period: self.period,
            currency: self.currency,
            totals: self.totals.into(),
            unpaid_count: self.unpaid_count,
            terms: self.terms.to_owned(),
            inputs_hash: self.inputs_hash.to_owned(),
            entry_key: self.entry_key.map(str::to_owned),
            closed_at: whole_micros(self.closed_at),
            lines: sha256(self.lines),
            unpaid: sha256(self.unpaid),
            adjusted: self.adjusted.map(sha256),
            shows,
            facts,
            corrected,
        }
    }
}

/// A moment as databases keep it.
fn whole_micros(moment: Timestamp) -> Timestamp {
    let rest = moment.subsec_nanosecond().rem_euclid(1000);
    moment.checked_sub(SignedDuration::from_nanos(i64::from(rest))).unwrap_or(moment)
}

/// The SHA-256 of bytes in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl Document {
    /// The bytes that are sealed.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl Sets {
    /// The sets that a statement names, of those kept with its period.
    pub fn named_by(kept: &KeptStatement, all: &Kept) -> Sets {
        let mut sets = Sets::default();
        let pairs = |list: &[Pairs], at: u32| list.get(at as usize).cloned().unwrap_or_default();
        let partners: BTreeSet<u32> =
            kept.sales.iter().map(|sale| sale.seller).chain([kept.head.set]).collect();
        let measured = kept.head.measured.iter().map(|one| one.product);
        let products: BTreeSet<u32> = kept.sales.iter().map(|sale| sale.product).chain(measured).collect();
        let customers: BTreeSet<u32> = kept.sales.iter().map(|sale| sale.customer).collect();
        let kinds: BTreeSet<u16> = kept.sales.iter().map(|sale| sale.kind).collect();
        sets.partners.extend(partners.into_iter().map(|at| (at, pairs(&all.partners, at))));
        sets.products.extend(products.into_iter().map(|at| (at, pairs(&all.products, at))));
        sets.customers.extend(customers.into_iter().map(|at| (at, pairs(&all.customers, at))));
        let kind = |at: u16| all.kinds.get(usize::from(at)).map(|kind| kind.to_string()).unwrap_or_default();
        sets.kinds.extend(kinds.into_iter().map(|at| (u32::from(at), kind(at))));
        sets
    }
}

impl Facts {
    /// The hash of all of them.
    pub fn hash(&self) -> Result<String, serde_json::Error> {
        let mut hash = Sha256::new();
        hash.update(serde_json::to_vec(&self.sets)?);
        for sale in &self.sales {
            hash.update(serde_json::to_vec(sale)?);
        }
        Ok(hex(&hash.finalize()))
    }
}

impl SealedSale {
    /// A sale of a book.
    pub fn of(book: &Book, fact: &SaleFact, shows: Shows) -> SealedSale {
        let partner = |at: u32| PartnerId(book.partner(at).id);
        let more = fact.more.as_deref().map(|more| sealed_more(more, shows, partner));
        SealedSale {
            id: SaleId(fact.id),
            reference: fact.reference.to_string(),
            seller: partner(fact.seller),
            happened_on: fact.happened_on,
            currency: fact.currency,
            minor: fact.amount,
            quantity: fact.quantity,
            more: more.filter(|more| *more != SealedMore::default()).map(Box::new),
        }
    }

    /// The same sale for another book; `place` finds partners in it.
    pub fn fact(&self, mut place: impl FnMut(PartnerId) -> u32) -> SaleFact {
        let seller = place(self.seller);
        let (currency, minor) = (self.currency, self.minor);
        let mut fact =
            SaleFact::new(self.id.0, self.reference.as_str(), seller, self.happened_on, currency, minor);
        fact.quantity = self.quantity;
        fact.more = self.more.as_deref().map(|more| Box::new(opened_more(more, place)));
        fact
    }
}

fn sealed_more(more: &SaleMore, shows: Shows, partner: impl Fn(u32) -> PartnerId) -> SealedMore {
    let parts = |parts: Parts| SealedParts {
        vat: parts.vat,
        delivery: parts.delivery,
        cost: parts.cost.filter(|_| shows.cost),
        paid: parts.paid,
    };
    let participants = more.participants.iter().map(|one| SealedParticipant {
        partner: partner(one.partner),
        role: one.role.to_string(),
        share: one.share,
    });
    let original = more.original.as_ref().map(|original| SealedOriginal {
        id: SaleId(original.id),
        happened_on: original.happened_on,
        minor: original.amount,
        quantity: original.quantity,
        parts: parts(original.parts),
        covers: original.covers,
        returned_before: original.returned_before,
    });
    SealedMore {
        document: more.document.as_deref().map(str::to_owned),
        parts: parts(more.parts),
        invoiced_on: more.invoiced_on,
        paid_on: more.paid_on,
        covers: more.covers,
        first_sold_on: more.first_sold_on.filter(|_| shows.firsts),
        payment: more.payment.filter(|_| shows.firsts),
        participants: participants.collect(),
        original,
    }
}

fn opened_more(more: &SealedMore, mut place: impl FnMut(PartnerId) -> u32) -> SaleMore {
    let parts = |parts: SealedParts| Parts {
        vat: parts.vat,
        delivery: parts.delivery,
        cost: parts.cost,
        paid: parts.paid,
    };
    let participants = more.participants.iter().map(|one| terms::Participant {
        partner: place(one.partner),
        role: one.role.as_str().into(),
        share: one.share,
    });
    SaleMore {
        participants: participants.collect(),
        document: more.document.as_deref().map(Into::into),
        parts: parts(more.parts),
        invoiced_on: more.invoiced_on,
        paid_on: more.paid_on,
        covers: more.covers,
        first_sold_on: more.first_sold_on,
        payment: more.payment,
        original: more.original.as_ref().map(|original| terms::Original {
            id: original.id.0,
            happened_on: original.happened_on,
            amount: original.minor,
            quantity: original.quantity,
            parts: parts(original.parts),
            covers: original.covers,
            returned_before: original.returned_before,
        }),
    }
}
