//! Who took part in the programme on a day, and who stood above whom.

use std::collections::BTreeSet;

use base::access::PartnerId;
use jiff::civil::Date;
use partners::UplineEdge;
use programs::Enrolment;
use rustc_hash::FxHashMap;

/// The network and the enrolments of one programme, both by day.
#[derive(Clone, Debug, Default)]
pub struct Network {
    uplines: FxHashMap<PartnerId, Vec<UplineEdge>>,
    downlines: FxHashMap<PartnerId, Vec<PartnerId>>,
    enrolments: FxHashMap<PartnerId, Vec<Enrolment>>,
}

/// Those above a seller, and the days for which they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    /// The nearest first; nobody where the one above does not take part.
    pub chain: Vec<Option<PartnerId>>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Above {
    /// Narrows the days to those on which none of these spans begins or ends.
    fn narrow(&mut self, day: Date, spans: impl Iterator<Item = (Date, Option<Date>)>) {
        for (from, until) in spans {
            if from <= day {
                self.from = self.from.max(from);
            } else {
                self.until = self.until.min(from.yesterday().unwrap_or(from));
            }
            match until {
                Some(last) if last < day => self.from = self.from.max(last.tomorrow().unwrap_or(last)),
                Some(last) => self.until = self.until.min(last),
                None => {}
            }
        }
    }
}

impl Network {
    /// Orders edges and enrolments by partner.
    pub fn new(
        edges: impl IntoIterator<Item = UplineEdge>,
        enrolments: impl IntoIterator<Item = Enrolment>,
    ) -> Network {
        let mut network = Network::default();
        for edge in edges {
            network.downlines.entry(edge.upline).or_default().push(edge.partner);
            network.uplines.entry(edge.partner).or_default().push(edge);
        }
        for enrolment in enrolments {
            network.enrolments.entry(enrolment.partner).or_default().push(enrolment);
        }
        network
    }

    /// Whether the partner takes part in the programme on this day.
    pub fn is_enrolled(&self, partner: PartnerId, day: Date) -> bool {
        let own = self.enrolments.get(&partner).map_or(&[][..], Vec::as_slice);
        own.iter().any(|enrolment| enrolment.covers(day))
    }

    /// Whether the partner takes part on this day, and the first and the last day for which the same is said.
    pub fn enrolled(&self, partner: PartnerId, day: Date) -> (Date, Date, bool) {
        let own = self.enrolments.get(&partner).map_or(&[][..], Vec::as_slice);
        let mut days = Above { chain: Vec::new(), from: Date::MIN, until: Date::MAX };
        days.narrow(day, own.iter().map(|enrolment| (enrolment.from, enrolment.until)));
        (days.from, days.until, own.iter().any(|enrolment| enrolment.covers(day)))
    }

    /// Those above the seller on this day, the nearest first, and the days for which the same holds. Somebody who does
    /// not take part keeps his level and is nobody; the chain ends with the last one who does.
    pub fn above(&self, seller: PartnerId, day: Date, deepest: u8) -> Above {
        let mut above = Above { chain: Vec::new(), from: Date::MIN, until: Date::MAX };
        let mut below = seller;
        let mut met = BTreeSet::from([seller]);
        for _ in 0..deepest {
            let own = self.uplines.get(&below).map_or(&[][..], Vec::as_slice);
            above.narrow(day, own.iter().map(|edge| (edge.from, edge.until)));
            let Some(edge) = own.iter().find(|edge| edge.holds_on(day)) else { break };
            if !met.insert(edge.upline) {
                break;
            }
            let enrolments = self.enrolments.get(&edge.upline).map_or(&[][..], Vec::as_slice);
            above.narrow(day, enrolments.iter().map(|enrolment| (enrolment.from, enrolment.until)));
            above.chain.push(self.is_enrolled(edge.upline, day).then_some(edge.upline));
            below = edge.upline;
        }
        while above.chain.last().is_some_and(Option::is_none) {
            above.chain.pop();
        }
        above
    }

