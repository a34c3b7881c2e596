//! One partner's statement before it is saved.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use terms::{
    Adjusted, Book, Calculation, CalculationError, Carried, CodecError, KeptStatement, Period, Record,
    SaleFact, Scratch, Statement, Totals,
};

use super::sealed::{Facts, SealedSale, Sets, Shows};

/// A statement that is computed and not yet saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose it is.
    pub partner: PartnerId,
    /// His name on the day of the close.
    pub name: String,
    /// Its sums.
    pub totals: Totals,
    /// Its records in one compact block.
    pub lines: Vec<u8>,
    /// How many sales earned nothing.
    pub unpaid_count: i64,
    /// The sales that earned nothing in one compact block.
    pub unpaid: Vec<u8>,
    /// Corrections of earlier periods.
    pub adjusted: Vec<Adjusted>,
    /// The same in one compact block; nothing when there are none.
    pub adjusted_block: Option<Vec<u8>>,
    /// The versions of the terms it rests on.
    pub versions: BTreeSet<i64>,
    /// What the next period goes on from.
    pub carried: Carried,
    /// From which day how much may be paid out; the rest is there at once.
    pub available: BTreeMap<Date, i64>,
    /// The hash of everything it states and rests on.
    pub inputs_hash: String,
    /// The hash of the sales and attributes that its lines are computed from.
    pub facts_hash: String,
}

/// Why a partner's statement could not be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A sum does not fit.
    TooLarge {
        /// The sale where it happened; a total has none.
        sale: Option<i64>,
    },
    /// The same sale came twice.
    TwiceGiven {
        /// The sale.
        sale: i64,
    },
    /// A sale happened after the period.
    AfterPeriod {
        /// The sale.
        sale: i64,
    },
    /// His terms count in another kind of period.
    OtherPeriod,
    /// The lines could not be written down.
    NotWritten,
}

impl Trouble {
    /// The word by which it is stored and translated (`commissions-trouble-<word>`).
    pub fn word(&self) -> &'static str {
        match self {
            Trouble::TooLarge { .. } => "too-large",
            Trouble::TwiceGiven { .. } => "twice-given",
            Trouble::AfterPeriod { .. } => "after-period",
            Trouble::OtherPeriod => "other-period",
            Trouble::NotWritten => "not-written",
        }
    }

    /// The sale it is about.
    pub fn sale(&self) -> Option<i64> {
        match self {
            Trouble::TooLarge { sale } => *sale,
            Trouble::TwiceGiven { sale } | Trouble::AfterPeriod { sale } => Some(*sale),
            Trouble::OtherPeriod | Trouble::NotWritten => None,
        }
    }
}

impl From<CalculationError> for Trouble {
    fn from(error: CalculationError) -> Self {
        match error {
            CalculationError::OtherPeriod { .. } => Trouble::OtherPeriod,
            CalculationError::AfterPeriod { sale } => Trouble::AfterPeriod { sale },
            CalculationError::TwiceGiven { sale } => Trouble::TwiceGiven { sale },
            CalculationError::TooLarge { sale } => Trouble::TooLarge { sale },
        }
    }
}

impl From<CodecError> for Trouble {
    fn from(_: CodecError) -> Self {
        Trouble::NotWritten
    }
}

/// A partner as a statement needs him.
#[derive(Clone, Debug)]
pub struct Beneficiary {
    /// His id.
    pub id: PartnerId,
    /// His name.
    pub name: String,
    /// His index in the book.
    pub at: u32,
}

/// When sums become payable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payable {
    /// The day of the close.
    pub closed_on: Date,
    /// The days that the programme waits where its terms say nothing.
    pub hold_days: u32,
}

/// What a partner's statement begins with.
#[derive(Clone, Copy, Debug)]
pub struct Beginning<'a> {
    /// What the period before carried.
    pub carried: &'a Carried,
    /// Corrections of earlier periods.
    pub adjusted: &'a [Adjusted],
}

/// The statement of one partner; nothing when there is nothing to state.
pub fn stated(
    calculation: &Calculation<'_>,
    beneficiary: &Beneficiary,
    beginning: Beginning<'_>,
    scratch: &mut Scratch,
) -> Result<Option<Statement>, Trouble> {
    let statement = statement_of(calculation, beneficiary, beginning, scratch)?;
    let own_unpaid = statement.unpaid.iter().any(|unpaid| unpaid.level == 0);
    let has_any = !statement.records.is_empty() || own_unpaid || !beginning.adjusted.is_empty();
    Ok((has_any || !statement.carried.is_empty()).then_some(statement))
}

/// The statement of one partner, even when it states nothing.
pub fn statement_of(
    calculation: &Calculation<'_>,
    beneficiary: &Beneficiary,
    beginning: Beginning<'_>,
    scratch: &mut Scratch,
) -> Result<Statement, Trouble> {
    let mut statement = calculation.statement(beneficiary.at, beginning.carried, scratch)?;
    // A turnover that does not fit stays at the end of what fits.
    if matches!(statement.totals.turnover, i64::MIN | i64::MAX) {
        return Err(Trouble::TooLarge { sale: None });
    }
    for item in beginning.adjusted.iter().flat_map(|adjusted| &adjusted.items) {
        let totals = &mut statement.totals;
        let added =
            totals.adjustments.checked_add(item.amount()).zip(totals.total.checked_add(item.amount()));
        (totals.adjustments, totals.total) = added.ok_or(Trouble::TooLarge { sale: None })?;
    }
    Ok(statement)
}

