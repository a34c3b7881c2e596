//! Who stands on which leg of whom when a period ends, for terms that pay on two legs.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use jiff::civil::Date;
use programs::{NewPlacement, Placement};
use terms::{PartnerFact, Timelines};

use super::{Maker, Network};

/// The places of a programme; those that hold at the end of a period count for all of it.
#[derive(Clone, Debug, Default)]
pub struct Places {
    all: Vec<NewPlacement>,
    below: BTreeMap<PartnerId, Vec<usize>>,
}

/// Whether terms that are in force by a day pay on two legs.
pub fn pays_on_legs(terms: &Timelines, by: Date) -> bool {
    let mut versions = terms.all().flat_map(|timeline| timeline.versions());
    versions.any(|version| version.from <= by && version.terms.binary.is_some())
}

impl Places {
    /// Orders places by those above.
    pub fn new(placements: Vec<Placement>) -> Places {
        let all: Vec<NewPlacement> = placements.into_iter().map(|one| one.place).collect();
        let mut below: BTreeMap<PartnerId, Vec<usize>> = BTreeMap::new();
        for (at, place) in all.iter().enumerate() {
            below.entry(place.under).or_default().push(at);
        }
        Places { all, below }
    }

    /// The places that hold at the end of a period under these terms; none where nothing is paid on legs.
    fn holding(&self, terms: &Timelines, until: Date) -> impl Iterator<Item = &NewPlacement> {
        let matter = !self.all.is_empty() && pays_on_legs(terms, until);
        self.all.iter().filter(move |place| matter && place.from <= until)
    }

    /// What the hash of a programme's rules tells of them.
    pub fn told(&self, terms: &Timelines, until: Date) -> impl Iterator<Item = String> {
        self.holding(terms, until).map(|NewPlacement { partner, under, leg, from }| {
            format!("place;{};{};{leg:?};{from}", partner.0, under.0)
        })
    }

    /// Everybody on the legs of these partners, however deep, themselves included.
    pub fn with_legs(&self, partners: BTreeSet<PartnerId>) -> BTreeSet<PartnerId> {
        let mut all = partners;
        let mut last: Vec<PartnerId> = all.iter().copied().collect();
        while let Some(above) = last.pop() {
            for at in self.below.get(&above).into_iter().flatten() {
                let partner = self.all[*at].partner;
                if all.insert(partner) {
                    last.push(partner);
                }
            }
        }
        all
    }

    /// Those on whose legs somebody stands at the end of a period and who take part then: they may earn without a sale.
    pub fn tops(&self, terms: &Timelines, network: &Network, until: Date) -> BTreeSet<PartnerId> {
        let above = self.holding(terms, until).map(|place| place.under);
        above.filter(|partner| network.is_enrolled(*partner, until)).collect()
    }

    /// Puts everybody of a book on his leg, or only those of `only`. Somebody who does not take part when the period ends
    /// holds his place and is nobody: what stands below him counts for those above him.
    pub fn put_into(
        &self,
        maker: &mut Maker<'_>,
        terms: &Timelines,
        network: &Network,
        only: Option<&BTreeSet<PartnerId>>,
    ) {
        let until = maker.book.period.end;
        let wanted = |place: &&NewPlacement| {
            only.is_none_or(|few| few.contains(&place.partner) && few.contains(&place.under))
        };
        let places: Vec<&NewPlacement> = self.holding(terms, until).filter(wanted).collect();
        let mut absent: BTreeMap<PartnerId, u32> = BTreeMap::new();
        for place in places.iter().filter(|place| !network.is_enrolled(place.under, until)) {
            let nobody = PartnerFact { id: PartnerFact::NOBODY, ..PartnerFact::default() };
            absent.entry(place.under).or_insert_with(|| maker.book.add_partner(nobody));
        }
        for NewPlacement { partner, under, leg, .. } in places {
            let above = absent.get(under).copied().unwrap_or_else(|| maker.partner(*under));
            let at = maker.partner(*partner);
            maker.book.place_partner(at, above, *leg);
            if let Some(stand_in) = absent.get(partner) {
                maker.book.place_partner(*stand_in, above, *leg);
            }
        }
    }
}
