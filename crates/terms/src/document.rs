//! A document of terms: what a company promises its partners, as plain data.

use crate::limits::{Cap, Clawback, Draw, Hold};
use crate::network::{Binary, Compression, Network, Rank, Upline};
use crate::pay::{Base, Measure, Pay, Scope, Window};
use crate::{Case, Field, PeriodKind, When};
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
    /// The length of a statement.
    pub period: PeriodKind,
    /// The one place where fractions of a minor unit disappear.
    pub rounding: Rounding,
    /// Which of the rules that fit a sale pay for it.
    pub choose: Choose,
    /// What shrinks for a partner who joined inside a window.
    pub prorate: Prorate,
    /// The rate of the VAT inside an amount, where a sale does not say how much VAT it holds.
    pub vat: Option<Rate>,
    /// The vendor's usual margin as a share of a sale, above which the check warns; nothing is computed from it.
    pub margin: Option<Rate>,
    /// The day whose exchange rate turns sales of other currencies into the currency of the terms.
    pub fx: Option<FxDate>,
    /// How long accruals wait; without it the programme's own days count.
    pub hold: Option<Hold>,
    /// How a return takes commission back.
    pub clawback: Clawback,
    /// What the seller earns.
    pub rules: Vec<Rule>,
    /// Who of the network above the seller counts.
    pub network: Network,
    /// What partners above the seller earn by level; within a level the first that fits wins.
    pub uplines: Vec<Upline>,
    /// What partners earn by their rank, less what those below already got; the first that fits a partner is his.
    pub ranks: Vec<Rank>,
    /// What partners earn on the weaker of two legs.
    pub binary: Option<Binary>,
    /// How a sale's commission is shared with others who took part in it.
    pub splits: Vec<Split>,
    /// What is paid for reaching targets; every bonus reached is paid.
    pub bonuses: Vec<Bonus>,
    /// The most and the least that is paid.
    pub caps: Vec<Cap>,
    /// What is advanced on commissions to come.
    pub draw: Option<Draw>,
    /// Worked examples that must come out as written whenever the terms are published.
    pub cases: Vec<Case>,
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
    /// The sum of the lines of one document; each line gets what the running sum grows by.
    Document,
    /// The sum of all lines of the statement; each line gets what the running sum grows by.
    Statement,
}

/// Which of the rules that fit a sale pay for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choose {
    /// The first in the order they are written.
    #[default]
    First,
    /// The one that gives the partner most money for this sale, before rounding; of equal ones the first. A rule that
    /// needs a part of the sale that is not known drops out, unless all do.
    Best,
    /// All of them together.
    Sum,
    /// The one rule that, applied alone to the whole period, gives most; of equal ones the first. Rules are weighed by
    /// what the partner himself gets, by name across versions, if the version on the last day of the period says so;
    /// before that a version that says so takes the first.
    Max,
}

/// What shrinks for a partner who joined inside a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prorate {
    /// Nothing.
    #[default]
    None,
    /// Targets of bonuses.
    Targets,
    /// The bounds of bands.
    Thresholds,
    /// Both.
    Both,
}

/// The day whose exchange rate is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FxDate {
    /// The day of the sale.
    Sale,
    /// The day of the invoice.
    Invoice,
    /// The day the customer paid.
    Payment,
    /// The last day of the statement's period.
    PeriodEnd,
    /// The mean of the rates known for the days of the period.
    PeriodAverage,
    /// The day the statement is to be paid out.
    Payout,
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
    /// What part of a sale the pay is computed from.
    pub base: Base,
    /// What it pays.
    pub pay: Pay,
    /// The most it pays for one sale.
    pub at_most: Option<Money>,
    /// The least it pays for one sale.
    pub at_least: Option<Money>,
    /// How long after a customer's first sale it pays.
    pub recurring: Option<Recurring>,
    /// How long its accruals wait, where it differs from the terms.
    pub hold: Option<Hold>,
}

