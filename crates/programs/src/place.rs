//! Placing partners on the legs of a binary tree, and taking a place back that was given by mistake.

use std::collections::{BTreeMap, BTreeSet};

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use terms::Leg;

use crate::add::locked;
use crate::events::{Placed, PlacementTakenBack};
use crate::rules::{Enrolment, Known, NewPlacement, Placement, Program, ProgramId, Refusal, Tree};
use crate::store;

/// Places one partner; refused when he stands there already.
pub async fn place(work: &mut Work, program: ProgramId, new: NewPlacement) -> Outcome<(), Refusal> {
    match place_many(work, program, &[new]).await? {
        0 => {
            let above = partners::partner(work, new.under).await?.ok_or(Stop::Unknown)?;
            let partner = partners::partner(work, new.partner).await?.ok_or(Stop::Unknown)?;
            let (partner, under, from) = (partner.name, above.name, new.from);
            Err(Stop::Refused(Refusal::PlacedAlready { partner, under, from }))
        }
        _ => Ok(()),
    }
}

/// Places partners, all or none; those who stand there already stay. Returns how many were placed.
pub async fn place_many(
    work: &mut Work,
    program: ProgramId,
    places: &[NewPlacement],
) -> Outcome<usize, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    let mut new = Vec::new();
    for (place, verdict) in judge_places(work, &held, places).await? {
        if verdict.map_err(Stop::Refused)? {
            new.push(place);
        }
    }
    store::insert_placements(work, program, &new).await?;
    let names = names_of(work, new.iter().map(|place| place.under)).await?;
    for NewPlacement { partner, under, leg, from } in &new {
        let (leg_key, from, name) = (leg_key(*leg), *from, held.name.clone());
        let under_name = names.get(under).cloned().unwrap_or_default();
        let (partner, under) = (*partner, *under);
        work.record(Placed { program, name, partner, under, under_name, leg_key, from }).await?;
    }
    Ok(new.len())
}

/// Judges places one after another, each as if those before it that fit were given: whether it is new, or why not.
pub(crate) async fn judge_places(
    work: &mut Work,
    program: &Program,
    places: &[NewPlacement],
) -> Result<Vec<(NewPlacement, std::result::Result<bool, Refusal>)>> {
    let mut tree = Tree::new(&store::placements(work, program.id).await?);
    let concerned = places.iter().flat_map(|place| tree.concerned(place)).collect::<BTreeSet<_>>();
    let known = Known {
        names: names_of(work, concerned).await?,
        enrolments: enrolments_by_partner(work, program.id).await?,
    };
    let mut judged = Vec::with_capacity(places.len());
    for place in places {
        let verdict = tree.judge(program, &known, place);
        if verdict == Ok(true) {
            tree.add(*place);
        }
        judged.push((*place, verdict));
    }
    Ok(judged)
}

/// Takes a place back as if it had never been given; refused while somebody stands under the partner. Closed periods that
/// counted it are corrected.
pub async fn take_back(work: &mut Work, program: ProgramId, partner: PartnerId) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    let around = store::placements_around(work, program, partner).await?;
    let own = around.iter().find(|one| one.place.partner == partner).copied();
    let Placement { id, place, .. } = own.ok_or(Stop::Unknown)?;
    let concerned = around.iter().flat_map(|one| [one.place.partner, one.place.under]);
    let names = names_of(work, concerned).await?;
    let known = Known { names, ..Known::default() };
    Tree::new(&around).judge_taking_back(&known, partner).map_err(Stop::Refused)?;
    store::take_placement_back(work, id).await?;
    let under_name = known.names.get(&place.under).cloned().unwrap_or_default();
    let (leg_key, name) = (leg_key(place.leg), held.name);
    work.record(PlacementTakenBack { program, name, partner, under_name, leg_key }).await?;
    Ok(())
}

/// The key of a leg's word.
pub(crate) fn leg_key(leg: Leg) -> &'static str {
    match leg {
        Leg::Left => "programs-leg-left",
        Leg::Right => "programs-leg-right",
    }
}

/// So many partners are read one by one, more all together.
const ONE_BY_ONE: usize = 60;

/// The names of partners.
pub(crate) async fn names_of(
    work: &mut Work,
    partners: impl IntoIterator<Item = PartnerId>,
) -> Result<BTreeMap<PartnerId, String>> {
    let wanted: BTreeSet<PartnerId> = partners.into_iter().collect();
    let mut names = BTreeMap::new();
    if wanted.len() > ONE_BY_ONE {
        let all = partners::all(work).await?.into_iter();
        names.extend(all.map(|partner| (partner.id, partner.name)));
        return Ok(names);
    }
    for partner in wanted {
        names.extend(partners::partner(work, partner).await?.map(|partner| (partner.id, partner.name)));
    }
    Ok(names)
}

async fn enrolments_by_partner(
    work: &mut Work,
    program: ProgramId,
) -> Result<BTreeMap<PartnerId, Vec<Enrolment>>> {
    let mut all: BTreeMap<PartnerId, Vec<Enrolment>> = BTreeMap::new();
    for enrolment in store::enrolments(work, program).await? {
        all.entry(enrolment.partner).or_default().push(enrolment);
    }
    Ok(all)
}
