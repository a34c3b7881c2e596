//! One partner's statement before it is saved, and the totals of many.

use std::collections::BTreeSet;

use base::access::PartnerId;
use money::MoneyError;
use sha2::{Digest, Sha256};
use terms::{
    Attributes, CalculationError, CodecError, Facts, Line, Period, SaleFact, Statement, TermsTimeline, Unpaid,
};

use super::Credits;

/// Sums of one statement or of many, in minor units of the programme's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Own sales less returns.
    pub turnover: i64,
    /// What own sales earned.
    pub direct: i64,
    /// What the downline's sales earned.
    pub overrides: i64,
    /// What targets earned.
    pub bonus: i64,
    /// Everything together.
    pub total: i64,
    /// How many lines come from sales; bonuses are not counted.
    pub sale_lines: i64,
}

impl Totals {
    /// The totals of a statement.
    pub fn of(statement: &Statement) -> Totals {
        Totals {
            turnover: statement.turnover.minor,
            direct: statement.direct.minor,
            overrides: statement.overrides.minor,
            bonus: statement.bonus.minor,
            total: statement.total.minor,
            sale_lines: i64::try_from(statement.sale_lines()).unwrap_or(i64::MAX),
        }
    }

    /// Adds other totals of the same currency.
    pub fn plus(self, other: Totals) -> Result<Totals, MoneyError> {
        let add = |one: i64, other: i64| one.checked_add(other).ok_or(MoneyError::Overflow);
        Ok(Totals {
            turnover: add(self.turnover, other.turnover)?,
            direct: add(self.direct, other.direct)?,
            overrides: add(self.overrides, other.overrides)?,
            bonus: add(self.bonus, other.bonus)?,
            total: add(self.total, other.total)?,
            sale_lines: add(self.sale_lines, other.sale_lines)?,
        })
    }
}

/// A statement that is computed and not yet saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose it is.
    pub partner: PartnerId,
    /// His name on the day of the close.
    pub name: String,
    /// Its sums.
    pub totals: Totals,
    /// Its lines in one compact block.
    pub lines: Vec<u8>,
    /// How many sales earned nothing.
    pub unpaid_count: i64,
    /// The sales that earned nothing in one compact block.
    pub unpaid: Vec<u8>,
    /// The versions of the terms it rests on.
    pub versions: BTreeSet<i64>,
    /// The hash of everything it was computed from.
    pub inputs_hash: String,
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
    /// What terms may ask of him.
    pub attributes: Attributes,
}

/// Computes the statement of one partner; nothing when there is neither a line nor an own sale without pay.
pub fn draft(
    credits: &Credits,
    beneficiary: &Beneficiary,
    period: Period,
    timeline: &TermsTimeline,
) -> Result<Option<Draft>, Trouble> {
    let facts = credits.facts(beneficiary.id, period, beneficiary.attributes.clone());
    let statement = terms::calculate(timeline, &facts)?;
    if statement.is_empty() && !statement.unpaid.iter().any(|unpaid| unpaid.level.is_none()) {
        return Ok(None);
    }
    Ok(Some(Draft {
        partner: beneficiary.id,
        name: beneficiary.name.clone(),
        totals: Totals::of(&statement),
        lines: statement.lines_to_bytes()?,
        unpaid_count: i64::try_from(statement.unpaid.len()).unwrap_or(i64::MAX),
        unpaid: statement.unpaid_to_bytes()?,
        versions: versions(&statement.lines, &statement.unpaid),
        inputs_hash: inputs_hash(&facts),
    }))
}

/// The versions of the terms that lines and unpaid sales rest on.
pub fn versions(lines: &[Line], unpaid: &[Unpaid]) -> BTreeSet<i64> {
    let of_unpaid = unpaid.iter().filter_map(|unpaid| unpaid.terms);
    lines.iter().map(|line| line.terms).chain(of_unpaid).collect()
}

/// The SHA-256 of the facts, one line a sale in the order of days, whatever order they were given in.
pub fn inputs_hash(facts: &Facts) -> String {
    let own = facts.own.iter().map(|sale| (0, sale));
    let below = facts.downline.iter().map(|entry| (entry.level, &entry.sale));
    let mut lines: Vec<String> = own.chain(below).map(|(level, sale)| input_line(level, sale)).collect();
    lines.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(format!("{}\n", facts.period));
    lines.iter().for_each(|line| hash.update(line));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn input_line(level: u8, sale: &SaleFact) -> String {
    let original = sale.refers_to.map_or(0, |original| original.id);
    let SaleFact { id, reference, seller, happened_on, amount, quantity, kind, .. } = sale;
    format!("{level};{happened_on};{reference};{id};{seller};{amount};{quantity};{kind};{original}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use money::{Currency, Money};
    use std::sync::Arc;
    use terms::{Period, PeriodKind, Terms};

    fn period() -> Period {
        Period::containing(date(2026, 1, 10), PeriodKind::Month)
    }

    fn facts(order: [i64; 2]) -> Facts {
        let sale = |id: i64| {
            SaleFact::new(id, format!("S-{id}"), 1, date(2026, 1, 10), Money::new(id * 100, Currency::RUB))
        };
        Facts {
            period: period(),
            beneficiary: Attributes::default(),
            own: order.map(sale).into(),
            downline: vec![],
        }
    }

    #[test]
    fn the_hash_of_inputs_does_not_depend_on_their_order() {
        assert_eq!(inputs_hash(&facts([1, 2])), inputs_hash(&facts([2, 1])));
        assert_ne!(inputs_hash(&facts([1, 2])), inputs_hash(&facts([1, 3])));
    }

    #[test]
    fn totals_that_do_not_fit_are_an_error() {
        let large = Totals { total: i64::MAX, ..Totals::default() };
        assert_eq!(large.plus(large), Err(MoneyError::Overflow));
    }

    #[test]
    fn a_partner_without_sales_has_no_statement() {
        let terms = Terms::new("Main", Currency::RUB, PeriodKind::Month);
        let Ok(timeline) = TermsTimeline::always(1, Arc::new(terms)) else { return };
        let anna = Beneficiary { id: PartnerId(1), name: "Anna".into(), attributes: Attributes::default() };
        assert_eq!(draft(&Credits::default(), &anna, period(), &timeline), Ok(None));
    }
}
