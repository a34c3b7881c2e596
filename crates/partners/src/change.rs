//! Changing what stands on a card.

use base::access::{Act, PartnerId};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::add::{refuse_taken_code, taken, tidied};
use crate::events::{CardChanged, KindChanged, TierSet};
use crate::rules::{self, NewPartner, Partner, Refusal};
use crate::store;

/// Changes name, code, kind, region, country and tier to those of `card`; its status and contact are left aside.
/// Answers the fields that are different now.
pub async fn change(work: &mut Work, id: PartnerId, card: NewPartner) -> Outcome<Vec<&'static str>, Refusal> {
    work.may(Act::EditPartners, id)?;
    let before = store::card_to_change(work, id).await?.ok_or(Stop::Unknown)?;
    let card = tidied(card);
    rules::judge_card(&card).map_err(Stop::Refused)?;
    let after = Partner {
        code: card.code,
        name: card.name,
        kind: card.kind,
        region: card.region,
        country: card.country,
        tier: card.tier,
        ..before.clone()
    };
    if after == before {
        return Ok(Vec::new());
    }
    refuse_taken_code(work, after.code.as_deref(), Some(id)).await?;
    store::update_card(work, &after).await.map_err(|failure| taken(failure, after.code.as_deref()))?;
    store::refresh_search_key(work, id).await?;
    record_differences(work, before, after).await
}

/// Moves a partner to a tier, or out of all of them.
pub async fn set_tier(work: &mut Work, id: PartnerId, tier: Option<String>) -> Outcome<(), Refusal> {
    work.may(Act::EditPartners, id)?;
    let card = store::card(work, id).await?.ok_or(Stop::Unknown)?;
    let Partner { code, name, kind, status, region, country, .. } = card;
    change(work, id, NewPartner { code, name, kind, status, region, country, tier, contact: None }).await?;
    Ok(())
}

async fn record_differences(
    work: &mut Work,
    before: Partner,
    after: Partner,
) -> Outcome<Vec<&'static str>, Refusal> {
    let partner = after.id;
    let mut changed = Vec::new();
    let words = [
        ("name", Some(before.name), Some(after.name)),
        ("code", before.code, after.code),
        ("region", before.region, after.region),
        ("country", before.country, after.country),
    ];
    for (field, before, after) in words.into_iter().filter(|(_, before, after)| before != after) {
        let field_key = format!("partners-field-{field}");
        work.record(CardChanged { partner, field_key, before, after }).await?;
        changed.push(field);
    }
    if before.kind != after.kind {
        let (before_key, after_key) = (before.kind.word_key(), after.kind.word_key());
        work.record(KindChanged { partner, kind: after.kind, before_key, after_key }).await?;
        changed.push("kind");
    }
    if before.tier != after.tier {
        work.record(TierSet { partner, before: before.tier, after: after.tier }).await?;
        changed.push("tier");
    }
    Ok(changed)
}
