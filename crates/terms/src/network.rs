//! What partners above the seller earn: by level, by rank, and on two legs.

use crate::pay::Base;
use crate::{PeriodKind, When};
use money::{Money, Rate};

/// Who of the network above the seller counts, for levels and ranks alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// What happens to the level of somebody who does not qualify.
    pub compression: Compression,
    /// Who qualifies, judged by what he is and has sold in the period; everybody without it.
    pub qualified: When,
    /// The part of the sale that ranks are paid from.
    pub base: Base,
}

/// What happens to the level of somebody who does not qualify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// It is lost: nobody gets it.
    #[default]
    Breakage,
    /// It goes to the next one above who qualifies.
    Dynamic,
}

/// What a partner earns on sales of his downline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upline {
    /// How many steps below the seller stands: 1 is the direct downline.
    pub level: u8,
    /// The name people read; empty when the level says enough.
    pub title: String,
    /// The share.
    pub rate: Rate,
    /// What it is a share of.
    pub of: UplineOf,
    /// Which sales and which beneficiaries it takes.
    pub when: When,
}

/// What an upline's share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UplineOf {
    /// A part of the sale.
    Sale(Base),
    /// What the seller earned on the sale.
    Commission,
}

/// The share of a rank: its holder gets it less the highest share already paid below him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The name people read.
    pub title: String,
    /// The share of the network's base.
    pub rate: Rate,
    /// Who holds it.
    pub when: When,
}

/// What is paid on the weaker of two legs; what was matched is taken off both, the rest is carried on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binary {
    /// The share of the matched volume.
    pub rate: Rate,
    /// The part of the sale that makes volume.
    pub base: Base,
    /// The most that is paid a period.
    pub at_most: Option<Money>,
    /// The most volume that a leg carries on; more is lost.
    pub carry_at_most: Option<Money>,
    /// Who is paid; the volume of anybody else is lost.
    pub when: When,
    /// How often volumes are matched; always the statement's period.
    pub per: PeriodKind,
}

impl Upline {
    /// A share of every sale `level` steps below.
    pub fn new(level: u8, rate: Rate) -> Upline {
        Upline { level, title: String::new(), rate, of: UplineOf::Sale(Base::Gross), when: When::ALWAYS }
    }
}
