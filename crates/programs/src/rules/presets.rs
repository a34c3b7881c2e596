//! The commonest plans, as terms to start from, and the parts that are often added to them.

use money::{Currency, Money, Rate};
use terms::{
    Band, BandMode, Bands, Base, Binary, Bonus, BonusPay, Cap, CapOf, Clause, Clawback, ClawbackHow,
    Compression, Draw, Field, Hold, HoldFrom, Pay, Per, PeriodKind, Rank, Recurring, RecurringCount, Rule,
    Target, TargetAt, Terms, Test, Upline, When, Window,
};

/// A plan to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// One percentage of every sale.
    Flat,
    /// A percentage for each group of products.
    ByProduct,
    /// Bands on the part above each bound.
    Slabs,
    /// Bands back to the first rouble, by the quarter.
    Retroactive,
    /// A fixed sum for every sale.
    FixedPerSale,
    /// A sum for a lead, another for a thousand impressions.
    PerLead,
    /// A share of a customer's payments in the first twelve months.
    Recurring,
    /// A percentage and two levels above.
    Referral,
    /// A share of the margin.
    Margin,
    /// A percentage, a bonus for the target, more above it.
    Accelerator,
    /// Ranks that get the difference to the rank below.
    StairStep,
    /// Two legs.
    TwoLegs,
    /// A percentage with a draw for the first months.
    DrawForBeginners,
}

/// A part to be added to terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// Two levels of uplines: 3 % and 1 %.
    TwoUplines,
    /// The network pays only those who sell themselves.
    OwnSales,
    /// The most that is paid in a period.
    CapPerPeriod,
    /// A sum for reaching a target.
    TargetBonus,
    /// Accruals wait for thirty days.
    Hold,
    /// A return takes its part back.
    Proportional,
}

/// The words of a reader that presets need: names of examples, which the manager then puts his own in place of.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// What the terms are called.
    pub terms: String,
    /// A group of products.
    pub group: String,
    /// Three ranks, the highest first.
    pub ranks: [String; 3],
}

/// In what a preset counts.
#[derive(Clone, Copy, Debug)]
pub struct Counting {
    /// The currency of its sums.
    pub currency: Currency,
    /// The length of a statement.
    pub period: PeriodKind,
}

impl Preset {
    /// Every preset, the commonest first.
    pub const ALL: [Self; 13] = [
        Self::Flat,
        Self::ByProduct,
        Self::Slabs,
        Self::Retroactive,
        Self::FixedPerSale,
        Self::PerLead,
        Self::Recurring,
        Self::Referral,
        Self::Margin,
        Self::Accelerator,
        Self::StairStep,
        Self::TwoLegs,
        Self::DrawForBeginners,
    ];

    /// The word in button values and in the keys of its sentences.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::ByProduct => "by-product",
            Self::Slabs => "slabs",
            Self::Retroactive => "retroactive",
            Self::FixedPerSale => "fixed",
            Self::PerLead => "lead",
            Self::Recurring => "recurring",
            Self::Referral => "referral",
            Self::Margin => "margin",
            Self::Accelerator => "accelerator",
            Self::StairStep => "stair-step",
            Self::TwoLegs => "two-legs",
            Self::DrawForBeginners => "draw",
        }
    }

    /// The preset with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.word() == word)
    }

    /// The terms of the plan.
    pub fn terms(self, counting: Counting, names: &Names) -> Terms {
        let mut terms = Terms::new(names.terms.clone(), counting.currency, counting.period);
        terms.clawback = Clawback { how: ClawbackHow::Proportional, within_days: None };
        match self {
            Self::Flat => terms.rules.push(share("sales", 5)),
            Self::ByProduct => {
                let group = When::is(field("product.category"), [names.group.as_str()]);
                terms.rules.push(share("group", 8).when(group));
                terms.rules.push(share("other", 3));
            }
            Self::Slabs => {
                terms.rules.push(Rule::new("sales", counting.bands(BandMode::Marginal, Window::Period)))
            }
            Self::Retroactive => {
                terms.rules.push(Rule::new("sales", counting.bands(BandMode::Whole, counting.quarter())));
            }
            Self::FixedPerSale => terms.rules.push(Rule::new("sales", counting.fixed(1_000, Per::Sale))),
            Self::PerLead => counting.leads(&mut terms),
            Self::Recurring => {
                let recurring = Recurring::Months { months: 12, count: RecurringCount::Covered };
                let rule = Rule { base: Base::Paid, recurring: Some(recurring), ..share("subscription", 20) };
                terms.rules.push(rule);
            }
            Self::Referral => referral(&mut terms),
            Self::Margin => terms.rules.push(Rule { base: Base::Margin, ..share("margin", 25) }),
            Self::Accelerator => counting.accelerator(&mut terms),
            Self::StairStep => counting.stair_step(&mut terms, names),
            Self::TwoLegs => counting.two_legs(&mut terms),
            Self::DrawForBeginners => counting.draw(&mut terms),
        }
        terms
    }
}

