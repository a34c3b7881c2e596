//! A sale as a row of a file has it.

use base::access::PartnerId;
use base::failure::Refusal as _;
use base::files::{ProblemKind, Record};
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;

use crate::rules::{
    Covers, CustomerId, LETTERS_MAX, NamedParticipant, NewReturn, NewSale, Participant, ProductId, Refusal,
    SaleId, SaleKind, SaleParts, SaleState, worded,
};

/// The source of sales whose file names none.
const SOURCE: &str = "import";

/// A sale as a row has it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub source: String,
    pub reference: String,
    pub kind: SaleKind,
    pub partner: Option<String>,
    pub customer: Option<String>,
    pub product: Option<String>,
    pub program: Option<String>,
    pub happened_on: Date,
    pub quantity: i64,
    pub amount: Money,
    pub original: Option<String>,
    /// Whether a return without an original is taken in as it is.
    pub may_be_lone: bool,
    pub note: String,
    pub parts: SaleParts,
    pub participants: Vec<NamedParticipant>,
    /// How it stands, when the file says so.
    pub state: Option<SaleState>,
    pub create: Create,
}

/// Which unknown things are added instead of refusing the row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Create {
    pub customer: bool,
    pub product: bool,
}

/// What the names of a row mean.
pub struct Meant {
    pub partner: PartnerId,
    pub customer: Option<CustomerId>,
    pub product: Option<ProductId>,
    pub program: Option<ProgramId>,
    pub participants: Vec<Participant>,
}

impl Draft {
    /// Reads a row.
    pub fn read(record: &mut Record<'_>) -> Option<Self> {
        let reference = record.text_up_to("reference", LETTERS_MAX).map(str::to_owned);
        let happened_on = record.date("happened_on");
        let currency = record.currency("currency");
        let amount = record.money("amount", currency);
        let quantity = record.integer("quantity");
        let kind = record.choice("kind").and_then(SaleKind::parse).unwrap_or(SaleKind::Order);
        let state = record.choice("status").and_then(SaleState::parse);
        let may_be_lone = record.choice("without_original").is_some();
        let parts = parts_of(record, kind, currency);
        let participants = participants_of(record);
        let mut word = |field: &str| record.text_up_to(field, LETTERS_MAX).map(str::to_owned);
        let create = word("create_missing").unwrap_or_default();
        let creates = |wanted: &str| create.split([',', ' ']).any(|word| word == wanted);
        Some(Self {
            source: word("source").unwrap_or_else(|| SOURCE.to_owned()),
            partner: word("partner"),
            customer: word("customer"),
            product: word("product"),
            program: word("program"),
            original: word("original"),
            note: word("note").unwrap_or_default(),
            create: Create { customer: creates("customer"), product: creates("product") },
            may_be_lone,
            parts,
            participants,
            state,
            kind,
            quantity: quantity.unwrap_or(1),
            reference: reference?,
            happened_on: happened_on?,
            amount: amount?,
        })
    }

    /// Whether it waits for confirmation.
    fn is_pending(&self) -> bool {
        self.state == Some(SaleState::Pending)
    }

    /// Whether it is a return that stands by itself.
    pub fn is_lone_return(&self) -> bool {
        self.kind == SaleKind::Return && self.original.is_none() && self.may_be_lone
    }

    /// The sale, or a return that stands by itself, once its names are found.
    pub fn as_sale(&self, meant: Meant) -> NewSale {
        let sale = NewSale {
            source: self.source.clone(),
            reference: self.reference.clone(),
            kind: self.kind,
            partner: meant.partner,
            customer: meant.customer,
            product: meant.product,
            program: meant.program,
            happened_on: self.happened_on,
            quantity: self.quantity,
            amount: self.amount,
            note: self.note.clone(),
            parts: self.parts.clone(),
            participants: meant.participants,
            is_pending: self.is_pending(),
        };
        if self.is_lone_return() { sale.below_zero() } else { sale }
    }

    /// The return; files write its sums and quantity with either sign.
    pub fn as_return(&self, original: SaleId) -> NewReturn {
        NewReturn {
            source: self.source.clone(),
            reference: self.reference.clone(),
            original,
            happened_on: self.happened_on,
            quantity: self.quantity.saturating_abs(),
            amount: positive(self.amount),
            note: self.note.clone(),
            parts: self.parts.clone(),
            is_pending: self.is_pending(),
        }
    }

    /// What the file says in the field that a refusal is about.
    pub fn value_of(&self, refusal: &Refusal) -> String {
        let field = refusal.field().unwrap_or_default();
        let sum = self.parts.sums().into_iter().find(|(name, _)| *name == field).and_then(|(_, sum)| sum);
        match (field, sum) {
            (_, Some(sum)) => sum.to_decimal(),
            ("amount", _) => self.amount.to_decimal(),
            ("quantity", _) => self.quantity.to_string(),
            ("happened_on", _) => self.happened_on.to_string(),
            _ => self.reference.clone(),
        }
    }
}

fn positive(sum: Money) -> Money {
    Money::new(sum.minor.saturating_abs(), sum.currency)
}

/// The parts of a row; those of a return are taken as positive sums, whatever their sign.
fn parts_of(record: &mut Record<'_>, kind: SaleKind, currency: Option<Currency>) -> SaleParts {
    let mut sum = |field: &str| {
        let sum = record.money(field, currency)?;
        Some(if kind == SaleKind::Return { positive(sum) } else { sum })
    };
    let (vat, delivery, cost, paid) = (sum("vat"), sum("delivery"), sum("cost"), sum("paid"));
    let covers = Covers::read(record.date("covers_from"), record.date("covers_until"));
    let covers = covers.unwrap_or_else(|refusal| refuse(record, &refusal));
    SaleParts {
        document: worded(record.text_up_to("document", LETTERS_MAX)),
        vat,
        delivery,
        cost,
        paid,
        invoiced_on: record.date("invoiced_on"),
        paid_on: record.date("paid_on"),
        covers,
    }
}

fn participants_of(record: &mut Record<'_>) -> Vec<NamedParticipant> {
    let text = record.text("participants").unwrap_or_default();
    NamedParticipant::read_all(text).unwrap_or_else(|refusal| refuse(record, &refusal))
}

/// Remembers a refusal that needs nothing but the row; its figures are written as the file has them.
fn refuse<T: Default>(record: &mut Record<'_>, refusal: &Refusal) -> T {
    let args = match refusal {
        Refusal::ShareWrong { text } | Refusal::ParticipantsUnreadable { text } => {
            vec![("text".to_owned(), text.clone())]
        }
        Refusal::CoversBackwards { from } => vec![("from".to_owned(), from.to_string())],
        _ => Vec::new(),
    };
    let what = ProblemKind::Refused { key: refusal.key().to_owned(), args };
    record.refuse(refusal.field().unwrap_or_default(), what);
    T::default()
}
