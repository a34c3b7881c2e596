//! Every SQL statement of the slice.

mod factor;

use base::access::{Acts, PartnerId, UserId};
use base::args;
use base::db::{Row, id};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;

use crate::account::{NewUser, User, UserState};
use crate::links::LinkId;
use crate::rules::email_key;
use crate::sessions::{Session, SessionId};

pub(crate) use factor::{
    Factor, begin_factor, confirm_factor, drop_factor, factor, insert_recovery_code, prove_factor,
    use_recovery_code,
};

const USER: &str =
    "select u.id, u.email, u.name, u.role, u.partner_id, u.company, u.password_hash, u.state, u.created_at,
                           (select max(s.seen_at) from people_sessions s where s.user_id = u.id) as seen_at
                    from people_users u";

/// How many accounts there are.
pub async fn users_count(work: &mut Work) -> Result<i64> {
    Ok(work.count("select count(*) from people_users", vec![]).await?)
}

pub(crate) async fn insert_user(
    work: &mut Work,
    id: UserId,
    new: &NewUser,
    hash: Option<&str>,
) -> Result<()> {
    let sql = "insert into people_users (id, email, email_key, name, role, partner_id, company, password_hash, state, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let state = if hash.is_some() { "active" } else { "invited" };
    let (key, now) = (email_key(&new.email), work.now());
    let args = args![
        id,
        new.email.trim(),
        key,
        new.name.trim(),
        &new.role,
        new.partner,
        &new.company,
        hash,
        state,
        now
    ];
    work.run(sql, args).await?;
    Ok(())
}

pub(crate) async fn user(work: &mut Work, id: UserId) -> Result<Option<User>> {
    let row = work.row(&format!("{USER} where u.id = $1"), args![id]).await?;
    row.as_ref().map(read_user).transpose()
}

pub(crate) async fn user_by_email(work: &mut Work, email: &str) -> Result<Option<User>> {
    let row = work.row(&format!("{USER} where u.email_key = $1"), args![email_key(email)]).await?;
    row.as_ref().map(read_user).transpose()
}

pub(crate) async fn users_of(work: &mut Work, partner: Option<PartnerId>) -> Result<Vec<User>> {
    let rows = match partner {
        Some(partner) => {
            work.rows(&format!("{USER} where u.partner_id = $1 order by u.id"), args![partner]).await?
        }
        None => work.rows(&format!("{USER} where u.partner_id is null order by u.id"), vec![]).await?,
    };
    rows.iter().map(read_user).collect()
}

/// People of partners who may sign in, each with what the owner changed in his role, if anything.
pub(crate) async fn active_partner_users(work: &mut Work) -> Result<Vec<(User, Option<Acts>)>> {
    let sql = "select u.id, u.email, u.name, u.role, u.partner_id, u.company, u.password_hash, u.state, u.created_at,
                      null as seen_at, r.acts
               from people_users u
               left join people_roles r on r.name = u.role
               where u.partner_id is not null and u.state = 'active' order by u.id";
    let rows = work.rows(sql, vec![]).await?;
    rows.iter().map(|row| Ok((read_user(row)?, row.get("acts")?))).collect()
}

/// Accounts of all partners, newest first.
pub(crate) async fn partner_users(work: &mut Work, limit: u32) -> Result<Vec<User>> {
    let sql = format!("{USER} where u.partner_id is not null order by u.id desc limit $1");
    work.rows(&sql, args![limit]).await?.iter().map(read_user).collect()
}

pub(crate) async fn set_password(work: &mut Work, user: UserId, hash: &str) -> Result<()> {
    let sql = "update people_users set password_hash = $2, state = 'active' where id = $1";
    work.run(sql, args![user, hash]).await?;
    Ok(())
}

pub(crate) async fn set_role(work: &mut Work, user: UserId, role: &str) -> Result<()> {
    work.run("update people_users set role = $2 where id = $1", args![user, role]).await?;
    Ok(())
}

pub(crate) async fn set_state(work: &mut Work, user: UserId, state: UserState) -> Result<()> {
    work.run("update people_users set state = $2 where id = $1", args![user, state.name()]).await?;
    Ok(())
}

/// Active owners of the vendor; locked, so that two who leave at once do not leave none.
pub(crate) async fn owners(work: &mut Work) -> Result<Vec<UserId>> {
    let sql = "select id from people_users
               where role = 'owner' and partner_id is null and state = 'active' order by id /*lock*/";
    let rows = work.rows(sql, vec![]).await?;
    Ok(rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?)
}

/// What the owner changed in a role, if anything.
pub(crate) async fn role_acts(work: &mut Work, role: &str) -> Result<Option<Acts>> {
    let row = work.row("select acts from people_roles where name = $1", args![role]).await?;
    Ok(row.map(|row| row.get("acts")).transpose()?)
}

pub(crate) async fn set_role_acts(work: &mut Work, role: &str, acts: Acts) -> Result<()> {
    let sql = "insert into people_roles (name, acts) values ($1, $2)
               on conflict (name) do update set acts = excluded.acts";
    work.run(sql, args![role, acts]).await?;
    Ok(())
}

pub(crate) async fn insert_session(
    work: &mut Work,
    user: UserId,
    key_hash: &str,
    address: &str,
    browser: &str,
) -> Result<SessionId> {
    let (id, now) = (SessionId::fresh(), work.now());
    let sql = "insert into people_sessions (id, key_hash, user_id, address, browser, created_at, seen_at)
               values ($1, $2, $3, $4, $5, $6, $7)";
    work.run(sql, args![id, key_hash, user, address, browser, now, now]).await?;
    Ok(id)
}