/// How long after a customer's first sale a rule pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurring {
    /// Sales before the same day so many calendar months later; 31 January and one month is 28 February.
    Months {
        /// How many months.
        months: u32,
        /// What must lie inside them.
        count: RecurringCount,
    },
    /// The first so many payments of the customer.
    Payments(u32),
}

/// What must lie inside the months of a recurring rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecurringCount {
    /// The day of the sale; a prepayment made in time counts whole.
    #[default]
    Dates,
    /// The days that the payment covers; a prepayment counts for its part inside.
    Covered,
}

/// How the commission of a sale is shared with one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The role, as sales name it.
    pub role: String,
    /// Its part.
    pub share: SplitShare,
}

/// The part of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitShare {
    /// A share of the one pot, which the seller's own part shrinks by.
    Pot(Rate),
    /// A share on top, which takes nothing from anybody.
    Overlay(Rate),
}

/// What a partner earns for reaching targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bonus {
    /// The short name.
    pub name: String,
    /// The name people read; empty when the short name will do.
    pub title: String,
    /// What must be reached, all of it; the first is what a percentage is of.
    pub targets: Vec<Target>,
    /// What it pays.
    pub pay: BonusPay,
}

/// One thing that must be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which sales count.
    pub when: When,
    /// What is counted.
    pub measure: Measure,
    /// Whose sales count; of a rule or of one product makes no sense here.
    pub scope: Scope,
    /// Over which time; a single sale makes no sense here.
    pub window: Window,
    /// How much is asked for.
    pub at: TargetAt,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetAt {
    /// So much, in the units of the measure.
    AtLeast(i64),
    /// The partner's own target.
    Own,
    /// So much more than in an earlier window, as a share of it; an earlier window of nothing cannot be outgrown.
    Growth {
        /// The share: 1/5 is a fifth more.
        by: Rate,
        /// Which earlier window.
        over: GrowthOver,
    },
}

/// The window that growth is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrowthOver {
    /// The one before.
    Previous,
    /// The same one a year before.
    YearBefore,
}

