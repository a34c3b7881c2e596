//! Which sale is whose: the seller's own, and his uplines' by level.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use jiff::civil::Date;
use programs::ProgramId;
use terms::{Attributes, DownlineSale, Facts, Period, SaleFact};

use super::Network;

/// A sale as the commissions see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earning {
    /// What the calculation needs of it.
    pub fact: SaleFact,
    /// The only programme in which it earns; without one it earns in each the seller takes part in.
    pub program: Option<ProgramId>,
}

/// What a programme takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The programme.
    pub program: ProgramId,
    /// The first day that can earn.
    pub starts_on: Date,
    /// The deepest level of the network that earns anything.
    pub deepest: u8,
}

/// The sales of a period, each once, and who is credited with which.
#[derive(Clone, Debug, Default)]
pub struct Credits {
    sales: Vec<SaleFact>,
    own: BTreeMap<PartnerId, Vec<u32>>,
    below: BTreeMap<PartnerId, Vec<(u8, u32)>>,
}

impl Credits {
    /// Takes the sale in when it earns in this programme; tells whether it does.
    ///
    /// A return is credited as its original was: by the network and the enrolments of the original's day.
    pub fn take(&mut self, scope: &Scope, network: &Network, earning: Earning) -> bool {
        let elsewhere = earning.program.is_some_and(|program| program != scope.program);
        let (seller, day) = (PartnerId(earning.fact.seller), earning.fact.judged_on());
        if elsewhere || day < scope.starts_on || !network.is_enrolled(seller, day) {
            return false;
        }
        let Ok(place) = u32::try_from(self.sales.len()) else { return false };
        self.own.entry(seller).or_default().push(place);
        for (level, upline) in network.above(seller, day, scope.deepest) {
            self.below.entry(upline).or_default().push((level, place));
        }
        self.sales.push(earning.fact);
        true
    }

    /// Everybody who is credited with something.
    pub fn beneficiaries(&self) -> BTreeSet<PartnerId> {
        self.own.keys().chain(self.below.keys()).copied().collect()
    }

    /// How many sales earn in the programme.
    pub fn len(&self) -> usize {
        self.sales.len()
    }

    /// The sales that earn in the programme, in the order they were taken in.
    pub fn sales(&self) -> &[SaleFact] {
        &self.sales
    }

    /// What one partner's statement is computed from.
    pub fn facts(&self, partner: PartnerId, period: Period, beneficiary: Attributes) -> Facts {
        let sale = |place: &u32| self.sales[*place as usize].clone();
        let own = self.own.get(&partner).map_or(&[][..], Vec::as_slice);
        let below = self.below.get(&partner).map_or(&[][..], Vec::as_slice);
        Facts {
            period,
            beneficiary,
            own: own.iter().map(sale).collect(),
            downline: below
                .iter()
                .map(|(level, place)| DownlineSale { level: *level, sale: sale(place) })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use money::{Currency, Money};
    use partners::UplineEdge;
    use programs::{Enrolment, EnrolmentId};
    use terms::{Original, PeriodKind};

    const ANNA: PartnerId = PartnerId(1);
    const BORIS: PartnerId = PartnerId(2);
    const OWN: ProgramId = ProgramId(7);

    fn network(boris_until: Option<Date>) -> Network {
        let enrolment = |partner: PartnerId, until| Enrolment {
            id: EnrolmentId(partner.0),
            partner,
            from: date(2026, 1, 1),
            until,
        };
        let edge = UplineEdge {
            partner: BORIS,
            upline: ANNA,
            from: date(2026, 1, 1),
            until: Some(date(2026, 1, 31)),
        };
        Network::new([edge], [enrolment(ANNA, None), enrolment(BORIS, boris_until)])
    }

    fn sale(id: i64, seller: PartnerId, on: Date) -> Earning {
        let amount = Money::new(10_000, Currency::RUB);
        Earning { fact: SaleFact::new(id, format!("S-{id}"), seller.0, on, amount), program: None }
    }

    fn scope() -> Scope {
        Scope { program: OWN, starts_on: date(2026, 1, 1), deepest: 1 }
    }

    #[test]
    fn a_sale_is_the_sellers_own_and_below_his_upline() {
        let mut credits = Credits::default();
        assert!(credits.take(&scope(), &network(None), sale(1, BORIS, date(2026, 1, 10))));
        let period = Period::containing(date(2026, 1, 10), PeriodKind::Month);
        let anna = credits.facts(ANNA, period, Attributes::default());
        assert_eq!((anna.own.len(), anna.downline[0].level, anna.downline[0].sale.id), (0, 1, 1));
        assert_eq!(credits.facts(BORIS, period, Attributes::default()).own.len(), 1);
    }

    #[test]
    fn a_sale_that_names_a_programme_earns_only_there() {
        let elsewhere = Earning { program: Some(ProgramId(8)), ..sale(1, BORIS, date(2026, 1, 10)) };
        let here = Earning { program: Some(OWN), ..sale(2, BORIS, date(2026, 1, 10)) };
        let mut credits = Credits::default();
        assert!(!credits.take(&scope(), &network(None), elsewhere));
        assert!(credits.take(&scope(), &network(None), here));
        assert_eq!(credits.len(), 1);
    }

    #[test]
    fn only_those_who_take_part_earn() {
        let mut credits = Credits::default();
        let network = network(Some(date(2026, 1, 9)));
        assert!(!credits.take(&scope(), &network, sale(1, BORIS, date(2026, 1, 10))));
        assert!(!credits.take(&scope(), &network, sale(2, PartnerId(99), date(2026, 1, 5))));
        assert!(!credits.take(&scope(), &network, sale(3, BORIS, date(2025, 12, 31))));
        assert!(credits.beneficiaries().is_empty());
    }

    #[test]
    fn a_return_goes_back_to_the_upline_of_the_original() {
        let mut credits = Credits::default();
        let mut back = sale(2, BORIS, date(2026, 2, 20));
        back.fact.amount = Money::new(-10_000, Currency::RUB);
        back.fact.refers_to = Some(Original {
            id: 1,
            happened_on: date(2026, 1, 10),
            amount: Money::new(10_000, Currency::RUB),
        });
        assert!(credits.take(&scope(), &network(Some(date(2026, 1, 31))), back));
        assert_eq!(credits.beneficiaries(), BTreeSet::from([ANNA, BORIS]));
    }
}