/// Writes a statement down as it will be kept.
pub fn draft(
    calculation: &Calculation<'_>,
    book: &Book,
    beneficiary: &Beneficiary,
    statement: &Statement,
    adjusted: &[Adjusted],
    (payable, shows): (Payable, Shows),
) -> Result<Draft, Trouble> {
    let lines = statement.to_block(book, calculation.dictionary(), beneficiary.at)?;
    let unpaid = statement.unpaid_to_block()?;
    let available = available(calculation, book, beneficiary.at, statement, payable);
    let inputs_hash = hash(statement.period, &lines, &unpaid, adjusted);
    let facts_hash = facts_hash(calculation, book, statement, &lines, shows)?;
    Ok(Draft {
        partner: beneficiary.id,
        name: beneficiary.name.clone(),
        totals: statement.totals,
        lines,
        unpaid_count: i64::try_from(statement.unpaid.len()).unwrap_or(i64::MAX),
        unpaid,
        adjusted: adjusted.to_vec(),
        adjusted_block: (!adjusted.is_empty()).then(|| Adjusted::to_block(adjusted)).transpose()?,
        versions: versions(statement),
        carried: statement.carried.clone(),
        available,
        inputs_hash,
        facts_hash,
    })
}

/// The hash of what a statement's lines are computed from.
fn facts_hash(
    calculation: &Calculation<'_>,
    book: &Book,
    statement: &Statement,
    lines: &[u8],
    shows: Shows,
) -> Result<String, Trouble> {
    let kept = KeptStatement::from_block(lines)?;
    let sets = Sets::named_by(&kept, &calculation.dictionary().kept);
    let named = statement.records.iter().filter(|record| record.has_sale()).map(|record| record.sale);
    let mut facts: Vec<&SaleFact> = named.map(|at| book.sale(at)).collect();
    facts.sort_unstable_by_key(|fact| fact.id);
    facts.dedup_by_key(|fact| fact.id);
    let sales = facts.into_iter().map(|fact| SealedSale::of(book, fact, shows)).collect();
    Facts { sets, sales }.hash().map_err(|_| Trouble::NotWritten)
}

/// The versions of the terms that a statement rests on.
pub fn versions(statement: &Statement) -> BTreeSet<i64> {
    let of_records = statement
        .records
        .iter()
        .filter_map(|record| statement.versions.get(usize::from(record.version)).copied());
    let of_unpaid = statement.unpaid.iter().filter_map(|unpaid| unpaid.terms);
    let of_targets = statement.targets.iter().map(|target| target.terms);
    of_records.chain(of_unpaid).chain(of_targets).collect()
}

/// From which day how much may be paid out: each sum by the hold of its rule. What is taken back is taken off the sums
/// that wait longest.
fn available(
    calculation: &Calculation<'_>,
    book: &Book,
    partner: u32,
    statement: &Statement,
    payable: Payable,
) -> BTreeMap<Date, i64> {
    let timeline = calculation.timeline(partner);
    let by_default = payable.closed_on.saturating_add(jiff::Span::new().days(i64::from(payable.hold_days)));
    let no_holds = timeline.versions().iter().all(|version| {
        version.terms.hold.is_none() && version.terms.rules.iter().all(|rule| rule.hold.is_none())
    });
    if no_holds {
        return BTreeMap::from([(by_default, statement.totals.total)]);
    }
    let mut sums: BTreeMap<Date, i64> = BTreeMap::new();
    let mut taken = statement.totals.adjustments.min(0);
    *sums.entry(by_default).or_default() += statement.totals.adjustments.max(0);
    for record in &statement.records {
        if record.amount < 0 {
            taken = taken.saturating_add(record.amount);
            continue;
        }
        let day = held_until(timeline, book, statement, record, payable.closed_on).unwrap_or(by_default);
        let sum = sums.entry(day).or_default();
        *sum = sum.saturating_add(record.amount);
    }
    for sum in sums.values_mut().rev() {
        let part = taken.max(-*sum);
        *sum += part;
        taken -= part;
    }
    sums.retain(|_, sum| *sum != 0);
    if taken != 0 {
        sums.insert(payable.closed_on, taken);
    }
    sums
}

fn held_until(
    timeline: &terms::TermsTimeline,
    book: &Book,
    statement: &Statement,
    record: &Record,
    closed_on: Date,
) -> Option<Date> {
    let version = timeline.version(*statement.versions.get(usize::from(record.version))?)?;
    let rule = matches!(record.kind, terms::RecordKind::Direct | terms::RecordKind::TrueUp);
    let hold = version.terms.hold_of(rule.then_some(record.part))?;
    let sale = book.sales().get(record.sale as usize);
    let paid_on = sale.and_then(|sale| sale.more.as_ref()).and_then(|more| more.paid_on);
    Some(hold.until(sale.map(|sale| sale.happened_on), paid_on, book.period.end, closed_on))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.extend([digit(byte >> 4), digit(byte & 15)]);
    }
    text
}

/// The SHA-256 of what a statement states and rests on.
pub fn hash(period: Period, lines: &[u8], unpaid: &[u8], adjusted: &[Adjusted]) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{period}\n"));
    hash.update(lines);
    hash.update(unpaid);
    for adjusted in adjusted {
        hash.update(format!("{}\n", adjusted.period));
        for item in &adjusted.items {
            hash.update(item.was.to_le_bytes());
            hash.update(item.now.to_le_bytes());
        }
        hash.update(&adjusted.due);
    }
    hex(&hash.finalize())
}
