//! A document of terms: what a company promises its partners, as plain data.

use crate::{PeriodKind, When};
use money::{Currency, Money, Rate, RoundingMode};
use sha2::{Digest, Sha256};
use std::fmt;

/// One version of the terms; immutable once published, named by its [`TermsHash`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What people call these terms.
    pub name: String,
    /// The currency of every sum in them.
    pub currency: Currency,
    /// The window of turnover and the length of a statement.
    pub period: PeriodKind,
    /// The one place where fractions of a minor unit disappear.
    pub rounding: Rounding,
    /// What the seller earns; the first rule that fits a sale wins.
    pub rules: Vec<Rule>,
    /// What partners above the seller earn; within a level the first that fits wins.
    pub uplines: Vec<Upline>,
    /// What is paid for reaching a target; every bonus reached is paid.
    pub bonuses: Vec<Bonus>,
}

/// Where and how fractions of a minor unit disappear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// The point of rounding.
    pub at: RoundingPoint,
    /// The mode of rounding.
    pub mode: RoundingMode,
}

/// The point where sums become whole minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundingPoint {
    /// Each line of the statement.
    Line,
}

/// One rule of direct commission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The short name; turnover is counted under it, also across versions.
    pub name: String,
    /// The name people read; empty when the short name will do.
    pub title: String,
    /// Which sales the rule takes.
    pub when: When,
    /// What it pays.
    pub pay: Pay,
}

/// What a rule pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pay {
    /// A share of the sale.
    Percent(Rate),
    /// The same sum for every sale or every unit.
    Fixed {
        /// The sum.
        amount: Money,
        /// What it is paid for.
        per: Per,
    },
    /// Each part of the period's turnover under this rule at the rate of its own band.
    Bands(Vec<Band>),
}

/// What a fixed sum is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Every sale.
    Sale,
    /// Every unit sold.
    Unit,
}

/// A band of turnover `[end of the band before; up_to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The first turnover that is no longer in the band; nothing for the last one.
    pub up_to: Option<Money>,
    /// What the part of turnover in the band earns.
    pub rate: Rate,
}

/// What a partner earns on sales of his downline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upline {
    /// How many steps below the seller stands: 1 is the direct downline.
    pub level: u8,
    /// The name people read; empty when the level says enough.
    pub title: String,
    /// The share of the sale.
    pub rate: Rate,
    /// Which sales and which beneficiaries it takes.
    pub when: When,
}

/// What a partner earns for reaching a target within the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bonus {
    /// The short name.
    pub name: String,
    /// The name people read; empty when the short name will do.
    pub title: String,
    /// Which of his own sales count towards the target.
    pub when: When,
    /// The turnover that reaches the target.
    pub turnover_from: Money,
    /// What it pays.
    pub pay: BonusPay,
}

/// What a bonus pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusPay {
    /// One sum.
    Fixed(Money),
    /// A share of the turnover that counted.
    Percent(Rate),
}

/// A part of the document, for messages that point at it; all indexes count from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// A rule.
    Rule(usize),
    /// A band of a rule.
    Band(usize, usize),
    /// An upline.
    Upline(usize),
    /// A bonus.
    Bonus(usize),
}

/// The SHA-256 of the canonical text, which names a version by its content.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TermsHash(pub [u8; 32]);

impl Terms {
    /// Terms that pay nothing yet, rounding each line with halves away from zero.
    pub fn new(name: impl Into<String>, currency: Currency, period: PeriodKind) -> Terms {
        Terms {
            name: name.into(),
            currency,
            period,
            rounding: Rounding { at: RoundingPoint::Line, mode: RoundingMode::HalfAwayFromZero },
            rules: Vec::new(),
            uplines: Vec::new(),
            bonuses: Vec::new(),
        }
    }

    /// The hash of the canonical text: equal terms have equal hashes however their files are laid out.
    pub fn hash(&self) -> TermsHash {
        TermsHash(Sha256::digest(self.to_text().as_bytes()).into())
    }

    /// The deepest level of the network that earns anything.
    pub fn deepest_level(&self) -> u8 {
        self.uplines.iter().map(|upline| upline.level).max().unwrap_or(0)
    }
}

impl Rule {
    /// A rule for all sales; narrow it with [`Rule::when`].
    pub fn new(name: impl Into<String>, pay: Pay) -> Rule {
        Rule { name: name.into(), title: String::new(), when: When::ALWAYS, pay }
    }

    /// The same rule under a name people read.
    pub fn titled(self, title: impl Into<String>) -> Rule {
        Rule { title: title.into(), ..self }
    }

    /// The same rule for fewer sales.
    pub fn when(self, when: When) -> Rule {
        Rule { when, ..self }
    }

    /// The title, or the short name where there is none.
    pub fn shown(&self) -> &str {
        shown(&self.title, &self.name)
    }
}

impl Band {
    /// A band that ends before `bound`.
    pub const fn up_to(bound: Money, rate: Rate) -> Band {
        Band { up_to: Some(bound), rate }
    }

    /// The last band.
    pub const fn open(rate: Rate) -> Band {
        Band { up_to: None, rate }
    }
}

impl Upline {
    /// A share of every sale `level` steps below.
    pub fn new(level: u8, rate: Rate) -> Upline {
        Upline { level, title: String::new(), rate, when: When::ALWAYS }
    }
}

impl Bonus {
    /// A bonus on the whole own turnover.
    pub fn new(name: impl Into<String>, turnover_from: Money, pay: BonusPay) -> Bonus {
        Bonus { name: name.into(), title: String::new(), when: When::ALWAYS, turnover_from, pay }
    }

    /// The title, or the short name where there is none.
    pub fn shown(&self) -> &str {
        shown(&self.title, &self.name)
    }
}

fn shown<'a>(title: &'a str, name: &'a str) -> &'a str {
    if title.is_empty() { name } else { title }
}

impl RoundingPoint {
    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            RoundingPoint::Line => "line",
        }
    }
}

impl TermsHash {
    /// All 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The first twelve digits, for people.
    pub fn short(&self) -> String {
        self.hex().chars().take(12).collect()
    }
}

impl fmt::Display for TermsHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Debug for TermsHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}