/// The open session with this key, its person, and what the person's role includes.
pub(crate) struct Present {
    pub(crate) session: SessionId,
    pub(crate) user: User,
    pub(crate) acts: Option<Acts>,
    pub(crate) vendor: Option<String>,
    pub(crate) seen_at: Timestamp,
}

pub(crate) async fn present(work: &mut Work, key_hash: &str, since: Timestamp) -> Result<Option<Present>> {
    let sql = "select s.id as session, s.seen_at as session_seen_at, u.id, u.email, u.name, u.role, u.partner_id, u.company,
                      u.password_hash, u.state, u.created_at, s.seen_at, r.acts,
                      (select value from base_settings where name = 'vendor-name') as vendor
               from people_sessions s
               join people_users u on u.id = s.user_id
               left join people_roles r on r.name = u.role
               where s.key_hash = $1 and s.ended_at is null and s.seen_at > $2 and u.state = 'active'";
    let Some(row) = work.row(sql, args![key_hash, since]).await? else { return Ok(None) };
    Ok(Some(Present {
        session: row.get("session")?,
        user: read_user(&row)?,
        acts: row.get("acts")?,
        vendor: row.get("vendor")?,
        seen_at: row.get("session_seen_at")?,
    }))
}

pub(crate) async fn touch_session(work: &mut Work, session: SessionId) -> Result<()> {
    let now = work.now();
    work.run("update people_sessions set seen_at = $2 where id = $1", args![session, now]).await?;
    Ok(())
}

pub(crate) async fn sessions_of(work: &mut Work, user: UserId) -> Result<Vec<Session>> {
    let sql = "select id, key_hash, address, browser, created_at, seen_at from people_sessions
               where user_id = $1 and ended_at is null order by seen_at desc limit 100";
    work.rows(sql, args![user]).await?.iter().map(read_session).collect()
}

/// Ends one session of a person, or all of them; returns how many.
pub(crate) async fn end_sessions(work: &mut Work, user: UserId, only: Option<SessionId>) -> Result<u64> {
    let sql = "update people_sessions set ended_at = $2
               where user_id = $1 and ended_at is null and (cast($3 as bigint) is null or id = $3)";
    let now = work.now();
    Ok(work.run(sql, args![user, now, only]).await?)
}

pub(crate) async fn end_session_by_key(work: &mut Work, key_hash: &str) -> Result<()> {
    let sql = "update people_sessions set ended_at = $2 where key_hash = $1 and ended_at is null";
    let now = work.now();
    work.run(sql, args![key_hash, now]).await?;
    Ok(())
}

pub(crate) async fn insert_link(
    work: &mut Work,
    link: LinkId,
    purpose: &str,
    user: Option<UserId>,
    expires_at: Timestamp,
) -> Result<()> {
    let sql = "insert into people_links (id, purpose, user_id, expires_at) values ($1, $2, $3, $4)";
    work.run(sql, args![link, purpose, user, expires_at]).await?;
    Ok(())
}

/// For whom a link is that still opens.
pub(crate) async fn open_link(
    work: &mut Work,
    link: LinkId,
    purpose: &str,
) -> Result<Option<Option<UserId>>> {
    let sql = "select user_id from people_links
               where id = $1 and purpose = $2 and used_at is null and expires_at > $3";
    let now = work.now();
    let row = work.row(sql, args![link, purpose, now]).await?;
    Ok(row.map(|row| row.get("user_id")).transpose()?)
}

/// Uses a link; `false` when somebody was faster.
pub(crate) async fn use_link(work: &mut Work, link: LinkId) -> Result<bool> {
    let sql = "update people_links set used_at = $2 where id = $1 and used_at is null";
    let now = work.now();
    Ok(work.run(sql, args![link, now]).await? == 1)
}

/// Uses up every open link of a person for a purpose.
pub(crate) async fn close_links(work: &mut Work, user: UserId, purpose: &str) -> Result<()> {
    let sql = "update people_links set used_at = $3 where user_id = $1 and purpose = $2 and used_at is null";
    let now = work.now();
    work.run(sql, args![user, purpose, now]).await?;
    Ok(())
}

pub(crate) async fn insert_attempt(work: &mut Work, subject: &str) -> Result<i64> {
    let sql = "insert into people_attempts (id, subject, at) values ($1, $2, $3)";
    let (id, now) = (id::fresh(), work.now());
    work.run(sql, args![id, subject, now]).await?;
    Ok(id)
}

pub(crate) async fn attempts_since(work: &mut Work, subject: &str, since: Timestamp) -> Result<i64> {
    let sql = "select count(*) from people_attempts where subject = $1 and at > $2";
    Ok(work.count(sql, args![subject, since]).await?)
}

pub(crate) async fn forget_attempts(work: &mut Work, subject: &str) -> Result<()> {
    work.run("delete from people_attempts where subject = $1", args![subject]).await?;
    Ok(())
}

pub(crate) async fn forget_attempt(work: &mut Work, id: i64) -> Result<()> {
    work.run("delete from people_attempts where id = $1", args![id]).await?;
    Ok(())
}

pub(crate) async fn forget_attempts_before(work: &mut Work, moment: Timestamp) -> Result<()> {
    work.run("delete from people_attempts where at < $1", args![moment]).await?;
    Ok(())
}

fn read_user(row: &Row) -> Result<User> {
    Ok(User {
        id: row.get("id")?,
        email: row.get("email")?,
        name: row.get("name")?,
        role: row.get("role")?,
        partner: row.get("partner_id")?,
        company: row.get("company")?,
        state: UserState::parse(&row.get::<String>("state")?),
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        password_hash: row.get("password_hash")?,
    })
}

fn read_session(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.get("id")?,
        address: row.get("address")?,
        browser: row.get("browser")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        key_hash: row.get("key_hash")?,
    })
}
