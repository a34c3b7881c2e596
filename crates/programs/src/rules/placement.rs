//! Places in a binary tree: who stands under whom on which of two legs.

use std::collections::BTreeMap;

use base::access::{PartnerId, UserId};
use base::id;
use jiff::Timestamp;
use jiff::civil::Date;
use terms::Leg;

use super::{Enrolment, Program, ProgramStatus, Refusal};

id!(
    /// A partner's place in the tree of a programme.
    PlacementId,
    "placement"
);

/// A place that a partner is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPlacement {
    /// The partner.
    pub partner: PartnerId,
    /// The one above him.
    pub under: PartnerId,
    /// On which leg of the one above.
    pub leg: Leg,
    /// The first day.
    pub from: Date,
}

/// A place as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Its id.
    pub id: PlacementId,
    /// The place.
    pub place: NewPlacement,
    /// When it was given.
    pub at: Timestamp,
    /// Who gave it.
    pub by: Option<UserId>,
}

/// The word by which a leg is kept and told.
pub fn leg_word(leg: Leg) -> &'static str {
    match leg {
        Leg::Left => "left",
        Leg::Right => "right",
    }
}

/// Reads the word of a leg.
pub fn parse_leg(word: &str) -> Option<Leg> {
    [Leg::Left, Leg::Right].into_iter().find(|leg| leg_word(*leg) == word)
}

/// What a programme's partners are called and when they take part, as far as a verdict needs it.
#[derive(Debug, Default)]
pub struct Known {
    /// Names by partner.
    pub names: BTreeMap<PartnerId, String>,
    /// Enrolments by partner.
    pub enrolments: BTreeMap<PartnerId, Vec<Enrolment>>,
}

impl Known {
    fn name(&self, partner: PartnerId) -> String {
        self.names.get(&partner).cloned().unwrap_or_else(|| partner.to_string())
    }

    fn takes_part(&self, partner: PartnerId, on: Date) -> Result<(), Refusal> {
        let mut own = self.enrolments.get(&partner).into_iter().flatten();
        if own.any(|enrolment| enrolment.covers(on)) {
            return Ok(());
        }
        Err(Refusal::NotTakingPart { partner: self.name(partner), on })
    }
}

/// Every place of a programme.
#[derive(Debug, Default)]
pub struct Tree {
    placed: BTreeMap<PartnerId, NewPlacement>,
    legs: BTreeMap<(PartnerId, Leg), PartnerId>,
}

impl Tree {
    /// The tree of these places.
    pub fn new(placements: &[Placement]) -> Tree {
        let mut tree = Tree::default();
        placements.iter().for_each(|one| tree.add(one.place));
        tree
    }

    /// Adds a place that was judged to fit.
    pub fn add(&mut self, place: NewPlacement) {
        self.placed.insert(place.partner, place);
        self.legs.insert((place.under, place.leg), place.partner);
    }

    /// Where a partner stands.
    pub fn place_of(&self, partner: PartnerId) -> Option<&NewPlacement> {
        self.placed.get(&partner)
    }

    /// Who stands on a leg.
    pub fn on(&self, under: PartnerId, leg: Leg) -> Option<PartnerId> {
        self.legs.get(&(under, leg)).copied()
    }

    /// Those whose names a refusal of this place may tell.
    pub fn concerned(&self, new: &NewPlacement) -> impl Iterator<Item = PartnerId> {
        let above = self.place_of(new.partner).map(|place| place.under);
        [Some(new.partner), Some(new.under), self.on(new.under, new.leg), above].into_iter().flatten()
    }

    /// Judges a new place; tells whether it is new, since the same place given twice changes nothing.
    pub fn judge(&self, program: &Program, known: &Known, new: &NewPlacement) -> Result<bool, Refusal> {
        let NewPlacement { partner, under, leg, from } = *new;
        if partner == under {
            return Err(Refusal::PlacedUnderItself);
        }
        if let Some(place) = self.place_of(partner) {
            if place == new {
                return Ok(false);
            }
            let (partner, under, from) = (known.name(partner), known.name(place.under), place.from);
            return Err(Refusal::PlacedAlready { partner, under, from });
        }
        if program.status == ProgramStatus::Ended {
            return Err(Refusal::ProgramEnded);
        }
        if from < program.starts_on {
            return Err(Refusal::BeforeProgramBegins { starts_on: program.starts_on });
        }
        known.takes_part(partner, from)?;
        known.takes_part(under, from)?;
        if let Some(holder) = self.on(under, leg) {
            return Err(Refusal::LegTaken { under: known.name(under), by: known.name(holder) });
        }
        if self.is_below(under, partner) {
            return Err(Refusal::PlacedInCircle { partner: known.name(partner), under: known.name(under) });
        }
        Ok(true)
    }

    /// Judges taking a place back: nobody may be left hanging.
    pub fn judge_taking_back(&self, known: &Known, partner: PartnerId) -> Result<(), Refusal> {
        let below = [Leg::Left, Leg::Right].into_iter().find_map(|leg| self.on(partner, leg));
        match below {
            Some(below) => {
                Err(Refusal::OthersBelow { partner: known.name(partner), below: known.name(below) })
            }
            None => Ok(()),
        }
    }

