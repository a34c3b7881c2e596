//! Who takes part in a sale beside its seller.

use std::collections::HashMap;

use base::access::PartnerId;
use base::args;
use base::db::{DbError, Row, Value};
use base::failure::Result;
use base::work::Work;
use money::Rate;

use super::{KEYS_AT_ONCE, NewRow, places};
use crate::rules::{Participant, SaleId};

/// Inserts those who take part in these sales.
pub async fn insert_participants(work: &mut Work, sales: &[NewRow]) -> Result<()> {
    let row = |id: SaleId, one: &Participant| -> Vec<Value> {
        args![id, one.partner, one.role.as_str(), one.share.map(|share| share.to_string())]
    };
    let of = |sale: &NewRow| sale.new.participants.iter().map(|one| row(sale.id, one)).collect::<Vec<_>>();
    let rows: Vec<Vec<Value>> = sales.iter().flat_map(of).collect();
    let head = "insert into sales_participants (sale_id, partner_id, role, share)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Whether a partner ever took part in a sale beside its seller.
pub async fn takes_part(work: &mut Work, partner: PartnerId) -> Result<bool> {
    let sql = "select count(*) from (select sale_id from sales_participants where partner_id = $1 limit 1) p";
    Ok(work.count(sql, args![partner]).await? > 0)
}

/// Who takes part in a sale, by role.
pub async fn participants_of(work: &mut Work, sale: SaleId) -> Result<Vec<Participant>> {
    Ok(participants_of_all(work, &[sale]).await?.remove(&sale).unwrap_or_default())
}

/// Who takes part in each of these sales.
pub async fn participants_of_all(
    work: &mut Work,
    sales: &[SaleId],
) -> Result<HashMap<SaleId, Vec<Participant>>> {
    let mut found: HashMap<SaleId, Vec<Participant>> = HashMap::new();
    for part in sales.chunks(KEYS_AT_ONCE) {
        let list = places(0, part.len());
        let sql = format!(
            "select sale_id, partner_id, role, share from sales_participants where sale_id in ({list})"
        );
        for row in work.rows(&sql, part.iter().map(|id| (*id).into()).collect()).await? {
            found.entry(row.at(0)?).or_default().push(read(&row)?);
        }
    }
    found.values_mut().for_each(|all| in_order(all));
    Ok(found)
}

/// By role, then by partner, on both engines.
pub(super) fn in_order(all: &mut [Participant]) {
    all.sort_unstable_by(|one, other| (&one.role, one.partner).cmp(&(&other.role, other.partner)));
}

/// Reads a participant out of the columns after the sale's.
pub(super) fn read(row: &Row) -> Result<Participant, DbError> {
    let share: Option<String> = row.at(3)?;
    // What was written was an exact rate, so it is read as one.
    let share = share.and_then(|text| Rate::parse(&text).ok());
    Ok(Participant { partner: row.at(1)?, role: row.at(2)?, share })
}