/// What a bonus pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusPay {
    /// One sum.
    Fixed(Money),
    /// A share of what the first target counted; a sum.
    Percent(Rate),
    /// A share of what the first target counted above the sum that was asked for.
    PercentAbove(Rate),
    /// A share of what the partner's own sales earned in the period.
    PercentOfCommission(Rate),
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
    /// A rank.
    Rank(usize),
    /// The binary plan.
    Binary,
    /// The network as a whole.
    Network,
    /// A split.
    Split(usize),
    /// A bonus.
    Bonus(usize),
    /// A target of a bonus.
    Target(usize, usize),
    /// A cap or a floor.
    Cap(usize),
    /// The draw.
    Draw,
    /// A worked example.
    Case(usize),
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
            choose: Choose::First,
            prorate: Prorate::None,
            vat: None,
            margin: None,
            fx: None,
            hold: None,
            clawback: Clawback::default(),
            rules: Vec::new(),
            network: Network::default(),
            uplines: Vec::new(),
            ranks: Vec::new(),
            binary: None,
            splits: Vec::new(),
            bonuses: Vec::new(),
            caps: Vec::new(),
            draw: None,
            cases: Vec::new(),
        }
    }

    /// The hash of the canonical text: equal terms have equal hashes however their files are laid out.
    pub fn hash(&self) -> TermsHash {
        TermsHash(Sha256::digest(self.to_text().as_bytes()).into())
    }

    /// The deepest level of the network that can earn anything: nothing below it matters to a partner.
    pub fn deepest_level(&self) -> u8 {
        let levels = self.uplines.iter().map(|upline| upline.level).max().unwrap_or(0);
        let compressed = levels > 0 && self.network.compression == Compression::Dynamic;
        let subtree = self.measures().any(|(_, scope, _)| scope == Scope::Subtree);
        if compressed || subtree || !self.ranks.is_empty() || self.asks(Field::BENEFICIARY_SUBTREE_TURNOVER) {
            return u8::MAX;
        }
        let group = self.measures().any(|(_, scope, _)| scope == Scope::Group);
        levels.max(u8::from(group || self.asks(Field::BENEFICIARY_GROUP_TURNOVER)))
    }

    /// Whether somebody who sold nothing may still be paid something, such as a floor or a draw.
    pub fn pays_without_sales(&self) -> bool {
        self.draw.is_some() || self.caps.iter().any(|cap| cap.at_least.is_some())
    }

    /// Whether statements depend on who took part in sales, or on the customer's first sale.
    pub fn asks_for_first_sales(&self) -> bool {
        self.rules.iter().any(|rule| rule.recurring.is_some()) || self.asks(Field::SALE_PAYMENT)
    }

    /// How long the sum of a rule waits; nothing where the programme's own days count.
    pub fn hold_of(&self, rule: Option<u16>) -> Option<Hold> {
        let own = rule.and_then(|rule| self.rules.get(usize::from(rule))).and_then(|rule| rule.hold);
        own.or(self.hold)
    }

    /// Every measure in the terms with whose sales it counts and over which window: of bands, then of targets.
    pub fn measures(&self) -> impl Iterator<Item = (Measure, Scope, Window)> + '_ {
        let bands = self.rules.iter().filter_map(|rule| match &rule.pay {
            Pay::Bands(bands) => Some((bands.measure, bands.scope, bands.window)),
            _ => None,
        });
        let targets = self.bonuses.iter().flat_map(|bonus| &bonus.targets);
        bands.chain(targets.map(|target| (target.measure, target.scope, target.window)))
    }

    /// Every condition in the terms.
    pub fn conditions(&self) -> impl Iterator<Item = &When> + '_ {
        let rules = self.rules.iter().map(|rule| &rule.when);
        let uplines = self.uplines.iter().map(|upline| &upline.when);
        let ranks = self.ranks.iter().map(|rank| &rank.when);
        let targets = self.bonuses.iter().flat_map(|bonus| &bonus.targets).map(|target| &target.when);
        let caps = self.caps.iter().map(|cap| &cap.when);
        let others = [Some(&self.network.qualified), self.draw.as_ref().map(|draw| &draw.when)];
        let binary = self.binary.as_ref().map(|binary| &binary.when);
        rules
            .chain(uplines)
            .chain(ranks)
            .chain(targets)
            .chain(caps)
            .chain(others.into_iter().flatten())
            .chain(binary)
    }

    /// Whether any condition asks for the field.
    pub fn asks(&self, field: Field) -> bool {
        self.conditions().any(|when| when.fields().contains(&field))
    }
}

impl Rule {
    /// A rule for all sales; narrow it with [`Rule::when`].
    pub fn new(name: impl Into<String>, pay: Pay) -> Rule {
        Rule {
            name: name.into(),
            title: String::new(),
            when: When::ALWAYS,
            base: Base::Gross,
            pay,
            at_most: None,
            at_least: None,
            recurring: None,
            hold: None,
        }
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

impl Bonus {
    /// A bonus on the whole own turnover of the period.
    pub fn new(name: impl Into<String>, turnover_from: Money, pay: BonusPay) -> Bonus {
        let target = Target::new(TargetAt::AtLeast(turnover_from.minor));
        Bonus { name: name.into(), title: String::new(), targets: vec![target], pay }
    }

    /// The title, or the short name where there is none.
    pub fn shown(&self) -> &str {
        shown(&self.title, &self.name)
    }
}

impl Target {
    /// A target of own turnover within the period.
    pub fn new(at: TargetAt) -> Target {
        Target {
            when: When::ALWAYS,
            measure: Measure::Amount(Base::Gross),
            scope: Scope::Own,
            window: Window::Period,
            at,
        }
    }
}

fn shown<'a>(title: &'a str, name: &'a str) -> &'a str {
    if title.is_empty() { name } else { title }
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
