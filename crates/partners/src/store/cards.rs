//! Cards and the history of their statuses.

use base::access::{PartnerId, UserId};
use base::args;
use base::db::{Row, Value};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;

use super::named;
use crate::rules::{NewPartner, Partner, PartnerKind, PartnerStatus, key, phone_key};

base::id!(
    /// A status that a partner has had.
    StatusId,
    "status"
);

/// A status as it was given.
#[derive(Clone, Debug)]
pub struct StatusGiven {
    /// Which.
    pub status: PartnerStatus,
    /// Why; empty when nobody had to say.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom, when a person did it.
    pub by: Option<UserId>,
}

/// Reads a card out of a row that has all columns of the table.
pub(super) fn partner_of(row: &Row) -> Result<Partner> {
    Ok(Partner {
        id: row.get("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        kind: named(row, "kind", PartnerKind::parse)?,
        status: named(row, "status", PartnerStatus::parse)?,
        region: row.get("region")?,
        country: row.get("country")?,
        tier: row.get("tier")?,
        since: row.get("since")?,
    })
}

/// The partner with this id.
pub async fn card(work: &mut Work, id: PartnerId) -> Result<Option<Partner>> {
    let sql =
        "select id, code, name, kind, status, region, country, tier, since from partners_cards where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(partner_of).transpose()
}

/// The partner with this id; nobody else changes him until the work ends.
pub async fn card_to_change(work: &mut Work, id: PartnerId) -> Result<Option<Partner>> {
    let sql = "select id, code, name, kind, status, region, country, tier, since
               from partners_cards where id = $1 /*lock*/";
    work.row(sql, args![id]).await?.as_ref().map(partner_of).transpose()
}

/// Every partner, by name.
pub async fn cards(work: &mut Work) -> Result<Vec<Partner>> {
    let sql = "select id, code, name, kind, status, region, country, tier, since
               from partners_cards order by name_key, id";
    work.read_all(sql, vec![], partner_of).await
}

/// Partners whose code or name has one of these keys, with both keys; uses partners_one_per_code and partners_by_name.
pub async fn cards_by_keys(
    work: &mut Work,
    keys: &[String],
) -> Result<Vec<(Option<String>, String, Partner)>> {
    let mut found = Vec::new();
    for chunk in keys.chunks(200) {
        let places: Vec<String> = (1..=chunk.len()).map(|number| format!("${number}")).collect();
        let places = places.join(", ");
        let columns = "id, code, name, kind, status, region, country, tier, since, code_key, name_key";
        let sql = format!(
            "select {columns} from partners_cards where code_key in ({places})
             union select {columns} from partners_cards where name_key in ({places})"
        );
        let values: Vec<Value> = chunk.iter().map(Value::from).collect();
        for row in work.rows(&sql, values).await? {
            found.push((row.get("code_key")?, row.get("name_key")?, partner_of(&row)?));
        }
    }
    Ok(found)
}

/// Whether another partner has this code.
pub async fn code_is_taken(work: &mut Work, code: &str, but: Option<PartnerId>) -> Result<bool> {
    let sql = "select count(*) from partners_cards
               where code_key = $1 and (cast($2 as bigint) is null or id <> $2)";
    Ok(work.count(sql, args![key(code), but]).await? > 0)
}

/// Adds a card.
pub async fn insert_card(work: &mut Work, card: &NewPartner) -> Result<PartnerId> {
    let id = PartnerId::fresh();
    let (name_key, code_key) = (key(&card.name), card.code.as_deref().map(key));
    let contact =
        card.contact.iter().flat_map(|contact| reached_by(&contact.name, &contact.email, &contact.phone));
    let search = joined([name_key.clone(), code_key.clone().unwrap_or_default()].into_iter().chain(contact));
    let (now, today, user) = (work.now(), work.today(), work.actor.user());
    let sql =
        "insert into partners_cards (id, code, code_key, name, name_key, kind, status, region, country, tier,
                                           search_key, since, added_at, added_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let card = card.clone();
    let args = args![
        id,
        card.code,
        code_key,
        card.name.trim(),
        name_key,
        card.kind.name(),
        card.status.name(),
        card.region,
        card.country,
        card.tier,
        search,
        today,
        now,
        user,
    ];
    work.run(sql, args).await?;
    Ok(id)
}

/// Writes what may be changed on a card.
pub async fn update_card(work: &mut Work, card: &Partner) -> Result<()> {
    super::remember_card(work, card.id).await?;
    let sql = "update partners_cards
               set code = $2, code_key = $3, name = $4, name_key = $5, kind = $6, region = $7, country = $8, tier = $9
               where id = $1";
    let (name_key, code_key) = (key(&card.name), card.code.as_deref().map(key));
    let card = card.clone();
    let args = args![
        card.id,
        card.code,
        code_key,
        card.name,
        name_key,
        card.kind.name(),
        card.region,
        card.country,
        card.tier
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// Gives a status, and remembers that it was given.
pub async fn give_status(work: &mut Work, id: PartnerId, status: PartnerStatus, reason: &str) -> Result<()> {
    super::remember_card(work, id).await?;
    let sql = "update partners_cards set status = $2 where id = $1";
    work.run(sql, args![id, status.name()]).await?;
    remember_status(work, id, status, reason).await
}

/// Remembers that a status was given.
pub async fn remember_status(
    work: &mut Work,
    id: PartnerId,
    status: PartnerStatus,
    reason: &str,
) -> Result<()> {
    let sql = "insert into partners_statuses (id, partner_id, status, reason, at, user_id)
               values ($1, $2, $3, $4, $5, $6)";
    let (now, user) = (work.now(), work.actor.user());
    work.run(sql, args![StatusId::fresh(), id, status.name(), reason, now, user]).await?;
    Ok(())
}

/// Every status the partner has had, the latest first.
pub async fn statuses_of(work: &mut Work, id: PartnerId) -> Result<Vec<StatusGiven>> {
    let sql =
        "select status, reason, at, user_id from partners_statuses where partner_id = $1 order by id desc";
    let rows = work.rows(sql, args![id]).await?;
    let read = |row: &Row| {
        Ok(StatusGiven {
            status: named(row, "status", PartnerStatus::parse)?,
            reason: row.get("reason")?,
            at: row.get("at")?,
            by: row.get("user_id")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Writes the search key anew from name, code, ИНН and contacts.
pub async fn refresh_search_key(work: &mut Work, id: PartnerId) -> Result<()> {
    let Some(card) = card(work, id).await? else { return Ok(()) };
    let contacts = super::contacts_of(work, id).await?;
    let requisites = super::requisites_in_force(work, id).await?;
    let mut words = vec![key(&card.name), card.code.as_deref().map(key).unwrap_or_default()];
    words.extend(
        requisites.into_iter().flat_map(|requisites| [requisites.inn.clone(), key(&requisites.name)]),
    );
    for contact in contacts {
        words.extend(reached_by(&contact.name, &contact.email, &contact.phone));
    }
    let sql = "update partners_cards set search_key = $2 where id = $1";
    work.run(sql, args![id, joined(words)]).await?;
    Ok(())
}

/// The keys under which a contact is found.
fn reached_by(name: &str, email: &str, phone: &str) -> [String; 3] {
    [key(name), key(email), phone_key(phone)]
}

fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
