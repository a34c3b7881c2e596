//! Who took part in the programme on a day, and who stood above whom.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use jiff::civil::Date;
use partners::UplineEdge;
use programs::Enrolment;

/// The network and the enrolments of one programme, both by day.
#[derive(Clone, Debug, Default)]
pub struct Network {
    uplines: BTreeMap<PartnerId, Vec<UplineEdge>>,
    downlines: BTreeMap<PartnerId, BTreeSet<PartnerId>>,
    enrolments: BTreeMap<PartnerId, Vec<Enrolment>>,
}

impl Network {
    /// Orders edges and enrolments by partner.
    pub fn new(
        edges: impl IntoIterator<Item = UplineEdge>,
        enrolments: impl IntoIterator<Item = Enrolment>,
    ) -> Network {
        let mut network = Network::default();
        for edge in edges {
            network.downlines.entry(edge.upline).or_default().insert(edge.partner);
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

    /// Who stood directly above the partner on this day.
    pub fn upline_on(&self, partner: PartnerId, day: Date) -> Option<PartnerId> {
        let own = self.uplines.get(&partner).map_or(&[][..], Vec::as_slice);
        own.iter().find(|edge| edge.holds_on(day)).map(|edge| edge.upline)
    }

    /// Everybody above the seller on this day down to `deepest` levels who takes part in the programme; a level whose
    /// partner does not take part stays empty and nobody moves up.
    pub fn above(&self, seller: PartnerId, day: Date, deepest: u8) -> Vec<(u8, PartnerId)> {
        let mut found = Vec::new();
        let mut below = seller;
        for level in 1..=deepest {
            let Some(upline) = self.upline_on(below, day) else { break };
            if self.is_enrolled(upline, day) {
                found.push((level, upline));
            }
            below = upline;
        }
        found
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
        assert_eq!(network.above(VERA, date(2026, 1, 15), 2), [(1, BORIS), (2, ANNA)]);
        assert_eq!(network.above(VERA, date(2026, 1, 16), 2), [(1, ANNA)]);
    }

    #[test]
    fn nobody_moves_up_over_an_upline_who_does_not_take_part() {
        let edges = [edge(VERA, BORIS, date(2026, 1, 1), None), edge(BORIS, ANNA, date(2026, 1, 1), None)];
        let network = Network::new(edges, [ANNA, VERA].map(enrolled));
        assert_eq!(network.above(VERA, date(2026, 2, 1), 3), [(2, ANNA)]);
        assert_eq!(network.above(VERA, date(2026, 2, 1), 1), []);
    }

    #[test]
    fn sellers_are_looked_for_as_deep_as_the_terms_pay() {
        let edges = [edge(VERA, BORIS, date(2026, 1, 1), None), edge(BORIS, ANNA, date(2026, 1, 1), None)];
        let network = Network::new(edges, []);
        assert_eq!(network.sellers_for(ANNA, 1), BTreeSet::from([ANNA, BORIS]));
        assert_eq!(network.sellers_for(ANNA, 9), BTreeSet::from([ANNA, BORIS, VERA]));
    }
}
