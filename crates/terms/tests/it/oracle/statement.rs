//! A statement as both sides can be compared by, and the order in which the oracle writes one.

use super::direct::{Direct, direct};
use super::network::{binary, network};
use super::period::{bonuses, caps, draw};
use super::split::has_part;
use super::subject::standing;
use super::{Ctx, Reason};
use std::collections::BTreeMap;
use terms::{Carried, RecordKind, SaleFact, Totals};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OracleRecord {
    pub kind: RecordKind,
    pub part: u16,
    pub level: u8,
    /// The id of the version.
    pub version: i64,
    /// The id of the sale.
    pub sale: Option<i64>,
    pub base: i64,
    pub amount: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OracleUnpaid {
    pub sale: i64,
    pub level: u8,
    pub why: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OracleTarget {
    pub version: i64,
    pub bonus: usize,
    pub target: usize,
    pub value: i64,
    pub asked: Option<i64>,
    pub reached: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OracleStatement {
    pub records: Vec<OracleRecord>,
    pub unpaid: Vec<OracleUnpaid>,
    pub totals: Totals,
    pub targets: Vec<OracleTarget>,
    pub carried: Carried,
}

impl OracleRecord {
    pub fn of_period(kind: RecordKind, part: usize, version: i64, base: i64, amount: i64) -> OracleRecord {
        OracleRecord { kind, part: part as u16, level: 0, version, sale: None, base, amount }
    }

    /// Whether the partner's own doing earned it, or a share in that of a seller.
    pub fn is_direct(&self) -> bool {
        match self.kind {
            RecordKind::Direct | RecordKind::TrueUp | RecordKind::Share => true,
            RecordKind::Ranked => self.level == 0,
            _ => false,
        }
    }
}

impl OracleStatement {
    /// Writes a record unless it says nothing.
    pub fn push(&mut self, record: OracleRecord) {
        if record.amount != 0 {
            self.records.push(record);
        }
    }

    pub fn nothing(&mut self, sale: &SaleFact, level: usize, why: Reason) {
        self.unpaid.push(OracleUnpaid { sale: sale.id, level: level as u8, why });
    }

    pub fn sum(&self, of: impl Fn(&OracleRecord) -> bool) -> i64 {
        self.records.iter().filter(|record| of(record)).map(|record| record.amount).sum()
    }

    pub fn sum_of_direct(&self) -> i64 {
        self.sum(OracleRecord::is_direct)
    }

    /// The amounts of the records of one kind, in their order.
    pub fn amounts(&self, kind: RecordKind) -> Vec<i64> {
        self.records.iter().filter(|record| record.kind == kind).map(|record| record.amount).collect()
    }

    fn add_up(&mut self, turnover: i64) {
        let is = |kinds: &'static [RecordKind]| move |record: &OracleRecord| kinds.contains(&record.kind);
        let overrides = [RecordKind::Override, RecordKind::Ranked, RecordKind::Binary];
        self.totals = Totals {
            turnover,
            direct: self.sum_of_direct(),
            overrides: self.sum(|record| overrides.contains(&record.kind) && !record.is_direct()),
            bonus: self.sum(is(&[RecordKind::Bonus])),
            limits: self.sum(is(&[RecordKind::Cap, RecordKind::Budget, RecordKind::Draw])),
            adjustments: 0,
            total: self.sum(|_| true),
            sale_lines: self.records.iter().filter(|record| record.sale.is_some()).count() as i64,
        };
    }
}

/// What sellers earn on their own sales by their own terms: those whose sales the partner has a part in.
pub struct Sellers {
    /// By sale: the pots together.
    earned: BTreeMap<i64, i64>,
}

impl Sellers {
    /// What the seller earned on the sale, before it is shared.
    pub fn earned(&self, sale: &SaleFact) -> i64 {
        self.earned.get(&sale.id).copied().unwrap_or(0)
    }
}

pub fn state(ctx: &Ctx, carried: &Carried) -> OracleStatement {
    let mut out = OracleStatement::default();
    let own = direct(ctx);
    let mut purse = own.purse.clone();
    write_own(&own, &mut out);
    let sellers = write_shares(ctx, &mut out);
    network(ctx, &sellers, &mut purse, &mut out);
    binary(ctx, &mut purse, &mut out, carried);
    bonuses(ctx, &mut purse, &mut out);
    caps(ctx, &mut out, carried);
    draw(ctx, &mut out, carried);
    out.add_up(turnover(ctx));
    out
}

fn write_own(own: &Direct, out: &mut OracleStatement) {
    for line in &own.lines {
        if line.amount == 0 {
            out.nothing(line.sale, 0, Reason::RoundsToZero);
        }
        out.push(OracleRecord {
            kind: RecordKind::Direct,
            part: line.rule as u16,
            level: 0,
            version: line.version.id,
            sale: Some(line.sale.id),
            base: line.base,
            amount: line.amount,
        });
    }
    for up in &own.true_ups {
        out.push(OracleRecord::of_period(RecordKind::TrueUp, up.rule, up.version.id, up.base, up.amount));
    }
    for (sale, why) in &own.unpaid {
        out.nothing(sale, 0, *why);
    }
}

/// The shares in sales of others, seller by seller; and what everybody else earned on his sales.
fn write_shares(ctx: &Ctx, out: &mut OracleStatement) -> Sellers {
    let mut sellers = Sellers { earned: BTreeMap::new() };
    for who in 0..ctx.book.partners().len() as u32 {
        if !concerns(ctx, who) {
            continue;
        }
        let seller = Ctx::new(ctx.timelines, ctx.book, who);
        let direct = direct(&seller);
        for line in &direct.lines {
            *sellers.earned.entry(line.sale.id).or_default() += line.pot;
            for share in line.shares.iter().filter(|share| share.partner == ctx.who) {
                out.push(OracleRecord {
                    kind: RecordKind::Share,
                    part: share.part,
                    level: 0,
                    version: line.version.id,
                    sale: Some(line.sale.id),
                    base: line.pot,
                    amount: share.amount,
                });
            }
        }
        for (sale, why) in direct.unpaid.iter().filter(|(_, why)| *why == Reason::SharesOverWhole) {
            let terms = seller.version(sale).map(|version| &version.terms);
            if terms.is_some_and(|terms| has_part(terms, sale, ctx.who)) {
                out.nothing(sale, 0, *why);
            }
        }
    }
    sellers
}

/// Whether anything that a seller earned may matter to the partner.
fn concerns(ctx: &Ctx, seller: u32) -> bool {
    let is_share = |sale: &SaleFact| {
        let participants = sale.more.iter().flat_map(|more| &more.participants);
        participants.into_iter().any(|one| one.partner == ctx.who)
    };
    let mut sales = ctx.book.sales().iter().filter(|sale| sale.seller == seller && ctx.is_paid_now(sale));
    let by_commission = |version: &terms::TermsVersion| {
        version.terms.uplines.iter().any(|upline| upline.of == terms::UplineOf::Commission)
    };
    let weighs = ctx.timeline.versions().iter().any(by_commission);
    sales.any(|sale| is_share(sale) || (weighs && ctx.distance(ctx.who, sale).is_some()))
}

fn turnover(ctx: &Ctx) -> i64 {
    standing(ctx, ctx.who).own
}
