//! Who stands on which leg of whom, and how much was sold there; found once for all statements.

use crate::{Book, Leg};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The volumes of both legs; nothing where a sum does not fit.
type Volumes = [Option<i64>; 2];

/// Those placed directly under each partner.
#[derive(Debug, Default)]
pub(super) struct Legs {
    under: HashMap<u32, Vec<(u32, Leg)>>,
    placed: Vec<(u32, u32, Leg)>,
    common: OnceLock<HashMap<u32, Volumes>>,
}

impl Legs {
    /// The tree of a book.
    pub fn of(book: &Book) -> Legs {
        let mut legs = Legs::default();
        for (at, partner) in (0..).zip(book.partners()) {
            if let Some((above, leg)) = partner.placed {
                legs.under.entry(above).or_default().push((at, leg));
                legs.placed.push((at, above, leg));
            }
        }
        legs
    }

    /// What everybody on one leg of a partner sold, where all are measured alike: computed once for all partners.
    pub fn common_volume(&self, partner: u32, leg: Leg, own: impl Fn(u32) -> Option<i64>) -> Option<i64> {
        let volumes = self.common.get_or_init(|| self.volumes(own));
        volumes.get(&partner).map_or(Some(0), |volumes| volumes[leg as usize])
    }

    /// The volumes of everybody's legs, from those below up to those above.
    fn volumes(&self, own: impl Fn(u32) -> Option<i64>) -> HashMap<u32, Volumes> {
        let place: HashMap<u32, (u32, Leg)> =
            self.placed.iter().map(|(at, above, leg)| (*at, (*above, *leg))).collect();
        let mut waiting: HashMap<u32, usize> =
            self.under.iter().map(|(above, under)| (*above, under.len())).collect();
        let mut ready: Vec<u32> =
            self.placed.iter().map(|(at, ..)| *at).filter(|at| !self.under.contains_key(at)).collect();
        let mut volumes: HashMap<u32, Volumes> = HashMap::new();
        while let Some(at) = ready.pop() {
            let Some((above, leg)) = place.get(&at).copied() else { continue };
            let [left, right] = volumes.get(&at).copied().unwrap_or([Some(0); 2]);
            let sold = [left, right].into_iter().fold(own(at), |sum, leg| sum?.checked_add(leg?));
            let volume = &mut volumes.entry(above).or_insert([Some(0); 2])[leg as usize];
            *volume = volume.zip(sold).and_then(|(volume, sold)| volume.checked_add(sold));
            let left_to_come = waiting.entry(above).or_insert(1);
            *left_to_come -= 1;
            if *left_to_come == 0 {
                ready.push(above);
            }
        }
        volumes
    }

    /// What everybody on one leg of a partner sold, for one who is measured in his own way.
    pub fn volume(&self, partner: u32, leg: Leg, own: impl Fn(u32) -> Option<i64>) -> Option<i64> {
        self.below(partner, leg).into_iter().try_fold(0_i64, |sum, at| sum.checked_add(own(at)?))
    }

    /// Everybody on one leg of a partner, however deep.
    fn below(&self, partner: u32, leg: Leg) -> Vec<u32> {
        let direct = |at: u32| self.under.get(&at).into_iter().flatten();
        let mut found: Vec<u32> = direct(partner).filter(|(_, on)| *on == leg).map(|(at, _)| *at).collect();
        let mut next = 0;
        while let Some(at) = found.get(next) {
            // Everybody has one place, so only a circle through the partner himself could come round again.
            let further = direct(*at).map(|(at, _)| *at).filter(|at| *at != partner);
            found.extend(further.collect::<Vec<_>>());
            next += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PartnerFact, Period, PeriodKind};
    use jiff::civil::date;

    /// A tree in which everybody stands under somebody added before.
    fn tree(places: impl Iterator<Item = (u32, Leg)>) -> Legs {
        let mut book = Book::new(Period::containing(date(2026, 1, 1), PeriodKind::Month));
        book.add_partner(PartnerFact { id: 1, ..PartnerFact::default() });
        for (id, place) in (2..).zip(places) {
            book.add_partner(PartnerFact { id, placed: Some(place), ..PartnerFact::default() });
        }
        Legs::of(&book)
    }

    fn leg(number: u32) -> Leg {
        if number.is_multiple_of(2) { Leg::Left } else { Leg::Right }
    }

    #[test]
    fn volumes_summed_once_for_all_are_those_of_each_partner_alone() {
        let legs = tree((1..200_u32).map(|at| ((at * 7919 + at / 3) % at, leg(at))));
        let sold = |at: u32| Some(i64::from(at) * 10);
        for at in 0..200 {
            for leg in [Leg::Left, Leg::Right] {
                assert_eq!(legs.common_volume(at, leg, sold), legs.volume(at, leg, sold), "{at} {leg:?}");
            }
        }
        let all = [Leg::Left, Leg::Right].map(|leg| legs.common_volume(0, leg, sold).unwrap());
        assert_eq!(all[0] + all[1], (1..200).sum::<i64>() * 10);
    }

    #[test]
    fn a_long_leg_is_summed_in_one_pass() {
        let legs = tree((0..200_000).map(|at| (at, Leg::Left)));
        let total: i64 = (0..200_000).map(|at| legs.common_volume(at, Leg::Left, |_| Some(1)).unwrap()).sum();
        assert_eq!(total, 200_000 * 200_001 / 2);
    }

    #[test]
    fn a_volume_that_does_not_fit_is_known_to_those_above_alone() {
        let legs = tree([(0, Leg::Left), (1, Leg::Left), (1, Leg::Right)].into_iter());
        let sold = |at: u32| Some(if at == 0 { 0 } else { i64::MAX / 2 });
        assert_eq!(legs.common_volume(0, Leg::Left, sold), None);
        assert_eq!(legs.common_volume(1, Leg::Left, sold), Some(i64::MAX / 2));
    }
}