    /// Whether somebody stands below another one, however deep.
    fn is_below(&self, somebody: PartnerId, other: PartnerId) -> bool {
        let mut at = somebody;
        // No way up is longer than there are places.
        for _ in 0..self.placed.len() {
            match self.place_of(at) {
                Some(place) if place.under == other => return true,
                Some(place) => at = place.under,
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{EnrolmentId, ProgramId};
    use jiff::civil::date;
    use money::{Currency, Money};
    use terms::PeriodKind;

    const ANNA: PartnerId = PartnerId(1);
    const BORIS: PartnerId = PartnerId(2);
    const VERA: PartnerId = PartnerId(3);
    const GLEB: PartnerId = PartnerId(4);

    fn program() -> Program {
        Program {
            id: ProgramId(1),
            code: "main".into(),
            name: "Главная".into(),
            currency: Currency::RUB,
            period: PeriodKind::Month,
            starts_on: date(2026, 1, 1),
            hold_days: 0,
            minimum: Money::new(0, Currency::RUB),
            description: String::new(),
            status: ProgramStatus::Running,
            closed_until: None,
        }
    }

    /// Everybody but Gleb takes part from January.
    fn known() -> Known {
        let one = |partner: PartnerId| {
            let from = date(2026, 1, 1);
            (partner, vec![Enrolment { id: EnrolmentId(partner.0), partner, from, until: None }])
        };
        let names = [(ANNA, "Анна"), (BORIS, "Борис"), (VERA, "Вера"), (GLEB, "Глеб")];
        Known {
            names: names.map(|(partner, name)| (partner, name.to_owned())).into(),
            enrolments: [ANNA, BORIS, VERA].map(one).into(),
        }
    }

    fn place(partner: PartnerId, under: PartnerId, leg: Leg) -> NewPlacement {
        NewPlacement { partner, under, leg, from: date(2026, 2, 1) }
    }

    /// Boris on the left leg of Anna.
    fn tree() -> Tree {
        let mut tree = Tree::default();
        tree.add(place(BORIS, ANNA, Leg::Left));
        tree
    }

    fn verdict(new: NewPlacement) -> Result<bool, Refusal> {
        tree().judge(&program(), &known(), &new)
    }

    #[test]
    fn a_free_leg_is_given_and_a_taken_one_is_not() {
        assert_eq!(verdict(place(VERA, ANNA, Leg::Right)), Ok(true));
        let taken = Refusal::LegTaken { under: "Анна".into(), by: "Борис".into() };
        assert_eq!(verdict(place(VERA, ANNA, Leg::Left)), Err(taken));
    }

    #[test]
    fn a_partner_is_placed_once_and_the_same_place_again_is_no_change() {
        assert_eq!(verdict(place(BORIS, ANNA, Leg::Left)), Ok(false));
        let already =
            Refusal::PlacedAlready {
                partner: "Борис".into(), under: "Анна".into(), from: date(2026, 2, 1)
            };
        assert_eq!(verdict(place(BORIS, ANNA, Leg::Right)), Err(already.clone()));
        assert_eq!(verdict(place(BORIS, VERA, Leg::Left)), Err(already));
    }

    #[test]
    fn nobody_stands_below_himself() {
        assert_eq!(verdict(place(ANNA, ANNA, Leg::Left)), Err(Refusal::PlacedUnderItself));
        let circle = Refusal::PlacedInCircle { partner: "Анна".into(), under: "Борис".into() };
        assert_eq!(verdict(place(ANNA, BORIS, Leg::Left)), Err(circle));
        let mut tree = tree();
        tree.add(place(VERA, BORIS, Leg::Left));
        let circle = Refusal::PlacedInCircle { partner: "Анна".into(), under: "Вера".into() };
        assert_eq!(tree.judge(&program(), &known(), &place(ANNA, VERA, Leg::Right)), Err(circle));
    }

    #[test]
    fn both_take_part_on_the_first_day() {
        let stranger = Refusal::NotTakingPart { partner: "Глеб".into(), on: date(2026, 2, 1) };
        assert_eq!(verdict(place(GLEB, ANNA, Leg::Right)), Err(stranger.clone()));
        assert_eq!(verdict(place(VERA, GLEB, Leg::Right)), Err(stranger));
        let early = NewPlacement { from: date(2025, 12, 31), ..place(VERA, ANNA, Leg::Right) };
        assert_eq!(verdict(early), Err(Refusal::BeforeProgramBegins { starts_on: date(2026, 1, 1) }));
    }

    #[test]
    fn a_place_is_taken_back_while_nobody_stands_below() {
        assert_eq!(tree().judge_taking_back(&known(), BORIS), Ok(()));
        let below = Refusal::OthersBelow { partner: "Анна".into(), below: "Борис".into() };
        assert_eq!(tree().judge_taking_back(&known(), ANNA), Err(below));
    }
}
