//! Notes on a partner and the views that people keep of the list.

use base::access::{PartnerId, UserId};
use base::args;
use base::db::Row;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;

base::id!(
    /// A note on a partner.
    NoteId,
    "note"
);

base::id!(
    /// A view of the list that a person keeps.
    ViewId,
    "view"
);

/// A note on a partner.
#[derive(Clone, Debug)]
pub struct Note {
    /// What was written.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// By whom, when a person did it.
    pub by: Option<UserId>,
}

/// Filters of the list under a name.
#[derive(Clone, Debug)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// The query of the list's address.
    pub query: String,
}

/// The notes on a partner, the latest first.
pub async fn notes_on(work: &mut Work, partner: PartnerId, limit: u32) -> Result<Vec<Note>> {
    let sql = "select body, at, user_id from partners_notes where partner_id = $1 order by id desc limit $2";
    let rows = work.rows(sql, args![partner, limit]).await?;
    let read = |row: &Row| Ok(Note { body: row.get("body")?, at: row.get("at")?, by: row.get("user_id")? });
    rows.iter().map(read).collect()
}

/// Writes a note.
pub async fn insert_note(work: &mut Work, partner: PartnerId, body: &str) -> Result<NoteId> {
    let id = NoteId::fresh();
    let sql = "insert into partners_notes (id, partner_id, body, at, user_id) values ($1, $2, $3, $4, $5)";
    let (now, user) = (work.now(), work.actor.user());
    work.run(sql, args![id, partner, body, now, user]).await?;
    Ok(id)
}

/// The views a person keeps.
pub async fn views_of(work: &mut Work, user: UserId) -> Result<Vec<View>> {
    let sql = "select id, name, query from partners_views where user_id = $1 order by id";
    let rows = work.rows(sql, args![user]).await?;
    let read = |row: &Row| Ok(View { id: row.get("id")?, name: row.get("name")?, query: row.get("query")? });
    rows.iter().map(read).collect()
}

/// Keeps a view.
pub async fn insert_view(work: &mut Work, user: UserId, name: &str, query: &str) -> Result<ViewId> {
    let id = ViewId::fresh();
    let sql = "insert into partners_views (id, user_id, name, query) values ($1, $2, $3, $4)";
    work.run(sql, args![id, user, name, query]).await?;
    Ok(id)
}

/// Forgets a view of this person; tells whether there was one.
pub async fn remove_view(work: &mut Work, user: UserId, id: ViewId) -> Result<bool> {
    let sql = "delete from partners_views where id = $1 and user_id = $2";
    Ok(work.run(sql, args![id, user]).await? > 0)
}
