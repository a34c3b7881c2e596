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