    /// The first day of the partner's present or last time in the programme, as known for a period.
    pub fn joined_on(&self, partner: PartnerId, until: Date) -> Option<Date> {
        let own = self.enrolments.get(&partner).map_or(&[][..], Vec::as_slice);
        own.iter().map(|enrolment| enrolment.from).filter(|from| *from <= until).max()
    }

    /// Everybody who takes part on some day of a period.
    pub fn taking_part(&self, from: Date, until: Date) -> impl Iterator<Item = PartnerId> {
        let within = move |enrolment: &Enrolment| {
            enrolment.from <= until && enrolment.until.is_none_or(|last| last >= from)
        };
        let all = self.enrolments.iter();
        all.filter(move |(_, own)| own.iter().any(within)).map(|(partner, _)| *partner)
    }

    /// Everybody whose sales may concern the partner: himself, and all who ever stood below him within the levels.
    pub fn sellers_for(&self, partner: PartnerId, deepest: u8) -> BTreeSet<PartnerId> {
        let mut all = BTreeSet::from([partner]);
        let mut last = all.clone();
        for _ in 0..deepest {
            let next: BTreeSet<PartnerId> =
                last.iter().filter_map(|upper| self.downlines.get(upper)).flatten().copied().collect();
            last = next.difference(&all).copied().collect();
            all.extend(&last);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use programs::EnrolmentId;

    const ANNA: PartnerId = PartnerId(1);
    const BORIS: PartnerId = PartnerId(2);
    const VERA: PartnerId = PartnerId(3);

    fn edge(partner: PartnerId, upline: PartnerId, from: Date, until: Option<Date>) -> UplineEdge {
        UplineEdge { partner, upline, from, until }
    }

    fn enrolled(partner: PartnerId) -> Enrolment {
        Enrolment { id: EnrolmentId(partner.0), partner, from: date(2026, 1, 1), until: None }
    }

    #[test]
    fn the_level_is_that_of_the_day() {
        let edges = [
            edge(VERA, BORIS, date(2026, 1, 1), Some(date(2026, 1, 15))),
            edge(VERA, ANNA, date(2026, 1, 16), None),
            edge(BORIS, ANNA, date(2026, 1, 1), None),
        ];
        let network = Network::new(edges, [ANNA, BORIS, VERA].map(enrolled));
        let above = network.above(VERA, date(2026, 1, 15), 2);
        assert_eq!(above.chain, [Some(BORIS), Some(ANNA)]);
        assert_eq!((above.from, above.until), (date(2026, 1, 1), date(2026, 1, 15)));
        let above = network.above(VERA, date(2026, 1, 16), 2);
        assert_eq!((above.chain, above.until), (vec![Some(ANNA)], Date::MAX));
    }

    #[test]
    fn nobody_moves_up_over_an_upline_who_does_not_take_part() {
        let edges = [edge(VERA, BORIS, date(2026, 1, 1), None), edge(BORIS, ANNA, date(2026, 1, 1), None)];
        let network = Network::new(edges, [ANNA, VERA].map(enrolled));
        assert_eq!(network.above(VERA, date(2026, 2, 1), 3).chain, [None, Some(ANNA)]);
        assert_eq!(network.above(VERA, date(2026, 2, 1), 1).chain, []);
    }

    #[test]
    fn sellers_are_looked_for_as_deep_as_the_terms_pay() {
        let edges = [edge(VERA, BORIS, date(2026, 1, 1), None), edge(BORIS, ANNA, date(2026, 1, 1), None)];
        let network = Network::new(edges, []);
        assert_eq!(network.sellers_for(ANNA, 1), BTreeSet::from([ANNA, BORIS]));
        assert_eq!(network.sellers_for(ANNA, 9), BTreeSet::from([ANNA, BORIS, VERA]));
    }
}
