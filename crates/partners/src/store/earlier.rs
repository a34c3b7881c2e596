//! What terms could ask of a partner before his card changed.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::args;
use base::failure::{Context, Result};
use base::work::Work;
use jiff::Timestamp;

/// Remembers what a card says before it is changed; of several changes in one piece of work, before the first.
pub async fn remember_card(work: &mut Work, id: PartnerId) -> Result<()> {
    let Some(card) = super::card(work, id).await? else { return Ok(()) };
    let (now, attributes) = (work.now(), serde_json::to_string(&card.attributes())?);
    let sql = "insert into partners_earlier (partner_id, until_at, attributes) values ($1, $2, $3)
               on conflict (partner_id, until_at) do nothing";
    work.run(sql, args![id, now, attributes]).await?;
    Ok(())
}

/// What terms could ask, at `moment`, of those partners whose cards have changed since.
pub async fn earlier_attributes(
    work: &mut Work,
    moment: Timestamp,
) -> Result<BTreeMap<PartnerId, Vec<(String, String)>>> {
    let sql =
        "select partner_id, attributes from partners_earlier where until_at > $1 order by until_at desc";
    let mut found = BTreeMap::new();
    for row in work.rows(sql, args![moment]).await? {
        let attributes: String = row.get("attributes")?;
        let attributes = serde_json::from_str(&attributes).context("what a card said earlier")?;
        found.insert(row.get("partner_id")?, attributes);
    }
    Ok(found)
}

/// How many cards changed after one moment and not after another.
pub async fn changed_between(work: &mut Work, after: Timestamp, until: Timestamp) -> Result<i64> {
    let sql = "select count(*) from partners_earlier where until_at > $1 and until_at <= $2";
    Ok(work.count(sql, args![after, until]).await?)
}
