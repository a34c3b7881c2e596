//! Second factors and recovery codes.

use base::access::UserId;
use base::args;
use base::db::id;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;

/// A second factor as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    /// What the telephone has, too.
    pub secret: Vec<u8>,
    /// Whether a code has confirmed it.
    pub is_confirmed: bool,
    /// The last step whose code was used.
    pub last_step: i64,
    /// When it proved its person last.
    pub proved_at: Option<Timestamp>,
}

pub(crate) async fn factor(work: &mut Work, user: UserId) -> Result<Option<Factor>> {
    let sql = "select secret, confirmed_at, last_step, proved_at from people_factors where user_id = $1";
    let Some(row) = work.row(sql, args![user]).await? else { return Ok(None) };
    let hex: String = row.get("secret")?;
    let byte = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    let secret: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(byte).collect();
    Ok(Some(Factor {
        secret: secret.ok_or_else(|| Failure::new("a second factor is not hexadecimal"))?,
        is_confirmed: row.get::<Option<Timestamp>>("confirmed_at")?.is_some(),
        last_step: row.get("last_step")?,
        proved_at: row.get("proved_at")?,
    }))
}

pub(crate) async fn begin_factor(work: &mut Work, user: UserId, secret: &[u8]) -> Result<()> {
    let now = work.now();
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let sql = "insert into people_factors (user_id, secret, made_at, last_step) values ($1, $2, $3, 0)
               on conflict (user_id) do update set secret = excluded.secret, made_at = excluded.made_at, confirmed_at = null,
                 last_step = 0, proved_at = null";
    work.run(sql, args![user, hex, now]).await?;
    Ok(())
}

pub(crate) async fn confirm_factor(work: &mut Work, user: UserId, step: i64) -> Result<()> {
    let now = work.now();
    let sql = "update people_factors set confirmed_at = $2, last_step = $3 where user_id = $1";
    work.run(sql, args![user, now, step]).await?;
    Ok(())
}

pub(crate) async fn prove_factor(work: &mut Work, user: UserId, step: i64) -> Result<()> {
    let now = work.now();
    let sql = "update people_factors set proved_at = $2, last_step = $3 where user_id = $1";
    work.run(sql, args![user, now, step]).await?;
    Ok(())
}

pub(crate) async fn drop_factor(work: &mut Work, user: UserId) -> Result<()> {
    work.run("delete from people_recovery_codes where user_id = $1", args![user]).await?;
    work.run("delete from people_factors where user_id = $1", args![user]).await?;
    Ok(())
}

pub(crate) async fn insert_recovery_code(work: &mut Work, user: UserId, hash: &str) -> Result<()> {
    let sql = "insert into people_recovery_codes (id, user_id, code_hash) values ($1, $2, $3)";
    work.run(sql, args![id::fresh(), user, hash]).await?;
    Ok(())
}

/// Uses a recovery code up; answers whether it was there.
pub(crate) async fn use_recovery_code(work: &mut Work, user: UserId, hash: &str) -> Result<bool> {
    let now = work.now();
    let sql = "update people_recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null";
    Ok(work.run(sql, args![user, hash, now]).await? > 0)
}