impl Addition {
    /// Every part that can be added.
    pub const ALL: [Self; 6] = [
        Self::TwoUplines,
        Self::OwnSales,
        Self::CapPerPeriod,
        Self::TargetBonus,
        Self::Hold,
        Self::Proportional,
    ];

    /// The word in button values and in the keys of its sentences.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TwoUplines => "two-uplines",
            Self::OwnSales => "own-sales",
            Self::CapPerPeriod => "cap",
            Self::TargetBonus => "target-bonus",
            Self::Hold => "hold",
            Self::Proportional => "proportional",
        }
    }

    /// The part with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// The document's own fields of the form that it is about.
    pub const fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Hold => &["hold_days", "hold_from"],
            Self::Proportional => &["clawback_how", "clawback_within"],
            _ => &[],
        }
    }

    /// Terms that say this part and nothing else.
    pub fn terms(self, counting: Counting) -> Terms {
        let mut terms = Terms::new("", counting.currency, counting.period);
        match self {
            Self::TwoUplines => terms.uplines = two_uplines(),
            Self::OwnSales => terms.network.qualified = sells_himself(),
            Self::CapPerPeriod => {
                terms.caps.push(Cap::at_most("month", CapOf::Total, counting.sum(300_000)));
            }
            Self::TargetBonus => {
                let pay = BonusPay::Fixed(counting.sum(20_000));
                terms.bonuses.push(Bonus::new("target", counting.sum(500_000), pay));
            }
            Self::Hold => terms.hold = Some(Hold { days: 30, from: HoldFrom::Close }),
            Self::Proportional => {}
        }
        terms
    }
}

impl Counting {
    /// A sum that is round in roubles, and a hundredth of it in dearer currencies.
    fn sum(self, roubles: i64) -> Money {
        let cheap =
            matches!(self.currency.code(), "RUB" | "KZT" | "AMD" | "RSD" | "JPY" | "KRW" | "UZS" | "HUF");
        let whole = if cheap { roubles } else { roubles / 100 };
        Money::new(whole * self.currency.minor_per_whole(), self.currency)
    }

    fn fixed(self, roubles: i64, per: Per) -> Pay {
        Pay::Fixed { amount: self.sum(roubles), per }
    }

    /// The calendar quarter, where a statement is shorter.
    fn quarter(self) -> Window {
        if self.period == PeriodKind::Month { Window::Quarter } else { Window::Period }
    }

    /// 5 % to 100 000, 8 % to 300 000, 12 % above.
    fn bands(self, mode: BandMode, window: Window) -> Pay {
        let bands = vec![
            Band::up_to(self.sum(100_000), percent(5)),
            Band::up_to(self.sum(300_000), percent(8)),
            Band::open(percent(12)),
        ];
        Pay::Bands(Bands { window, ..Bands::new(mode, bands) })
    }

    fn leads(self, terms: &mut Terms) {
        let kind = |word: &str| When::is(Field::SALE_KIND, [word]);
        terms.rules.push(Rule::new("lead", self.fixed(500, Per::Unit)).when(kind("lead")));
        terms.rules.push(Rule::new("impressions", self.fixed(300, Per::Thousand)).when(kind("impression")));
    }

    fn accelerator(self, terms: &mut Terms) {
        terms.rules.push(share("sales", 5));
        let target = Target::new(TargetAt::AtLeast(self.sum(500_000).minor));
        let bonus = |name: &str, pay| Bonus {
            name: name.to_owned(),
            title: String::new(),
            targets: vec![target.clone()],
            pay,
        };
        terms.bonuses.push(bonus("target", BonusPay::Fixed(self.sum(20_000))));
        terms.bonuses.push(bonus("above", BonusPay::PercentAbove(percent(3))));
    }

