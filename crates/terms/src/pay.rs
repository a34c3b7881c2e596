//! What a rule pays, from which part of a sale, and how turnover chooses between bands.

use money::{Money, Rate};

/// The part of a sale that pay is computed from, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Base {
    /// The amount as sold, VAT and delivery included.
    #[default]
    Gross,
    /// The amount without VAT.
    Net,
    /// The amount without delivery, VAT included.
    GrossWithoutDelivery,
    /// The amount without VAT and without delivery.
    NetWithoutDelivery,
    /// The amount without VAT less the cost.
    Margin,
    /// What the customer has paid.
    Paid,
}

/// What a rule pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pay {
    /// A share of the base.
    Percent(Rate),
    /// The same sum for every sale or every unit.
    Fixed {
        /// The sum.
        amount: Money,
        /// What it is paid for.
        per: Per,
    },
    /// By the band that a measure has reached.
    Bands(Bands),
}

/// What a fixed sum is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Every sale.
    Sale,
    /// Every unit sold.
    Unit,
    /// Every thousand units, such as impressions; a part of a thousand earns its part.
    Thousand,
}

/// Bands, and how a measure chooses between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    /// Which part of the turnover a band pays for.
    pub mode: BandMode,
    /// What is measured.
    pub measure: Measure,
    /// Whose sales are measured.
    pub scope: Scope,
    /// Over which time.
    pub window: Window,
    /// How many days back a higher band reaches; nothing means the whole window. Only for whole-volume bands.
    pub horizon_days: Option<u32>,
    /// What the bands change, when they are not the whole pay.
    pub stack: Option<Stack>,
    /// The bands in ascending order; the last one has no end.
    pub bands: Vec<Band>,
}

/// A base pay that bands add to or multiply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stack {
    /// The base pay.
    pub onto: Earns,
    /// What a band does to it.
    pub how: StackHow,
}

/// What a band does to the base pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StackHow {
    /// The band comes on top.
    Add,
    /// The band is a share of the base pay that comes on top: 10 % makes 3.00 into 3.30.
    Multiply,
}

/// A band of the measure `[end of the band before; up_to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The first value that is no longer in the band, in the units of the measure; nothing for the last one.
    pub up_to: Option<i64>,
    /// What it earns.
    pub earns: Earns,
}

/// What a band earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earns {
    /// A share of the base.
    Percent(Rate),
    /// A sum, in minor units of the terms' currency: for every unit or sale measured, or for every sale where money
    /// is measured.
    Fixed(i64),
}

/// Which part of the turnover a band pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum BandMode {
    /// Each part of the turnover at its own band: slabs.
    #[default]
    Marginal,
    /// The band reached pays for all turnover of the window; the sale that reaches it carries the true-up of those before.
    Whole,
    /// The band reached at the end of the window, or so far, pays for every sale of it. Sales of earlier periods of a
    /// window that was open when the period began get the difference, by the version on its last day.
    Reached,
    /// The whole sale at the band reached before it.
    Before,
    /// The whole sale at the band reached with it.
    Including,
    /// The rate grows evenly inside a band, from its own to that of the next.
    Interpolated,
    /// Every sale at the band that the window before reached.
    Previous,
}

/// What is measured. Money is counted in minor units, attainment in millionths of the target.
///
/// A sale that cannot be measured because a part of it is not known adds nothing, and bands that measure it do not pay
/// for it. A return with a known original is paid by the band that the original had; where the book does not hold the
/// original, by the band that would begin now. Bounds shrink as they did for the original, and for
/// [`BandMode::Previous`] as in the window before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// A part of the sale in money.
    Amount(Base),
    /// Units.
    Quantity,
    /// Sales; a return takes its sale off when nothing of it is left.
    Count,
    /// Customers with at least one sale that is not wholly returned.
    Customers,
    /// The amount as a share of the partner's own target.
    Attainment,
}

/// Whose sales are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Scope {
    /// Own sales that this rule takes.
    #[default]
    Rule,
    /// Own sales of the same product that this rule takes.
    Product,
    /// All own sales.
    Own,
    /// Own sales and those of the direct downline.
    Group,
    /// Own sales and those of the whole downline.
    Subtree,
}

/// Over which time something is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Window {
    /// The statement's own period.
    #[default]
    Period,
    /// One sale at a time.
    Sale,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// So many days up to and including the day of the sale.
    Rolling(u32),
    /// Years counted from the day the partner joined.
    ContractYear,
    /// From the first sale on.
    Lifetime,
}

impl Pay {
    /// Marginal bands of the period's turnover under the rule, the commonest kind.
    pub fn marginal(bands: Vec<Band>) -> Pay {
        Pay::Bands(Bands::new(BandMode::Marginal, bands))
    }
}

impl Bands {
    /// Bands of the period's turnover under the rule.
    pub fn new(mode: BandMode, bands: Vec<Band>) -> Bands {
        Bands {
            mode,
            measure: Measure::Amount(Base::Gross),
            scope: Scope::Rule,
            window: Window::Period,
            horizon_days: None,
            stack: None,
            bands,
        }
    }

    /// The index of the band that `value` is in; below the first bound, and below zero, it is the first.
    pub fn at(&self, value: i64) -> usize {
        let at = self.bands.iter().position(|band| band.up_to.is_none_or(|bound| value < bound));
        at.unwrap_or(self.bands.len().saturating_sub(1))
    }
}

impl Band {
    /// A band of money that ends before `bound` and earns a share.
    pub const fn up_to(bound: Money, rate: Rate) -> Band {
        Band { up_to: Some(bound.minor), earns: Earns::Percent(rate) }
    }

    /// The last band, which earns a share.
    pub const fn open(rate: Rate) -> Band {
        Band { up_to: None, earns: Earns::Percent(rate) }
    }
}

impl Measure {
    /// Whether it counts money, so that bounds are sums.
    pub fn is_money(self) -> bool {
        matches!(self, Measure::Amount(_))
    }
}

impl Window {
    /// Whether it may reach back before the statement's own period.
    pub fn looks_back(self) -> bool {
        !matches!(self, Window::Period | Window::Sale)
    }
}
