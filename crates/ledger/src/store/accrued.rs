//! What entries brought partners out of commissions.

use base::access::PartnerId;
use base::args;
use base::db::Value;
use base::failure::Result;
use base::work::Work;
use money::Money;

/// Keys that travel to the database together.
const CHUNK: usize = 500;

/// What entries under these keys brought each partner out of commissions.
pub async fn accrued_under(work: &mut Work, keys: &[String]) -> Result<Vec<(String, PartnerId, Money)>> {
    let mut found = Vec::with_capacity(keys.len());
    for chunk in keys.chunks(CHUNK) {
        let places: Vec<String> = (1..=chunk.len()).map(|number| format!("${number}")).collect();
        let sql = format!(
            "select key, partner_id, currency, cast(sum(minor) as bigint) as minor from (
               select e.key, t.currency,
                 case when t.debit_account = 'commissions' then t.credit_partner_id else t.debit_partner_id end as partner_id,
                 case when t.debit_account = 'commissions' then t.amount_minor else -t.amount_minor end as minor
               from ledger_entries e join ledger_transfers t on t.entry_id = e.id
               where e.key in ({}) and (t.debit_account = 'commissions' or t.credit_account = 'commissions')
             ) moved group by key, partner_id, currency",
            places.join(", ")
        );
        let args: Vec<Value> = chunk.iter().map(|key| Value::from(key.as_str())).collect();
        for row in work.rows(&sql, args).await? {
            let sum = Money::new(row.get("minor")?, row.get("currency")?);
            found.push((row.get("key")?, row.get("partner_id")?, sum));
        }
    }
    Ok(found)
}

/// What all entries whose keys begin so brought partners out of commissions, by currency.
pub async fn accrued_in_all(work: &mut Work, beginning: &str) -> Result<Vec<Money>> {
    let sql = "select t.currency, cast(sum(
                 case when t.debit_account = 'commissions' then t.amount_minor else -t.amount_minor end
               ) as bigint) as minor
               from ledger_entries e join ledger_transfers t on t.entry_id = e.id
               where substr(e.key, 1, $2) = $1 and (t.debit_account = 'commissions' or t.credit_account = 'commissions')
               group by t.currency order by t.currency";
    let length = i64::try_from(beginning.chars().count()).unwrap_or(i64::MAX);
    let rows = work.rows(sql, args![beginning, length]).await?;
    rows.iter().map(|row| Ok(Money::new(row.get("minor")?, row.get("currency")?))).collect()
}