    fn stair_step(self, terms: &mut Terms, names: &Names) {
        let reached = |roubles: i64| {
            let test = Test::Amount { from: Some(self.sum(roubles)), below: None };
            When { clauses: vec![Clause::Field { field: Field::BENEFICIARY_SUBTREE_TURNOVER, test }] }
        };
        let [high, middle, low] = &names.ranks;
        let rank = |title: &String, rate, when| Rank { title: title.clone(), rate: percent(rate), when };
        terms.ranks = vec![
            rank(high, 15, reached(1_000_000)),
            rank(middle, 10, reached(300_000)),
            rank(low, 5, When::ALWAYS),
        ];
        terms.network.qualified = sells_himself();
        terms.network.compression = Compression::Dynamic;
    }

    fn two_legs(self, terms: &mut Terms) {
        terms.rules.push(share("sales", 10));
        terms.binary = Some(Binary {
            rate: percent(10),
            base: Base::Gross,
            at_most: Some(self.sum(40_000)),
            carry_at_most: None,
            when: sells_himself(),
            per: self.period,
        });
    }

    fn draw(self, terms: &mut Terms) {
        terms.rules.push(share("sales", 5));
        let test = Test::Number { from: None, below: Some(3) };
        let when = When { clauses: vec![Clause::Field { field: Field::BENEFICIARY_MONTHS, test }] };
        terms.draw = Some(Draw { amount: self.sum(30_000), recoverable: true, when });
    }
}

fn referral(terms: &mut Terms) {
    terms.rules.push(share("sales", 5));
    terms.uplines = two_uplines();
    terms.network.qualified = sells_himself();
}

fn two_uplines() -> Vec<Upline> {
    vec![Upline::new(1, percent(3)), Upline::new(2, percent(1))]
}

/// At least one sale of his own in the period: the law asks that income comes from sales, not from people found.
fn sells_himself() -> When {
    let test = Test::Number { from: Some(1), below: None };
    When { clauses: vec![Clause::Field { field: Field::BENEFICIARY_SALES, test }] }
}

fn share(name: &str, rate: i64) -> Rule {
    Rule::new(name, Pay::Percent(percent(rate)))
}

fn percent(rate: i64) -> Rate {
    Rate::ppm(rate * 10_000)
}

fn field(path: &str) -> Field {
    Field::parse(path).unwrap_or(Field::SALE_KIND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use terms::{Severity, check};

    fn names() -> Names {
        let ranks = ["Gold", "Silver", "Bronze"].map(str::to_owned);
        Names { terms: "Plan".into(), group: "Machines".into(), ranks }
    }

    #[test]
    fn every_preset_can_be_published_in_every_currency_and_period() {
        for preset in Preset::ALL {
            for currency in [Currency::RUB, Currency::parse("USD").unwrap()] {
                for period in PeriodKind::ALL {
                    let terms = preset.terms(Counting { currency, period }, &names());
                    let wrong: Vec<_> = check(&terms)
                        .into_iter()
                        .filter(|finding| finding.severity == Severity::Error)
                        .collect();
                    assert_eq!(wrong, [], "{preset:?} {period:?}");
                    assert_eq!(Terms::parse(&terms.to_text()).as_ref(), Ok(&terms), "{preset:?}");
                }
            }
            assert_eq!(Preset::parse(preset.word()), Some(preset));
        }
    }

    #[test]
    fn only_bands_back_to_the_first_rouble_have_a_cliff() {
        let counting = Counting { currency: Currency::RUB, period: PeriodKind::Month };
        let doubtful = |preset: Preset| {
            check(&preset.terms(counting, &names())).iter().any(|finding| finding.kind.key() == "cliff")
        };
        let found: Vec<_> = Preset::ALL.into_iter().filter(|preset| doubtful(*preset)).collect();
        assert_eq!(found, [Preset::Retroactive]);
    }

    #[test]
    fn the_word_of_every_part_reads_back() {
        assert!(Addition::ALL.into_iter().all(|part| Addition::parse(part.word()) == Some(part)));
    }
}
